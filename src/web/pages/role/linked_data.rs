//! The role as schema.org's `Occupation`, for search engines. Nothing is invented to fill a field.

use serde_json::{Map, Value, json};

use crate::app::read::RoleReading;
use crate::model::section::SectionKind;
use crate::templating::html::{Html, json_in_script};

/// The role as JSON-LD.
pub(super) fn occupation(reading: &RoleReading) -> Html {
    let (role, card) = (&reading.revision.role, &reading.card);
    let mut fields = Map::new();
    let mut say = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    say("@context", json!("https://schema.org"));
    say("@type", json!("Occupation"));
    say("name", json!(card.title));
    let titles = &role.facts.titles;
    let mut others: Vec<&String> =
        [&titles.class, &titles.working, &titles.abbreviation].into_iter().flatten().collect();
    others.extend(&titles.also);
    if !others.is_empty() {
        say("alternateName", json!(others));
    }
    let summary = role.sections_of(SectionKind::Summary).chain(role.sections_of(SectionKind::Purpose)).next();
    let summary = summary.and_then(|section| {
        section.blocks.iter().find_map(|block| match block {
            crate::model::document::Block::Paragraph(text) => Some(text.to_plain()),
            _ => None,
        })
    });
    if let Some(summary) = summary {
        say("description", json!(summary));
    }
    let duties: Vec<String> = role.duties().into_iter().map(|duty| duty.text.to_plain()).collect();
    if !duties.is_empty() {
        say("responsibilities", json!(duties));
    }
    if let Some(education) = &card.education {
        say("educationRequirements", json!(education));
    }
    if let Some(experience) = &card.experience {
        say("experienceRequirements", json!(experience));
    }
    if !card.licenses.is_empty() {
        say("qualifications", json!(card.licenses.join(", ")));
    }
    let places: Vec<Value> = role
        .facts
        .sites
        .iter()
        .filter_map(|site| site.city.as_ref().or(site.county.as_ref()).or(site.state.as_ref()))
        .map(|name| json!({ "@type": "AdministrativeArea", "name": name }))
        .collect();
    if !places.is_empty() {
        say("occupationLocation", json!(places));
    }
    json_in_script(&Value::Object(fields))
}
