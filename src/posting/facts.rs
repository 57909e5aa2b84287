//! The facts that a role states, in words. What was only concluded from a source, or is blank there, is left out.

use super::context::range_words;
use crate::model::caseload::CaseloadSize;
use crate::model::document::Block;
use crate::model::employment::{Employment, EmploymentTime, EmploymentType, Relation};
use crate::model::facts::{Facts, Site};
use crate::model::revision::Revision;
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::source::FactStatus;
use crate::templating::filters::day;
use crate::vocabulary::plain_words;

/// Whether the source says the fact at `path`, and we have not only concluded it.
pub(super) fn stated(facts: &Facts, path: &str) -> bool {
    facts.provenance.get(path).is_none_or(|origin| origin.status == FactStatus::Stated)
}

/// The sites, without what was only concluded of them.
pub(super) fn stated_sites(facts: &Facts) -> Vec<Site> {
    let sites = facts.sites.iter().enumerate().map(|(index, site)| {
        let own = |field: &str, value: &Option<String>| {
            value.clone().filter(|_| stated(facts, &format!("sites.{index}.{field}")))
        };
        Site {
            name: own("name", &site.name),
            city: own("city", &site.city),
            county: own("county", &site.county),
            state: own("state", &site.state),
        }
    });
    sites.filter(|site| *site != Site::default()).collect()
}

/// The facts of the role in words, by the names that templates use.
pub(super) fn facts_in_words(revision: &Revision) -> Vec<(&'static str, Vec<String>)> {
    let facts = &revision.role.facts;
    let one = |words: Option<&String>| words.cloned().into_iter().collect::<Vec<_>>();
    let class = facts.classification.clone().unwrap_or_default();
    let position = facts.position.clone().unwrap_or_default();
    let conditions = facts.conditions.clone().unwrap_or_default();
    let employment = facts.employment.clone().unwrap_or_default();
    let schedule = conditions.schedule.clone().unwrap_or_default();
    let state_of = |index: usize| format!("systems.{index}");
    let systems = facts.systems.iter().enumerate().filter(|(index, _)| stated(facts, &state_of(*index)));
    let former = facts.titles.former.iter().map(|former| match former.until {
        Some(until) => format!("{} (until {})", former.title, day(until)),
        None => former.title.clone(),
    });
    let money = facts.pay.iter().map(|pay| {
        let per = pay.per.map(|per| format!(" a {per}")).unwrap_or_default();
        format!("{}: {}{per}", pay.what, range_words(pay.amount, &pay.currency))
    });
    let benefits = facts.benefits.iter().map(|benefit| match &benefit.given {
        Some(given) => format!("{} ({given})", benefit.what),
        None => benefit.what.clone(),
    });
    let mut all: Vec<(&'static str, Vec<String>)> = vec![
        ("employer", one(facts.employer.as_ref().filter(|_| stated(facts, "employer")))),
        ("class_title", one(facts.titles.class.as_ref())),
        ("working_title", one(facts.titles.working.as_ref())),
        ("former_titles", former.collect()),
        ("programs", facts.programs.clone()),
        ("class_number", one(class.number.as_ref())),
        ("jurisdictional_class", one(class.jurisdictional_class.as_ref())),
        ("service", one(class.service.as_ref())),
        ("department", one(class.department.as_ref())),
        ("position_number", one(position.number.as_ref())),
        ("agency", one(position.agency.as_ref())),
        ("agency_number", one(position.agency_number.as_ref())),
        ("division", one(position.division.as_ref())),
        ("section", one(position.section.as_ref())),
        ("sites", stated_sites(facts).iter().map(plain_words::site).collect()),
        ("reports_to", facts.reports_to.iter().filter(|_| stated(facts, "reports_to")).cloned().collect()),
        ("supervision_received", one(facts.supervision_received.as_ref())),
        ("employment", terms_of(&employment)),
        ("time", employment.time.map(time_words).map(str::to_owned).into_iter().collect()),
        ("term", employment.r#type.map(term_words).map(str::to_owned).into_iter().collect()),
        ("hours", one(schedule.usual_hours.as_ref())),
        ("caseload", caseload_words(facts).into_iter().collect()),
        ("contact", facts.contact.iter().map(plain_words::contact).collect()),
        ("routines", facts.routines.iter().map(plain_words::routine).collect()),
        ("plan", facts.plan.iter().map(|plan| plan.name.clone()).collect()),
        ("systems", systems.map(|(_, system)| system.name.clone()).collect()),
        ("conditions", conditions_in_words(facts)),
        ("duty_groups", duty_groups(&revision.role)),
        ("money", money.collect()),
        ("benefits", benefits.collect()),
        ("approved", facts.approved.map(day).into_iter().collect()),
        ("effective", vec![day(revision.stamp.effective)]),
        ("revision", vec![revision.stamp.number.to_string()]),
    ];
    all.retain(|(_, words)| !words.is_empty());
    all
}

/// The labels of the groups of duties, with their shares of the time: what the role is about in a few words.
fn duty_groups(role: &Role) -> Vec<String> {
    let blocks = role.sections_of(SectionKind::Duties).flat_map(|section| &section.blocks);
    let groups = blocks.filter_map(|block| match block {
        Block::Group(group) => Some(match group.marks.share_percent {
            Some(share) => format!("{} ({share} of the time)", group.label.to_plain()),
            None => group.label.to_plain(),
        }),
        _ => None,
    });
    groups.collect()
}

/// Working conditions in words; places that were only concluded are left out.
fn conditions_in_words(facts: &Facts) -> Vec<String> {
    let mut conditions = facts.conditions.clone().unwrap_or_default();
    if !stated(facts, "conditions.places") {
        conditions.places.clear();
    }
    let mut index = 0;
    conditions.places.retain(|_| {
        index += 1;
        stated(facts, &format!("conditions.places.{}", index - 1))
    });
    plain_words::conditions(&conditions)
}

/// "35–40 students", "25–50 students (cohort)"; nothing where no figure is stated.
fn caseload_words(facts: &Facts) -> Option<String> {
    let caseload = facts.caseload.as_ref().filter(|_| stated(facts, "caseload"))?;
    let CaseloadSize::Stated(range) = caseload.size else { return None };
    let called = caseload.called.as_ref().map(|called| format!(" ({called})")).unwrap_or_default();
    Some(format!("{range} {}{called}", caseload.unit))
}

/// The terms of employment; that an employee is one goes without saying.
fn terms_of(employment: &Employment) -> Vec<String> {
    let relation = employment.relation.filter(|relation| *relation != Relation::Employee);
    plain_words::employment(&Employment { relation, ..employment.clone() })
}

fn time_words(time: EmploymentTime) -> &'static str {
    match time {
        EmploymentTime::FullTime => "full time",
        EmploymentTime::PartTime => "part time",
        EmploymentTime::Intermittent => "intermittent",
        EmploymentTime::JobShare => "job share",
    }
}

fn term_words(term: EmploymentType) -> &'static str {
    match term {
        EmploymentType::Permanent => "permanent",
        EmploymentType::Seasonal => "seasonal",
        EmploymentType::LimitedDuration => "limited duration",
        EmploymentType::AcademicYear => "academic year",
    }
}
