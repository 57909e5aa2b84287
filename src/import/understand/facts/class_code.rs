//! The code of the class.

use crate::import::lexicon::plain_wording;
use crate::import::understand::document::{Document, Found};
use crate::import::understand::pattern::{Pattern, group};

static LABELLED: Pattern = Pattern::new(
    r"(?i)(?-u:\b)(?:class(?:ification)?|job|position class|spec(?:ification)?|job class|occupation(?:al)?)\s*(?:code|no\.?|number|spec(?:ification)?(?: code| no\.?| number)?|#)\s*[.:#]*\s*([A-Z]{0,4}[\s-]?\d{2,7}[A-Z]?(?:[-.]\d{1,4})*)(?-u:\b)",
);
static CODE: Pattern = Pattern::new(r"^\W*([A-Za-z]{0,4}[\s-]?\d{2,7}[A-Za-z]?(?:[-.]\d{1,4})*)(?-u:\b)");
static BEHIND_TITLE: Pattern = Pattern::new(r"^[A-Z][A-Za-z ,'&/()-]+?[\s,–—#(-]+(\d{4,6})\)?\s*$");

pub(super) fn read(document: &Document<'_>) -> Option<Found<String>> {
    document
        .rows()
        .find_map(|row| {
            let found = LABELLED.first(row.text())?;
            Some(row.found(tidy(group(&found, 1))))
        })
        .or_else(|| {
            document.rows().take(40).find_map(|row| {
                let (label, value) = row.field()?;
                const LABELS: [&str; 12] = [
                    "class code",
                    "job code",
                    "class no",
                    "class number",
                    "code",
                    "classification code",
                    "classification no",
                    "classification number",
                    "series",
                    "job class code",
                    "class spec",
                    "spec no",
                ];
                let known = LABELS.contains(&plain_wording(label).as_str());
                let found = CODE.first(value).filter(|_| known)?;
                Some(row.found(tidy(group(&found, 1))))
            })
        })
        .or_else(|| {
            document.of(&[crate::import::understand::kind::Kind::Title]).find_map(|row| {
                let found = BEHIND_TITLE.first(row.text())?;
                Some(row.found(tidy(group(&found, 1))))
            })
        })
}

fn tidy(code: &str) -> String {
    code.split_whitespace().collect()
}
