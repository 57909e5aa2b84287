//! A posting that is kept: everything that made it, so that it can be made again, and what became of it.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::identifier::{ItemId, PostingId, RoleId, TextHash};
use super::revision::RevisionHash;

/// A posting that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct KeptPosting {
    /// Its name in the catalog.
    pub id: PostingId,
    /// Its title, for people; the posting itself takes it from what made it.
    pub title: String,
    /// What made it.
    #[serde(flatten)]
    pub facts: PostingFacts,
}

/// Everything that made a posting, and what was done with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingFacts {
    /// What has become of it.
    pub status: PostingStatus,
    /// The role.
    pub role: RoleId,
    /// The number of the role's revision.
    pub revision: u32,
    /// The hash of that revision.
    pub revision_hash: RevisionHash,
    /// The template.
    pub template: String,
    /// The hash of the template.
    pub template_hash: TextHash,
    /// The hashes of the texts of the template and of the organisation as they were; the texts stand beside the postings.
    pub texts: PostingTexts,
    /// What was given, by the names that the template asks for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub particulars: BTreeMap<String, Value>,
    /// The duties that are printed, in this order; all of them if nothing was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duties: Option<Vec<ItemId>>,
    /// The sections that are printed, in this order; those of the template if nothing was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Vec<String>>,
    /// Words changed by hand, by the address of what they take the place of.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub edits: BTreeMap<String, PostingEdit>,
    /// Words changed by hand that no longer apply, since what they took the place of has changed or is gone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set_aside: BTreeMap<String, PostingEdit>,
    /// What was done with it, by whom, when: first the keeping.
    pub record: Vec<PostingAct>,
}

/// The texts that a posting was made from, by their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingTexts {
    /// The template's manifest.
    pub manifest: TextHash,
    /// The template's body.
    pub body: TextHash,
    /// The organisation's file, in its canonical form; none if there was none that could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<TextHash>,
}

/// Words changed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingEdit {
    /// What the posting says.
    pub words: String,
    /// What was approved when they were changed.
    pub approved: String,
}

/// What was done with a posting, by whom, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingAct {
    /// What was done.
    pub did: PostingDeed,
    /// Who did it.
    pub by: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// What can be done with a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PostingDeed {
    /// It was kept for the first time.
    Kept,
    /// It was changed.
    Changed,
    /// It was brought up to date with its role and its template.
    Updated,
    /// It was published.
    Published,
    /// It was closed.
    Closed,
    /// It was made a draft again.
    Reopened,
}

/// What has become of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PostingStatus {
    /// It is being worked on.
    Draft,
    /// It is out.
    Published,
    /// Nobody can apply any more.
    Closed,
}

impl PostingStatus {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }

    /// What is done when a posting comes to be so.
    pub fn deed(self) -> PostingDeed {
        match self {
            Self::Draft => PostingDeed::Reopened,
            Self::Published => PostingDeed::Published,
            Self::Closed => PostingDeed::Closed,
        }
    }
}

impl fmt::Display for PostingStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl PostingDeed {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Updated => "brought up to date",
            Self::Published => "published",
            Self::Closed => "closed",
            Self::Reopened => "made a draft again",
        }
    }
}
