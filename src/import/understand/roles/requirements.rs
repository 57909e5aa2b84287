//! Qualifications as logic, where the wording allows; what is not understood stays in its words.

use super::super::document::{Document, Row};
use super::super::kind::Kind;
use super::super::pattern::{Pattern, group};
use crate::model::qualification::{Degree, Education, Experience, Language, License, Qualifications, Requirement};
use crate::model::quantity::Range;

static BACHELOR: Pattern = Pattern::new(r"bachelor|baccalaureate|(?-u:\b)b\.?[as]\.? degree|four-year degree");
static MASTER: Pattern = Pattern::new(r"master'?s|(?-u:\b)msw(?-u:\b)");
static ASSOCIATE: Pattern = Pattern::new(r"associate'?s? degree|associate of");
static HIGH_SCHOOL: Pattern = Pattern::new(r"high school|(?-u:\b)ged(?-u:\b)");
static EQUIVALENT: Pattern = Pattern::new(r"equivalen|(?-u:\b)ged(?-u:\b)");
static YEARS: Pattern = Pattern::new(
    r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: \((\d+)\))?(?: ?(?:-|–|to) ?(\d+))?\+? (?:or more )?years?",
);
static FIELDS: Pattern = Pattern::new(r"(?:degree|major) (?:\([^)]*\) )?in (?:an? )?([^.;()]+)");
static RELATED: Pattern = Pattern::new(r"related|closely|similar|equivalent field");
static DRIVER: Pattern = Pattern::new(r"driver'?s?'? licen[sc]e");
static LANGUAGE: Pattern = Pattern::new(
    r"(?:bilingual|fluen(?:t|cy)|speak|proficien(?:t|cy)).{0,40}(?-u:\b)(spanish|french|english|mandarin|cantonese|vietnamese|somali|russian|arabic|korean|tagalog|hmong|haitian creole|american sign language)",
);
static CHECKS: Pattern = Pattern::new(
    r"(criminal (?:background|history|record)[a-z ]*check|background (?:check|investigation)|drug (?:test|screen)\w*|fingerprint\w*|tb test|credit check)",
);

/// The qualifications that a document states.
pub(super) fn read(document: &Document<'_>) -> Qualifications {
    let mut found = Qualifications::default();
    for row in document.of(&[Kind::Qualification, Kind::Preferred]) {
        let text = &row.folded;
        let requirement = understood(row);
        let list = if text.contains("strongly preferred") {
            &mut found.strongly_preferred
        } else if text.contains("highly desir") {
            &mut found.highly_desired
        } else if row.kind() == Kind::Preferred {
            &mut found.preferred
        } else if text.contains("willing") {
            &mut found.willing
        } else if ["required", "must", "minimum", "at least"].iter().any(|word| text.contains(word)) {
            &mut found.required
        } else {
            &mut found.listed
        };
        list.push(requirement);
    }
    found
}

/// A row as requirement: a tree where its words say how the parts are joined, else its words.
fn understood(row: &Row<'_>) -> Requirement {
    let text = row.folded.trim_end_matches('.');
    let words = || Requirement::Other(row.text().trim().to_owned());
    let mut parts: Vec<Requirement> = Vec::new();
    parts.extend(education(text).map(Requirement::Education));
    parts.extend(experience(text).map(Requirement::Experience));
    if DRIVER.is_in(text) {
        parts.push(Requirement::License(License { kind: "driver".to_owned(), state: None, with: None }));
    }
    parts.extend(CHECKS.all(text).iter().map(|found| Requirement::Check(group(found, 1).to_owned())));
    if let Some(found) = LANGUAGE.first(text) {
        let language = group(&found, 1);
        let mut letters = language.chars();
        let language = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        parts.push(Requirement::Language(Language { language, level: None, skills: Vec::new() }));
    }
    let sentences = text.matches(". ").count() + text.matches(';').count();
    let joined = text.matches(" or ").count();
    match parts.len() {
        0 => words(),
        1 if text.split_whitespace().count() <= 30 && sentences == 0 => parts.pop().unwrap_or_else(words),
        2 if sentences == 0 && text.contains(" and ") && joined == 0 => Requirement::All(parts),
        2 if sentences == 0 && text.contains(", or ") && !text.contains(" and ") => Requirement::Any(parts),
        // The grouping of a longer wording is not ours to guess.
        _ => words(),
    }
}

fn education(text: &str) -> Option<Education> {
    let levels: [(&Pattern, Degree); 4] = [
        (&BACHELOR, Degree::Bachelor),
        (&MASTER, Degree::Master),
        (&ASSOCIATE, Degree::Associate),
        (&HIGH_SCHOOL, if EQUIVALENT.is_in(text) { Degree::HighSchoolOrEquivalent } else { Degree::HighSchool }),
    ];
    let mut named = levels.iter().filter(|(pattern, _)| pattern.is_in(text)).map(|(_, degree)| *degree);
    let at_least = named.next()?;
    // Two levels in one sentence are two ways in, or one that is preferred.
    if named.next().is_some() {
        return None;
    }
    let listed = FIELDS.first(text).map(|found| group(&found, 1).to_owned()).unwrap_or_default();
    let listed = listed.split(" and ").next().unwrap_or_default();
    let fields = listed
        .split([','])
        .flat_map(|part| part.split(" or "))
        .map(|part| part.trim().trim_start_matches("or ").trim());
    let fields = fields.filter(|part| !part.is_empty() && !RELATED.is_in(part) && part.split_whitespace().count() <= 4);
    let fields = fields.map(str::to_owned).collect();
    let or_related = RELATED.is_in(text) && !EQUIVALENT.is_in(text) || text.contains("related field");
    Some(Education { at_least, years: None, fields, or_related, accredited_by: Vec::new(), approved_by: Vec::new() })
}

fn experience(text: &str) -> Option<Experience> {
    if !text.contains("experience") && !text.contains("work") {
        return None;
    }
    let found = YEARS.first(text)?;
    let figure = |at: usize| super::super::facts::figure_of(group(&found, at));
    let low = figure(2).or_else(|| figure(1))?;
    let years = match figure(3) {
        Some(high) if high >= low => Range::between(low, high),
        _ => Range::at_least(low),
    };
    Some(Experience { years: Some(years), ..Experience::default() })
}
