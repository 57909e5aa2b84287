//! What the roles of the catalog were taken from, and which of them have broken files.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::error::AppError;
use super::published::PublishedCatalog;
use crate::model::identifier::RoleId;

/// Sources that are named at most, those of most roles first.
const MOST_SOURCES: usize = 40;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The documents that the roles in force were taken from, those of most roles first.
    pub sources: Vec<SourceInUse>,
    /// Roles whose files have errors.
    pub broken: Vec<RoleId>,
}

/// A document that roles were taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceInUse {
    /// Its title.
    pub document: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The licence or permission under which it may be used.
    pub licence: String,
    /// The credit line that the licence asks for.
    pub attribution: Option<String>,
    /// How many roles were taken from it.
    pub roles: usize,
}

/// Looks through the roles in force on the day `on`. It reads them all.
///
/// # Errors
/// What the store said.
pub fn survey(catalog: &PublishedCatalog, on: Date) -> Result<Survey, AppError> {
    let mut sources: BTreeMap<(String, Option<String>), SourceInUse> = BTreeMap::new();
    let mut broken = Vec::new();
    catalog.each_role(&mut |history| {
        if history.is_broken() {
            broken.push(history.id.clone());
        }
        let revision = history.as_of(on).filter(|revision| revision.stamp.status.is_in_force());
        let Some(source) = revision.and_then(|revision| revision.role.facts.source.as_ref()) else { return };
        let entry = sources.entry((source.document.clone(), source.attribution.clone()));
        let entry = entry.or_insert_with(|| SourceInUse {
            document: source.document.clone(),
            publisher: source.publisher.clone(),
            licence: source.licence.clone(),
            attribution: source.attribution.clone(),
            roles: 0,
        });
        entry.roles += 1;
    })?;
    let mut sources: Vec<SourceInUse> = sources.into_values().collect();
    sources.sort_by(|one, other| other.roles.cmp(&one.roles).then_with(|| one.document.cmp(&other.document)));
    sources.truncate(MOST_SOURCES);
    Ok(Survey { sources, broken })
}
