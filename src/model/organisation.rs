//! Who employs, where, and what they say of themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Section;
use super::facts::Site;
use super::identifier::OrganisationId;
use super::source::{Provenance, Source};
use super::text::Text;

/// An organisation whose roles the catalog holds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Organisation {
    /// Its name in the catalog.
    pub id: OrganisationId,
    /// Its full name.
    pub name: Text,
    /// What is data.
    #[serde(flatten)]
    pub facts: OrganisationFacts,
    /// What it says of itself, for postings.
    pub sections: Vec<Section>,
}

/// What is data about an organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationFacts {
    /// What it is: `nonprofit`, `state agency`, `county`, `university`, `initiative`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What it is called for short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Other names in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The organisation that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Its sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// Its address on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where this comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What the source says of single facts.
    #[serde(default, skip_serializing_if = "Provenance::is_empty")]
    pub provenance: Provenance,
    /// Remarks for the people who edit it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The fields of [`OrganisationFacts`], as files name them.
pub const ORGANISATION_FIELDS: [&str; 8] =
    ["kind", "abbreviation", "also", "part_of", "sites", "website", "source", "notes"];
