//! The pieces of a file beside what each became.

use std::collections::HashSet;

use serde::Serialize;

use crate::app::import::{Arrangement, MOST_PIECES, ReadFile, Reading};
use crate::import::understand::kind::Kind;

/// A piece of the file and what it became.
#[derive(Debug, Serialize)]
pub(super) struct RowView {
    /// Its number on the page, from 0.
    at: usize,
    /// Its lines in the file: `12`, `12–14`.
    lines: String,
    text: String,
    kind: &'static str,
    kind_words: &'static str,
    /// Where it went.
    place: Option<String>,
    /// It is no part of the role, for a stated reason.
    pub(super) is_left_out: bool,
    is_heading: bool,
    is_corrected: bool,
    can_split: bool,
    /// Whether a line of a draft was read from it.
    is_in_draft: bool,
    is_first: bool,
    is_last: bool,
}

/// The pieces in their order.
pub(super) fn rows(
    file: &ReadFile,
    arrangement: &Arrangement,
    reading: &Reading,
    in_drafts: &HashSet<usize>,
) -> Vec<RowView> {
    let is_long = file.blocks.len() > MOST_PIECES;
    let last = reading.blocks.len().saturating_sub(1);
    let rows = reading.blocks.iter().enumerate().map(|(at, block)| RowView {
        at,
        lines: match block.lines {
            [first, last] if first == last => first.to_string(),
            [first, last] => format!("{first}–{last}"),
        },
        text: block.text.replace('\t', " · "),
        kind: block.kind.name(),
        kind_words: block.kind.words(),
        place: block.placed.clone(),
        is_left_out: block.placed.as_ref().is_some_and(|place| place.starts_with("left out")),
        is_heading: block.kind == Kind::Heading,
        is_corrected: arrangement.chosen(at).is_some(),
        is_in_draft: in_drafts.contains(&at),
        can_split: !is_long && arrangement.can_split(at, &file.blocks),
        is_first: at == 0,
        is_last: at == last,
    });
    rows.collect()
}
