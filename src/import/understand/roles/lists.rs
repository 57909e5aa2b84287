//! Lists and tables put together: items under items, rows under columns, paragraphs that lost their marks.

use crate::model::document::{self as model, Column, Item, Section, Table};
use crate::model::section::SectionKind;
use crate::model::text::Text;

/// Items under the items that they are set in from.
pub(super) fn nested(flat: Vec<(u8, Item)>) -> Vec<Item> {
    let least = flat.iter().map(|(depth, _)| *depth).min().unwrap_or(0);
    let mut top: Vec<Item> = Vec::new();
    for (depth, item) in flat {
        put(&mut top, depth.saturating_sub(least).min(DEEPEST), item);
    }
    top
}

/// Lists are nested so deep at most.
const DEEPEST: u8 = 4;

fn put(into: &mut Vec<Item>, levels: u8, item: Item) {
    if levels == 0 || into.is_empty() {
        into.push(item);
    } else if let Some(parent) = into.last_mut() {
        put(&mut parent.items, levels - 1, item);
    }
}

pub(super) fn table_of(rows: Vec<Vec<String>>) -> Option<Table> {
    let width = rows.iter().map(Vec::len).max().filter(|width| *width >= 1)?;
    let mut rows = rows.into_iter().map(|mut row| {
        row.resize(width, String::new());
        row.iter().map(|cell| Text::from_plain(cell)).collect::<Vec<Text>>()
    });
    let columns = rows.next()?.into_iter().map(|heading| Column { heading, holds: Default::default() }).collect();
    Some(Table { columns, rows: rows.collect() })
}

/// Short paragraphs one after the other are a list that lost its marks: duties and requirements, each in its own.
pub(super) fn paragraphs_to_list(mut section: Section, headed: bool) -> Section {
    let lists = matches!(
        section.kind,
        SectionKind::Duties | SectionKind::Qualifications | SectionKind::Knowledge | SectionKind::WorkingConditions
    );
    let only = section.blocks.iter().all(|block| matches!(block, model::Block::Paragraph(_)));
    let most = if section.kind == SectionKind::Duties { 60 } else { 30 };
    let short = section.blocks.iter().all(|block| match block {
        model::Block::Paragraph(text) => text.as_markdown().split(' ').count() <= most,
        _ => false,
    });
    if !lists || !only || !short || section.blocks.len() < if headed { 3 } else { 2 } {
        return section;
    }
    let blocks = std::mem::take(&mut section.blocks);
    let items = blocks.into_iter().filter_map(|block| match block {
        model::Block::Paragraph(text) => Some(Item { text, ..Item::default() }),
        _ => None,
    });
    section.blocks = vec![model::Block::List(items.collect())];
    section
}
