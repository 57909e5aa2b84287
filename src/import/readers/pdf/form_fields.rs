//! Fields of a form that is to be filled in: their boxes and words lie over the page, and are not part of it.

use lopdf::{Dictionary, Document, Object};

use super::drawing::{Drawing, Glyph};
use super::matrix::Matrix;
use super::object::{dictionary, items, name, number, numbers};
use crate::import::block::{TICKED, UNTICKED};

/// A field is no farther from the group that says what it is.
const GROUP_DEPTH: usize = 16;
/// Buttons that are pushed, not ticked.
const PUSHED: i64 = 1 << 16;
/// Fields that are not shown.
const HIDDEN: i64 = 1 << 1;

/// Draws the fields of a page.
pub(super) fn draw<'a>(page: &'a Dictionary, space: Matrix, document: &'a Document, drawing: &mut Drawing<'a>) {
    for field in items(page.get(b"Annots").ok(), document) {
        let Some(field) = dictionary(Some(field), document) else { continue };
        let is_field = name(field.get(b"Subtype").ok(), document).is_some_and(|kind| kind == "Widget");
        let hidden = number(field.get(b"F").ok(), document).is_some_and(|flags| flags as i64 & HIDDEN != 0);
        let Some(place) = numbers::<4>(field.get(b"Rect").ok(), document).filter(|_| is_field && !hidden) else {
            continue;
        };
        let kind = said_by_group(field, b"FT", document).and_then(|kind| name(Some(kind), document));
        match kind.as_deref() {
            Some("Btn") => draw_box(field, place, space, document, drawing),
            Some("Tx" | "Ch") => draw_words(field, place, space, document, drawing),
            _ => {}
        }
    }
}

/// What a field says, or the group that it belongs to.
fn said_by_group<'a>(field: &'a Dictionary, key: &[u8], document: &'a Document) -> Option<&'a Object> {
    let mut node = field;
    for _ in 0..GROUP_DEPTH {
        if let Ok(found) = node.get(key) {
            return Some(found);
        }
        node = dictionary(node.get(b"Parent").ok(), document)?;
    }
    None
}

fn draw_box(field: &Dictionary, place: [f64; 4], space: Matrix, document: &Document, drawing: &mut Drawing<'_>) {
    let flags = said_by_group(field, b"Ff", document).and_then(|flags| number(Some(flags), document));
    if flags.is_some_and(|flags| flags as i64 & PUSHED != 0) {
        return;
    }
    let state = name(field.get(b"AS").ok(), document);
    let ticked = state.is_some_and(|state| state != "Off");
    let [left, low, right, high] = place;
    let ((x, y), (end, top)) = (space.apply(left, low), space.apply(right, high));
    let height = (top - y).abs().clamp(4.0, 14.0);
    let text = if ticked { TICKED } else { UNTICKED }.to_string();
    let width = (end - x).abs();
    drawing.add(Glyph { text, x: x.min(end), y: y.min(top) + height * 0.15, width, size: height, bold: false });
}

/// The words of a field are a drawing that is put into its place.
fn draw_words<'a>(
    field: &'a Dictionary,
    place: [f64; 4],
    space: Matrix,
    document: &'a Document,
    drawing: &mut Drawing<'a>,
) {
    let looks = dictionary(field.get(b"AP").ok(), document).and_then(|looks| looks.get(b"N").ok());
    let Some(Ok((_, Object::Stream(look)))) = looks.map(|look| document.dereference(look)) else { return };
    let [x, y, ..] = place;
    let [from_x, from_y, ..] = numbers::<4>(look.dict.get(b"BBox").ok(), document).unwrap_or_default();
    let shifted = Matrix::shift(x - from_x, y - from_y).then(space);
    drawing.draw_stream(look, &look.dict, shifted, 0);
}
