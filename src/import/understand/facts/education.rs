//! The least schooling that will do.

use crate::import::understand::document::{Document, Found};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::Pattern;

/// Levels of schooling, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// High school or its equivalent.
    HighSchool,
    /// An associate's degree.
    Associate,
    /// A bachelor's degree.
    Bachelor,
    /// A master's degree.
    Master,
    /// A doctorate.
    Doctorate,
}

impl Level {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::HighSchool => "high school",
            Self::Associate => "associate",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctorate => "doctorate",
        }
    }
}

/// Schooling that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Education {
    /// The lowest level that will do.
    pub level: Level,
    /// Required; else preferred.
    pub required: bool,
    /// Experience may stand in for it.
    pub or_experience: bool,
}

static HIGH_SCHOOL: Pattern = Pattern::new(
    r"high school|(?-u:\b)g\.?e\.?d(?-u:\b)|secondary school (?:diploma|graduation)|12th grade|twelfth grade",
);
static ASSOCIATE: Pattern = Pattern::new(
    r"associate(?:'s|s|s'| of| in)?(?: or [a-z']+)?(?: (?:of )?(?:arts|science|applied science))? ?degree|associate's(?: or|,| in)|(?-u:\b)aa(?:s|/as)? degree|two[- ]year (?:college )?degree|2-year degree|(?-u:\b)a\.a\.",
);
static BACHELOR: Pattern = Pattern::new(
    r"bachelor|baccalaureate|(?-u:\b)b\.?(?:a|s)\.?(?:/b\.?(?:a|s)\.?)?(?-u:\b)[ .,](?:degree|in |or |required|preferred)|four[- ]year (?:college )?degree|4[- ]year (?:college )?degree|(?:college|university|undergraduate) degree|graduation (?:with a degree )?from an accredited (?:four-year )?(?:college|university)|degree from an? (?:\S+ ){0,3}(?:college|university)|(?-u:\b)bsw(?-u:\b)|(?-u:\b)bsn(?-u:\b)|college graduate|university graduate|graduation from (?:an? )?(?:\S+ ){0,4}(?:four-year |4-year )?(?:college|university)",
);
static MASTER: Pattern = Pattern::new(
    r"master'?s?'?(?: of| in| degree|,| or| level| social| and|$)|master's|(?-u:\b)msw(?-u:\b)|(?-u:\b)mba(?-u:\b)|(?-u:\b)m\.?s\.?w(?-u:\b)|graduate degree|(?-u:\b)m\.[as]\.|(?-u:\b)lcsw(?-u:\b)|(?-u:\b)msn(?-u:\b)|(?-u:\b)mph(?-u:\b)",
);
static DOCTORATE: Pattern = Pattern::new(
    r"doctora(?:l|te)|(?-u:\b)ph\.? ?d|juris doctor|(?-u:\b)j\.?d\.?(?-u:\b)|doctor of|(?-u:\b)m\.?d\.?(?-u:\b)|(?-u:\b)psy\.?d|law degree",
);

static PREFERRED: Pattern = Pattern::new(
    r"preferred|desir(?:ed|able)|a plus|preferably|ideally|nice to have|not required|is helpful|an asset|advantage|recommended",
);
static REQUIRED: Pattern = Pattern::new(r"(?-u:\b)required|must|minimum|at least");
static STANDS_IN: Pattern = Pattern::new(
    r"(?:may|can|will|could) (?:be )?substitut|(?-u:\b)in lieu of|substitut(?:e|ed|ion|ing)s? (?:for|of)|shall be substituted|graduate (?:level )?(?:education|study|work|coursework)|post-bachelor|post bachelor|post-master|(?:with|relevant) (?:a |relevant )?(?:relevant )?master.{0,20}no experience|year of experience for|positions that require possession|the term |semester (?:units|hours)|quarter units|(?:is|as) preparing|children|participants|clients|students? (?:to|who|in)|post-(?:msw|degree)",
);
static OR_EXPERIENCE: Pattern = Pattern::new(
    r"equivalent combination|any combination|combination of (?:education|training|experience)|(?:experience|years) .{0,60}(?:may|can|will) (?:be )?(?:substitut|count).{0,60}(?:education|degree|requirement)|or (?:equivalent|comparable|commensurate|related) (?:work |relevant |professional |job |practical )?experience|(?-u:\b)or (?:at least |a minimum of )?(?:\w+|\d+) (?:\(\d+\) )?years? (?:of )?|substitute required education|degree or equivalent|or (?:an )?equivalent",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<Education>> {
    let mut best: Option<Found<Education>> = None;
    let mut or_experience = false;
    for row in document.of(&[Kind::Qualification, Kind::Preferred, Kind::Ksa]) {
        let text =
            row.folded.replace("b.a./b.s.", "bachelor").replace("ba/bs", "bachelor").replace("bs/ba", "bachelor");
        or_experience |= OR_EXPERIENCE.is_in(&text);
        for sentence in sentences(&text) {
            let Some(level) = lowest(sentence) else { continue };
            if STANDS_IN.is_in(sentence) {
                continue;
            }
            let preferred = PREFERRED.is_in(sentence) || row.kind() == Kind::Preferred && !REQUIRED.is_in(sentence);
            // "Bachelor's required, Master's preferred" asks for the first.
            let required = !preferred
                || sentence.contains("required")
                    && !sentence.contains("not required")
                    && sentence.contains("preferred");
            let found = Education { level, required, or_experience: false };
            let better = match &best {
                None => true,
                Some(so_far) => {
                    (required && !so_far.value.required)
                        || required == so_far.value.required && level < so_far.value.level
                }
            };
            if better {
                best = Some(row.found(found));
            }
        }
    }
    let mut best = best?;
    best.value.or_experience = or_experience;
    Some(best)
}

fn lowest(text: &str) -> Option<Level> {
    let levels: [(&Pattern, Level); 5] = [
        (&HIGH_SCHOOL, Level::HighSchool),
        (&ASSOCIATE, Level::Associate),
        (&BACHELOR, Level::Bachelor),
        (&MASTER, Level::Master),
        (&DOCTORATE, Level::Doctorate),
    ];
    // "High school and a bachelor's degree" asks for the higher of the two.
    let all: Vec<Level> = levels.iter().filter(|(pattern, _)| pattern.is_in(text)).map(|(_, level)| *level).collect();
    match all.as_slice() {
        [Level::HighSchool, second, ..] if !text.contains(" or ") => Some(*second),
        other => other.first().copied(),
    }
}

/// Sentences and half-sentences; an abbreviation ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in text.match_indices([';', '.']) {
        let behind = text.get(at + 1..).unwrap_or_default();
        let word = text.get(from..at).and_then(|part| part.rsplit(' ').next()).unwrap_or_default();
        if mark == ";" || behind.starts_with(' ') && word.chars().count() > 3 {
            parts.extend(text.get(from..at));
            from = at + 1;
        }
    }
    parts.extend(text.get(from..));
    parts
}
