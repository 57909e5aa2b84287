//! A document as the facts see it: its blocks, what each is, and its words in lower case.

use super::cues::folded;
use super::kind::Kind;
use super::lines::LineReading;
use crate::import::block::Block;
use crate::import::layout::looks::label_and_value;

/// Blocks that have been read.
pub struct Document<'a> {
    rows: Vec<Row<'a>>,
}

/// One block with what is known of it.
pub struct Row<'a> {
    /// Its number among the blocks of the file.
    pub at: usize,
    /// The block.
    pub block: &'a Block,
    /// What it was taken for.
    pub reading: LineReading,
    /// Its words in lower case with plain marks.
    pub folded: String,
}

/// A value with the place that states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The block that states it.
    pub at: usize,
    /// The block's words, shortened.
    pub printed: String,
}

impl<'a> Document<'a> {
    /// The blocks from `from` on, with what each is.
    pub fn new(blocks: &'a [Block], readings: &[LineReading], from: usize) -> Self {
        let rows = (from..).zip(blocks).zip(readings);
        Self {
            rows: rows
                .map(|((at, block), reading)| Row { at, block, reading: *reading, folded: folded(&block.text) })
                .collect(),
        }
    }

    /// All rows but furniture.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.rows.iter().filter(|row| row.reading.kind != Kind::Furniture)
    }

    /// The rows of some kinds.
    pub fn of(&self, kinds: &'static [Kind]) -> impl Iterator<Item = &Row<'a>> {
        self.rows().filter(move |row| kinds.contains(&row.reading.kind))
    }

    /// The row behind another.
    pub fn after(&self, row: &Row<'_>) -> Option<&Row<'a>> {
        self.rows().find(|next| next.at > row.at)
    }
}

impl Row<'_> {
    /// The words.
    pub fn text(&self) -> &str {
        &self.block.text
    }

    /// What it was taken for.
    pub fn kind(&self) -> Kind {
        self.reading.kind
    }

    /// The label and the value of a `Label: value` line.
    pub fn field(&self) -> Option<(&str, &str)> {
        label_and_value(&self.block.text).filter(|(_, value)| !value.is_empty())
    }

    /// A value that this row states.
    pub fn found<T>(&self, value: T) -> Found<T> {
        let printed: String = self.block.text.chars().take(160).collect();
        Found { value, at: self.at, printed }
    }
}
