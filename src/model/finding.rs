//! One shape for every remark that Rolebook makes about somebody's text: where, what, and what to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Remark,
    /// Probably a mistake; the file is still usable.
    Warning,
    /// The file can't be trusted or understood as it stands.
    Error,
}

/// A place in a file: 1-based line and column, columns counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// A remark with its place, the text it is about, and advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name for this kind of finding, such as `unknown-field`.
    pub code: String,
    /// The file, relative to the catalog's folder; empty while the text has no file.
    pub file: String,
    /// Where in the file, when one place can be named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The text that it is about, shortened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub excerpt: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
}

/// Excerpts are cut after this many characters.
const EXCERPT_CHARACTERS: usize = 120;

impl Finding {
    /// An error: `code` is its stable name, `message` one sentence.
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A remark.
    pub fn remark(code: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Remark, code, message)
    }

    fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.to_owned(),
            file: String::new(),
            place: None,
            message: message.into(),
            excerpt: String::new(),
            advice: String::new(),
        }
    }

    /// Says where: 1-based line and column.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says in which file, relative to the catalog's folder.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.file = file.to_owned();
        self
    }

    /// Quotes the text that it is about: its first line, shortened.
    #[must_use]
    pub fn quoting(mut self, text: &str) -> Self {
        // A line can be very long; no more of it is looked at than is quoted.
        let mut line = text.chars().take_while(|c| *c != '\n');
        self.excerpt = line.by_ref().take(EXCERPT_CHARACTERS).collect();
        let cut = line.next().is_some();
        self.excerpt.truncate(self.excerpt.trim_end().len());
        if cut {
            self.excerpt.push('…');
        }
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn advising(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
