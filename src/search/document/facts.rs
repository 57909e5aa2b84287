//! The facts of a role as values to filter and count by, as figures, and as sentences that words can find.

use crate::model::caseload::CaseloadSize;
use crate::model::employment::{Employment, EmploymentTime, EmploymentType, FlsaStatus, Relation};
use crate::model::facts::Facts;
use crate::model::quantity::Range;
use crate::model::revision::Revision;
use crate::search::query::{Fact, slug, state_name};
use crate::vocabulary::plain_words;

use super::Passage;
use super::qualifications;

/// What a revision's facts come to.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) values: Vec<(Fact, String)>,
    pub(super) spelt: Vec<(Fact, String, String)>,
    pub(super) figures: Vec<(Fact, f64, f64)>,
    pub(super) sentences: Vec<String>,
}

impl Found {
    pub(super) fn value(&mut self, fact: Fact, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() && !self.has(fact, &value) {
            self.values.push((fact, value));
        }
    }

    fn has(&self, fact: Fact, value: &str) -> bool {
        self.values.iter().any(|(known, other)| *known == fact && other == value)
    }

    /// A name as its owner writes it; its value is made from it.
    fn named(&mut self, fact: Fact, name: &str) {
        let value = slug(name);
        if !value.is_empty() && !self.has(fact, &value) {
            self.spelt.push((fact, value.clone(), name.to_owned()));
            self.values.push((fact, value));
        }
    }

    pub(super) fn condition(&mut self, name: &str) {
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
    facts.programs.iter().for_each(|program| found.named(Fact::Program, program));
    caseload(facts, &mut found);
    if let Some(employment) = &facts.employment {
        terms(employment, &mut found);
    }
    qualifications::find(facts.qualifications.as_ref(), &mut found);
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
            found.named(Fact::Site, part);
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
pub(super) fn ends(range: Range) -> Option<(f64, f64)> {
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
