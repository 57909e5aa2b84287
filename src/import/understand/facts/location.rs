//! Where the work is done.

use crate::import::lexicon;
use crate::import::understand::document::{Document, Found};
use crate::import::understand::kind::Kind;

pub(super) fn read(document: &Document<'_>) -> Option<Found<String>> {
    let mut rows = document.of(&[Kind::Location]);
    rows.find_map(|row| match row.field() {
        Some((label, value)) if lexicon::label(label) == Some(Kind::Location) => Some(row.found(value.to_owned())),
        Some(_) => None,
        None => Some(row.found(row.text().to_owned())),
    })
}
