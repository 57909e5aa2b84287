//! What changed from some lines to others, in their own words.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::word_changes::{WordChange, WordRun, between, whole};
use super::words::Words;

/// A line that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineChange {
    /// What became of it.
    pub fate: LineFate,
    /// Its words: those that stayed, went and came.
    pub words: Vec<WordRun>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LineFate {
    /// It has other words.
    Reworded,
    /// It is new.
    New,
    /// It is gone.
    Dropped,
}

/// Two lines are one that was reworded if they share this part of their words.
const ENOUGH: f64 = 0.4;

/// The lines that are not as they were, in the order of the later ones.
pub fn changed_lines(before: &[String], after: &[String]) -> Vec<LineChange> {
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let old = before.get(op.old_range()).unwrap_or_default();
        let new = after.get(op.new_range()).unwrap_or_default();
        hunk(old, new, &mut changes);
    }
    changes
}

/// Lines that took the place of others: each new one beside the old one that is most like it.
fn hunk(old: &[String], new: &[String], changes: &mut Vec<LineChange>) {
    let mut left: Vec<Option<(&String, Words)>> = old.iter().map(|line| Some((line, Words::of(line)))).collect();
    let mut found = Vec::new();
    for line in new {
        let words = Words::of(line);
        let likeness = left.iter().map(|other| other.as_ref().map_or(0.0, |(_, other)| alike(&words, other)));
        let best = likeness.enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other));
        let partner =
            best.filter(|(_, likeness)| *likeness >= ENOUGH).and_then(|(index, _)| left.get_mut(index)?.take());
        found.push(match partner {
            Some((partner, _)) => LineChange { fate: LineFate::Reworded, words: between(partner, line) },
            None => LineChange { fate: LineFate::New, words: whole(line, WordChange::Added) },
        });
    }
    let gone = left.into_iter().flatten();
    changes
        .extend(gone.map(|(line, _)| LineChange { fate: LineFate::Dropped, words: whole(line, WordChange::Removed) }));
    changes.extend(found);
}

fn alike(one: &Words, other: &Words) -> f64 {
    let total = one.total() + other.total();
    if total == 0 { 0.0 } else { 2.0 * f64::from(one.shared(other)) / f64::from(total) }
}
