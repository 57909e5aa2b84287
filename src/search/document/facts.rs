//! The facts of a role as values to filter and count by, as figures, and as sentences that words can find.

use crate::model::caseload::CaseloadSize;
use crate::model::employment::{Employment, EmploymentTime, EmploymentType, FlsaStatus, Relation};
use crate::model::facts::Facts;
use crate::model::qualification::{Degree, Qualifications, Requirement};
use crate::model::quantity::Range;
use crate::model::revision::Revision;
use crate::search::query::{Fact, slug, state_name};
use crate::vocabulary::{plain_words, requirement_words};

use super::Passage;

/// What a revision's facts come to.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) values: Vec<(Fact, String)>,
    pub(super) figures: Vec<(Fact, f64, f64)>,
    pub(super) sentences: Vec<String>,
}

impl Found {
    fn value(&mut self, fact: Fact, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() && !self.values.contains(&(fact, value.clone())) {
            self.values.push((fact, value));
        }
    }

    fn condition(&mut self, name: &str) {
        self.value(Fact::Condition, name);
    }
}

/// The facts of a revision.
pub(super) fn of_revision(revision: &Revision, passages: &[Passage]) -> Found {
    let facts = &revision.role.facts;
    let mut found = Found::default();
    found.value(Fact::Organisation, revision.id.organisation());
    found.value(Fact::Kind, facts.kind.map(|kind| slug(kind.words())).unwrap_or_default());
    let year = f64::from(revision.stamp.effective.year());
    found.figures.push((Fact::Year, year, year));
    found.value(Fact::Year, revision.stamp.effective.year().to_string());
    places(facts, &mut found);
    facts.programs.iter().for_each(|program| found.value(Fact::Program, slug(program)));
    caseload(facts, &mut found);
    if let Some(employment) = &facts.employment {
        terms(employment, &mut found);
    }
    qualifications(facts.qualifications.as_ref(), &mut found);
    conditions(facts, &mut found);
    for passage in passages {
        passage.activities.iter().for_each(|activity| found.value(Fact::Activity, activity));
        if let Some(share) =
            passage.share_percent.filter(|share| !found.figures.contains(&(Fact::Time, *share, *share)))
        {
            found.figures.push((Fact::Time, share, share));
        }
    }
    found
}

fn places(facts: &Facts, found: &mut Found) {
    for site in &facts.sites {
        if let Some(state) = &site.state {
            found.value(Fact::State, state.to_lowercase());
            found.sentences.push(format!(
                "{}, {}",
                plain_words::site(site),
                state_name(state).map(|name| name.replace('-', " ")).unwrap_or_default()
            ));
        } else {
            found.sentences.push(plain_words::site(site));
        }
        for part in [&site.city, &site.county, &site.name].into_iter().flatten() {
            found.value(Fact::Site, slug(part));
        }
    }
}

fn caseload(facts: &Facts, found: &mut Found) {
    let Some(caseload) = &facts.caseload else { return };
    found.sentences.push(plain_words::caseload(caseload));
    match caseload.size {
        CaseloadSize::NotStated => found.value(Fact::Caseload, "size-not-stated"),
        CaseloadSize::Stated(range) => {
            if let Some((low, high)) = ends(range) {
                found.figures.push((Fact::Caseload, low, high));
                found.value(Fact::Caseload, caseload_band(high));
            }
        }
    }
}

/// The ends of a range; an open end is as far as the figure that is there.
fn ends(range: Range) -> Option<(f64, f64)> {
    let low = range.at_least.or(range.at_most)?.value();
    let high = range.at_most.or(range.at_least)?.value();
    Some((low, high))
}

fn caseload_band(high: f64) -> &'static str {
    match high {
        high if high <= 15.0 => "up-to-15",
        high if high <= 25.0 => "16-to-25",
        high if high <= 40.0 => "26-to-40",
        high if high <= 60.0 => "41-to-60",
        high if high <= 100.0 => "61-to-100",
        _ => "over-100",
    }
}

fn terms(employment: &Employment, found: &mut Found) {
    found.sentences.push(plain_words::employment(employment).join(", "));
    let value = |found: &mut Found, value: Option<&str>| {
        if let Some(value) = value {
            found.value(Fact::Employment, value);
        }
    };
    value(
        found,
        employment.time.map(|time| match time {
            EmploymentTime::FullTime => "full-time",
            EmploymentTime::PartTime => "part-time",
            EmploymentTime::Intermittent => "intermittent",
            EmploymentTime::JobShare => "job-share",
        }),
    );
    value(
        found,
        employment.r#type.map(|kind| match kind {
            EmploymentType::Permanent => "permanent",
            EmploymentType::Seasonal => "seasonal",
            EmploymentType::LimitedDuration => "limited-duration",
            EmploymentType::AcademicYear => "academic-year",
        }),
    );
    value(
        found,
        employment.relation.map(|relation| match relation {
            Relation::Employee => "employee",
            Relation::NationalService => "national-service",
            Relation::Volunteer => "volunteer",
            Relation::Contractor => "contractor",
        }),
    );
    value(
        found,
        employment.flsa.map(|flsa| match flsa {
            FlsaStatus::Exempt => "flsa-exempt",
            FlsaStatus::NonExempt => "flsa-non-exempt",
        }),
    );
}

fn qualifications(qualifications: Option<&Qualifications>, found: &mut Found) {
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
    let all = every_requirement(qualifications);
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

/// Every single requirement, of whatever strength.
pub(super) fn every_requirement(qualifications: &Qualifications) -> Vec<&Requirement> {
    fn visit<'a>(requirement: &'a Requirement, found: &mut Vec<&'a Requirement>) {
        match requirement {
            Requirement::All(parts) | Requirement::Any(parts) => parts.iter().for_each(|part| visit(part, found)),
            Requirement::Substitution(substitution) => {
                visit(&substitution.of, found);
                visit(&substitution.accepts, found);
            }
            Requirement::Waiver(waiver) => {
                visit(&waiver.of, found);
                visit(&waiver.given, found);
            }
            leaf => found.push(leaf),
        }
    }
    let given = qualifications;
    let lists = [
        &given.required,
        &given.willing,
        &given.strongly_preferred,
        &given.highly_desired,
        &given.preferred,
        &given.listed,
    ];
    let mut found = Vec::new();
    let tracks = given.tracks.iter().flat_map(|track| &track.required);
    lists.into_iter().flatten().chain(tracks).for_each(|requirement| visit(requirement, &mut found));
    found
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

fn conditions(facts: &Facts, found: &mut Found) {
    if let Some(supervises) = &facts.supervises
        && supervises.directly.unwrap_or(0) + supervises.through_others.unwrap_or(0) > 0
    {
        found.condition("supervises");
    }
    for contact in &facts.contact {
        found.sentences.push(format!("contact {}", plain_words::contact(contact)));
    }
    found.sentences.extend(facts.routines.iter().map(plain_words::routine));
    if let Some(plan) = &facts.plan {
        let short = plan.abbreviation.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
        found.sentences.push(format!("{}{short}", plan.name));
    }
    found.sentences.extend(facts.programs.iter().cloned());
    found.sentences.extend(facts.systems.iter().map(|system| system.name.clone()));
    found.sentences.extend(facts.pay.iter().map(plain_words::pay));
    found.sentences.extend(facts.benefits.iter().map(|benefit| benefit.what.clone()));
    if let Some(number) = facts.classification.as_ref().and_then(|class| class.number.as_ref()) {
        found.sentences.push(format!("class number {number}"));
    }
    if !facts.reports_to.is_empty() {
        found.sentences.push(format!("reports to {}", facts.reports_to.join(", ")));
    }
    let Some(conditions) = &facts.conditions else { return };
    found.sentences.extend(plain_words::conditions(conditions));
    if let Some(heaviest) =
        conditions.lifting.iter().filter_map(|lifting| ends(lifting.pounds)).map(|(_, high)| high).reduce(f64::max)
    {
        found.figures.push((Fact::Lift, heaviest, heaviest));
        found.condition("lifting");
    }
    let named = [
        ("exposure", !conditions.exposure.is_empty()),
        ("travel", conditions.travel.is_some()),
        ("on-call", conditions.on_call.is_some()),
    ];
    named.iter().filter(|(_, holds)| *holds).for_each(|(name, _)| found.condition(name));
    if let Some(schedule) = &conditions.schedule {
        let named = [
            ("evenings", schedule.evenings.is_some()),
            ("weekends", schedule.weekends.is_some()),
            ("overtime", schedule.overtime.is_some()),
            ("flexible-hours", schedule.flexible == Some(true)),
        ];
        named.iter().filter(|(_, holds)| *holds).for_each(|(name, _)| found.condition(name));
    }
}

/// The schooling and the experience of a role in a few words each, for a line of facts.
pub(super) fn schooling_and_experience(qualifications: &Qualifications) -> (Option<String>, Option<String>) {
    let mut schooling: Vec<String> = Vec::new();
    let mut experience: Vec<String> = Vec::new();
    for requirement in every_requirement(qualifications) {
        match requirement {
            Requirement::Education(given) => {
                let words = requirement_words::degree(given.at_least).to_owned();
                if !schooling.contains(&words) {
                    schooling.push(words);
                }
            }
            Requirement::Experience(given) => {
                if let Some(years) = given.years {
                    let words = format!("{years} years");
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

/// The name for people of a value that is not somebody's own word: `26-to-40` is "26 to 40".
pub fn labels(fact: Fact, value: &str) -> String {
    match (fact, value) {
        (Fact::State, letters) => letters.to_uppercase(),
        (Fact::Degree, "not-required") => "A way in without a degree".to_owned(),
        (Fact::Degree, "not-stated") => "Not stated".to_owned(),
        (Fact::Degree, "bachelor") => "Bachelor's degree".to_owned(),
        (Fact::Degree, "associate") => "Associate's degree".to_owned(),
        (Fact::Degree, "master") => "Master's degree".to_owned(),
        (Fact::Employment, "flsa-exempt") => "FLSA exempt".to_owned(),
        (Fact::Employment, "flsa-non-exempt") => "FLSA non-exempt".to_owned(),
        (Fact::Condition, "on-call") => "On call".to_owned(),
        (Fact::Condition, "supervises") => "Supervises others".to_owned(),
        (Fact::Site | Fact::Language | Fact::Program | Fact::Organisation, words) => {
            words.split('-').map(capitalised).collect::<Vec<_>>().join(" ")
        }
        (_, words) => capitalised(&words.replace('-', " ")),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
