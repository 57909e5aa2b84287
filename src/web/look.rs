//! How pages look: the templates with the files that they name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::assets::Assets;
use super::problem::Problem;
use crate::templating::environment::{TemplateError, Templates};

/// Templates and files that belong together.
pub struct Look {
    templates: Templates,
    /// The files.
    pub assets: Assets,
}

impl Look {
    fn embedded() -> Self {
        let assets = Assets::embedded();
        Self { templates: Templates::embedded(assets.addresses().clone()), assets }
    }

    fn in_folder(folder: &Path) -> Result<Self, TemplateError> {
        let files = folder.join("assets");
        let assets = Assets::in_folder(&files)
            .map_err(|source| TemplateError::File { path: files.display().to_string(), source })?;
        Ok(Self { templates: Templates::in_folder(&folder.join("web"), assets.addresses().clone())?, assets })
    }

    /// The page that the template `name` makes of `context`.
    ///
    /// # Errors
    /// A mistake of ours, for the log.
    pub fn page(&self, name: &str, context: &impl Serialize) -> Result<String, Problem> {
        self.templates.render(name, context).map_err(|error| Problem::internal(error.to_string()))
    }

    /// The templates.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }
}

/// Where looks come from.
pub enum Looks {
    /// The one in the program.
    Embedded(Arc<Look>),
    /// A folder, read anew for each page: for those who work on it.
    Folder(PathBuf),
}

impl Looks {
    /// Those in the program, or those of a folder such as `templates`.
    pub fn new(folder: Option<PathBuf>) -> Self {
        folder.map_or_else(|| Self::Embedded(Arc::new(Look::embedded())), Self::Folder)
    }

    /// Whether pages look the same as long as the program runs.
    pub fn are_fixed(&self) -> bool {
        matches!(self, Self::Embedded(_))
    }

    /// The look of a page that is made now.
    ///
    /// # Errors
    /// When the folder can't be read, or a template in it can't be parsed.
    pub fn now(&self) -> Result<Arc<Look>, Problem> {
        match self {
            Self::Embedded(look) => Ok(Arc::clone(look)),
            Self::Folder(folder) => {
                Look::in_folder(folder).map(Arc::new).map_err(|error| Problem::internal(error.to_string()))
            }
        }
    }
}
