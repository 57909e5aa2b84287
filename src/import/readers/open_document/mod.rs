//! OpenDocument text (`.odt`).

mod reader;
mod styles;

use self::reader::Reader;
use self::styles::Styles;
use super::package::Package;
use super::passage::finish;
use super::xml::{Element, parse};
use crate::import::block::{Block, Blocks, Format, Shape};
use crate::import::unreadable::Unreadable;

/// Reads an OpenDocument text.
///
/// # Errors
/// When it is damaged or too large.
pub(super) fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    let mut package = Package::open(bytes)?;
    let content = package.part("content.xml")?.ok_or_else(|| Unreadable::damaged("its text is missing"))?;
    let content = parse(&content)?;
    let styling = package.part("styles.xml")?.map(|bytes| parse(&bytes)).transpose()?.unwrap_or_default();
    let mut styles = Styles::default();
    styles.add(&styling);
    styles.add(&content);
    let mut reader = Reader::new(&styles);
    let text = content.descend(&["office:body", "office:text"]);
    let text = text.ok_or_else(|| Unreadable::damaged("it holds no text, but something else"))?;
    let mut blocks = furniture(&styling, "style:header", "a running head", &mut reader);
    blocks.extend(reader.read_body(text));
    blocks.extend(reader.take_notes());
    blocks.extend(furniture(&styling, "style:footer", "a running foot", &mut reader));
    finish(&mut blocks);
    Ok(Blocks { format: Format::OpenDocument, blocks, remarks: reader.remarks() })
}

/// What stands at the head or the foot of every page, once.
fn furniture(styling: &Element, name: &str, why: &'static str, reader: &mut Reader<'_>) -> Vec<Block> {
    let mut parts = Vec::new();
    styling.all(name, &mut parts);
    let mut said: Vec<Block> = Vec::new();
    for block in parts.into_iter().flat_map(|part| reader.read_body(part)) {
        if said.iter().all(|known| known.text != block.text) {
            said.push(Block { shape: Shape::Furniture(why), ..block });
        }
    }
    said
}
