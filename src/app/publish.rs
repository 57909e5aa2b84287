//! A draft becomes a revision.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::history::ChangeCounts;
use super::reference::existing;
use crate::catalog::store::{CatalogStore, NewRevision};
use crate::compare::naming::{Naming, name_items};
use crate::compare::redline::redline;
use crate::model::identifier::RoleId;
use crate::model::revision::{RevisionStamp, RevisionStatus};
use crate::model::role::Role;

/// Who does something, why, and when it is to apply.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// From which day on; today when none is given.
    pub effective: Option<Date>,
    /// Now.
    pub now: Zoned,
}

impl Decision {
    /// The day from which it applies.
    pub fn effective(&self) -> Date {
        self.effective.unwrap_or_else(|| self.now.date())
    }

    /// The moment, to the second.
    pub fn moment(&self) -> Timestamp {
        Timestamp::from_second(self.now.timestamp().as_second()).unwrap_or_else(|_| self.now.timestamp())
    }

    /// Checks that somebody is named and a reason given, each on one line.
    ///
    /// # Errors
    /// `Misuse`, saying which is missing.
    pub fn check(&self) -> Result<(), AppError> {
        let wanted =
            [("by", &self.by, "--by \"HR, first name\""), ("reason", &self.reason, "--reason \"annual review\"")];
        for (field, value, example) in wanted {
            if value.trim().is_empty() || value.chars().any(char::is_control) || value.chars().count() > 200 {
                let message = format!("`{field}` must be a line of 1 to 200 characters");
                return Err(AppError::misuse(message, format!("add it, for example {example}")));
            }
        }
        Ok(())
    }
}

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Published {
    /// Which role.
    pub id: RoleId,
    /// The new revision.
    pub revision: RevisionStamp,
    /// What changed since the revision before; none for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangeCounts>,
    /// Names that were given to items that had none.
    pub named: Vec<Naming>,
    /// Whether there still is a draft: it was changed meanwhile, or could not be removed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft_left: bool,
}

/// Publishes the draft of a role.
///
/// # Errors
/// `NoRevision` when there is no draft, `Findings` when it has errors, `Misuse` when nothing changed,
/// `Conflict` when somebody else has published since the draft was begun; what the store said.
pub fn publish_draft(store: &dyn CatalogStore, id: &RoleId, decision: &Decision) -> Result<Published, AppError> {
    decision.check()?;
    let history = existing(store, id)?;
    if history.draft_findings.iter().any(crate::model::finding::Finding::is_error) {
        return Err(AppError::Findings { what: format!("the draft of {id}"), findings: history.draft_findings });
    }
    let Some(draft) = &history.draft else {
        let hint = format!("begin one with `rolebook revise {id}`");
        return Err(AppError::NoRevision { id: id.clone(), what: "draft".to_owned(), hint });
    };
    let mut role = draft.role.clone();
    let earlier: Vec<&Role> = history.revisions.iter().map(|revision| &revision.role).collect();
    let named = name_items(&mut role, &earlier);
    let newest = history.newest();
    let changes = newest.map(|newest| redline(&newest.role, &role));
    let in_force = newest.is_some_and(|newest| newest.stamp.status == RevisionStatus::InForce);
    if in_force
        && changes.as_ref().is_some_and(crate::compare::redline::Redline::is_empty)
        && newest.is_some_and(|n| n.role == role)
    {
        let message = format!("the draft of {id} says what revision {} says", newest.map_or(0, |n| n.stamp.number));
        return Err(AppError::misuse(message, "edit draft.md first, or discard it with `rolebook revise --discard`"));
    }
    let revision = store.append(NewRevision {
        id: id.clone(),
        parent: draft.stamp.parent.clone(),
        status: RevisionStatus::InForce,
        effective: decision.effective(),
        published: decision.moment(),
        by: decision.by.trim().to_owned(),
        reason: decision.reason.trim().to_owned(),
        role,
    })?;
    let draft_left = store.role(id).is_ok_and(|history| history.draft.is_some());
    let changes = changes.as_ref().map(ChangeCounts::of);
    Ok(Published { id: id.clone(), revision: revision.stamp, changes, named, draft_left })
}
