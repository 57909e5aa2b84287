//! The roles of the catalog on a day, in one line each.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use crate::catalog::store::CatalogReader;
use crate::model::caseload::Caseload;
use crate::model::facts::{Kind, Site};
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::revision::RevisionStatus;
use crate::model::snapshot::{RoleHistory, Snapshot};
use crate::search::index::roster::{Roster, Standing};

/// A role in short, for those who may know of drafts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RoleSummary {
    /// What it says and how it stands.
    #[serde(flatten)]
    pub role: RoleInShort,
    /// Whether there is a draft of the next revision.
    pub has_draft: bool,
}

/// A role in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RoleInShort {
    /// Its name in the catalog.
    pub id: RoleId,
    /// Its title; empty when nothing of it can be read.
    pub title: String,
    /// The name of its organisation.
    pub organisation: String,
    /// What kind of document it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Where the work is done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// Its caseload.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caseload: Option<Caseload>,
    /// How many duties it states.
    pub duties: usize,
    /// The number of the revision that applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The first day on which that revision applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub effective: Option<Date>,
    /// In force, retired, not yet in force, a draft only, or broken.
    pub state: RoleState,
}

/// How a role stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleState {
    /// A revision applies.
    InForce,
    /// The role is no longer used.
    Retired,
    /// Its first revision applies later.
    NotYetInForce,
    /// Nothing has been published.
    DraftOnly,
    /// Its files have errors; what is shown is the last good revision, if any.
    Broken,
}

/// The roles on the day `on`, by name. Retired ones are among them only `with_retired`.
pub fn list_roles(snapshot: &Snapshot, on: Date, with_retired: bool) -> Vec<RoleSummary> {
    histories(snapshot, on, with_retired)
        .map(|history| RoleSummary {
            role: in_short(organisation_name(snapshot, &history.id), history, on),
            has_draft: history.draft.is_some() || !history.draft_findings.is_empty(),
        })
        .collect()
}

/// Some of the roles of a catalog, and how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct RolePage {
    /// The roles of this page, by name.
    pub roles: Vec<RoleInShort>,
    /// How many roles there are on all pages.
    pub total: usize,
    /// Whether there are roles behind this page.
    pub more: bool,
}

/// As [`list_roles`], but no more than `limit` roles, those whose names come after `after`; and of a catalog of any size:
/// the roster says which roles there are, and only those of the page are read.
///
/// # Errors
/// When the index or a role can't be read.
pub fn page_of_roles(
    catalog: &impl CatalogReader,
    roster: &Roster,
    on: Date,
    with_retired: bool,
    after: Option<&RoleId>,
    limit: usize,
) -> Result<RolePage, AppError> {
    let (mut page, mut total, mut more) = (Vec::new(), 0, false);
    each_published(catalog, roster, on, &mut |id, standing, history| {
        let state = history.map(|history| state(history, on));
        let is_retired = state.map_or(standing == Standing::Retired, |state| state == RoleState::Retired);
        if is_retired && !with_retired {
            return;
        }
        total += 1;
        if after.is_some_and(|after| id <= after.as_str()) {
            return;
        }
        if page.len() < limit {
            page.extend(id.parse::<RoleId>());
        } else {
            more = true;
        }
    })?;
    let mut roles = Vec::with_capacity(page.len());
    for id in page {
        let organisation = id.organisation().parse().ok();
        let organisation = organisation.map(|id| catalog.organisation(&id)).transpose()?.flatten();
        let name = organisation.map(|organisation| organisation.name.to_plain());
        let history = catalog.role(&id)?;
        // What was taken away a moment ago may still be in the index.
        if !history.is_empty() {
            roles.push(in_short(name.unwrap_or_else(|| id.organisation().to_owned()), &history, on));
        }
    }
    Ok(RolePage { roles, total, more })
}

/// How many roles have been published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PublishedCounts {
    /// All of them.
    pub roles: usize,
    /// Those that have broken files.
    pub broken: usize,
}

/// Counts the roles of a roster.
///
/// # Errors
/// When the index or a role can't be read.
pub fn count_published(catalog: &impl CatalogReader, roster: &Roster) -> Result<PublishedCounts, AppError> {
    let mut counts = PublishedCounts::default();
    each_published(catalog, roster, Date::MAX, &mut |_, _, history| {
        counts.roles += 1;
        counts.broken += usize::from(history.is_some_and(RoleHistory::is_broken));
    })?;
    Ok(counts)
}

/// Hands out the names of all roles that have been published, with how they stand on the day `on`; and what their files
/// say of those of which the index can't tell.
fn each_published(
    catalog: &impl CatalogReader,
    roster: &Roster,
    on: Date,
    take: &mut dyn FnMut(&str, Standing, Option<&RoleHistory>),
) -> Result<(), AppError> {
    let mut failed = None;
    roster.each(on, &mut |name, standing| {
        if failed.is_some() {
            return;
        }
        let unclear = name.parse().ok().filter(|_| standing == Standing::Unclear);
        match unclear.map(|id| catalog.role(&id)).transpose() {
            Ok(history) => take(name, standing, history.as_ref()),
            Err(error) => failed = Some(error),
        }
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

fn histories(snapshot: &Snapshot, on: Date, with_retired: bool) -> impl Iterator<Item = &RoleHistory> {
    let histories = snapshot.roles.values().map(AsRef::as_ref);
    histories.filter(move |history| with_retired || state(history, on) != RoleState::Retired)
}

fn state(history: &RoleHistory, on: Date) -> RoleState {
    match (history.is_broken(), history.as_of(on), history.newest()) {
        (true, ..) => RoleState::Broken,
        (_, Some(revision), _) if revision.stamp.status == RevisionStatus::Retired => RoleState::Retired,
        (_, Some(_), _) => RoleState::InForce,
        (_, None, Some(_)) => RoleState::NotYetInForce,
        (_, None, None) if history.draft.is_some() => RoleState::DraftOnly,
        (_, None, None) => RoleState::Broken,
    }
}

fn in_short(organisation: String, history: &RoleHistory, on: Date) -> RoleInShort {
    let revision = history.as_of(on).or_else(|| history.newest());
    let role = revision.map(|revision| &revision.role).or_else(|| history.draft.as_ref().map(|draft| &draft.role));
    RoleInShort {
        id: history.id.clone(),
        title: role.map(|role| role.title.to_plain()).unwrap_or_default(),
        organisation,
        kind: role.and_then(|role| role.facts.kind),
        sites: role.map(|role| role.facts.sites.clone()).unwrap_or_default(),
        caseload: role.and_then(|role| role.facts.caseload.clone()),
        duties: role.map(|role| role.duties().len()).unwrap_or_default(),
        revision: revision.map(|revision| revision.stamp.number),
        effective: revision.map(|revision| revision.stamp.effective),
        state: state(history, on),
    }
}

/// The full name of a role's organisation, or its name in the catalog if it has no readable file.
pub fn organisation_name(snapshot: &Snapshot, id: &RoleId) -> String {
    id.organisation()
        .parse::<OrganisationId>()
        .ok()
        .and_then(|organisation| snapshot.organisations.get(&organisation))
        .map_or_else(|| id.organisation().to_owned(), |organisation| organisation.name.to_plain())
}
