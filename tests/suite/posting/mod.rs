//! Postings: where every word comes from, what may be chosen, every form, hostile input, templates.

mod bombs;
mod choices;
mod composer;
mod forms;
mod hostile;
mod kept;
mod origins;
mod remarks;
mod templates;

use std::collections::BTreeMap;

use rolebook::app::post::{PostingSources, posting_sources};
use rolebook::app::reference::RoleReference;
use rolebook::catalog::files::FileStore;
use rolebook::posting::compose::{ComposeError, compose, fill_here};
use rolebook::posting::document::Posting;
use rolebook::posting::particular::Particulars;
use rolebook::posting::request::{Choices, PostingRequest};
use rolebook::posting::shipped::shipped_templates;
use rolebook::posting::template::Template;
use serde_json::json;

use crate::support::shipped_catalog;

/// The roles of the catalog that ships with the program.
const ROLES: [&str; 10] = [
    "albina-rockwood/in-school-coordinator",
    "berea-knox/academic-interventionist",
    "chula-vista-san-diego/academic-advocate",
    "deer-creek-indianola/links-associate",
    "hayward/student-success-coach",
    "mission/family-success-coach",
    "new-york-county/case-manager-social-services",
    "oregon-dhs/family-coach",
    "promise-heights/promisecorps-member",
    "seven-counties/case-manager",
];

/// What a posting of this role is made from.
fn sources(role: &str) -> PostingSources {
    let store = FileStore::open(&shipped_catalog()).unwrap();
    let reference: RoleReference = role.parse().unwrap();
    posting_sources(&store, &reference, "2026-11-30".parse().unwrap()).unwrap()
}

/// A template that comes with the program.
fn template(name: &str) -> Template {
    shipped_templates().unwrap().into_iter().find(|template| template.name == name).unwrap()
}

/// The first example of everything that a template asks for.
fn examples(template: &Template) -> Particulars {
    template.particulars.iter().map(|(name, particular)| (name.clone(), particular.examples[0].clone())).collect()
}

/// What a template cannot do without.
fn least(template: &Template) -> Particulars {
    let all = examples(template);
    template.manifest.requires.iter().map(|name| (name.clone(), all[name].clone())).collect()
}

fn made(
    sources: &PostingSources,
    template: &Template,
    particulars: &Particulars,
    choices: &Choices,
) -> Result<Posting, ComposeError> {
    let request = PostingRequest {
        revision: &sources.revision,
        organisation: sources.organisation.as_deref(),
        template,
        particulars,
        choices,
        changes: &sources.changes,
    };
    compose(&request, &fill_here)
}

/// A posting of a shipped role with a shipped template and the examples of all it asks for.
fn posting(role: &str, name: &str) -> Posting {
    let template = template(name);
    made(&sources(role), &template, &examples(&template), &Choices::default()).unwrap()
}

/// A full announcement with these particulars beside the least.
fn announcement(role: &str, given: &[(&str, serde_json::Value)]) -> Posting {
    let template = template("full-announcement");
    let mut particulars: Particulars = BTreeMap::from([("how_to_apply".to_owned(), json!("Write to us."))]);
    particulars.extend(given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    made(&sources(role), &template, &particulars, &Choices::default()).unwrap()
}
