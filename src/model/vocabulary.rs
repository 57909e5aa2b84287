//! The catalog's own vocabulary: words that mean the same, kinds of work, occupations and their titles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the catalog's vocabulary files say. A catalog without them has an empty vocabulary.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Vocabulary {
    /// Words that mean the same, or nearly.
    pub synonyms: Vec<SynonymGroup>,
    /// The kinds of work that duties are about, in the order of the file.
    pub activities: Vec<Activity>,
    /// Occupations with the titles in use for them.
    pub occupations: Vec<Occupation>,
}

/// Words and phrases for one thing: who searches for one finds the others too, ranked lower.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymGroup {
    /// Its name: lower-case letters, digits and hyphens.
    pub id: String,
    /// The words and phrases.
    pub words: Vec<String>,
    /// Why they belong together, for those who edit the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A kind of work, for example home visits: what a duty is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its name in files and addresses: `home-visits`.
    pub id: String,
    /// Its name for people: "Home visits".
    pub name: String,
    /// What belongs to it and what does not, in a sentence or two.
    pub definition: String,
    /// Phrases that show that a duty is about it. A word stands for all its inflected forms; `*` at the end of a word
    /// stands for any ending; `/` between words for a choice; `..` between words for up to four others.
    pub cues: Vec<String>,
    /// Phrases that show that a duty is not about it, whatever cue it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
}

/// An occupation with the titles that are in use for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occupation {
    /// Its code in the O*NET-SOC taxonomy, for example `21-1093.00`.
    pub code: String,
    /// Its title there.
    pub title: String,
    /// Titles in use for it.
    pub titles: Vec<String>,
}
