//! One reader for each format: bytes in, blocks out.

mod counting;
pub mod encoding;
mod front_matter;
mod html;
pub mod markdown;
pub(in crate::import) mod package;
mod passage;
pub mod pdf;
mod rows;
mod symbols;
mod table;
pub mod text;
mod typed;
mod word;
mod xml;

use super::block::{Blocks, Format};
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
    let format = detect::format(bytes)?;
    match format {
        Format::Pdf => return pdf::read(bytes),
        Format::Word => return word::read(bytes),
        Format::Html => return html::read(bytes),
        _ => {}
    }
    let decoded = encoding::decode(bytes);
    let mut read = if format == Format::Markdown { markdown::read(&decoded.text) } else { text::read(&decoded.text) };
    read.remarks.extend(decoded.remark);
    Ok(read)
}
