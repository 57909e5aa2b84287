//! Where a role comes from: the document, its licence, and what it says of each single fact.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The document that a role was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub document: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its date as printed, for example `August 2020`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The part of the document that holds this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The lines of that part, in the text form of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineSpan>,
    /// The licence or permission under which it may be used; `not stated` where it says nothing.
    pub licence: String,
    /// The credit line that the licence asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
}

/// Lines of a source document, from 1, ends included; written `L31` or `L27–64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LineSpan {
    /// The first line.
    pub first: u32,
    /// The last line.
    pub last: u32,
}

impl TryFrom<String> for LineSpan {
    type Error = String;
    fn try_from(given: String) -> Result<Self, String> {
        let figures = given.strip_prefix('L').and_then(|figures| {
            let (first, last) = figures.split_once(['–', '-']).unwrap_or((figures, figures));
            Some(Self { first: first.parse().ok()?, last: last.parse().ok()? })
        });
        figures
            .filter(|span| span.first >= 1 && span.first <= span.last)
            .ok_or_else(|| format!("`{given}` does not name lines of the source; write L31 or L27–64"))
    }
}

impl From<LineSpan> for String {
    fn from(span: LineSpan) -> Self {
        span.to_string()
    }
}

impl JsonSchema for LineSpan {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LineSpan".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^L[0-9]+(–[0-9]+)?$" })
    }
}

impl fmt::Display for LineSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return write!(f, "L{}", self.first);
        }
        write!(f, "L{}–{}", self.first, self.last)
    }
}

/// What the source says of each fact, by the fact's path, for example `position.effective_date`.
///
/// A fact without an entry is stated when it is there, and not stated when it is not.
pub type Provenance = BTreeMap<String, FactOrigin>;

/// What the source says of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactOrigin {
    /// Stated, blank, not applicable, inferred or withheld.
    #[serde(default, skip_serializing_if = "FactStatus::is_stated")]
    pub status: FactStatus,
    /// Its lines in the source document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineSpan>,
    /// The source's own wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// How our reading came about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How far a fact is the source's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactStatus {
    /// The source says it.
    #[default]
    Stated,
    /// The source has a place for it and leaves it blank.
    Blank,
    /// The source says that it does not apply.
    NotApplicable,
    /// The source does not say it; we concluded it.
    Inferred,
    /// The source says it; we leave it out, because it names a person.
    Withheld,
}

impl FactStatus {
    /// Whether the source says it.
    pub fn is_stated(&self) -> bool {
        *self == Self::Stated
    }

    /// Whether a fact of this status has a value in the role.
    pub fn has_value(self) -> bool {
        matches!(self, Self::Stated | Self::Inferred)
    }

    /// The status in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Blank => "left blank in the source",
            Self::NotApplicable => "not applicable",
            Self::Inferred => "inferred, not stated in the source",
            Self::Withheld => "left out here: it names a person",
        }
    }
}
