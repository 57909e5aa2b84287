//! A template of postings: a manifest that says what it is for, and a body that says what it prints.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::particular::{Particular, schema};
use crate::model::identifier::is_slug;
use crate::model::section::SectionKind;
use crate::templating::document_template::{LONGEST_TEMPLATE, TemplateFault};

/// The file of a template's folder that says what it is for.
pub const MANIFEST_FILE: &str = "manifest.toml";
/// The file of a template's folder that says what it prints.
pub const BODY_FILE: &str = "body.md.j2";

/// A template, ready to be filled.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Template {
    /// Its name: that of its folder.
    pub name: String,
    /// What it is.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// Everything that it asks for, by name.
    pub particulars: BTreeMap<String, Particular>,
    /// The text of its manifest.
    #[serde(skip)]
    pub manifest_text: String,
    /// What it prints.
    #[serde(skip)]
    pub body: String,
    /// The hash of manifest and body.
    pub hash: String,
    /// Whether it came with the program; other templates are filled in a child process.
    pub shipped: bool,
}

/// What a template is for, what it asks and which sections it prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// What people call it.
    pub title: String,
    /// What it is for, in a sentence.
    pub purpose: String,
    /// The language of its words, for example `en`.
    pub language: String,
    /// Whether it announces an opening; otherwise it is a document about the role.
    #[serde(default = "yes")]
    pub announces: bool,
    /// The most words that it should have, if it is to be short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<usize>,
    /// The most pages that it should have in print: as a PDF its letters become smaller until it fits, down to 8.5 points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The particulars that it asks for, in the order of the form.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Those among them without which it can't be filled.
    #[serde(default)]
    pub requires: Vec<String>,
    /// Particulars of its own, beside those that all templates share.
    #[serde(default)]
    pub particulars: BTreeMap<String, Particular>,
    /// The sections, in order.
    pub sections: Vec<SectionWanted>,
}

fn yes() -> bool {
    true
}

/// A section of a template: a block of its body, printed if there is anything in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionWanted {
    /// The name of the block.
    pub name: String,
    /// Its heading; none for a part without one.
    #[serde(default)]
    pub heading: String,
    /// Whether it may be left out of a posting.
    #[serde(default)]
    pub optional: bool,
    /// The parts of the role that are printed here as approved, and can't be changed by hand in this template.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<SectionKind>,
}

/// What is wrong with a template: which file, where, what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{template}/{file}: {fault}")]
pub struct TemplateProblem {
    /// The template.
    pub template: String,
    /// The file of its folder.
    pub file: &'static str,
    /// Where and what.
    pub fault: TemplateFault,
}

/// Reads a template from the texts of its two files. `shared` are the particulars that all templates may ask for.
///
/// # Errors
/// When the manifest can't be understood, or asks for a particular that nobody has described.
pub fn parse_template(
    name: &str,
    manifest: &str,
    body: &str,
    shared: &BTreeMap<String, Particular>,
    shipped: bool,
) -> Result<Template, TemplateProblem> {
    let problem = |fault| TemplateProblem { template: name.to_owned(), file: MANIFEST_FILE, fault };
    let wrong = |message: String| problem(TemplateFault::new(message));
    if !is_slug(name) {
        return Err(wrong("the folder's name must be lower-case letters, digits and hyphens".to_owned()));
    }
    if manifest.len() > LONGEST_TEMPLATE {
        return Err(wrong(format!("it is longer than {} kB", LONGEST_TEMPLATE / 1024)));
    }
    let read: Manifest = toml::from_str(manifest).map_err(|error| {
        let before = error.span().and_then(|span| manifest.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        problem(TemplateFault { line, message: error.message().to_owned() })
    })?;
    if read.sections.is_empty() {
        return Err(wrong("it wants no section; add one under [[sections]]".to_owned()));
    }
    let mut particulars = BTreeMap::new();
    for name in &read.asks {
        let Some(particular) = read.particulars.get(name).or_else(|| shared.get(name)) else {
            let known: Vec<&str> = shared.keys().map(String::as_str).collect();
            let message = format!(
                "it asks for `{name}`, which nobody has described; describe it under [particulars.{name}], or take one of {}",
                known.join(", ")
            );
            return Err(wrong(message));
        };
        particulars.insert(name.clone(), particular.clone());
    }
    if let Some(name) = read.requires.iter().find(|name| !read.asks.contains(name)) {
        return Err(wrong(format!("it requires `{name}` and does not ask for it; name it under `asks` too")));
    }
    let mut hash = blake3::Hasher::new();
    hash.update(manifest.as_bytes()).update(&[0]).update(body.as_bytes());
    Ok(Template {
        name: name.to_owned(),
        manifest: read,
        particulars,
        manifest_text: manifest.to_owned(),
        body: body.to_owned(),
        hash: hash.finalize().to_hex().to_string(),
        shipped,
    })
}

/// Reads the file of particulars that templates share.
///
/// # Errors
/// When it can't be understood.
pub fn parse_particulars(text: &str) -> Result<BTreeMap<String, Particular>, TemplateFault> {
    toml::from_str(text).map_err(|error| TemplateFault::new(error.message()))
}

impl Template {
    /// The JSON Schema of what it asks for.
    pub fn schema(&self) -> Value {
        schema(&self.particulars, &self.manifest.asks, &self.manifest.requires)
    }

    /// The names of its sections.
    pub fn section_names(&self) -> Vec<String> {
        self.manifest.sections.iter().map(|section| section.name.clone()).collect()
    }

    /// The section of this name.
    pub fn section(&self, name: &str) -> Option<&SectionWanted> {
        self.manifest.sections.iter().find(|section| section.name == name)
    }

    /// Those of the names that its body uses that no posting has and nobody is asked for: probably misspelt.
    pub fn unknown_names(&self, used: &[String]) -> Vec<String> {
        let roots = used.iter().map(|name| name.split('.').next().unwrap_or(name).to_owned());
        let known = |name: &str| super::context::NAMES.contains(&name) || self.particulars.contains_key(name);
        let mut unknown: Vec<String> = roots.filter(|name| !known(name)).collect();
        unknown.dedup();
        unknown
    }

    /// What is wrong with its body.
    pub fn in_body(&self, fault: TemplateFault) -> TemplateProblem {
        TemplateProblem { template: self.name.clone(), file: BODY_FILE, fault }
    }
}
