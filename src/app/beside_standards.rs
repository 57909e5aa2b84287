//! Roles beside the catalog's staffing standards.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::{CatalogReader, CatalogStore};
use crate::model::identifier::{RoleId, StandardId};
use crate::model::role::Role;
use crate::model::standard::Standard;
use crate::standards::check::{RoleCheck, check_role};

/// A role beside the standards.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckedRole {
    /// Which role.
    pub id: RoleId,
    /// Its title.
    pub title: String,
    /// The revision that was looked at; none for a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// What was found.
    #[serde(flatten)]
    pub check: RoleCheck,
}

/// One role beside the standards, as it stands on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn check_one(
    store: &(impl CatalogReader + ?Sized),
    reference: &RoleReference,
    on: Date,
) -> Result<CheckedRole, AppError> {
    let history = existing(store, &reference.id)?;
    let standards = store.standards()?;
    Ok(match resolve(&history, reference, on)? {
        Referent::Revision(revision) => checked(&revision.id, Some(revision.stamp.number), &revision.role, &standards),
        Referent::Draft(draft) => checked(&draft.id, None, &draft.role, &standards),
    })
}

/// A role that was read already beside the standards.
///
/// # Errors
/// When the standards can't be read.
pub fn check_role_read(store: &(impl CatalogReader + ?Sized), role: &Role) -> Result<RoleCheck, AppError> {
    let standards = store.standards()?;
    Ok(check_role(role, standards.values().map(AsRef::as_ref)))
}

/// Every role in force on the day `on` beside the standards.
///
/// # Errors
/// When the catalog can't be read.
pub fn check_all(store: &dyn CatalogStore, on: Date) -> Result<Vec<CheckedRole>, AppError> {
    let standards = store.standards()?;
    let mut roles = Vec::new();
    store.each_role(None, &mut |history, _| {
        let revision = history.as_of(on).filter(|revision| revision.stamp.status.is_in_force());
        if let Some(revision) = revision {
            roles.push(checked(&revision.id, Some(revision.stamp.number), &revision.role, &standards));
        }
    })?;
    Ok(roles)
}

type Standards = BTreeMap<StandardId, Arc<Standard>>;

fn checked(id: &RoleId, revision: Option<u32>, role: &Role, standards: &Standards) -> CheckedRole {
    let check = check_role(role, standards.values().map(AsRef::as_ref));
    CheckedRole { id: id.clone(), title: role.title.to_plain(), revision, check }
}
