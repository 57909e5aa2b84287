//! Word (`.docx`): styles, lists, tables, boxes, tracked changes and notes, as the page shows them.

mod notes;
mod numbering;
mod properties;
mod reader;
mod runs;
mod styles;

use self::numbering::Numbering;
use self::reader::{Reader, shows_text};
use self::styles::Styles;
use super::package::Package;
use super::passage::finish;
use super::xml::{Element, parse};
use crate::import::block::{Block, Blocks, Format, Shape};
use crate::import::unreadable::Unreadable;

/// Reads a Word file.
///
/// # Errors
/// When it is damaged, protected or too large.
pub(super) fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let document = tree(&mut package, &main)?.ok_or_else(|| Unreadable::damaged("its text is missing"))?;
    let relations = tree(&mut package, &format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default();
    let targets = |kind: &str| targets(&relations, kind, folder);
    let mut first = |kind: &str| -> Result<Option<Element>, Unreadable> {
        targets(kind).first().map(|target| tree(&mut package, target)).transpose().map(Option::flatten)
    };
    let styles = first("styles")?.map(|root| Styles::read(&root)).unwrap_or_default();
    let numbering = first("numbering")?.map(|root| Numbering::read(&root, &styles)).unwrap_or_default();
    let notes = [("footnote", first("footnotes")?), ("endnote", first("endnotes")?)];
    let mut reader = Reader::new(&styles, numbering);
    let mut blocks = furniture(&mut package, &targets("header"), "a running head", &mut reader)?;
    blocks.extend(document.child("w:body").map(|body| reader.read_body(body)).unwrap_or_default());
    for (kind, root) in notes {
        blocks.extend(root.iter().flat_map(|root| read_notes(root, kind, &mut reader)));
    }
    blocks.extend(furniture(&mut package, &targets("footer"), "a running foot", &mut reader)?);
    finish(&mut blocks);
    Ok(Blocks { format: Format::Word, blocks, remarks: reader.remarks() })
}

fn tree(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Unreadable> {
    package.part(name.trim_start_matches('/'))?.map(|bytes| parse(&bytes)).transpose()
}

/// The part that holds the text; nearly always `word/document.xml`.
fn main_part(package: &mut Package<'_>) -> Result<String, Unreadable> {
    let relations = tree(package, "_rels/.rels")?.unwrap_or_default();
    let main = targets(&relations, "officeDocument", "").into_iter().next();
    Ok(main.map_or_else(|| "word/document.xml".to_owned(), |name| name.trim_start_matches('/').to_owned()))
}

/// The parts of a kind that another part points to.
fn targets(relations: &Element, kind: &str, folder: &str) -> Vec<String> {
    let of_kind = relations.elements().filter(|relation| {
        let inside = relation.attribute("TargetMode") != Some("External");
        inside && relation.attribute("Type").is_some_and(|it| it.rsplit('/').next() == Some(kind))
    });
    let target = of_kind.filter_map(|relation| relation.attribute("Target"));
    target.map(|it| if it.starts_with('/') { it.to_owned() } else { format!("{folder}/{it}") }).collect()
}

/// What stands at the head or the foot of every page, once.
fn furniture(
    package: &mut Package<'_>,
    parts: &[String],
    why: &'static str,
    reader: &mut Reader<'_>,
) -> Result<Vec<Block>, Unreadable> {
    let mut said: Vec<Block> = Vec::new();
    for part in parts {
        let Some(root) = tree(package, part)?.filter(shows_text) else { continue };
        for block in reader.read_body(&root) {
            if said.iter().all(|known| known.text != block.text) {
                said.push(Block { shape: Shape::Furniture(why), ..block });
            }
        }
    }
    Ok(said)
}

/// The notes that the text refers to. Word keeps the lines that divide them from the text among them.
fn read_notes(root: &Element, kind: &'static str, reader: &mut Reader<'_>) -> Vec<Block> {
    let mut notes: Vec<(usize, Vec<Block>)> = Vec::new();
    for note in root.elements() {
        if let Some(number) = reader.notes.number(note, kind) {
            notes.push((number, reader.read_body(note)));
        }
    }
    notes.sort_by_key(|(number, _)| *number);
    let marked = |(number, blocks): (usize, Vec<Block>)| {
        blocks.into_iter().map(move |block| Block { shape: Shape::Footnote(number.to_string()), ..block })
    };
    notes.into_iter().flat_map(marked).collect()
}
