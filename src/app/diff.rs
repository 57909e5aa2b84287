//! The redline between two revisions of a role, or of two roles.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, Which, existing, resolve};
use crate::catalog::store::CatalogReader;
use crate::compare::redline::{Redline, redline};
use crate::model::role::Role;

/// A redline with what it is between.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RedlineRecord {
    /// The earlier side, for example `hayward/student-success-coach@1`.
    pub before: String,
    /// The later side.
    pub after: String,
    /// The redline.
    #[serde(flatten)]
    pub redline: Redline,
}

/// The redline between `before` and `after` on the day `on`. With one reference alone: from the revision
/// before it, or from the newest revision to the draft.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn redline_between(
    store: &(impl CatalogReader + ?Sized),
    one: &RoleReference,
    other: Option<&RoleReference>,
    on: Date,
) -> Result<RedlineRecord, AppError> {
    let (before, after) = match other {
        Some(other) => (find(store, one, on)?, find(store, other, on)?),
        None => {
            let history = existing(store, &one.id)?;
            let after = match (one.which, &history.draft) {
                (Which::InForce, Some(_)) => RoleReference { id: one.id.clone(), which: Which::Draft },
                _ => one.clone(),
            };
            let referent = resolve(&history, &after, on)?;
            let number = match &referent {
                Referent::Draft(draft) => draft.stamp.revises,
                Referent::Revision(revision) => revision.stamp.number.checked_sub(1).filter(|number| *number > 0),
            };
            let Some(number) = number else {
                let what = "revision before the first".to_owned();
                let hint = format!("there is nothing to compare it with yet: `rolebook show {}`", one.id);
                return Err(AppError::NoRevision { id: one.id.clone(), what, hint });
            };
            let before = RoleReference { id: one.id.clone(), which: Which::Number(number) };
            (named(resolve(&history, &before, on)?), named(referent))
        }
    };
    Ok(RedlineRecord { redline: redline(&before.1, &after.1), before: before.0, after: after.0 })
}

fn find(
    store: &(impl CatalogReader + ?Sized),
    reference: &RoleReference,
    on: Date,
) -> Result<(String, Role), AppError> {
    let history = existing(store, &reference.id)?;
    Ok(named(resolve(&history, reference, on)?))
}

fn named(referent: Referent) -> (String, Role) {
    match referent {
        Referent::Revision(revision) => (format!("{}@{}", revision.id, revision.stamp.number), revision.role.clone()),
        Referent::Draft(draft) => (format!("{}@draft", draft.id), draft.role.clone()),
    }
}
