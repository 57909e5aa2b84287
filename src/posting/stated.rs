//! The opening as data, from what the role states and what was given. What was only concluded is left out.

use serde_json::Value;

use super::facts::{stated, stated_sites};
use super::opening::{Opening, PayRange, Place, Requires};
use super::request::PostingRequest;
use crate::model::employment::EmploymentTime;
use crate::model::facts::Facts;
use crate::model::qualification::{Degree, Requirement};
use crate::model::quantity::Per;

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
