//! `/activities/{activity}`: who does one kind of work, with the very duties.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::lenient::{Ordinal, blank_is_none};
use super::paging::{PagesView, Paging};
use super::role_card::CardView;
use super::search::PassageView;
use crate::catalog::store::CatalogReader as _;
use crate::search::query::Fact;
use crate::search::request::{Filter, Find, SearchRequest};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Duties to a page.
const TO_A_PAGE: usize = 50;

/// Which activity, and which page of its duties.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    activity: String,
    #[serde(default, deserialize_with = "blank_is_none")]
    page: Option<Ordinal>,
}

#[derive(Debug, Serialize)]
struct ActivityView {
    name: String,
    definition: String,
    duties: usize,
    roles: Vec<RoleView>,
    pages: PagesView,
    search: String,
}

/// A role with its duties of this kind.
#[derive(Debug, Serialize)]
struct RoleView {
    role: CardView,
    duties: Vec<PassageView>,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let ready = service.catalog.vocabulary()?;
    let vocabulary = &ready.written;
    let activity = vocabulary.activities.iter().find(|activity| activity.id == parameters.activity);
    let activity = activity.ok_or_else(Problem::unknown_address)?;
    let paging = Paging::new(parameters.page, TO_A_PAGE);
    let filter = Filter { fact: Fact::Activity, value: activity.id.clone() };
    let request = SearchRequest {
        find: Find::Duties,
        filters: vec![filter],
        offset: paging.offset(),
        limit: TO_A_PAGE,
        passages: 1,
        ..SearchRequest::new("", service.today())
    };
    let found = service.search.search(&request)?;
    let mut roles: Vec<(String, RoleView)> = Vec::new();
    for hit in found.hits {
        let id = hit.role.id.to_string();
        let duties = hit.passages.into_iter().map(|passage| PassageView::new(&hit.role.id, None, passage));
        match roles.iter_mut().find(|(other, _)| *other == id) {
            Some((_, role)) => role.duties.extend(duties),
            None => {
                let duties = duties.collect();
                roles.push((id, RoleView { role: CardView::new(&hit.role), duties }));
            }
        }
    }
    let own = format!("/activities/{}", activity.id);
    let at = |number: usize| String::from(Address::new(&own).with("page", &number.to_string()));
    let view = ActivityView {
        duties: found.total,
        roles: roles.into_iter().map(|(_, role)| role).collect(),
        pages: paging.among(found.total, at),
        search: Address::new("/search").with("filter", &format!("activity={}", activity.id)).into(),
        name: activity.name.clone(),
        definition: activity.definition.clone(),
    };
    let frame = Frame::new(Place::Activities, activity.name.clone(), activity.definition.clone());
    page(service, "activity", &frame, &view)
}
