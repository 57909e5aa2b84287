//! How near a figure is to what a role states, by its words: which worker, which people, where.

use std::collections::HashSet;

use crate::model::document::Block;
use crate::model::document::items_of;
use crate::model::quantity::Range;
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::standard::{LimitKind, Measure, StandardFigure};

/// What a role states: frequencies as so many a year.
pub(super) struct Stated<'a> {
    pub(super) measures: Measure,
    pub(super) unit: &'a str,
    pub(super) range: Range,
}

/// What a role is about, in words.
pub(super) struct Subject {
    titles: Vec<HashSet<String>>,
    words: HashSet<String>,
    states: HashSet<String>,
    /// Whether children, students or young people are served.
    young: bool,
    /// Whether the caseload is everybody, for example all students of a school.
    pub(super) counts_everybody: bool,
}

/// Words that tell no people from others.
const SAYS_LITTLE: [&str; 24] = [
    "and",
    "in",
    "the",
    "of",
    "a",
    "an",
    "with",
    "at",
    "on",
    "for",
    "or",
    "whole",
    "k",
    "12",
    "pk",
    "people",
    "client",
    "case",
    "general",
    "population",
    "all",
    "us",
    "individual",
    "person",
];

/// Words for those who are not grown up.
const YOUNG: [&str; 9] =
    ["student", "child", "children", "youth", "infant", "toddler", "juvenile", "school", "newborn"];

/// States whose rules are in the catalog, as populations name them.
const STATES: [(&str, &str); 22] = [
    ("arizona", "AZ"),
    ("arkansas", "AR"),
    ("california", "CA"),
    ("colorado", "CO"),
    ("dc", "DC"),
    ("delaware", "DE"),
    ("florida", "FL"),
    ("illinois", "IL"),
    ("indiana", "IN"),
    ("louisiana", "LA"),
    ("maine", "ME"),
    ("massachusetts", "MA"),
    ("minnesota", "MN"),
    ("mississippi", "MS"),
    ("montana", "MT"),
    ("oregon", "OR"),
    ("pennsylvania", "PA"),
    ("tennessee", "TN"),
    ("texas", "TX"),
    ("vermont", "VT"),
    ("washington", "WA"),
    ("wisconsin", "WI"),
];
/// States of two words.
const LONG_STATES: [(&str, &str); 3] = [("New York", "NY"), ("North Carolina", "NC"), ("North Dakota", "ND")];
/// Abroad.
const ABROAD: [&str; 1] = ["France"];

impl Subject {
    /// What a role is about.
    pub(super) fn of(role: &Role) -> Self {
        let facts = &role.facts;
        let title = role.title.to_plain();
        let also = facts.titles.class.iter().chain(&facts.titles.working).chain(&facts.titles.also);
        let titles: Vec<HashSet<String>> = also.map(|title| words(title)).chain([words(&title)]).collect();
        let mut all: HashSet<String> = titles.iter().flatten().cloned().collect();
        all.extend(facts.programs.iter().flat_map(|program| words(program)));
        if let Some(caseload) = &facts.caseload {
            all.extend(words(&caseload.unit));
            all.extend(caseload.qualifier.iter().flat_map(|qualifier| words(qualifier)));
        }
        all.extend(facts.contact.iter().flat_map(|contact| words(&contact.with)));
        let telling = [SectionKind::Summary, SectionKind::Duties];
        for section in role.sections.iter().filter(|section| telling.contains(&section.kind)) {
            for item in items_of(&section.blocks) {
                all.extend(words(&item.text.to_plain()));
            }
            for block in &section.blocks {
                if let Block::Paragraph(text) = block {
                    all.extend(words(&text.to_plain()));
                }
            }
        }
        let states = facts.sites.iter().filter_map(|site| site.state.clone()).collect();
        let qualifier = facts.caseload.as_ref().and_then(|caseload| caseload.qualifier.as_deref()).map(words);
        let everybody = ["all", "whole", "every", "entire"];
        let counts_everybody = qualifier.is_some_and(|words| everybody.iter().any(|word| words.contains(*word)));
        let unit = facts.caseload.as_ref().map(|caseload| words(&caseload.unit)).unwrap_or_default();
        let young = YOUNG.iter().any(|word| unit.contains(*word) || titles.iter().any(|title| title.contains(*word)));
        Self { titles, words: all, states, young, counts_everybody }
    }

    /// Whether one of the role's titles names this kind of worker.
    pub(super) fn has_title(&self, worker: &str) -> bool {
        let worker = words(worker);
        self.titles.iter().any(|title| worker.is_subset(title))
    }

    /// Whether the role speaks of the people whom the figure is for, word for word.
    pub(super) fn serves(&self, figure: &StandardFigure) -> bool {
        telling(figure).iter().all(|word| self.words.contains(word))
    }

    /// Why the figure does not hold where the role is.
    pub(super) fn elsewhere(&self, figure: &StandardFigure) -> Option<String> {
        let place = ABROAD.iter().find(|place| figure.population.contains(**place)).map(|place| (*place, ""));
        let (place, code) = place.or_else(|| place_of(&figure.population))?;
        (!self.states.contains(code)).then(|| format!("it holds in {place}"))
    }
}

/// The state that a population is of, with its two letters.
fn place_of(population: &str) -> Option<(&str, &'static str)> {
    if let Some((name, code)) = LONG_STATES.iter().find(|(name, _)| population.contains(name)) {
        return Some((name, code));
    }
    let mut parts = population.split(|c: char| !c.is_alphanumeric());
    parts
        .find_map(|part| STATES.iter().find(|(name, _)| part.eq_ignore_ascii_case(name)).map(|(_, code)| (part, *code)))
}

/// The words that say whom a figure is for.
fn telling(figure: &StandardFigure) -> HashSet<String> {
    let mut population = words(&figure.population);
    if let Some((place, _)) = place_of(&figure.population) {
        words(place).iter().for_each(|word| {
            population.remove(word);
        });
    }
    population.retain(|word| !SAYS_LITTLE.contains(&word.as_str()));
    population
}

/// How near a figure is; none if it has nothing to do with what is stated.
pub(super) fn nearness(stated: &Stated<'_>, subject: &Subject, figure: &StandardFigure) -> Option<f64> {
    let counts = figure.counts.as_deref()?;
    let mut score = match stated.measures {
        Measure::Caseload if counts == stated.unit => 3.5,
        Measure::Caseload if are_people(counts) && are_people(stated.unit) => 1.5,
        Measure::Contact if matches!(counts, "contacts" | "visits") => frequency(&stated.range, figure)?,
        _ => return None,
    };
    if matches!(figure.limit, LimitKind::MostPerTeam | LimitKind::Steps | LimitKind::Threshold | LimitKind::Weighted) {
        return None;
    }
    if stated.measures == Measure::Caseload {
        let middle = |range: &Range| {
            Some((range.at_least.or(range.at_most)?.value() * range.at_most.or(range.at_least)?.value()).sqrt())
        };
        score += 1.5 - (middle(&stated.range)? / middle(figure.range.as_ref()?)?).ln().abs();
    }
    // What could not be compared even if all else were the same is less near.
    score -= f64::from(u8::from(is_universal(figure))) + 0.75 * f64::from(u8::from(kind_of_limit(figure).is_some()));
    let worker = words(&figure.role);
    let shared = |of: &HashSet<String>, with: &HashSet<String>| {
        let count = of.iter().filter(|word| with.contains(*word)).count();
        f64::from(u32::try_from(count).unwrap_or(0)) / f64::from(u32::try_from(of.len().max(1)).unwrap_or(1))
    };
    let in_title = subject.titles.iter().map(|title| shared(&worker, title)).fold(0.0, f64::max);
    score += in_title
        + f64::from(u8::from(is_young(figure) == subject.young))
        + shared(&worker, &subject.words)
        + shared(&telling(figure), &subject.words);
    Some(score)
}

/// At most 3 for the same frequency, less the further apart they are.
fn frequency(stated: &Range, figure: &StandardFigure) -> Option<f64> {
    let factor = yearly(figure.per.as_deref()?)?;
    let (ours, theirs) = (stated.at_least?.value(), figure.range?.at_least?.value() * factor);
    Some(3.0 - 2.0 * (ours / theirs).ln().abs())
}

/// How many such stretches of time a year has.
pub(super) fn yearly(per: &str) -> Option<f64> {
    Some(match per {
        "week" => 52.0,
        "fortnight" => 26.0,
        "four weeks" => 13.0,
        "month" => 12.0,
        "quarter" => 4.0,
        "year" => 1.0,
        _ => return None,
    })
}

/// Whether a figure is a ratio for everybody and not for those who are on somebody's list.
pub(super) fn is_universal(figure: &StandardFigure) -> bool {
    figure.intensity.as_deref() == Some("universal")
}

/// Whether a figure is about those who are not grown up.
fn is_young(figure: &StandardFigure) -> bool {
    let population = words(&figure.population);
    YOUNG.iter().any(|word| population.contains(*word))
}

/// Whether a unit counts people one by one; families and cases do not.
pub(super) fn are_people(unit: &str) -> bool {
    matches!(unit, "students" | "clients" | "children" | "youths" | "participants" | "probationers" | "people")
}

/// Lower-case words without the plural's s.
fn words(text: &str) -> HashSet<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(|part| singular(&part.to_lowercase())).collect()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'));
    stem.unwrap_or(word).to_owned()
}

/// Why a kind of limit can't be held against what one worker carries.
pub(super) fn kind_of_limit(figure: &StandardFigure) -> Option<&'static str> {
    Some(match figure.limit {
        LimitKind::Most
        | LimitKind::AverageAndMost
        | LimitKind::TypicalAndMost
        | LimitKind::Range
        | LimitKind::Least => {
            return None;
        }
        LimitKind::AverageAndCap if figure.cap.is_some() => return None,
        LimitKind::MostOnAverage | LimitKind::AverageAndCap => {
            "it is an average over an agency; one worker above it is no breach"
        }
        LimitKind::RequiredLevel => "whether it holds for each worker or on average is not known",
        LimitKind::MostPerTeam => "it holds for a team, not for one worker",
        LimitKind::Typical => "it says what is typical and sets no limit",
        LimitKind::Observed => "it says what was observed and sets no limit",
        LimitKind::OneOf => "it permits one of two figures",
        LimitKind::Steps => "it goes by steps",
        LimitKind::Weighted => "it counts cases by their weight",
        LimitKind::Threshold => "it says from which size on somebody is needed, and sets no caseload",
        LimitKind::WorkloadStudy => "it is the result of a study, no limit",
        LimitKind::FromHours => "it follows from hours per case, which the role does not state",
        LimitKind::ComplianceRate => "it holds for a share of all cases",
        LimitKind::LeastShare | LimitKind::Qualification => "it is no figure of this kind",
    })
}
