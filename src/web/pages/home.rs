//! `/`: the search box, what the catalog holds, what changed of late, and three ways in.

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use super::role_card::CardView;
use crate::search::page::Facet;
use crate::search::query::Fact;
use crate::search::request::{SearchRequest, Sort};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Roles that changed of late.
const RECENT: usize = 6;
/// Values of a fact that are shown.
const SHOWN: usize = 12;

#[derive(Debug, Serialize)]
struct HomeView {
    roles: usize,
    recent: Vec<CardView>,
    groups: Vec<GroupView>,
    /// Whether there is an index to answer from.
    is_ready: bool,
    /// How many roles have been read for the index, of how many, while it is being made.
    progress: Option<(usize, usize)>,
}

/// Counts by one fact.
#[derive(Debug, Serialize)]
struct GroupView {
    label: String,
    values: Vec<ValueView>,
    all: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ValueView {
    label: String,
    count: u64,
    address: String,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let frame = Frame::new(
        Place::Home,
        "",
        "A catalog of role definitions: job descriptions, position descriptions, class specifications",
    );
    if !service.search.is_ready() {
        let view = HomeView {
            roles: 0,
            recent: Vec::new(),
            groups: Vec::new(),
            is_ready: false,
            progress: service.search.progress(),
        };
        return page(service, "home", &frame, &view);
    }
    let request = SearchRequest {
        facets: vec![Fact::Kind, Fact::State, Fact::Organisation, Fact::Activity],
        sort: Sort::Newest,
        limit: RECENT,
        passages: 0,
        ..SearchRequest::new("", service.today())
    };
    let found = service.search.search(&request)?;
    let view = HomeView {
        roles: found.total,
        recent: found.hits.iter().map(|hit| CardView::new(&hit.role)).collect(),
        groups: found.facets.into_iter().filter(|facet| !facet.values.is_empty()).map(group).collect(),
        is_ready: true,
        progress: None,
    };
    page(service, "home", &frame, &view)
}

fn group(facet: Facet) -> GroupView {
    let own = match facet.name.as_str() {
        "organisation" => Some("/organisations"),
        "activity" => Some("/activities"),
        _ => None,
    };
    let more = facet.values.len() > SHOWN;
    let values = facet.values.into_iter().take(SHOWN).map(|value| ValueView {
        address: match own {
            Some(folder) => format!("{folder}/{}", value.value),
            None => Address::new("/search").with("filter", &format!("{}={}", facet.name, value.value)).into(),
        },
        label: value.label,
        count: value.count,
    });
    GroupView { label: facet.label, values: values.collect(), all: own.filter(|_| more) }
}
