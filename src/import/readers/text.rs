//! Plain text.

use crate::import::block::{Blocks, Format};
use crate::import::layout;
use crate::import::line::Line;

/// Reads plain text that has been decoded.
pub fn read(text: &str) -> Blocks {
    Blocks { format: Format::Text, blocks: layout::blocks(&lines_of(text)), remarks: Vec::new() }
}

/// The lines of a text with their numbers and pages; a form feed begins a page.
pub(super) fn lines_of(text: &str) -> Vec<Line> {
    let mut page = 1;
    let mut lines = Vec::new();
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        page += u32::try_from(line.matches('\u{c}').count()).unwrap_or(0);
        lines.push(Line { number, page, text: line.replace('\u{c}', ""), bold: false, size: None });
    }
    lines
}
