//! A driver's licence.

use crate::import::understand::document::{Document, Found};
use crate::import::understand::pattern::Pattern;

/// Whether a driver's licence is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// It is.
    Required,
    /// Some positions may ask for it.
    Some,
}

static LICENSE: Pattern = Pattern::new(
    r"driv(?:er'?s?'?|ing) (?:and \S+ )?licen[sc]e|driver license|operator'?s? licen[sc]e|licen[sc]e to (?:drive|operate a (?:motor )?vehicle)|commercial driver",
);
static SOME: Pattern = Pattern::new(
    r"(?:some|certain|many|specific|various) (?:\S+ ){0,2}?(?:positions?|assignments?|jobs)|may (?:require|be required|need|also require|be asked)|positions? (?:may|that require|requiring|where)|if (?:driving|required|operating|the position|assigned)|depending (?:on|upon)|where (?:required|applicable|driving)|when required|as required by|for some",
);
static ONLY_WISHED: Pattern =
    Pattern::new(r"preferred|desir(?:ed|able)|a plus|not required|copy of|expir|license number");

pub(super) fn read(document: &Document<'_>) -> Option<Found<Driver>> {
    document.rows().find_map(|row| {
        let sentence = row.folded.split(". ").find(|sentence| LICENSE.is_in(sentence))?;
        if ONLY_WISHED.is_in(sentence) {
            return None;
        }
        Some(row.found(if SOME.is_in(sentence) { Driver::Some } else { Driver::Required }))
    })
}
