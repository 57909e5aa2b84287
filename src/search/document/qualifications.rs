//! What it takes to be appointed, as values to filter by: the schooling and experience of each way in.

use super::facts::{Found, ends};
use crate::model::qualification::{Degree, Qualifications, Requirement};
use crate::search::query::{Fact, slug};
use crate::vocabulary::requirement_words;

/// What the qualifications say of schooling, experience, languages, licences, checks and hours.
pub(super) fn find(qualifications: Option<&Qualifications>, found: &mut Found) {
    let Some(qualifications) = qualifications else {
        found.value(Fact::Degree, "not-stated");
        return;
    };
    let ways: Vec<Vec<&Requirement>> = if qualifications.tracks.is_empty() {
        vec![qualifications.required.iter().collect()]
    } else {
        let common = &qualifications.required;
        qualifications.tracks.iter().map(|track| common.iter().chain(&track.required).collect()).collect()
    };
    let mut degrees: Vec<Option<Degree>> = ways.iter().flat_map(|way| degrees_of_all(way)).collect();
    degrees.sort_unstable();
    degrees.dedup();
    let all = qualifications.every_requirement();
    let speaks_of_schooling = all.iter().any(|requirement| matches!(requirement, Requirement::Education(_)));
    for degree in &degrees {
        match degree {
            Some(degree) => found.value(Fact::Degree, degree_slug(*degree)),
            None if speaks_of_schooling => {
                found.value(Fact::Degree, "not-required");
                found.sentences.push("no degree required; open to people without a degree".to_owned());
            }
            None => found.value(Fact::Degree, "not-stated"),
        }
    }
    let years = ways.iter().filter_map(|way| least_of_all(way.iter().copied()));
    if let Some(least) = years.reduce(f64::min) {
        found.figures.push((Fact::Experience, least, least));
        found.value(Fact::Experience, experience_band(least));
    }
    for requirement in all {
        match requirement {
            Requirement::Language(language) => found.value(Fact::Language, slug(&language.language)),
            Requirement::License(license) => found.value(Fact::License, slug(&license.kind)),
            Requirement::Check(_) => found.condition("background-check"),
            Requirement::Availability(words) => hours(words, found),
            _ => {}
        }
    }
}

/// Hours that one must be ready for say the same as a schedule.
fn hours(words: &str, found: &mut Found) {
    let words = words.to_lowercase();
    for (word, name) in
        [("evening", "evenings"), ("weekend", "weekends"), ("on-call", "on-call"), ("on call", "on-call")]
    {
        if words.contains(word) {
            found.condition(name);
        }
    }
}

fn experience_band(years: f64) -> &'static str {
    match years {
        years if years <= 0.0 => "none-needed",
        years if years < 2.0 => "under-2-years",
        years if years < 4.0 => "2-to-3-years",
        _ => "4-years-or-more",
    }
}

/// The schooling that each way through all of these takes; `None` is a way without a degree.
fn degrees_of_all(requirements: &[&Requirement]) -> Vec<Option<Degree>> {
    let mut ways: Vec<Option<Degree>> = vec![None];
    for requirement in requirements {
        let parts = degrees(requirement);
        let mut joined: Vec<Option<Degree>> =
            ways.iter().flat_map(|way| parts.iter().map(|part| (*way).max(*part))).collect();
        joined.sort_unstable();
        joined.dedup();
        ways = joined;
    }
    ways
}

fn degrees(requirement: &Requirement) -> Vec<Option<Degree>> {
    match requirement {
        Requirement::Education(education) => vec![Some(education.at_least)],
        Requirement::All(all) => degrees_of_all(&all.iter().collect::<Vec<_>>()),
        Requirement::Any(any) => any.iter().flat_map(degrees).collect(),
        Requirement::Substitution(substitution) => {
            let mut ways = degrees(&substitution.of);
            ways.extend(degrees(&substitution.accepts));
            ways
        }
        Requirement::Waiver(waiver) => {
            let mut ways = degrees(&waiver.of);
            ways.extend(degrees(&waiver.given));
            ways
        }
        _ => vec![None],
    }
}

/// The years of experience that the shortest way through a requirement takes; none when it asks for no experience of
/// a stated length. Experience that only stands in for schooling is not asked for.
fn least_years(requirement: &Requirement) -> Option<f64> {
    match requirement {
        Requirement::Experience(experience) => experience.years.and_then(ends).map(|(low, _)| low),
        Requirement::All(all) => least_of_all(all.iter()),
        Requirement::Any(any) => {
            let years: Vec<Option<f64>> = any.iter().map(least_years).collect();
            let stated = years.iter().any(Option::is_some);
            years.into_iter().map(Option::unwrap_or_default).reduce(f64::min).filter(|_| stated)
        }
        Requirement::Substitution(given) => shorter(&given.of, &given.accepts),
        Requirement::Waiver(given) => shorter(&given.of, &given.given),
        _ => None,
    }
}

fn least_of_all<'a>(requirements: impl Iterator<Item = &'a Requirement>) -> Option<f64> {
    requirements.filter_map(least_years).reduce(f64::max)
}

fn shorter(asked: &Requirement, instead: &Requirement) -> Option<f64> {
    least_years(asked).map(|years| years.min(least_years(instead).unwrap_or_default()))
}

fn degree_slug(degree: Degree) -> &'static str {
    match degree {
        Degree::HighSchool | Degree::HighSchoolOrEquivalent => "high-school",
        Degree::SomeCollege => "some-college",
        Degree::Associate => "associate",
        Degree::Bachelor => "bachelor",
        Degree::GraduateStudy => "graduate-study",
        Degree::Master => "master",
        Degree::Doctorate => "doctorate",
    }
}

/// The schooling and the experience of a role in a few words each, for a line of facts.
pub(super) fn schooling_and_experience(qualifications: &Qualifications) -> (Option<String>, Option<String>) {
    let mut schooling: Vec<String> = Vec::new();
    let mut experience: Vec<String> = Vec::new();
    for requirement in qualifications.every_requirement() {
        match requirement {
            Requirement::Education(given) => {
                let words = requirement_words::degree(given.at_least).to_owned();
                if !schooling.contains(&words) {
                    schooling.push(words);
                }
            }
            Requirement::Experience(given) => {
                if let Some(years) = given.years {
                    let words = requirement_words::years_in_words(years);
                    if !experience.contains(&words) {
                        experience.push(words);
                    }
                }
            }
            _ => {}
        }
    }
    let joined = |words: Vec<String>| (!words.is_empty()).then(|| words.join(" or "));
    (joined(schooling), joined(experience))
}
