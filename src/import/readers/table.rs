//! Tables: of facts, which become rows, and of layout, which become what stands in their cells.

use super::passage::words;
use crate::import::block::{Block, Place, Shape};

/// Cells with more letters than this hold running text and no value.
const LONGEST_VALUE: usize = 240;
/// So many paragraphs in a cell may still be one value on several lines.
const MOST_LINES: usize = 3;

/// A row: the blocks of its cells. A cell that goes on from the row above, or that another reaches over, is empty.
pub(super) type Cells = Vec<Vec<Block>>;

/// Turns the rows of a table into blocks. `number` says which table of the file it is, and counts on.
pub(super) fn blocks(rows: Vec<Cells>, number: &mut u32) -> Vec<Block> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let of_layout = columns < 2;
    let mut done = Vec::new();
    let mut counted = 0;
    for cells in rows {
        if of_layout || filled(&cells).count() == 0 || is_banner(&cells, columns) {
            done.extend(shown(cells));
            continue;
        }
        let rich = cells.iter().filter(|cell| is_rich(cell)).count();
        if rich > 1 || rich == 1 && filled(&cells).count() == 1 {
            done.extend(shown(cells));
            continue;
        }
        done.extend(row(cells, *number, counted));
        counted += 1;
    }
    if counted > 0 {
        *number += 1;
    }
    done
}

fn shown(cells: Cells) -> impl Iterator<Item = Block> {
    cells.into_iter().flatten().filter(|block| !block.text.is_empty())
}

fn filled(cells: &Cells) -> impl Iterator<Item = &Vec<Block>> {
    cells.iter().filter(|cell| cell.iter().any(|block| !block.text.is_empty()))
}

/// A row of a single cell that reaches over all columns: a heading, or text of its own.
fn is_banner(cells: &Cells, columns: usize) -> bool {
    let first = cells.first().is_some_and(|cell| !cell.is_empty());
    // An empty cell of its own still has its paragraph; one that is reached over has none.
    first && (cells.len() == 1 || cells.len() == columns && cells.iter().skip(1).all(Vec::is_empty))
}

/// Whether a cell holds more than a value.
fn is_rich(cell: &[Block]) -> bool {
    let shown = || cell.iter().filter(|block| !block.text.is_empty());
    let letters: usize = shown().map(|block| block.text.chars().count()).sum();
    let plain = shown().all(|block| matches!(block.shape, Shape::Paragraph | Shape::Heading(_)));
    shown().count() > 1 && (!plain || shown().count() > MOST_LINES || letters > LONGEST_VALUE)
}

/// A row of facts. What a single rich cell holds beyond its first words follows as blocks of its own.
fn row(cells: Cells, table: u32, row: u32) -> Vec<Block> {
    let mut rest = Vec::new();
    let mut texts = Vec::new();
    let mut bold = true;
    let mut size = None;
    for cell in cells {
        bold &= cell.iter().all(|block| block.bold || block.text.is_empty());
        size = size.or_else(|| cell.iter().find_map(|block| block.size));
        if is_rich(&cell) {
            let mut blocks = cell.into_iter().filter(|block| !block.text.is_empty());
            let lead = blocks.next();
            match lead {
                Some(lead) if matches!(lead.shape, Shape::Paragraph | Shape::Heading(_)) => texts.push(lead.text),
                lead => {
                    texts.push(String::new());
                    rest.extend(lead);
                }
            }
            rest.extend(blocks);
        } else {
            texts.push(words(&cell.iter().map(printed).collect::<Vec<_>>().join(" ")));
        }
    }
    let text = texts.join("\t");
    let block = Block { shape: Shape::Row { table, row, cells: texts }, text, place: Place::default(), bold, size };
    std::iter::once(block).chain(rest).collect()
}

/// A block as it is printed: an item with its mark.
fn printed(block: &Block) -> String {
    match &block.shape {
        Shape::Item { printed: Some(mark), .. } => format!("{mark} {}", block.text),
        _ => block.text.clone(),
    }
}
