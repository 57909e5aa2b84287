//! A draft of a role's next revision.

use super::error::AppError;
use super::reference::existing;
use crate::catalog::store::CatalogStore;
use crate::model::identifier::RoleId;
use crate::model::revision::{Draft, DraftStamp};

/// Begins a draft from the newest revision of a role; with `discard`, in place of one that is there.
///
/// # Errors
/// `NoRole`, `NoRevision` when nothing has been published, `DraftExists`; what the store said.
pub fn begin_draft(store: &dyn CatalogStore, id: &RoleId, discard: bool) -> Result<Draft, AppError> {
    let history = existing(store, id)?;
    if history.is_broken() {
        return Err(AppError::Findings { what: id.to_string(), findings: history.findings });
    }
    let Some(newest) = history.newest() else {
        let hint = format!("it has only a draft so far; publish that with `rolebook publish {id}`");
        return Err(AppError::NoRevision { id: id.clone(), what: "published revision".to_owned(), hint });
    };
    let stamp = DraftStamp { revises: Some(newest.stamp.number), parent: Some(newest.stamp.hash.clone()) };
    let draft = Draft { id: id.clone(), stamp, role: newest.role.clone() };
    store.write_draft(&draft, discard)?;
    Ok(draft)
}
