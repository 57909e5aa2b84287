//! What a posting is made from, and what may be chosen.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::particular::Particulars;
use super::template::Template;
use crate::model::document::ChangeMark;
use crate::model::identifier::ItemId;
use crate::model::organisation::Organisation;
use crate::model::revision::Revision;

/// Everything that a posting is made from.
#[derive(Debug, Clone, Copy)]
pub struct PostingRequest<'a> {
    /// The approved role.
    pub revision: &'a Revision,
    /// Who has the role; none if its file can't be read.
    pub organisation: Option<&'a Organisation>,
    /// The template.
    pub template: &'a Template,
    /// What was given.
    pub particulars: &'a Particulars,
    /// What was chosen.
    pub choices: &'a Choices,
    /// What changed since the revision before, by the address of a group of duties: for forms that show it.
    pub changes: &'a BTreeMap<String, ChangeMark>,
}

/// What somebody chose for one posting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The duties to be printed, in this order; all of them as approved if nothing is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duties: Option<Vec<ItemId>>,
    /// The sections to be printed, in this order; those of the template if nothing is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Vec<String>>,
    /// Words changed by hand: the address of what is changed (`d3`, `summary.1`, `about.1`) and what it is to say.
    /// They are plain words; the original is kept beside them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub edits: BTreeMap<String, String>,
}
