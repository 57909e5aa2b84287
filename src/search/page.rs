//! What search answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::query::Remark;
use crate::model::facts::Kind;
use crate::model::identifier::RoleId;
use crate::model::section::SectionKind;

/// A page of results.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SearchPage {
    /// How many results there are with every word.
    pub total: usize,
    /// How many more there are that lack a word; they follow the others.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub partial: usize,
    /// The results of this page.
    pub hits: Vec<Hit>,
    /// Counts by fact, over all results.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    /// A spelling that finds more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// What was read differently from what was typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A result: a role, or a role with the one passage that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hit {
    /// The role in short.
    #[serde(flatten)]
    pub role: RoleCard,
    /// The passages that fit best; for duties exactly one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<FoundPassage>,
    /// Words of the query that the role does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// Words of the query of which only a synonym was found, with that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_synonym: Vec<String>,
    /// How well it fits; figures of different searches can't be compared.
    pub score: f32,
}

/// A role in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RoleCard {
    /// Its name in the catalog.
    pub id: RoleId,
    /// The number of the revision.
    pub revision: u32,
    /// Its title.
    pub title: String,
    /// The name of its organisation.
    pub organisation: String,
    /// What kind of document it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where the work is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// The caseload in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseload: Option<String>,
    /// The schooling in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<String>,
    /// The experience in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<String>,
    /// Licences that are asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<String>,
    /// Working conditions that matter to many: evenings, on call …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// The first day on which the revision applies, such as 2026-11-22.
    pub effective: String,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FoundPassage {
    /// The lasting name of the item, if it is one: `d7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// For a duty: its number in printed order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What kind of section it stands in; none for facts about the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionKind>,
    /// The heading of the section, and of the group if there is one.
    pub heading: String,
    /// The share of working time of its group, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<f64>,
    /// The work activities that it is about, primary first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// What it says, or the part of it that fits, in pieces: those that were looked for are marked.
    pub text: Vec<Piece>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
}

/// Counts by one fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Facet {
    /// The fact's name in queries, filters and addresses.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// A value with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacetValue {
    /// The value in queries, filters and addresses.
    pub value: String,
    /// The value for people.
    pub label: String,
    /// How many results have it, given the other filters.
    pub count: u64,
    /// Whether it is filtered by.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chosen: bool,
}
