//! When applications open and close, and the document's own date.

use jiff::civil::Date;

use super::day::days;
use crate::import::lexicon::plain_wording;
use crate::import::understand::document::{Document, Found, Row};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::Pattern;

/// The days that a document states.
#[derive(Debug, Clone, Default)]
pub struct Days {
    /// From when on one may apply.
    pub open: Option<Found<Date>>,
    /// Until when one may apply.
    pub closing: Option<Found<Date>>,
    /// The document's own date.
    pub issued: Option<Found<Date>>,
}

static CLOSES: Pattern = Pattern::new(
    r"clos(?:es|ing|e date)|deadline|(?:must|should|will|shall|to) be (?:\S+ ){0,3}?(?:received|submitted|filed|postmarked|accepted)|apply by|last day|no later than|final filing|applications? (?:due|accepted (?:until|through|from))|filing period|until (?:\S+ )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)|review date",
);
static OPENS: Pattern =
    Pattern::new(r"^\W*(?:opens?|opening|open date|open period|posted|date posted|posting date|post date)(?-u:\b)");
static ISSUED: Pattern = Pattern::new(
    r"^\W*(?:\S+ )?(?:date|revised|revision|rev|adopted|approved|established|effective|updated|issued?|created|prepared|reviewed|last \w+)(?-u:\b)",
);
static PERIOD: Pattern =
    Pattern::new(r"open period|open (?:&|and) closing|filing period|posting period|application period|filing dates");
static NOT_APPLYING: Pattern = Pattern::new(
    r"orientation|start date|class begins|test(?:s|ing)? (?:will|is)|interviews? (?:will|are)|announcement has now closed",
);

pub(super) fn read(document: &Document<'_>) -> Days {
    let mut found = Days::default();
    for row in document.rows() {
        note(document, row, &mut found);
    }
    found
}

fn note(document: &Document<'_>, row: &Row<'_>, found: &mut Days) {
    let mut stated = days(&row.folded);
    // A label alone has its value on the next line.
    let label = row.kind() == Kind::Heading;
    if label && stated.is_empty() {
        let below = document.after(row).filter(|next| next.folded.split(' ').count() < 30);
        stated = below.map(|next| days(&next.folded)).unwrap_or_default();
    }
    let (Some(first), Some(last)) = (stated.first(), stated.last()) else { return };
    let text = &row.folded;
    let plain = plain_wording(row.field().map_or(row.text(), |(label, _)| label));
    if PERIOD.is_in(text) && stated.len() >= 2 {
        found.open.get_or_insert_with(|| row.found(*first));
        found.closing.get_or_insert_with(|| row.found(*last));
    } else if CLOSES.is_in(text) && !NOT_APPLYING.is_in(text) {
        found.closing.get_or_insert_with(|| row.found(*last));
    } else if OPENS.is_in(text) {
        found.open.get_or_insert_with(|| row.found(*first));
        if stated.len() >= 2 {
            found.closing.get_or_insert_with(|| row.found(*last));
        }
    } else if ISSUED.is_in(text) || plain == "date" {
        found.issued.get_or_insert_with(|| row.found(*first));
    }
}
