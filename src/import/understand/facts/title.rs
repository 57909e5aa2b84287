//! The role's title.

use crate::import::layout::looks::is_capitals;
use crate::import::lexicon::{self, plain_wording};
use crate::import::understand::document::{Document, Found, Row};
use crate::import::understand::head::{is_banner, is_one_title, names_a_job};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::{Pattern, group};

static CODE: Pattern = Pattern::new(
    r"(?i)[\s,–—-]*\(?(?:class|job|position)?\s*(?:code|no\.?|number|spec(?:ification)?)[\s:#]*[A-Z]{0,3}-?\d{2,6}\)?|\s*\(\d{3,6}\)\s*$|\s+[-–—]?\s*#?\d{4,6}\s*$|\s*\(?(?:GS|WG|CS|YA|NF|CY)[\s-]*\d{2,4}(?:[-/]\d{1,2})*\)?\s*$|\s*\((?:cont(?:inued|'d|\.)?|revised)\)",
);
static BEFORE: Pattern = Pattern::new(
    r"(?i)^(?:exempt )?(?:employment|job|career)? ?opportunity for (?:\(?\d+\)? )?(?:an? )?|^(?:job|position|class|volunteer|staff)? ?(?:description|specification|posting|announcement|opening|profile|summary)\s*(?:for(?: the position of)?|of|:|[-–—])+\s*(?:the |an? )?|^(?:we are |now )?(?:hiring|seeking)[:!]?\s+(?:an? )?",
);
static BEHIND: Pattern = Pattern::new(
    r"(?i)\s*[-–—|:(]+\s*(?:job|position|class|volunteer)?\s*(?:description|specification|performance profile|posting|announcement|profile|opening)\)?\s*$|\s+(?:job|position) (?:description|posting|announcement)\s*$|\s+(?:job|position) summary(?: (?:&|and) duties)?\s*$|\s*\((?:full|part)[ -]time[^)]*\)\s*$",
);
/// "Vocational Worker Is (in lieu of …)", of several positions.
static SEVERAL: Pattern = Pattern::new(r"^(.*(?-u:\b)I{1,3})s(?-u:\b)(.*)$");
static TEAM: Pattern = Pattern::new(r"^[A-Z][A-Z0-9&]{1,6}:\s+");
static SENTENCE: Pattern = Pattern::new(
    r"(?:^|\. )(?:The|A|An|As (?:the|a|an|our)) ((?:[A-Z][\w&'/-]*|of|and|for|the|-|–)(?: (?:[A-Z][\w&'/-]*|of|and|for|the|&|I{1,3}|-|–)){0,6}?)(?: \([A-Z]{2,6}\))?(?: is| will| performs| provides| serves| works| reports| assists|,)",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<String>> {
    let titles: Vec<&Row<'_>> = document.of(&[Kind::Title]).collect();
    let first = titles.iter().find(|row| names_a_job(row.text())).or_else(|| titles.first());
    // A title that is broken over two lines.
    let above = first.and_then(|row| titles.iter().find(|above| above.at + 1 == row.at));
    let above = above.filter(|above| first.is_some_and(|row| is_one_title(above.block, row.block)));
    let half = above.map(|above| format!("{} ", above.text())).unwrap_or_default();
    first
        .map(|row| row.found(cleaned(&format!("{half}{}", row.text()))))
        .filter(|found| !found.value.is_empty())
        .or_else(|| from_sentence(document))
}

/// A title without its label, code, grade and the name of the form.
pub(crate) fn cleaned(text: &str) -> String {
    let mut title = text.trim();
    if let Some((label, value)) = title.split_once(':')
        && (lexicon::label(label) == Some(Kind::Title) || is_banner(label))
        && !value.trim().is_empty()
    {
        title = value.trim();
    }
    let mut title = BEFORE.removed_from(title);
    for pattern in [&BEHIND, &CODE, &TEAM, &CODE] {
        let shorter = pattern.removed_from(&title);
        if shorter.chars().any(char::is_alphabetic) {
            title = shorter;
        }
    }
    let title =
        SEVERAL.first(&title).map_or(title.clone(), |found| format!("{}{}", group(&found, 1), group(&found, 2)));
    let title = title.trim_matches([' ', '-', '–', '—', ':', ',', '*', '"', '_', '.', '|']).trim();
    if is_capitals(title) { in_title_case(title) } else { title.to_owned() }
}

/// `CASE MANAGER II` as `Case Manager II`.
pub(crate) fn in_title_case(capitals: &str) -> String {
    let small = ["OF", "AND", "OR", "THE", "TO", "FOR", "IN", "A", "AN", "WITH", "ON", "AT"];
    let word = |(at, word): (usize, &str)| {
        let numeral = !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        if numeral {
            return word.to_owned();
        }
        if at > 0 && small.contains(&word) {
            return word.to_lowercase();
        }
        let mut begins = true;
        word.chars()
            .map(|c| {
                let shown = if begins { c } else { c.to_lowercase().next().unwrap_or(c) };
                begins = !(c.is_alphanumeric() || matches!(c, '\'' | '’'));
                shown
            })
            .collect()
    };
    capitals.split_whitespace().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// "As the Resource Manager, you will …", where no line is a title.
fn from_sentence(document: &Document<'_>) -> Option<Found<String>> {
    document.of(&[Kind::Summary, Kind::Duty]).take(4).find_map(|row| {
        let found = SENTENCE.first(row.text())?;
        let title = group(&found, 1).trim().to_owned();
        let long_enough = names_a_job(&title) && plain_wording(&title).len() > 3;
        long_enough.then(|| row.found(title))
    })
}
