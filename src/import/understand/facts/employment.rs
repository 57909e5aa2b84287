//! Full or part time, where the words say so.

use crate::import::understand::document::{Document, Found};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::Pattern;

/// How much of the time is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// All of it.
    Full,
    /// Part of it.
    Part,
}

impl Time {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full-time",
            Self::Part => "part-time",
        }
    }
}

static FULL: Pattern = Pattern::new(r"full[ -]?time|(?-u:\b)ft(?-u:\b)");
static PART: Pattern = Pattern::new(r"part[ -]?time|(?-u:\b)pt(?-u:\b)");
static OF_SOMETHING_ELSE: Pattern = Pattern::new(
    r"(?:full|part)[ -]?time (?:paid |professional |equivalent )*(?:experience|student|staff|faculty|enrol|work experience|equivalent)|(?:years?|months?)'? (?:\(\d+\) )?(?:of )?(?:\S+ )?full|experience",
);
static OF_THE_JOB: Pattern = Pattern::new(
    r"(?:full|part)[ -]?time,? (?:\S+ ){0,4}?(?:position|employee|employment|appointment|role|job|opportunity|exempt|non-exempt|basis|hours|salaried|hourly|member|americorps)|(?:position|job|role|appointment|this) (?:is|are|will be) (?:an? )?(?:\S+ ){0,3}?(?:full|part)[ -]?time",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<Time>> {
    let near = document.of(&[Kind::Schedule, Kind::Classification, Kind::Title, Kind::Pay]).find_map(|row| {
        let text = &row.folded;
        if text.contains("experience") && OF_SOMETHING_ELSE.is_in(text)
            || text.contains("or part") && text.contains("full")
        {
            return None;
        }
        time_in(text).map(|time| row.found(time))
    });
    near.or_else(|| {
        let kinds = &[
            Kind::Summary,
            Kind::Benefit,
            Kind::Condition,
            Kind::Apply,
            Kind::Location,
            Kind::Other,
            Kind::Duty,
            Kind::Organization,
        ];
        document.of(kinds).find_map(|row| {
            let sentence = row.folded.split(". ").find(|sentence| OF_THE_JOB.is_in(sentence))?;
            let other = sentence.contains("experience")
                || sentence.contains("or exempt")
                || sentence.contains("half-time")
                || sentence.contains("full and part")
                || sentence.contains("full-time or");
            time_in(sentence).filter(|_| !other).map(|time| row.found(time))
        })
    })
}

fn time_in(text: &str) -> Option<Time> {
    match (FULL.is_in(text), PART.is_in(text)) {
        (true, false) => Some(Time::Full),
        (false, true) => Some(Time::Part),
        // A form with both boxes says which by its tick.
        (true, true) => ticked(text),
        (false, false) => None,
    }
}

fn ticked(text: &str) -> Option<Time> {
    let behind = text.split('☒').skip(1).map(|part| part.trim_start());
    behind
        .filter_map(|part| {
            if part.starts_with("full") {
                Some(Time::Full)
            } else if part.starts_with("part") {
                Some(Time::Part)
            } else {
                None
            }
        })
        .next()
}
