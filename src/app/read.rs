//! A role to be read: one revision, with how it stands among the others.

use std::sync::Arc;

use jiff::civil::Date;

use super::error::AppError;
use super::published::PublishedCatalog;
use super::reference::{Referent, RoleReference, Which, existing, resolve};
use super::search::SearchService;
use crate::catalog::format::{RoleFile, Stamp, write_role};
use crate::catalog::store::CatalogReader as _;
use crate::model::finding::Finding;
use crate::model::organisation::Organisation;
use crate::model::revision::{Revision, RevisionStamp};
use crate::search::document::card;
use crate::search::page::RoleCard;

/// A published revision with what a reader needs to know beside it.
#[derive(Debug, Clone)]
pub struct RoleReading {
    /// The revision.
    pub revision: Arc<Revision>,
    /// The organisation, if its file can be read.
    pub organisation: Option<Arc<Organisation>>,
    /// The role in short.
    pub card: RoleCard,
    /// All revisions, oldest first.
    pub stamps: Vec<RevisionStamp>,
    /// How it stands on the day.
    pub standing: Standing,
    /// What is wrong with the role's files.
    pub findings: Vec<Finding>,
}

/// How a revision stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It applies.
    InForce,
    /// It takes the role out of use, and applies.
    Retired,
    /// Another applies: the one with this number.
    Superseded(u32),
    /// It applies later.
    Later,
}

/// Reads what `reference` names, as it stands on the day `on`. Where no revision applies yet, the newest is read.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn read_role(
    catalog: &PublishedCatalog,
    search: &SearchService,
    reference: &RoleReference,
    on: Date,
) -> Result<RoleReading, AppError> {
    let history = existing(catalog, &reference.id)?;
    let in_force = history.as_of(on).map(|revision| revision.stamp.number);
    let revision = match (reference.which, in_force, history.newest()) {
        (Which::InForce, None, Some(newest)) => Arc::clone(newest),
        _ => match resolve(&history, reference, on)? {
            Referent::Revision(revision) => revision,
            // No draft comes through the published catalog's door.
            Referent::Draft(draft) => {
                let (what, hint) = ("published draft".to_owned(), String::new());
                return Err(AppError::NoRevision { id: draft.id.clone(), what, hint });
            }
        },
    };
    let stamp = &revision.stamp;
    let standing = match in_force {
        Some(number) if number == stamp.number && stamp.status.is_in_force() => Standing::InForce,
        Some(number) if number == stamp.number => Standing::Retired,
        _ if stamp.effective > on => Standing::Later,
        Some(number) => Standing::Superseded(number),
        None => Standing::Later,
    };
    let organisation = history.id.organisation_id();
    // Search holds them already; before it does, its file is read.
    let organisation = match search.is_ready() {
        true => search.organisation(&organisation),
        false => catalog.organisation(&organisation)?,
    };
    let name = organisation.as_ref().map_or_else(|| history.id.organisation().to_owned(), |file| file.name.to_plain());
    Ok(RoleReading {
        card: card(&revision, &name),
        stamps: history.revisions.iter().map(|revision| revision.stamp.clone()).collect(),
        organisation,
        standing,
        findings: history.findings,
        revision,
    })
}

/// The file of a published revision, as the catalog has it.
pub fn file_of(revision: &Revision) -> String {
    write_role(&RoleFile { stamp: Stamp::Published(revision.stamp.clone()), role: revision.role.clone() })
}
