//! A posting as schema.org's `JobPosting`, which search engines read. What nobody stated is not there.

use serde_json::{Map, Value, json};

use super::html::html_of_sections;
use crate::model::employment::{EmploymentTime, EmploymentType, Relation};
use crate::model::quantity::Per;
use crate::posting::document::{Posting, words_of};
use crate::posting::opening::{Opening, PayRange, Place};

/// What a search engine wants of a job posting and this one does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingData {
    /// In words.
    pub what: &'static str,
    /// The particular that would say it.
    pub particular: &'static str,
    /// Whether it is left out of search results without it.
    pub required: bool,
}

/// The posting as JSON-LD; none for a document that announces no opening.
pub fn job_posting(posting: &Posting) -> Option<Value> {
    if !posting.announces {
        return None;
    }
    let opening = &posting.opening;
    let mut data = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(name.to_owned(), value);
        }
    };
    say("@context", Some(json!("https://schema.org/")));
    say("@type", Some(json!("JobPosting")));
    say("title", Some(json!(posting.title)));
    say("description", Some(json!(html_of_sections(posting))));
    let mut organisation = json!({ "@type": "Organization", "name": opening.employer });
    if let (Some(website), Some(organisation)) = (&opening.website, organisation.as_object_mut()) {
        organisation.insert("sameAs".to_owned(), json!(website));
    }
    say("hiringOrganization", Some(organisation));
    say("datePosted", opening.posted.map(|day| json!(day.to_string())));
    say("validThrough", opening.closes.map(|day| json!(format!("{day}T23:59"))));
    let places: Vec<Value> = opening.places.iter().filter_map(place).collect();
    say(
        "jobLocation",
        (!places.is_empty()).then(|| if let [one] = places.as_slice() { one.clone() } else { json!(places) }),
    );
    say("baseSalary", opening.pay.as_ref().and_then(salary));
    say("employmentType", employment_type(opening));
    say("workHours", opening.hours.as_ref().map(|hours| json!(hours)));
    say("jobStartDate", opening.starts.map(|day| json!(day.to_string())));
    say("totalJobOpenings", opening.openings.map(|count| json!(count)));
    say(
        "identifier",
        opening
            .requisition
            .as_ref()
            .map(|number| json!({ "@type": "PropertyValue", "name": opening.employer, "value": number })),
    );
    say("jobBenefits", (!opening.benefits.is_empty()).then(|| json!(opening.benefits.join("; "))));
    say("responsibilities", section_words(posting, &["duties"]));
    say("qualifications", section_words(posting, &["you", "qualifications"]));
    say(
        "educationRequirements",
        opening
            .requires
            .credential
            .as_ref()
            .map(|category| json!({ "@type": "EducationalOccupationalCredential", "credentialCategory": category })),
    );
    say(
        "experienceRequirements",
        opening
            .requires
            .months_of_experience
            .map(|months| json!({ "@type": "OccupationalExperienceRequirements", "monthsOfExperience": months })),
    );
    say("experienceInPlaceOfEducation", opening.requires.experience_in_place_of_education.then(|| json!(true)));
    Some(Value::Object(data))
}

/// What search engines want and the posting does not say: first what they require, then what they recommend.
pub fn missing_data(posting: &Posting) -> Vec<MissingData> {
    let Some(data) = job_posting(posting) else { return Vec::new() };
    let address = posting.opening.places.iter().any(|place| place.city.is_some() && place.state.is_some());
    let unpaid = matches!(posting.opening.relation, Some(Relation::NationalService | Relation::Volunteer));
    let wanted = [
        ("datePosted", "the day on which it is published", "posted_date", true, data.get("datePosted").is_some()),
        ("jobLocation", "the city and state of the place of work", "city", true, address),
        ("validThrough", "a closing date", "closing_date", false, data.get("validThrough").is_some()),
        ("baseSalary", "pay", "pay_minimum", false, unpaid || data.get("baseSalary").is_some()),
        ("employmentType", "full or part time", "time", false, data.get("employmentType").is_some()),
        ("identifier", "a requisition number", "requisition_number", false, data.get("identifier").is_some()),
    ];
    let missing = wanted.into_iter().filter(|(.., there)| !there);
    missing.map(|(_, what, particular, required, _)| MissingData { what, particular, required }).collect()
}

/// The posting as JSON-LD in bytes; none for a document that announces no opening.
pub fn render_job_posting(posting: &Posting) -> Option<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(&job_posting(posting)?).unwrap_or_default();
    json.push(b'\n');
    Some(json)
}

fn place(place: &Place) -> Option<Value> {
    let mut address = Map::new();
    let mut say = |name: &str, value: Option<&String>| {
        if let Some(value) = value {
            address.insert(name.to_owned(), json!(value));
        }
    };
    say("streetAddress", place.street.as_ref());
    say("addressLocality", place.city.as_ref());
    say("addressRegion", place.state.as_ref());
    // Whoever states one of these two letters states the country.
    say("addressCountry", place.state.as_ref().map(|_| "US".to_owned()).as_ref());
    if address.is_empty() && place.name.is_none() {
        return None;
    }
    let mut data = json!({ "@type": "Place" });
    let parts = data.as_object_mut()?;
    if let Some(name) = &place.name {
        parts.insert("name".to_owned(), json!(name));
    }
    if !address.is_empty() {
        address.insert("@type".to_owned(), json!("PostalAddress"));
        parts.insert("address".to_owned(), Value::Object(address));
    }
    Some(data)
}

fn salary(pay: &PayRange) -> Option<Value> {
    let unit = match pay.per {
        Per::Hour => "HOUR",
        Per::Day => "DAY",
        Per::Week => "WEEK",
        Per::Month => "MONTH",
        Per::Year => "YEAR",
        // There is no word for these two, and a converted figure would be ours.
        Per::Fortnight | Per::Quarter => return None,
    };
    let mut value = Map::new();
    value.insert("@type".to_owned(), json!("QuantitativeValue"));
    match (pay.at_least, pay.at_most) {
        (Some(low), Some(high)) if low == high => {
            value.insert("value".to_owned(), json!(low));
        }
        (low, high) => {
            value.extend(low.map(|low| ("minValue".to_owned(), json!(low))));
            value.extend(high.map(|high| ("maxValue".to_owned(), json!(high))));
        }
    }
    value.insert("unitText".to_owned(), json!(unit));
    Some(json!({ "@type": "MonetaryAmount", "currency": pay.currency, "value": value }))
}

/// National service is no employment; of the words that there are, only "other" is true of it.
fn employment_type(opening: &Opening) -> Option<Value> {
    match opening.relation {
        Some(Relation::NationalService) => return Some(json!("OTHER")),
        Some(Relation::Volunteer) => return Some(json!("VOLUNTEER")),
        Some(Relation::Contractor) => return Some(json!("CONTRACTOR")),
        Some(Relation::Employee) | None => {}
    }
    let mut words: Vec<&str> = Vec::new();
    words.extend(match opening.time {
        Some(EmploymentTime::FullTime) => Some("FULL_TIME"),
        Some(EmploymentTime::PartTime | EmploymentTime::JobShare) => Some("PART_TIME"),
        Some(EmploymentTime::Intermittent) => Some("PER_DIEM"),
        None => None,
    });
    if matches!(opening.term, Some(EmploymentType::Seasonal | EmploymentType::LimitedDuration)) {
        words.push("TEMPORARY");
    }
    match words.as_slice() {
        [] => None,
        [one] => Some(json!(one)),
        several => Some(json!(several)),
    }
}

/// The words of the first of these sections that there is, a line for each block.
fn section_words(posting: &Posting, names: &[&str]) -> Option<Value> {
    let section = posting.sections.iter().find(|section| names.contains(&section.name.as_str()))?;
    let lines: Vec<String> = section
        .blocks
        .iter()
        .flat_map(|block| match block {
            crate::posting::document::Block::List { items, .. } => {
                items.iter().map(|item| words_of(&item.runs)).collect()
            }
            other => vec![words_of(other.runs())],
        })
        .collect();
    Some(json!(lines.join("\n")))
}
