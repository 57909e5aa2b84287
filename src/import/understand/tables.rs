//! Tables that are there for the look: fields side by side, a heading beside its text. What is left is a table.

use crate::import::block::{Block, Shape};
use crate::import::layout::looks::label_and_value;
use crate::import::lexicon;

/// A value longer than this stands under its label rather than behind it.
const VALUE_WORDS: usize = 14;

/// The blocks with such rows taken apart.
pub fn loosened(blocks: Vec<Block>) -> Vec<Block> {
    let mut result = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Shape::Row { table, cells, .. } = &block.shape else {
            result.push(block);
            continue;
        };
        if goes_on(&result, *table, cells) {
            result.push(block);
            continue;
        }
        match parts_of(cells) {
            Some(parts) => {
                result.extend(parts.into_iter().map(|text| Block { shape: Shape::Paragraph, text, ..block.clone() }))
            }
            None => result.push(block),
        }
    }
    result
}

/// Whether a row with a single short value, such as `N/A`, stands under the rows of a table.
fn goes_on(above: &[Block], table: u32, cells: &[String]) -> bool {
    let last = above.iter().rev().find(|block| !matches!(block.shape, Shape::Furniture(_)));
    let under = last.is_some_and(
        |block| matches!(&block.shape, Shape::Row { table: of, cells: theirs, .. } if *of == table && theirs.len() == cells.len()),
    );
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let one = filled.next().filter(|_| filled.next().is_none());
    under && cells.len() > 1 && one.is_some_and(|one| one.split_whitespace().count() <= 3 && !is_label(one))
}

fn parts_of(cells: &[String]) -> Option<Vec<String>> {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    match filled.as_slice() {
        [] => Some(Vec::new()),
        [one] => Some(vec![(*one).to_owned()]),
        [label, value] if is_label(label) => {
            let long = value.split_whitespace().count() > VALUE_WORDS;
            let label = label.trim_end_matches(':').trim();
            Some(if long { vec![format!("{label}:"), (*value).to_owned()] } else { vec![format!("{label}: {value}")] })
        }
        many if many.iter().all(|cell| is_field(cell)) => Some(many.iter().map(|cell| (*cell).to_owned()).collect()),
        many if many.len() % 2 == 0 && many.iter().step_by(2).all(|cell| is_label(cell)) => {
            let pairs = many.chunks(2).filter_map(|pair| match pair {
                [label, value] => Some(format!("{}: {value}", label.trim_end_matches(':').trim())),
                _ => None,
            });
            Some(pairs.collect())
        }
        _ => None,
    }
}

fn is_label(cell: &str) -> bool {
    let words = cell.trim_end_matches(':');
    let short = words.split_whitespace().count() <= lexicon::LABEL_WORDS;
    short && (lexicon::label(words).is_some() || lexicon::heading(words).is_some())
}

fn is_field(cell: &str) -> bool {
    label_and_value(cell).is_some_and(|(label, _)| lexicon::label(label).is_some())
}
