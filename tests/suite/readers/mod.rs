//! Reading files of all formats: bytes in, blocks out.

pub(crate) mod build;
mod detection;
mod hostile;
mod html;
mod mutants;
mod open_document;
mod pdf;
mod pdf_twins;
mod word;
mod word_lists;
mod word_looks;

use rolebook::import::block::{Block, Blocks, Shape};
use rolebook::import::readers::read;

/// Reads a file that must be readable.
fn read_well(bytes: &[u8]) -> Blocks {
    read(bytes).unwrap()
}

/// What the blocks say, each with its shape before it: `H1 Duties`, `1. Visits families`, `| a | b`, `-- Page 1`.
fn shown(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(show).collect()
}

fn show(block: &Block) -> String {
    let text = &block.text;
    match &block.shape {
        Shape::Heading(level) => format!("H{level} {text}"),
        Shape::Paragraph => text.clone(),
        Shape::Item { depth, printed } => {
            let printed = printed.as_deref().unwrap_or("?");
            format!("{}{printed} {text}", "  ".repeat(usize::from(*depth)))
        }
        Shape::Row { cells, .. } => format!("| {}", cells.join(" | ")),
        Shape::Footnote(mark) => format!("[{mark}]: {text}"),
        Shape::Furniture(why) => format!("-- {text} ({why})"),
    }
}
