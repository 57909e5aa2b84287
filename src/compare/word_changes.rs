//! The change from one text to another, word by word.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run of words that stayed, was added or was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordRun {
    /// What became of the words.
    pub change: WordChange,
    /// The words, with the blanks between and behind them.
    pub text: String,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WordChange {
    /// They stayed.
    Kept,
    /// They were removed.
    Removed,
    /// They were added.
    Added,
}

/// A word that stayed alone between two phrases that were replaced is part of one longer phrase that was.
const LONELY: usize = 1;

/// The runs of words from `before` to `after`.
pub(super) fn between(before: &str, after: &str) -> Vec<WordRun> {
    let before: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
    let after: Vec<&str> = after.split(' ').filter(|word| !word.is_empty()).collect();
    let mut runs = Vec::new();
    for (old, new) in phrases(&before, &after) {
        let (old, new) = (words(&before, &old), words(&after, &new));
        if old == new {
            push(&mut runs, WordChange::Kept, old);
        } else {
            push(&mut runs, WordChange::Removed, old);
            push(&mut runs, WordChange::Added, new);
        }
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    runs
}

/// The whole text as one run.
pub(super) fn whole(text: &str, change: WordChange) -> Vec<WordRun> {
    vec![WordRun { change, text: text.to_owned() }]
}

/// Both texts as phrases, by the indexes of their words: those that stayed and, between them, those that did not.
fn phrases(before: &[&str], after: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut phrases: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut stayed = false;
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        let stays = matches!(op, DiffOp::Equal { .. });
        match phrases.last_mut() {
            Some((old, new)) if !stays && !stayed => (old.end, new.end) = (op.old_range().end, op.new_range().end),
            _ => phrases.push((op.old_range(), op.new_range())),
        }
        stayed = stays;
    }
    let mut at = 1;
    while let Some([one, between, other]) = phrases.get(at - 1..at + 2) {
        let replaced = |(old, new): &(Range<usize>, Range<usize>)| !old.is_empty() && !new.is_empty();
        if words(before, &between.0) == words(after, &between.1)
            && between.0.len() <= LONELY
            && replaced(one)
            && replaced(other)
        {
            let joined = (one.0.start..other.0.end, one.1.start..other.1.end);
            phrases.splice(at - 1..at + 2, [joined]);
        } else {
            at += 1;
        }
    }
    phrases
}

fn words<'a, 'b>(text: &'b [&'a str], range: &Range<usize>) -> &'b [&'a str] {
    text.get(range.clone()).unwrap_or_default()
}

fn push(runs: &mut Vec<WordRun>, change: WordChange, words: &[&str]) {
    if !words.is_empty() {
        runs.push(WordRun { change, text: words.join(" ") + " " });
    }
}
