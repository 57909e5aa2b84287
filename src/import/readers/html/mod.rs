//! Web pages: what they say, apart from what stands around it on every page of the site.

mod furniture;
mod inline;
mod reader;
mod tables;

use scraper::Html;

use self::reader::Reader;
use super::encoding::decode;
use super::passage::finish;
use crate::import::block::{Block, Blocks, Format, Shape};
use crate::import::unreadable::Unreadable;

/// Of a page's letters, so many in hundredths are no furniture; else it was judged wrongly.
const LEAST_CONTENT: usize = 25;

/// Reads a web page.
///
/// # Errors
/// When it is nested too deeply.
pub(super) fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    let decoded = decode(bytes);
    let page = Html::parse_document(&decoded.text);
    let (mut blocks, mut remarks) = Reader::new(true).read(&page)?;
    if content(&blocks) < LEAST_CONTENT {
        (blocks, remarks) = Reader::new(false).read(&page)?;
    }
    remarks.extend(decoded.remark);
    finish(&mut blocks);
    Ok(Blocks { format: Format::Html, blocks, remarks })
}

/// How many hundredths of the letters are no furniture.
fn content(blocks: &[Block]) -> usize {
    let letters = |of: &dyn Fn(&&Block) -> bool| blocks.iter().filter(of).map(|block| block.text.len()).sum::<usize>();
    let all = letters(&|_| true);
    (letters(&|block| !matches!(block.shape, Shape::Furniture(_))) * 100).checked_div(all).unwrap_or(100)
}
