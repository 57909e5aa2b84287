//! A block as an item: its number, its label, its boxes, its lines in the source.

use super::footnotes::Footnotes;
use crate::import::block::{Block, Shape, TICKED, UNREADABLE_BOX, UNTICKED};
use crate::import::layout::looks::label_and_value;
use crate::import::layout::marker;
use crate::model::document::{Item, ItemNote, Tick};
use crate::model::source::LineSpan;
use crate::model::text::Text;

const BOXES: [char; 3] = [TICKED, UNTICKED, UNREADABLE_BOX];

/// An item of a list.
pub(super) fn item(block: &Block, footnotes: &Footnotes, labelled: bool) -> Item {
    let text = block.text.trim();
    let mut item = boxed(text, footnotes).unwrap_or_else(|| said(text, footnotes, labelled));
    item.number = match &block.shape {
        Shape::Item { printed: Some(printed), .. } => marker::number(printed),
        _ => None,
    };
    item.note = ItemNote { lines: Some(lines_of(block)), ..ItemNote::default() };
    item
}

/// A field of the head: `Label: value`, or words alone.
pub(super) fn field(block: &Block, footnotes: &Footnotes) -> Item {
    item(block, footnotes, true)
}

/// An item of given words.
pub(super) fn plain(words: &str, block: &Block, footnotes: &Footnotes) -> Item {
    let note = ItemNote { lines: Some(lines_of(block)), ..ItemNote::default() };
    Item { text: footnotes.anchored(words), note, ..Item::default() }
}

/// The lines of a block in its source.
pub(super) fn lines_of(block: &Block) -> LineSpan {
    LineSpan { first: block.place.first_line.max(1), last: block.place.last_line.max(block.place.first_line).max(1) }
}

fn said(text: &str, footnotes: &Footnotes, labelled: bool) -> Item {
    if labelled
        && let Some((label, value)) = label_and_value(text)
        && label.split_whitespace().count() <= 6
        && text.starts_with(char::is_alphanumeric)
    {
        return Item { label: Text::from_plain(label), text: footnotes.anchored(value), ..Item::default() };
    }
    Item { text: footnotes.anchored(text), ..Item::default() }
}

/// A line with tick boxes: one is the item itself, several stand under their label.
fn boxed(text: &str, footnotes: &Footnotes) -> Option<Item> {
    let first = text.find(BOXES)?;
    let label = text.get(..first).unwrap_or_default().trim().trim_end_matches(':').trim();
    let mut ticks = Vec::new();
    let mut rest = text.get(first..).unwrap_or_default();
    while let Some(state) = rest.chars().next().filter(|c| BOXES.contains(c)) {
        let behind = rest.get(state.len_utf8()..).unwrap_or_default();
        let end = behind.find(BOXES).unwrap_or(behind.len());
        let words = behind.get(..end).unwrap_or_default().trim();
        ticks.push(Item { tick: Some(tick(state)), text: footnotes.anchored(words), ..Item::default() });
        rest = behind.get(end..).unwrap_or_default();
    }
    if label.is_empty() && ticks.len() == 1 {
        return ticks.pop();
    }
    Some(Item { label: Text::from_plain(label), items: ticks, ..Item::default() })
}

fn tick(state: char) -> Tick {
    match state {
        TICKED => Tick::Ticked,
        UNTICKED => Tick::Unticked,
        _ => Tick::Unclear,
    }
}
