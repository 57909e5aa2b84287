//! `/activities`: the kinds of work, and how many roles do each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::catalog::store::CatalogReader as _;
use crate::search::query::Fact;
use crate::search::request::SearchRequest;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct ActivitiesView {
    activities: Vec<RowView>,
    roles: usize,
}

#[derive(Debug, Serialize)]
struct RowView {
    name: String,
    definition: String,
    address: String,
    roles: u64,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let request = SearchRequest {
        facets: vec![Fact::Activity],
        limit: 0,
        passages: 0,
        ..SearchRequest::new("", service.today())
    };
    let found = service.search.search(&request)?;
    let counts: BTreeMap<String, u64> =
        found.facets.into_iter().flat_map(|facet| facet.values).map(|value| (value.value, value.count)).collect();
    let ready = service.catalog.vocabulary()?;
    let vocabulary = &ready.written;
    let rows = vocabulary.activities.iter().map(|activity| RowView {
        address: format!("/activities/{}", activity.id),
        roles: counts.get(&activity.id).copied().unwrap_or_default(),
        name: activity.name.clone(),
        definition: activity.definition.clone(),
    });
    let view = ActivitiesView { activities: rows.collect(), roles: found.total };
    let frame =
        Frame::new(Place::Activities, "Work activities", "The kinds of work that duties are about, and who does them");
    page(service, "activities", &frame, &view)
}
