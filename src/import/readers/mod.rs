//! One reader for each format: bytes in, blocks out.

use super::block::{Block, Blocks, Format, Place, Shape};
use super::limits;
use super::unreadable::Unreadable;

/// Reads a file of any known format.
///
/// This parses what strangers wrote: whoever has more than one file to lose calls it in a worker process.
///
/// # Errors
/// Why the file is refused.
pub fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > limits::FILE_BYTES {
        let what = format!("{} bytes", bytes.len());
        return Err(Unreadable::TooLarge { what, most: limits::FILE_BYTES.to_string() });
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
