//! `/organisations`: who employs, where, with how many roles.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::search::query::Fact;
use crate::search::request::SearchRequest;
use crate::vocabulary::plain_words;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct OrganisationsView {
    organisations: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    name: String,
    address: String,
    kind: Option<String>,
    part_of: Option<String>,
    sites: Vec<String>,
    roles: u64,
}

/// How many roles each organisation has, by its name in the catalog.
pub(super) fn role_counts(service: &Service) -> Result<BTreeMap<String, u64>, Problem> {
    let request = SearchRequest {
        facets: vec![Fact::Organisation],
        limit: 0,
        passages: 0,
        ..SearchRequest::new("", service.today())
    };
    let found = service.search.search(&request)?;
    let values = found.facets.into_iter().flat_map(|facet| facet.values);
    Ok(values.map(|value| (value.value, value.count)).collect())
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let counts = role_counts(service)?;
    let organisations = service.catalog.organisations()?;
    let mut rows: Vec<RowView> = organisations
        .values()
        .map(|organisation| RowView {
            name: organisation.name.to_plain(),
            address: format!("/organisations/{}", organisation.id),
            kind: organisation.facts.kind.clone(),
            part_of: organisation.facts.part_of.clone(),
            sites: organisation.facts.sites.iter().map(plain_words::short_site).collect(),
            roles: counts.get(organisation.id.as_str()).copied().unwrap_or_default(),
        })
        .collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    let frame =
        Frame::new(Place::Organisations, "Organisations", "The organisations of the catalog, their sites and roles");
    page(service, "organisations", &frame, &OrganisationsView { organisations: rows })
}
