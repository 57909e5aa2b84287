//! How a role changes over time: published revisions that never change, and drafts.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::CivilDate;
use super::identifier::RoleId;
use super::role::Role;

/// The fingerprint of a published revision: BLAKE3 of its file without the line that states it, 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RevisionHash(String);

impl RevisionHash {
    /// What stands in a revision's place for the hash until it is known.
    pub fn unknown() -> Self {
        Self("f".repeat(64))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RevisionHash {
    type Err = String;
    fn from_str(given: &str) -> Result<Self, String> {
        if given.len() == 64 && given.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Ok(Self(given.to_owned()));
        }
        Err("a revision's hash has 64 hexadecimal digits in lower case".to_owned())
    }
}

impl TryFrom<String> for RevisionHash {
    type Error = String;
    fn try_from(given: String) -> Result<Self, String> {
        given.parse()
    }
}

impl From<RevisionHash> for String {
    fn from(hash: RevisionHash) -> Self {
        hash.0
    }
}

impl fmt::Display for RevisionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for RevisionHash {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RevisionHash".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

/// Whether a revision puts a role in force or takes it out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RevisionStatus {
    /// From its effective date on, the role is as this revision says.
    #[default]
    InForce,
    /// From its effective date on, the role is no longer used.
    Retired,
}

impl RevisionStatus {
    /// Whether it puts the role in force.
    pub fn is_in_force(&self) -> bool {
        *self == Self::InForce
    }
}

/// Who published a revision, when, why, and what came before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevisionStamp {
    /// Its number, from 1 without gaps. The order of revisions is the order of numbers, never of times.
    pub number: u32,
    /// In force or retired.
    #[serde(default, skip_serializing_if = "RevisionStatus::is_in_force")]
    pub status: RevisionStatus,
    /// The first day on which it applies.
    #[schemars(with = "CivilDate")]
    pub effective: Date,
    /// When it was published.
    #[schemars(with = "String")]
    pub published: Timestamp,
    /// Who published it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The hash of the revision before it; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RevisionHash>,
    /// Its own hash.
    pub hash: RevisionHash,
}

/// What a draft starts from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftStamp {
    /// The number of the revision that it changes; none for a new role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<u32>,
    /// The hash of that revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RevisionHash>,
}

/// A published revision of a role.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Revision {
    /// Which role.
    pub id: RoleId,
    /// Who, when, why.
    pub stamp: RevisionStamp,
    /// What it says.
    pub role: Role,
}

/// A draft of a role's next revision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Draft {
    /// Which role.
    pub id: RoleId,
    /// What it starts from.
    pub stamp: DraftStamp,
    /// What it says.
    pub role: Role,
}
