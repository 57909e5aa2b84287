//! Duty on call.

use crate::import::understand::document::{Document, Found};
use crate::import::understand::pattern::Pattern;

static ON_CALL: Pattern = Pattern::new(
    r"(?-u:\b)on[- ]call(?-u:\b)|standby duty|stand-by duty|after-hours (?:call|crisis|emergency) (?:rotation|coverage|response)|24[- /]hour call",
);
static DENIED: Pattern = Pattern::new(r"(?:no|not|without) (?:\S+ ){0,2}on[- ]call");

pub(super) fn read(document: &Document<'_>) -> Option<Found<()>> {
    let says = |text: &str| ON_CALL.is_in(text) && !DENIED.is_in(text);
    document.rows().find(|row| says(&row.folded)).map(|row| row.found(()))
}
