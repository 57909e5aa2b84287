//! The templates of postings that there are: those of the program, and those of a folder, which come first.

use std::path::{Path, PathBuf};

use super::error::AppError;
use crate::posting::shipped::{SHIPPED, shared_particulars, shipped_templates};
use crate::posting::template::{BODY_FILE, MANIFEST_FILE, Template, TemplateProblem, parse_template};
use crate::templating::document_template::{LONGEST_TEMPLATE, TemplateFault};

/// Templates, and what is wrong with those that can't be used.
#[derive(Debug, Clone)]
pub struct PostingTemplates {
    /// Those that can be used: of the folder first, then those of the program that it does not override.
    pub usable: Vec<Template>,
    /// What is wrong with the others.
    pub problems: Vec<TemplateProblem>,
}

impl PostingTemplates {
    /// The template of this name.
    ///
    /// # Errors
    /// `Template` if it can't be used, `Misuse` if there is none.
    pub fn named(&self, name: &str) -> Result<&Template, AppError> {
        if let Some(problem) = self.problems.iter().find(|problem| problem.template == name) {
            return Err(problem.clone().into());
        }
        self.usable.iter().find(|template| template.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.usable.iter().map(|template| template.name.as_str()).collect();
            let name: String = name.chars().take(80).collect();
            AppError::misuse(format!("there is no template `{name}`"), format!("there are {}", names.join(", ")))
        })
    }
}

/// Reads the templates: those of the program, and those of `folder`, which override and add.
///
/// # Errors
/// When the folder can't be read.
pub fn read_templates(folder: Option<&Path>) -> Result<PostingTemplates, AppError> {
    let mut templates = PostingTemplates { usable: Vec::new(), problems: Vec::new() };
    if let Some(folder) = folder {
        let failed = |source| AppError::File { action: "read", path: folder.display().to_string(), source };
        let mut names: Vec<(String, PathBuf)> = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.join(MANIFEST_FILE).is_file() {
                names.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path));
            }
        }
        names.sort();
        for (name, path) in names {
            match read_template(&name, &path) {
                Ok(template) => templates.usable.push(template),
                Err(problem) => templates.problems.push(problem),
            }
        }
    }
    for template in shipped_templates()? {
        let overridden = templates.usable.iter().any(|own| own.name == template.name)
            || templates.problems.iter().any(|problem| problem.template == template.name);
        if !overridden {
            templates.usable.push(template);
        }
    }
    Ok(templates)
}

fn read_template(name: &str, folder: &Path) -> Result<Template, TemplateProblem> {
    let read = |file: &'static str| {
        let problem =
            |message: String| TemplateProblem { template: name.to_owned(), file, fault: TemplateFault::new(message) };
        let path = folder.join(file);
        let length = std::fs::metadata(&path).map_err(|error| problem(error.to_string()))?.len();
        if length > LONGEST_TEMPLATE as u64 {
            return Err(problem(format!("it is longer than {} kB", LONGEST_TEMPLATE / 1024)));
        }
        std::fs::read_to_string(&path).map_err(|error| problem(error.to_string()))
    };
    let (manifest, body) = (read(MANIFEST_FILE)?, read(BODY_FILE)?);
    // A copy that nobody has changed yet is the program's own.
    let shipped = SHIPPED.iter().any(|(.., own)| *own == body);
    parse_template(name, &manifest, &body, &shared_particulars()?, shipped)
}

/// Begins a template in `folder`: a copy of the shipped template `from` under a new name.
///
/// # Errors
/// `Misuse` if there is no such template or there is one of that name already; `File` if it can't be written.
pub fn new_template(folder: &Path, name: &str, from: &str) -> Result<PathBuf, AppError> {
    if !crate::model::identifier::is_slug(name) {
        return Err(AppError::misuse(
            format!("`{}` can't be the name of a template", name.chars().take(80).collect::<String>()),
            "take lower-case letters, digits and hyphens",
        ));
    }
    let Some((_, manifest, body)) = SHIPPED.iter().find(|(name, ..)| *name == from) else {
        let names: Vec<&str> = SHIPPED.iter().map(|(name, ..)| *name).collect();
        return Err(AppError::misuse(
            format!("there is no template `{from}` to copy"),
            format!("take one of {}", names.join(", ")),
        ));
    };
    let own = folder.join(name);
    if own.exists() {
        return Err(AppError::misuse(format!("{} is there already", own.display()), "take another name"));
    }
    let failed = |source| AppError::File { action: "write", path: own.display().to_string(), source };
    std::fs::create_dir_all(&own).map_err(failed)?;
    std::fs::write(own.join(MANIFEST_FILE), manifest).map_err(failed)?;
    std::fs::write(own.join(BODY_FILE), body).map_err(failed)?;
    Ok(own)
}
