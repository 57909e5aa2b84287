//! A role is taken out of use: a revision like any other, that says so.

use super::error::AppError;
use super::publish::Decision;
use super::reference::existing;
use crate::catalog::store::{CatalogStore, NewRevision};
use crate::model::identifier::RoleId;
use crate::model::revision::{Revision, RevisionStatus};

/// Retires a role from the effective date on.
///
/// # Errors
/// `NoRole`, `NoRevision` when nothing has been published, `Misuse` when it is retired already or has a draft;
/// what the store said.
pub fn retire_role(store: &dyn CatalogStore, id: &RoleId, decision: &Decision) -> Result<Revision, AppError> {
    decision.check()?;
    let history = existing(store, id)?;
    let Some(newest) = history.newest() else {
        let hint = "only a published role can be retired; a draft can simply be deleted".to_owned();
        return Err(AppError::NoRevision { id: id.clone(), what: "published revision".to_owned(), hint });
    };
    if newest.stamp.status == RevisionStatus::Retired {
        let message = format!("{id} has been retired since {}", newest.stamp.effective);
        return Err(AppError::misuse(message, format!("to take it up again, `rolebook revise {id}` and publish")));
    }
    if history.draft.is_some() || !history.draft_findings.is_empty() {
        let hint = format!("publish it (`rolebook publish {id}`), or delete its draft.md, then retire the role");
        return Err(AppError::misuse(format!("{id} has a draft"), hint));
    }
    Ok(store.append(NewRevision {
        id: id.clone(),
        parent: Some(newest.stamp.hash.clone()),
        status: RevisionStatus::Retired,
        effective: decision.effective(),
        published: decision.moment(),
        by: decision.by.trim().to_owned(),
        reason: decision.reason.trim().to_owned(),
        role: newest.role.clone(),
    })?)
}
