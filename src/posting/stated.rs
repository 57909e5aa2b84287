//! What a role states, gathered for a posting: its facts in words, and the opening as data. What was only concluded from
//! a source, or is blank there, is left out.

use serde_json::Value;

use super::context::range_words;
use super::opening::{Opening, PayRange, Place, Requires};
use super::request::PostingRequest;
use crate::model::caseload::CaseloadSize;
use crate::model::document::Block;
use crate::model::employment::{Employment, EmploymentTime, EmploymentType, Relation};
use crate::model::facts::{Facts, Site};
use crate::model::qualification::{Degree, Requirement};
use crate::model::quantity::Per;
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::source::FactStatus;
use crate::templating::filters::day;
use crate::vocabulary::plain_words;

/// Whether the source says the fact at `path`, and we have not only concluded it.
fn stated(facts: &Facts, path: &str) -> bool {
    facts.provenance.get(path).is_none_or(|origin| origin.status == FactStatus::Stated)
}

/// The sites, without what was only concluded of them.
fn stated_sites(facts: &Facts) -> Vec<Site> {
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
pub(super) fn facts_in_words(request: &PostingRequest<'_>) -> Vec<(&'static str, Vec<String>)> {
    let facts = &request.revision.role.facts;
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
        ("duty_groups", duty_groups(&request.revision.role)),
        ("money", money.collect()),
        ("benefits", benefits.collect()),
        ("approved", facts.approved.map(day).into_iter().collect()),
        ("effective", vec![day(request.revision.stamp.effective)]),
        ("revision", vec![request.revision.stamp.number.to_string()]),
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

/// The opening, from what the role states and what was given.
pub(super) fn opening(request: &PostingRequest<'_>) -> Opening {
    let role = &request.revision.role;
    let facts = &role.facts;
    let words = |name: &str| request.particulars.get(name).and_then(Value::as_str).map(str::to_owned);
    let figure = |name: &str| request.particulars.get(name).and_then(Value::as_f64);
    let date = |name: &str| words(name).and_then(|given| given.parse().ok());
    let employment = facts.employment.clone().unwrap_or_default();
    let name =
        request.organisation.map_or_else(|| request.revision.id.organisation().to_owned(), |own| own.name.to_plain());
    let employer = facts.employer.clone().filter(|_| stated(facts, "employer")).unwrap_or(name);
    let benefits = facts.benefits.iter().map(|benefit| benefit.what.clone());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: a whole number to 1e9")]
    let openings = figure("openings").map(|count| count as u32);
    Opening {
        title: role.title.to_plain(),
        employer,
        website: request.organisation.and_then(|own| own.facts.website.clone()),
        places: places(request, &words),
        pay: pay(request, &words, &figure),
        relation: employment.relation.filter(|_| stated(facts, "employment.relation")),
        term: employment.r#type,
        time: words("time").as_deref().and_then(time_of).or(employment.time),
        hours: words("hours").or_else(|| facts.conditions.as_ref()?.schedule.as_ref()?.usual_hours.clone()),
        posted: date("posted_date"),
        closes: date("closing_date"),
        starts: date("start_date"),
        openings,
        requisition: words("requisition_number"),
        apply_link: words("apply_link"),
        benefits: benefits.chain(words("benefits")).collect(),
        requires: requires(facts),
    }
}

fn time_of(words: &str) -> Option<EmploymentTime> {
    Some(match words {
        "full time" => EmploymentTime::FullTime,
        "part time" => EmploymentTime::PartTime,
        "intermittent" => EmploymentTime::Intermittent,
        "job share" => EmploymentTime::JobShare,
        _ => return None,
    })
}

/// Where the work is done: as given for this posting, else the sites of the role.
fn places(request: &PostingRequest<'_>, words: &dyn Fn(&str) -> Option<String>) -> Vec<Place> {
    let facts = &request.revision.role.facts;
    let concluded =
        facts.sites.iter().find_map(|site| site.state.clone()).or_else(|| {
            request.organisation.and_then(|own| own.facts.sites.iter().find_map(|site| site.state.clone()))
        });
    let given = Place {
        name: words("site"),
        street: words("street"),
        city: words("city"),
        county: None,
        state: words("state"),
        concluded_state: concluded.clone(),
    };
    let own = stated_sites(facts).into_iter().map(|site| Place {
        name: site.name,
        street: None,
        city: site.city,
        county: site.county,
        state: site.state,
        concluded_state: concluded.clone(),
    });
    if given.name.is_none() && given.city.is_none() && given.state.is_none() && given.street.is_none() {
        let own: Vec<Place> = own.collect();
        if own.is_empty() && concluded.is_some() {
            return vec![Place { concluded_state: concluded, ..Place::default() }];
        }
        return own;
    }
    vec![given]
}

/// Pay as given for this posting; else a salary or wage that the role states with its period.
fn pay(
    request: &PostingRequest<'_>,
    words: &dyn Fn(&str) -> Option<String>,
    figure: &dyn Fn(&str) -> Option<f64>,
) -> Option<PayRange> {
    let (at_least, at_most) = (figure("pay_minimum"), figure("pay_maximum"));
    if at_least.is_some() || at_most.is_some() {
        let per = match words("pay_per")?.as_str() {
            "hour" => Per::Hour,
            "day" => Per::Day,
            "week" => Per::Week,
            "two weeks" => Per::Fortnight,
            "month" => Per::Month,
            "year" => Per::Year,
            _ => return None,
        };
        return Some(PayRange { at_least, at_most, currency: "USD".to_owned(), per });
    }
    let stated =
        request.revision.role.facts.pay.iter().find(|pay| matches!(pay.what.as_str(), "salary" | "wage" | "pay"));
    let stated = stated?;
    Some(PayRange {
        at_least: stated.amount.at_least.map(|figure| figure.value()),
        at_most: stated.amount.at_most.map(|figure| figure.value()),
        currency: stated.currency.clone(),
        per: stated.per?,
    })
}

/// What is required of everybody. Where the role knows alternatives or several ways in, one figure would be wrong.
fn requires(facts: &Facts) -> Requires {
    let Some(qualifications) = &facts.qualifications else { return Requires::default() };
    let mut requires = Requires::default();
    if !qualifications.tracks.is_empty() {
        return requires;
    }
    for requirement in &qualifications.required {
        match requirement {
            Requirement::Education(education) => requires.credential = credential(education.at_least),
            Requirement::Experience(experience) => {
                let years = experience.years.and_then(|years| years.at_least);
                requires.months_of_experience =
                    years.map(|years| years.value() * 12.0).or(requires.months_of_experience);
            }
            Requirement::Substitution(substitution) => {
                if let (Requirement::Education(education), true) =
                    (&substitution.of, takes_experience(&substitution.accepts))
                {
                    requires.credential = credential(education.at_least);
                    requires.experience_in_place_of_education = true;
                }
            }
            _ => {}
        }
    }
    requires
}

/// Whether experience is among what is accepted.
pub(super) fn takes_experience(requirement: &Requirement) -> bool {
    match requirement {
        Requirement::Experience(_) => true,
        Requirement::Any(any) => any.iter().any(takes_experience),
        _ => false,
    }
}

fn credential(degree: Degree) -> Option<String> {
    let name = match degree {
        Degree::HighSchool | Degree::HighSchoolOrEquivalent => "high school",
        Degree::Associate => "associate degree",
        Degree::Bachelor => "bachelor degree",
        Degree::Master | Degree::Doctorate => "postgraduate degree",
        Degree::SomeCollege | Degree::GraduateStudy => return None,
    };
    Some(name.to_owned())
}
