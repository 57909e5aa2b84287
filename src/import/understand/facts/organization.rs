//! Who employs.

use crate::import::layout::looks::is_capitals;
use crate::import::lexicon::plain_wording;
use crate::import::understand::document::{Document, Found, Row};
use crate::import::understand::head::{names_a_job, names_an_employer};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::{Pattern, group};

use super::title::in_title_case;

static GOVERNMENT: Pattern = Pattern::new(
    r"(?i)(?-u:\b)((?:city|county|state|town|village|borough|province|commonwealth|government)(?: and county)? of (?:[A-Z][\w.'-]+ ?){1,3})",
);
static EQUAL: Pattern = Pattern::new(
    r"(?:^|[.!] )(?:The )?((?:City|County|State|Town|Village|Commonwealth|Province)(?: and County)? of [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}|[A-Z][\w.&'’-]+(?: (?:of|the|for|and|&|[A-Z][\w.&'’-]+)){0,6}) (?:is (?:an?|proud to be an?) (?:\S+ ){0,3}?(?i:equal)|(?:does|do) not discriminate|is committed to (?:\S+ ){0,4}?(?:diversity|equal|providing)|prohibits discrimination)",
);
static SENTENCE: Pattern = Pattern::new(
    r"(?:opportunity spaces within|(?:position|employment|team|job|role|career)s? (?:at|with|within)|(?:join|joining)|interest in (?:\S+ ){0,8}?with|team at|work(?:ing)? (?:at|for)|employed by|employee of|employment with) (?:the )?((?:[A-Z][\w&'’.-]*[\w.]|[A-Z])(?: (?:of|the|for|and|&|in|[A-Z0-9][\w&'’.-]*|[A-Z]))*(?: \([A-Z][\w]+\))?)",
);
static ON_TEAM: Pattern = Pattern::new(
    r"(?:[Oo]n|[Ii]n|[Ww]ithin|[Ff]or) the ((?:[A-Z0-9][\w&'-]* ){1,4})(?:team|department|office|program)(?-u:\b)",
);
static AS_ROLE: Pattern = Pattern::new(
    r"^As (?:the|an?|our) [A-Z][^,.]{2,60}? (?:for|at|with|in|within) (?:the )?((?:[A-Z0-9][\w&'’./-]*)(?: (?:of|the|for|and|&|[A-Z0-9][\w&'’./-]*))*(?: \([A-Z]\w+\))?),",
);
static IS_A: Pattern = Pattern::new(
    r"^(?:The )?([A-Z][\w&'’.-]+(?: (?:of|the|for|and|&|in|at|[A-Z][\w&'’.,-]*))*(?: \([A-Z][\w]+\))?),? is (?:an? |the |one of )(?:\S+ ){0,8}?(?:organization|fellowship|agency|nonprofit|non-profit|company|provider|charity|center|leader|network|community|church|school|hospital|university|institution|corporation|not-for-profit|501)",
);
static ABOUT: Pattern = Pattern::new(r"^(?i:about|why|join|working at|who is) (?:the |The |THE )?(.{4,70})$");

pub(super) fn read(document: &Document<'_>) -> Option<Found<String>> {
    let head = in_head(document);
    if let Some(found) = &head
        && GOVERNMENT.is_in(&found.value)
    {
        return head;
    }
    let equal =
        || document.of(&[Kind::Apply, Kind::Summary, Kind::Other, Kind::Benefit]).find_map(|row| sentence(row, &EQUAL));
    labelled(document, EMPLOYER)
        .or(head)
        .or_else(|| PARTS.iter().find_map(|labels| labelled(document, labels)))
        .or_else(equal)
        .or_else(|| about_heading(document))
        .or_else(|| document.of(&[Kind::Summary]).find_map(|row| sentence(row, &IS_A)))
        .or_else(|| {
            document.of(&[Kind::Summary, Kind::Apply, Kind::Duty]).find_map(|row| {
                sentence(row, &AS_ROLE).or_else(|| sentence(row, &SENTENCE).or_else(|| sentence(row, &ON_TEAM)))
            })
        })
        .or_else(|| government_anywhere(document))
}

/// Labels of the employer.
const EMPLOYER: &[&str] = &[
    "organization",
    "organisation",
    "company",
    "employer",
    "agency",
    "hiring agency",
    "agency name",
    "institution",
    "hiring organization",
    "organization name",
];
/// Labels of a part of it, the larger first.
const PARTS: [&[&str]; 2] = [
    &[
        "department",
        "agency department",
        "department agency",
        "ministry",
        "department name",
        "hiring department",
        "employing department",
        "college",
        "district",
        "school",
    ],
    &["division", "bureau", "office", "branch", "branch region", "program", "unit"],
];

/// The value of a label.
fn labelled(document: &Document<'_>, labels: &[&str]) -> Option<Found<String>> {
    document.of(&[Kind::Organization]).find_map(|row| {
        let (label, value) = row.field()?;
        let short = value.split_whitespace().count() <= 12;
        (short && labels.contains(&plain_wording(label).as_str())).then(|| row.found(tidy(value)))
    })
}

/// The employer's name in the head, with a second line that goes on.
fn in_head(document: &Document<'_>) -> Option<Found<String>> {
    let named = |row: &&Row<'_>| row.field().is_none() && !names_a_job(row.text());
    let mut rows = document.of(&[Kind::Organization]).filter(named);
    let first = rows.next()?;
    if let Some(government) = GOVERNMENT.first(first.text()) {
        return Some(first.found(tidy(group(&government, 1))));
    }
    let second = rows.next().filter(|second| second.at == first.at + 1);
    let value = match second {
        Some(second) if GOVERNMENT.is_in(second.text()) => tidy(second.text()),
        Some(second) => format!("{}, {}", tidy(first.text()), tidy(second.text())),
        None => tidy(first.text()),
    };
    Some(first.found(value))
}

fn sentence(row: &Row<'_>, pattern: &Pattern) -> Option<Found<String>> {
    let found = pattern.first(row.text())?;
    let name = tidy(group(&found, 1));
    const NOBODY: [&str; 17] = [
        "we",
        "this",
        "it",
        "our",
        "the",
        "you",
        "employer",
        "applicants",
        "agency",
        "company",
        "department",
        "organization",
        "county",
        "city",
        "state",
        "position",
        "employees",
    ];
    let words = name.split_whitespace().count();
    let real = !NOBODY.contains(&name.to_lowercase().as_str()) && (1..=9).contains(&words) && !names_a_job(&name);
    real.then(|| row.found(name))
}

fn about_heading(document: &Document<'_>) -> Option<Found<String>> {
    document.of(&[Kind::Heading]).find_map(|row| {
        let found = ABOUT.first(row.text().trim_end_matches(':'))?;
        let name = group(&found, 1);
        const PARTS: [&str; 15] = [
            "us",
            "position",
            "role",
            "job",
            "you",
            "this",
            "team",
            "department",
            "company",
            "organization",
            "agency",
            "program",
            "work",
            "opportunity",
            "our",
        ];
        let part = plain_wording(name).split(' ').any(|word| PARTS.contains(&word));
        (!part).then(|| row.found(tidy(name)))
    })
}

fn government_anywhere(document: &Document<'_>) -> Option<Found<String>> {
    static WRITTEN: Pattern = Pattern::new(
        r"((?:City|County|State|Town|Commonwealth|Province) of [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?|[A-Z][\w'-]+(?: [A-Z][\w'-]+)? County)(?-u:\b)",
    );
    document.rows().find_map(|row| {
        let found = WRITTEN.first(row.text())?;
        let name = tidy(group(&found, 1));
        names_an_employer(&name).then(|| row.found(name))
    })
}

fn tidy(name: &str) -> String {
    let name = name.trim().trim_start_matches("Website ");
    let name = name.trim_matches(['.', ',', ';', ':', '*', '"', '-', '–', '|']).trim();
    if is_capitals(name) && name.contains(' ') { in_title_case(name) } else { name.to_owned() }
}
