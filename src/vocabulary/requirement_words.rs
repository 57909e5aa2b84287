//! Requirements in plain words with their logic: as a tree, and as an outline of lines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::qualification::{Degree, Education, Experience, Qualifications, Requirement};
use crate::model::quantity::Range;

/// What is asked for with one strength, or on one track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequirementList {
    /// "required", "preferred", "track open-competitive".
    pub heading: String,
    /// How we read what can be read in more than one way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub our_reading: Option<String>,
    /// All of these.
    pub requirements: Vec<RequirementWords>,
}

/// A requirement in words, with its logic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum RequirementWords {
    /// One thing.
    One {
        /// What.
        words: String,
    },
    /// All of these.
    All {
        /// What.
        parts: Vec<RequirementWords>,
    },
    /// Any one of these.
    Any {
        /// What.
        parts: Vec<RequirementWords>,
    },
    /// One thing, or another in its stead.
    Instead {
        /// What is asked for.
        of: Box<RequirementWords>,
        /// At which rate the other counts.
        #[serde(skip_serializing_if = "Option::is_none")]
        rate: Option<String>,
        /// The other.
        accepts: Box<RequirementWords>,
    },
    /// One thing that another makes unnecessary.
    NotNeeded {
        /// What is asked for.
        of: Box<RequirementWords>,
        /// The other.
        given: Box<RequirementWords>,
    },
}

/// The qualifications in words, the strongest first, the tracks last.
pub fn lists(qualifications: &Qualifications) -> Vec<RequirementList> {
    let strengths = qualifications.by_strength().into_iter().map(|(strength, requirements)| RequirementList {
        heading: strength.to_owned(),
        our_reading: None,
        requirements: requirements.iter().map(in_words).collect(),
    });
    let tracks = qualifications.tracks.iter().map(|track| RequirementList {
        heading: format!("track {}{}", track.name, if track.suggested { ", suggested" } else { "" }),
        our_reading: track.our_reading.clone(),
        requirements: track.required.iter().map(in_words).collect(),
    });
    strengths.chain(tracks).filter(|list| !list.requirements.is_empty()).collect()
}

fn in_words(requirement: &Requirement) -> RequirementWords {
    let parts = |all: &[Requirement]| all.iter().map(in_words).collect();
    match requirement {
        Requirement::All(all) => RequirementWords::All { parts: parts(all) },
        Requirement::Any(any) => RequirementWords::Any { parts: parts(any) },
        Requirement::Substitution(substitution) => RequirementWords::Instead {
            of: Box::new(in_words(&substitution.of)),
            rate: substitution.rate.clone(),
            accepts: Box::new(in_words(&substitution.accepts)),
        },
        Requirement::Waiver(waiver) => {
            RequirementWords::NotNeeded { of: Box::new(in_words(&waiver.of)), given: Box::new(in_words(&waiver.given)) }
        }
        leaf => RequirementWords::One { words: leaf_words(leaf) },
    }
}

/// A line of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineLine {
    /// How far it is indented, from 0.
    pub depth: usize,
    /// What it says.
    pub words: String,
}

/// The qualifications as an outline.
pub fn outline(qualifications: &Qualifications) -> Vec<OutlineLine> {
    let mut lines = Vec::new();
    for list in lists(qualifications) {
        under(&list.heading, &list.requirements, 0, &mut lines);
    }
    lines
}

fn under(heading: &str, parts: &[RequirementWords], depth: usize, lines: &mut Vec<OutlineLine>) {
    if parts.is_empty() {
        return;
    }
    lines.push(OutlineLine { depth, words: format!("{heading}:") });
    for part in parts {
        write(part, depth + 1, lines);
    }
}

fn write(requirement: &RequirementWords, depth: usize, lines: &mut Vec<OutlineLine>) {
    match requirement {
        RequirementWords::One { words } => lines.push(OutlineLine { depth, words: words.clone() }),
        RequirementWords::All { parts } => under("all of", parts, depth, lines),
        RequirementWords::Any { parts } => under("any of", parts, depth, lines),
        RequirementWords::Instead { of, rate, accepts } => {
            write(of, depth, lines);
            let rate = rate.as_ref().map(|rate| format!(", {rate}")).unwrap_or_default();
            lines.push(OutlineLine { depth, words: format!("or instead{rate}:") });
            write(accepts, depth + 1, lines);
        }
        RequirementWords::NotNeeded { of, given } => {
            write(of, depth, lines);
            lines.push(OutlineLine { depth, words: "not needed with:".to_owned() });
            write(given, depth + 1, lines);
        }
    }
}

/// A single requirement in words; nothing for several joined by logic.
pub fn leaf_words(requirement: &Requirement) -> String {
    match requirement {
        Requirement::Education(given) => education(given),
        Requirement::Experience(given) => experience(given),
        Requirement::Course(course) => {
            let within = course.within_months_of_hire.map(|months| format!(" within {months} months of hire"));
            format!("{}{}", course.name, within.unwrap_or_default())
        }
        Requirement::License(license) => {
            let state = license.state.as_ref().map(|state| format!(" of {state}")).unwrap_or_default();
            let with = license.with.as_ref().map(|with| format!(", {with}")).unwrap_or_default();
            format!("{} license{state}{with}", license.kind)
        }
        Requirement::Check(check) => format!("{check} check"),
        Requirement::Language(language) => {
            let level = language.level.as_ref().map(|level| format!(", {level}")).unwrap_or_default();
            let skills =
                if language.skills.is_empty() { String::new() } else { format!(" ({})", language.skills.join(", ")) };
            format!("{}{level}{skills}", language.language)
        }
        Requirement::Transportation(words) => format!("transportation: {words}"),
        Requirement::Insurance(words)
        | Requirement::Availability(words)
        | Requirement::Knowledge(words)
        | Requirement::Skill(words)
        | Requirement::Other(words) => words.clone(),
        Requirement::All(_) | Requirement::Any(_) | Requirement::Substitution(_) | Requirement::Waiver(_) => {
            String::new()
        }
    }
}

/// A level of schooling in words.
pub fn degree(degree: Degree) -> &'static str {
    match degree {
        Degree::HighSchool => "high school",
        Degree::HighSchoolOrEquivalent => "high school or equivalency diploma",
        Degree::SomeCollege => "college study",
        Degree::Associate => "associate's degree",
        Degree::Bachelor => "bachelor's degree",
        Degree::GraduateStudy => "graduate study",
        Degree::Master => "master's degree",
        Degree::Doctorate => "doctorate",
    }
}

fn education(education: &Education) -> String {
    let mut words = degree(education.at_least).to_owned();
    if let Some(years) = education.years {
        words = format!("{words}, {}", years_in_words(years));
    }
    let mut fields = education.fields.clone();
    if education.or_related {
        fields.push("a related field".to_owned());
    }
    if !fields.is_empty() {
        words = format!("{words} in {}", either(&fields));
    }
    if !education.accredited_by.is_empty() {
        words = format!("{words}, accredited by {}", either(&education.accredited_by));
    }
    if !education.approved_by.is_empty() {
        words = format!("{words}, as approved by {}", either(&education.approved_by));
    }
    words
}

fn experience(experience: &Experience) -> String {
    let mut words = experience
        .years
        .map_or_else(|| "experience".to_owned(), |years| format!("{} of experience", years_in_words(years)));
    if experience.full_time {
        words.push_str(", full time");
    }
    if !experience.kinds.is_empty() {
        words = format!("{words} in {}", either(&experience.kinds));
    }
    if let Some(title) = &experience.title {
        words = format!("{words} as {title}");
    }
    if let Some(status) = &experience.status {
        words = format!("{words}, {status} status");
    }
    if !experience.with.is_empty() {
        words = format!("{words} with {}", either(&experience.with));
    }
    if !experience.setting.is_empty() {
        words = format!("{words}, in {}", either(&experience.setting));
    }
    if !experience.preferably.is_empty() {
        words = format!("{words}, preferably {}", either(&experience.preferably));
    }
    if let Some(after) = experience.after {
        words = format!("{words}, after the {}", degree(after));
    }
    words
}

/// A number of years in words: "at least 1 year", "2–4 years".
pub fn years_in_words(years: Range) -> String {
    let one = years.at_least.or(years.at_most).is_some_and(|figure| figure.value() <= 1.0)
        && years.at_most.is_none_or(|most| most.value() <= 1.0);
    format!("{years} {}", if one { "year" } else { "years" })
}

/// "a, b or c".
fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
