//! To whom the role reports, by title.

use crate::import::layout::looks::is_capitals;
use crate::import::lexicon;
use crate::import::understand::document::{Document, Found};
use crate::import::understand::head::names_a_job;
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::{Pattern, group};

use super::title::in_title_case;

static REPORTS: Pattern = Pattern::new(
    r"(?:[Rr]eports?|[Rr]eporting|REPORTS|[Aa]ccountable|[Aa]nswers|[Rr]esponsible)(?: directly| primarily| administratively)? (?:to|TO):? (?:the |a |an |The )?((?:[A-Z][\w'’/&-]*|of|for|and|the|&|,)(?:[ ,]+(?:[A-Z][\w'’/&-]*|of|for|the|&|and(?: [A-Z])))*)",
);
static UNDER: Pattern = Pattern::new(
    r"[Uu]nder (?:the )?(?:(?:general|direct|immediate|administrative|close|overall|limited|broad|day-to-day|functional|clinical|executive|policy) ){0,2}(?:and \S+ )?(?:supervision|direction|guidance|leadership)(?: and (?:direction|supervision|guidance))?(?: of|from| by) (?:the |a |an )((?:[A-Z][\w'’/&-]*)(?:[ ]+(?:[A-Z][\w'’/&.()-]*|of|for|the|and|&|or))*)",
);
static SMALL: Pattern = Pattern::new(
    r"(?i)reports? (?:directly )?to:? (?:the |a |an )?([^.,;()]{3,60}?)(?:[.,;()]| and (?:is|will|works|has|provides)| who | for | with | within |$)",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<String>> {
    let labelled = document.rows().find_map(|row| {
        let (label, value) = row.field()?;
        let known = lexicon::label(label) == Some(Kind::ReportsTo) && !label.to_lowercase().contains("name");
        (known && value.split_whitespace().count() <= 14).then(|| row.found(tidy(value)))
    });
    let below = || {
        document.rows().find_map(|row| {
            let heads = row.kind() == Kind::Heading && lexicon::label(row.text()) == Some(Kind::ReportsTo);
            let next = document.after(row).filter(|next| heads && next.text().split_whitespace().count() <= 12)?;
            Some(next.found(tidy(next.text())))
        })
    };
    let kinds = &[
        Kind::ReportsTo,
        Kind::Summary,
        Kind::Duty,
        Kind::Schedule,
        Kind::Classification,
        Kind::Condition,
        Kind::Other,
        Kind::Apply,
        Kind::Organization,
    ];
    let said = || {
        document.of(kinds).find_map(|row| {
            let found = REPORTS.first(row.text()).or_else(|| UNDER.first(row.text()));
            let named = found.map(|found| tidy(group(&found, 1))).filter(|name| fits(name));
            let plain = || SMALL.first(row.text()).map(|found| tidy(group(&found, 1))).filter(|name| names_a_job(name));
            named.or_else(plain).map(|name| row.found(name))
        })
    };
    labelled.or_else(below).or_else(said).filter(|found| !found.value.is_empty())
}

fn fits(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=10).contains(&words) && (names_a_job(name) || name.ends_with("Board") || name.contains("Board of"))
}

fn tidy(name: &str) -> String {
    let name = name.trim().trim_start_matches("the ").trim_start_matches("The ");
    let name = name
        .trim_matches(['.', ',', ';', ':', '*', ' ', '_'])
        .trim_end_matches(" and")
        .trim_end_matches(" the")
        .trim_end_matches(" of")
        .trim();
    if is_capitals(name) && name.len() > 4 { in_title_case(name) } else { name.to_owned() }
}
