//! `/about`: what the catalog holds, what is wrong in it, where its words come from.

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use super::organisations::role_counts;
use crate::app::survey::survey;
use crate::catalog::store::CatalogReader as _;
use crate::search::request::SearchRequest;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// A catalog of more roles is not read through.
const MOST_SURVEYED: usize = 5_000;

#[derive(Debug, Serialize)]
struct AboutView {
    roles: usize,
    organisations: usize,
    activities: usize,
    synonyms: usize,
    occupations: Vec<OccupationView>,
    broken: Vec<BrokenView>,
    sources: Vec<SourceView>,
    is_surveyed: bool,
    is_ready: bool,
}

#[derive(Debug, Serialize)]
struct OccupationView {
    code: String,
    title: String,
    titles: usize,
}

/// A role whose files have errors.
#[derive(Debug, Serialize)]
struct BrokenView {
    id: String,
    address: String,
}

/// A document that roles were taken from.
#[derive(Debug, Serialize)]
struct SourceView {
    document: String,
    publisher: Option<String>,
    licence: String,
    attribution: Option<String>,
    roles: usize,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let is_ready = service.search.is_ready();
    let (roles, organisations) = if is_ready {
        let request = SearchRequest { limit: 0, passages: 0, ..SearchRequest::new("", service.today()) };
        (service.search.search(&request)?.total, role_counts(service)?.len())
    } else {
        (0, 0)
    };
    let ready = service.catalog.vocabulary()?;
    let vocabulary = &ready.written;
    // A large catalog is not read through for one page; those who keep it have `rolebook check`.
    let surveyed =
        if is_ready && roles <= MOST_SURVEYED { Some(survey(&service.catalog, service.today())?) } else { None };
    let is_surveyed = surveyed.is_some();
    let surveyed = surveyed.unwrap_or_default();
    let broken =
        surveyed.broken.iter().map(|id| BrokenView { id: id.to_string(), address: Address::role(id, None).into() });
    let sources = surveyed.sources.iter().map(|source| SourceView {
        document: source.document.clone(),
        publisher: source.publisher.clone(),
        licence: source.licence.clone(),
        attribution: source.attribution.clone(),
        roles: source.roles,
    });
    let view = AboutView {
        roles,
        organisations,
        activities: vocabulary.activities.len(),
        synonyms: vocabulary.synonyms.len(),
        occupations: vocabulary
            .occupations
            .iter()
            .map(|occupation| OccupationView {
                code: occupation.code.clone(),
                title: occupation.title.clone(),
                titles: occupation.titles.len(),
            })
            .collect(),
        broken: broken.collect(),
        sources: sources.collect(),
        is_surveyed,
        is_ready,
    };
    let frame = Frame::new(Place::About, "About this catalog", "What the catalog holds, and where its words come from");
    page(service, "about", &frame, &view)
}
