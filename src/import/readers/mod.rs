//! One reader for each format: bytes in, blocks out.

mod counting;
pub mod encoding;
mod front_matter;
mod html;
pub mod markdown;
mod open_document;
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
use super::unreadable::Unreadable;
use super::{detect, limits};

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
    let blocks = match detect::format(bytes)? {
        Format::Pdf => pdf::read(bytes),
        Format::Word => word::read(bytes),
        Format::OpenDocument => open_document::read(bytes),
        Format::Html => html::read(bytes),
        Format::Markdown => Ok(written(bytes, markdown::read)),
        Format::Text => Ok(written(bytes, text::read)),
    }?;
    within_limits(blocks)
}

fn written(bytes: &[u8], read: fn(&str) -> Blocks) -> Blocks {
    let decoded = encoding::decode(bytes);
    let mut blocks = read(&decoded.text);
    blocks.remarks.extend(decoded.remark);
    blocks
}

fn within_limits(blocks: Blocks) -> Result<Blocks, Unreadable> {
    let bytes: usize = blocks.blocks.iter().map(|block| block.text.len()).sum();
    if blocks.blocks.len() > limits::BLOCKS {
        let what = format!("{} paragraphs", blocks.blocks.len());
        Err(Unreadable::too_large(&what, limits::BLOCKS, "paragraphs"))
    } else if bytes > limits::TEXT_BYTES {
        Err(Unreadable::too_large(&format!("{bytes} bytes of text"), limits::TEXT_BYTES, "bytes"))
    } else if blocks.blocks.iter().all(|block| block.text.trim().is_empty()) {
        Err(Unreadable::NoText)
    } else {
        Ok(blocks)
    }
}
