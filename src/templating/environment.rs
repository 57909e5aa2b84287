//! The page templates: embedded in the program, or read from a folder while somebody works on them.

use std::collections::BTreeMap;
use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Error, ErrorKind, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::filters;
use super::html::escaped;

/// Why a page could not be made: which template, where, what.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A template is wrong, or was given what it can't show.
    #[error("{0:#}")]
    Template(#[from] Error),
    /// A template can't be read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Templates, ready to be filled.
pub struct Templates {
    environment: minijinja::Environment<'static>,
}

impl Templates {
    /// The templates in the program. `assets` are the addresses of the files that pages name.
    #[expect(clippy::expect_used, reason = "a template that can't be parsed has failed the build already")]
    pub fn embedded(assets: BTreeMap<String, String>) -> Self {
        let mut environment = environment(assets);
        minijinja_embed::load_templates!(&mut environment);
        Self { environment }
    }

    /// The templates of a folder and the folders in it.
    ///
    /// # Errors
    /// When one can't be read or parsed.
    pub fn in_folder(folder: &Path, assets: BTreeMap<String, String>) -> Result<Self, TemplateError> {
        let mut environment = environment(assets);
        add_folder(folder, "", &mut environment)?;
        Ok(Self { environment })
    }

    /// Fills the template `name` with `context`.
    ///
    /// # Errors
    /// When there is no such template, or it asks for what the context does not have.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String, TemplateError> {
        Ok(self.environment.get_template(name)?.render(Value::from(Serde(context)))?)
    }

    /// The names of the templates.
    pub fn names(&self) -> Vec<String> {
        self.environment.templates().map(|(name, _)| name.to_owned()).collect()
    }
}

fn environment(assets: BTreeMap<String, String>) -> minijinja::Environment<'static> {
    let mut environment = minijinja::Environment::new();
    // A misspelt name is an error that a test sees, not a hole in a page; only whether there is something may be asked.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    // As the usual formatter, but slashes stay as they are, and no control character gets into a page.
    environment.set_formatter(|output, state, value| match value.as_str() {
        Some(words) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            output.write_str(&escaped(words)).map_err(Error::from)
        }
        _ => escape_formatter(output, state, value),
    });
    filters::add(&mut environment);
    environment.add_function("asset", move |name: &str| {
        let address = assets.get(name).cloned().map(Value::from_safe_string);
        address.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no asset `{name}`")))
    });
    environment
}

fn add_folder(
    folder: &Path,
    before: &str,
    environment: &mut minijinja::Environment<'static>,
) -> Result<(), TemplateError> {
    let failed = |source| TemplateError::File { path: folder.display().to_string(), source };
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            add_folder(&path, &format!("{before}{name}/"), environment)?;
        } else if name.ends_with(".j2") {
            let failed = |source| TemplateError::File { path: path.display().to_string(), source };
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            environment.add_template_owned(format!("{before}{name}"), text)?;
        }
    }
    Ok(())
}
