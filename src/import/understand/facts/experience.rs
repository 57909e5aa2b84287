//! The least experience, in years.

use std::sync::OnceLock;

use regex::Regex;

use super::figure::{FIGURE, figure};
use crate::import::understand::document::{Document, Found, Row};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::{Pattern, group};

static DEGREE: Pattern = Pattern::new(r"degree|bachelor|master|graduat(?:ion|ed?) |diploma|high school");
static NOT_ASKED: Pattern = Pattern::new(
    r"(?:within|past|last|previous|next|every|first|for|after|up to|lack) (?:the )?(?:last |past |next )?$",
);
static SUBSTITUTES: Pattern =
    Pattern::new(r"substitut|in lieu of|for each year|may be used|lack (?:\S+ ){1,3}or less|or less");

fn pattern() -> Option<&'static Regex> {
    static BUILT: OnceLock<Option<Regex>> = OnceLock::new();
    let source = format!(
        r"(?-u:\b)({FIGURE})(?: ?\((\d+)\))?(?: ?(?:-|–|to|or) ?(?:{FIGURE})(?: ?\(\d+\))?)?\+?(?: or more| plus|-plus)?(?:[ -](?:full[ -]?time )?(?:calendar |additional |consecutive )?)(years?|yrs?|months?)(?-u:\b)'?([^.;]{{0,170}}?)(?:(?-u:\b)experience|(?-u:\b)employment|working|worked|(?-u:\b)as an? |(?-u:\b)service|practice|(?-u:\b)in an? |(?-u:\b)work(?-u:\b)|supervisory|teaching|status as)"
    );
    BUILT.get_or_init(|| Regex::new(&source).ok()).as_ref()
}

/// The years that one row asks for.
fn years(row: &Row<'_>) -> Option<f64> {
    let mut text = row.folded.clone();
    // `Experience: 2 years` names what the years are of before them.
    if let Some((label, _)) = row.field()
        && label.to_lowercase().contains("experience")
    {
        text.push_str(" experience");
    }
    let found = first_asked(&text)?;
    let figures = if found.get(2).is_some() { group(&found, 2) } else { group(&found, 1) };
    let count = figure(figures)?;
    Some(if group(&found, 3).starts_with("month") { (count / 12.0 * 100.0).round() / 100.0 } else { count })
}

/// The first figure that counts years of work; one that counts schooling may hide another behind it.
fn first_asked(text: &str) -> Option<regex::Captures<'_>> {
    let mut from = 0;
    while let Some(found) = pattern()?.captures_at(text, from) {
        if asked(text, &found) {
            return Some(found);
        }
        from = found.get(3)?.end();
    }
    None
}

fn asked(text: &str, found: &regex::Captures<'_>) -> bool {
    let start = found.get(0).map_or(0, |all| all.start());
    let before = text.get(..start).unwrap_or_default();
    let between = group(found, 4);
    let schooling = [
        "college",
        "of age",
        "years old",
        "university",
        "course",
        "education",
        "study",
        "of school",
        "training program",
    ];
    let of_school = schooling.iter().any(|word| between.contains(word)) && !between.contains("experience");
    // "A degree or four years of experience": the path with the degree counts.
    let instead = before.ends_with("or ") && DEGREE.is_in(before) || before.ends_with("plus ") && DEGREE.is_in(between);
    let adjective = text.get(found.get(3).map_or(0, |unit| unit.end())..).is_some_and(|behind| {
        ["college", "degree", "university", "program", "institution"]
            .iter()
            .any(|word| behind.trim_start_matches([' ', '-']).starts_with(word))
    });
    if instead || adjective {
        return false;
    }
    let school_before_experience =
        between.starts_with(" of college") || between.starts_with(" of study") || between.contains("of age");
    !NOT_ASKED.is_in(before) && !of_school && !school_before_experience
}

pub(super) fn read(document: &Document<'_>) -> Option<Found<f64>> {
    let mut first: Option<Found<f64>> = None;
    for row in document.of(&[Kind::Qualification, Kind::Ksa]) {
        let degree = DEGREE.is_in(&row.folded);
        let Some(value) = years(row).filter(|years| (0.05..=30.0).contains(years)) else {
            continue;
        };
        let found = row.found(value);
        if SUBSTITUTES.is_in(&row.folded) && !degree {
            first.get_or_insert(found);
            continue;
        }
        // The path with the degree is the first that counts.
        if degree || first.is_none() {
            return Some(found);
        }
        first.get_or_insert(found);
    }
    first
}
