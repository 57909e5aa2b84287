//! The change from one text to another, word by word.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

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

/// The runs of words from `before` to `after`.
pub(super) fn between(before: &str, after: &str) -> Vec<WordRun> {
    let mut runs: Vec<WordRun> = Vec::new();
    let diff = TextDiff::from_words(before, after);
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => WordChange::Kept,
            ChangeTag::Delete => WordChange::Removed,
            ChangeTag::Insert => WordChange::Added,
        };
        push(&mut runs, kind, change.value());
    }
    join_over_blanks(runs)
}

/// The whole text as one run.
pub(super) fn whole(text: &str, change: WordChange) -> Vec<WordRun> {
    vec![WordRun { change, text: text.to_owned() }]
}

fn push(runs: &mut Vec<WordRun>, change: WordChange, text: &str) {
    match runs.last_mut() {
        Some(last) if last.change == change => last.text.push_str(text),
        _ => runs.push(WordRun { change, text: text.to_owned() }),
    }
}

/// A kept blank between two changes would cut a reworded phrase to pieces: such pieces are joined,
/// first all that was removed, then all that was added.
fn join_over_blanks(runs: Vec<WordRun>) -> Vec<WordRun> {
    let mut joined: Vec<WordRun> = Vec::new();
    let mut removed = String::new();
    let mut added = String::new();
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        let between = run.change == WordChange::Kept
            && run.text.trim().is_empty()
            && !(removed.is_empty() && added.is_empty())
            && runs.peek().is_some();
        match run.change {
            WordChange::Removed => removed.push_str(&run.text),
            WordChange::Added => added.push_str(&run.text),
            WordChange::Kept if between => {
                removed.push_str(&run.text);
                added.push_str(&run.text);
            }
            WordChange::Kept => {
                flush(&mut joined, &mut removed, &mut added);
                push(&mut joined, WordChange::Kept, &run.text);
            }
        }
    }
    flush(&mut joined, &mut removed, &mut added);
    joined
}

fn flush(runs: &mut Vec<WordRun>, removed: &mut String, added: &mut String) {
    // Blanks that only led from one change to the next are no change of their own.
    if removed.trim().is_empty() && !added.is_empty() && !removed.is_empty() {
        removed.clear();
    }
    if added.trim().is_empty() && !removed.is_empty() && !added.is_empty() {
        added.clear();
    }
    for (change, text) in [(WordChange::Removed, removed), (WordChange::Added, added)] {
        if !text.is_empty() {
            push(runs, change, text);
            text.clear();
        }
    }
}
