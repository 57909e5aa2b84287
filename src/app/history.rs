//! A role's revisions: who, when, why, and how much changed.

use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::existing;
use crate::catalog::store::CatalogReader;
use crate::compare::redline::{Entry, Fate, PieceKind, Redline, redline};
use crate::model::finding::Finding;
use crate::model::identifier::RoleId;
use crate::model::revision::{DraftStamp, RevisionStamp};

/// A role's history.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HistoryRecord {
    /// Which role.
    pub id: RoleId,
    /// Its title in the newest revision.
    pub title: String,
    /// The revisions, oldest first.
    pub revisions: Vec<RevisionRecord>,
    /// The draft of the next revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftStamp>,
    /// What is wrong with the role's files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A revision in a history.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RevisionRecord {
    /// Who, when, why.
    #[serde(flatten)]
    pub stamp: RevisionStamp,
    /// What changed since the revision before; none for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangeCounts>,
}

/// How much changed between two revisions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeCounts {
    /// Pieces of text that are new.
    pub new: usize,
    /// Pieces that were reworded, the title among them.
    pub reworded: usize,
    /// Pieces that were moved.
    pub moved: usize,
    /// Pieces that were dropped.
    pub dropped: usize,
    /// Pieces that were split off others or merged into others.
    pub split_or_merged: usize,
    /// Facts that changed.
    pub facts: usize,
}

impl ChangeCounts {
    /// Counts what a redline shows.
    pub fn of(redline: &Redline) -> Self {
        let entries =
            redline.entries.iter().filter(|entry| entry.kind != PieceKind::Section || entry.fate != Fate::Kept);
        let count = |wanted: fn(&Entry) -> bool| entries.clone().filter(|entry| wanted(entry)).count();
        Self {
            new: count(|entry| entry.fate == Fate::New),
            reworded: count(|entry| entry.reworded) + usize::from(!redline.title.is_empty()),
            moved: count(|entry| entry.moved),
            dropped: count(|entry| entry.fate == Fate::Dropped),
            split_or_merged: count(|entry| matches!(entry.fate, Fate::SplitOff | Fate::Merged)),
            facts: redline.facts.len(),
        }
    }

    /// "1 new, 2 reworded, 3 facts changed".
    pub fn words(&self) -> String {
        let counts = [
            (self.new, "new"),
            (self.reworded, "reworded"),
            (self.moved, "moved"),
            (self.dropped, "dropped"),
            (self.split_or_merged, "split or merged"),
            (self.facts, if self.facts == 1 { "fact changed" } else { "facts changed" }),
        ];
        let words: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if words.is_empty() { "no change to the text".to_owned() } else { words.join(", ") }
    }
}

/// The history of a role.
///
/// # Errors
/// `NoRole`, or what the store said.
pub fn role_history(store: &(impl CatalogReader + ?Sized), id: &RoleId) -> Result<HistoryRecord, AppError> {
    let history = existing(store, id)?;
    let mut revisions = Vec::new();
    let mut before: Option<&crate::model::role::Role> = None;
    for revision in &history.revisions {
        let changes = before.map(|before| ChangeCounts::of(&redline(before, &revision.role)));
        revisions.push(RevisionRecord { stamp: revision.stamp.clone(), changes });
        before = Some(&revision.role);
    }
    let newest = history.newest().map(|revision| &revision.role);
    let role = newest.or_else(|| history.draft.as_ref().map(|draft| &draft.role));
    Ok(HistoryRecord {
        id: id.clone(),
        title: role.map(|role| role.title.to_plain()).unwrap_or_default(),
        revisions,
        draft: history.draft.as_ref().map(|draft| draft.stamp.clone()),
        findings: history.findings.into_iter().chain(history.draft_findings).collect(),
    })
}
