//! A role's figures beside those of published standards: below, within, above, or not comparable because ….
//!
//! A standard speaks of the same thing when it measures the same, counts the same for each worker, names the role's
//! title and the people whom the role serves, and holds where the role is. Everything else is only near.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_words::says;
use super::nearness::{Stated, Subject, are_people, is_universal, kind_of_limit, nearness, yearly};
use crate::model::caseload::{CaseloadSize, Contact};
use crate::model::identifier::StandardId;
use crate::model::quantity::{Number, Range};
use crate::model::role::Role;
use crate::model::standard::{Measure, Standard, StandardFigure, Standing};

/// So many standards that are only near are named.
const MOST_NEAR: usize = 8;

/// What was checked of a role.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RoleCheck {
    /// Each statement of the role that standards could speak of.
    pub statements: Vec<StatementCheck>,
    /// What else is to be said, for example that the role states nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// A statement of the role beside the standards.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementCheck {
    /// Caseload or contact.
    pub measures: Measure,
    /// What the role states.
    pub states: String,
    /// What it counts: students, families, contacts.
    pub unit: String,
    /// The same as a figure: how many, or how many contacts a year.
    pub range: Range,
    /// The standards that speak of the same thing.
    pub same: Vec<Beside>,
    /// The nearest of the others, where there is none.
    pub near: Vec<Beside>,
}

/// A standard beside a statement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Beside {
    /// The figure.
    pub figure: StandardId,
    /// The publication that it is in.
    pub standard: StandardId,
    /// What it says, in a line.
    pub says: String,
    /// What weight it has.
    pub standing: Standing,
    /// How the role's statement stands to it.
    pub verdict: Verdict,
    /// Why it can't be compared; empty where it can.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// Where the publication can be found, and how old it is.
    pub source: String,
    /// Where the role's number lies, where both count people and nothing else is the same. No verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_number: Option<Position>,
    /// The ends of the standard's figure, where both lie on one axis: so many of the same unit, or so many times a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
}

/// Where a number lies beside another, whatever the two count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Lower, or at the upper end.
    NotHigher,
    /// The same, or between the two ends.
    Same,
    /// Higher.
    Higher,
    /// Partly higher.
    Across,
}

impl Position {
    /// The position in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotHigher => "not higher",
            Self::Same => "the same, or between its ends",
            Self::Higher => "higher",
            Self::Across => "partly higher",
        }
    }
}

/// How a role's figure stands to a standard's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All or part of it is below the lower end.
    Below,
    /// All of it is within.
    Within,
    /// All or part of it is above the upper end.
    Above,
    /// They don't speak of the same thing.
    NotComparable,
}

impl Verdict {
    /// The verdict in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Within => "within",
            Self::Above => "above",
            Self::NotComparable => "not comparable",
        }
    }
}

/// Holds what a role states of its caseload and of contact beside the standards.
pub fn check_role<'a>(role: &Role, standards: impl IntoIterator<Item = &'a Standard>) -> RoleCheck {
    let standards: Vec<&Standard> = standards.into_iter().collect();
    let subject = Subject::of(role);
    let mut check = RoleCheck { statements: Vec::new(), remarks: Vec::new() };
    match &role.facts.caseload {
        None => check.remarks.push("The role says nothing of a caseload.".to_owned()),
        Some(caseload) => match caseload.size {
            CaseloadSize::NotStated => check.remarks.push(format!(
                "The role speaks of a caseload of {} without a figure: there is nothing to compare.",
                caseload.unit
            )),
            CaseloadSize::Stated(size) => {
                let stated = Stated { measures: Measure::Caseload, unit: &caseload.unit, range: size };
                let words = format!("{size} {}", caseload.unit);
                check.statements.push(statement(&stated, words, &subject, &standards));
            }
        },
    }
    let mut counted = 0;
    for contact in &role.facts.contact {
        let Some((range, words)) = yearly_contact(contact) else { continue };
        counted += 1;
        let stated = Stated { measures: Measure::Contact, unit: "contacts", range };
        check.statements.push(statement(&stated, words, &subject, &standards));
    }
    if counted == 0 {
        check.remarks.push("The role states no frequency of contact as a figure.".to_owned());
    }
    check
}

fn yearly_contact(contact: &Contact) -> Option<(Range, String)> {
    let (times, per) = contact.at_least.zip(contact.per)?;
    let yearly = f64::from(times) * yearly(&per.to_string())?;
    Some((Range::between(yearly, yearly), format!("contact with {} at least {} a {per}", contact.with, often(times))))
}

fn often(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn statement(stated: &Stated<'_>, words: String, subject: &Subject, standards: &[&Standard]) -> StatementCheck {
    let mut same = Vec::new();
    let mut near = Vec::new();
    for standard in standards.iter().filter(|standard| standard.facts.superseded.is_none()) {
        for figure in standard.facts.figures.iter().filter(|figure| figure.measures == stated.measures) {
            let because = differences(stated, subject, figure);
            if because.is_empty() {
                same.push(beside(standard, figure, stated, because));
            } else if let Some(score) = nearness(stated, subject, figure) {
                near.push((score, beside(standard, figure, stated, because)));
            }
        }
    }
    near.sort_by(|(one, left), (other, right)| other.total_cmp(one).then_with(|| left.figure.cmp(&right.figure)));
    let mut publications = HashSet::new();
    near.retain(|(_, beside)| publications.insert(beside.standard.clone()));
    near.truncate(if same.is_empty() { MOST_NEAR } else { 0 });
    let near = near.into_iter().map(|(_, beside)| beside).collect();
    let (measures, unit) = (stated.measures, stated.unit.to_owned());
    StatementCheck { measures, states: words, unit, range: stated.range, same, near }
}

/// Why a figure does not speak of the same thing; nothing if it does.
fn differences(stated: &Stated<'_>, subject: &Subject, figure: &StandardFigure) -> Vec<String> {
    let mut because = Vec::new();
    let counts = figure.counts.as_deref().unwrap_or_default();
    if stated.measures == Measure::Caseload && counts != stated.unit {
        because.push(format!("it counts {counts}, not {}", stated.unit));
    }
    if stated.measures == Measure::Contact && !matches!(counts, "contacts" | "visits") {
        because.push(format!("it counts {counts}, not contacts"));
    }
    if is_universal(figure) && !subject.counts_everybody {
        because.push("it is a ratio for all students of a school, not for a list of cases".to_owned());
    }
    if !subject.has_title(&figure.role) {
        because.push("it is for another kind of worker".to_owned());
    }
    if !subject.serves(figure) {
        because.push("it is for other people".to_owned());
    }
    because.extend(subject.elsewhere(figure));
    because.extend(kind_of_limit(figure).map(str::to_owned));
    because
}

fn beside(standard: &Standard, figure: &StandardFigure, stated: &Stated<'_>, because: Vec<String>) -> Beside {
    let verdict = verdict(stated, figure);
    let comparable = because.is_empty();
    let counts = figure.counts.as_deref().unwrap_or_default();
    let same_unit = stated.measures == Measure::Contact || counts == stated.unit;
    let people = same_unit || are_people(stated.unit) && are_people(counts);
    Beside {
        figure: figure.id.clone(),
        standard: standard.id.clone(),
        says: says(figure),
        standing: standard.facts.standing,
        verdict: if comparable { verdict.unwrap_or(Verdict::NotComparable) } else { Verdict::NotComparable },
        by_number: if comparable || !people { None } else { position(stated, figure) },
        range: ends(stated, figure).filter(|_| same_unit).map(|(at_least, at_most)| range(at_least, at_most)),
        source: source(standard),
        because,
    }
}

/// Where a publication can be found, and how old it is.
fn source(standard: &Standard) -> String {
    let facts = &standard.facts;
    let dated = facts.dated.as_deref().unwrap_or("without a date");
    format!("{}, {}, {dated}; {}", facts.publisher, facts.document, facts.read_in.words())
}

fn range(at_least: Option<f64>, at_most: Option<f64>) -> Range {
    let number = |end: Option<f64>| end.and_then(|end| Number::try_from(end).ok());
    Range { at_least: number(at_least), at_most: number(at_most) }
}

/// The ends of a figure, contacts as so many a year.
fn ends(stated: &Stated<'_>, figure: &StandardFigure) -> Option<(Option<f64>, Option<f64>)> {
    let factor = match stated.measures {
        Measure::Contact => yearly(figure.per.as_deref()?)?,
        _ => 1.0,
    };
    let range = figure.range.as_ref()?;
    let high = figure.cap.or(range.at_most);
    Some((range.at_least.map(|end| end.value() * factor), high.map(|end| end.value() * factor)))
}

/// The lowest and the highest that the role states.
fn extent(stated: &Stated<'_>) -> Option<(f64, f64)> {
    let (from, to) = (stated.range.at_least.map(|end| end.value()), stated.range.at_most.map(|end| end.value()));
    Some((from.or(to)?, to.or(from)?))
}

fn verdict(stated: &Stated<'_>, figure: &StandardFigure) -> Option<Verdict> {
    let (low, high) = ends(stated, figure)?;
    let (first, last) = extent(stated)?;
    Some(if high.is_some_and(|high| last > high) {
        Verdict::Above
    } else if low.is_some_and(|low| first < low) {
        Verdict::Below
    } else {
        Verdict::Within
    })
}

fn position(stated: &Stated<'_>, figure: &StandardFigure) -> Option<Position> {
    let (low, high) = ends(stated, figure)?;
    let (low, high) = (low.or(high)?, high.or(low)?);
    let (first, last) = extent(stated)?;
    Some(if first >= low && last <= high {
        Position::Same
    } else if last <= high {
        Position::NotHigher
    } else if first > high {
        Position::Higher
    } else {
        Position::Across
    })
}
