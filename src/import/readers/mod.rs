//! One reader for each format: bytes in, blocks out.

mod front_matter;
pub mod markdown;
pub mod text;

use super::block::Blocks;
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
    let text = text::decoded(bytes);
    Ok(if markdown::is_markdown(&text) { markdown::read(&text) } else { text::read(&text) })
}
