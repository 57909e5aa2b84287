//! PDF: pages of letters, read as a person would.
//!
//! lopdf reads the objects; what is drawn where, and in which order a person reads it, is worked out here, since the
//! libraries that extract text give up the places of letters, and with them columns, forms and headings.

mod columns;
mod drawing;
mod font;
mod form_fields;
mod matrix;
mod object;
mod page_lines;
mod rows;
mod state;
mod unicode_table;
mod widths;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use self::columns::Region;
use self::drawing::Drawing;
use self::matrix::Matrix;
use self::object::{dictionary, number, numbers};
use crate::import::block::{Blocks, Format};
use crate::import::layout;
use crate::import::limits;
use crate::import::line::Line;
use crate::import::unreadable::Unreadable;

/// Pages are no farther than this from the root of the tree of pages.
const TREE_DEPTH: usize = 64;

/// Reads a PDF.
///
/// # Errors
/// When it is damaged, protected, too large or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<Blocks, Unreadable> {
    let (lines, remarks) = lines(bytes)?;
    Ok(Blocks { format: Format::Pdf, blocks: layout::blocks(&lines), remarks })
}

/// The lines of a PDF in reading order, and what could not be read.
///
/// # Errors
/// When it is damaged, protected, too large or has no text.
pub fn lines(bytes: &[u8]) -> Result<(Vec<Line>, Vec<String>), Unreadable> {
    let document = open(bytes)?;
    let pages: Vec<ObjectId> = document.page_iter().take(limits::PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Unreadable::Damaged("it has no pages".to_owned()));
    }
    if pages.len() > limits::PAGES {
        return Err(Unreadable::too_large("more pages than can be read", limits::PAGES, "pages"));
    }
    let mut drawing = Drawing::of(&document);
    let pages: Vec<Vec<Region>> = pages.iter().map(|page| read_page(*page, &document, &mut drawing)).collect();
    let lines = page_lines::lines(&pages);
    let letters = || lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace());
    let untold = letters().filter(|c| *c == font::UNTOLD).count();
    if letters().count() == 0 || untold * 2 > letters().count() {
        return Err(Unreadable::NoText);
    }
    let mut remarks = Vec::new();
    if untold > 0 {
        remarks.push(format!("{untold} letters can't be told: their font does not say what they are"));
    }
    if drawing.turned > 0 {
        remarks.push(format!("{} letters that run up or down a page are left out", drawing.turned));
    }
    Ok((lines, remarks))
}

fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    let options = LoadOptions::with_max_decompressed_size(limits::PART_BYTES);
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Unreadable::Encrypted,
        _ => Unreadable::Damaged("the list of its pages can't be read".to_owned()),
    })?;
    // Many files are protected against changes alone, with an empty password for reading.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unreadable::Encrypted);
    }
    Ok(document)
}

fn read_page<'a>(page: ObjectId, document: &'a Document, drawing: &mut Drawing<'a>) -> Vec<Region> {
    let Ok(page_dictionary) = document.get_dictionary(page) else { return Vec::new() };
    let Ok(content) = document.get_page_content_with_limit(page, limits::PART_BYTES) else { return Vec::new() };
    let Some(resources) = dictionary(inherited(page_dictionary, b"Resources", document), document) else {
        return Vec::new();
    };
    let turn = number(inherited(page_dictionary, b"Rotate", document), document).unwrap_or(0.0) as i64;
    let space = Matrix(match turn.rem_euclid(360) {
        90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
        270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
        _ => Matrix::IDENTITY.0,
    });
    drawing.draw(&content, resources, space, 0);
    form_fields::draw(page_dictionary, space, document, drawing);
    let mut glyphs = drawing.take();
    let seen = inherited(page_dictionary, b"CropBox", document).or(inherited(page_dictionary, b"MediaBox", document));
    if let Some([left, low, right, high]) = numbers::<4>(seen, document) {
        let ((x, y), (end, top)) = (space.apply(left, low), space.apply(right, high));
        glyphs.retain(|it| {
            let middle = it.x + it.width / 2.0;
            (x.min(end)..=x.max(end)).contains(&middle) && (y.min(top)..=y.max(top)).contains(&it.y)
        });
    }
    columns::regions(rows::rows(glyphs))
}

/// What a page says, or the tree above it.
fn inherited<'a>(page: &'a Dictionary, key: &[u8], document: &'a Document) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..TREE_DEPTH {
        if let Ok(found) = node.get(key) {
            return Some(found);
        }
        node = dictionary(node.get(b"Parent").ok(), document)?;
    }
    None
}
