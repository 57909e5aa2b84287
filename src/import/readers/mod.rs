//! One reader for each format: bytes in, blocks out.

mod counting;
pub mod encoding;
mod html;
pub(in crate::import) mod package;
mod passage;
pub mod pdf;
mod symbols;
mod table;
mod typed;
mod word;
mod xml;

use super::block::{Block, Blocks, Format, Place, Shape};
use super::detect;
use super::limits;
use super::unreadable::Unreadable;

/// Reads a file of any known format.
///
/// This parses what strangers wrote: whoever has more than one file to lose calls it in a worker process.
///
/// # Errors
/// Why the file is refused.
pub fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(Unreadable::too_large(&format!("{} bytes", bytes.len()), limits::FILE_BYTES, "bytes"));
    }
    match detect::format(bytes)? {
        Format::Pdf => return pdf::read(bytes),
        Format::Word => return word::read(bytes),
        Format::Html => return html::read(bytes),
        _ => {}
    }
    let text = String::from_utf8_lossy(bytes);
    let mut blocks = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            let place = Place { page: None, first_line: number, last_line: number };
            blocks.push(Block { shape: Shape::Paragraph, text: words.join(" "), place, bold: false, size: None });
        }
    }
    Ok(Blocks { format: Format::Text, blocks, remarks: Vec::new() })
}
