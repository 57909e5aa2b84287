//! `/about`: what the catalog holds, what is wrong in it, where its words come from.

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use super::organisations::role_counts;
use crate::search::request::SearchRequest;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct AboutView {
    roles: usize,
    organisations: usize,
    activities: usize,
    synonyms: usize,
    occupations: Vec<OccupationView>,
    broken: Vec<BrokenView>,
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
    findings: usize,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let is_ready = service.search.is_ready();
    let (roles, organisations) = if is_ready {
        let request = SearchRequest { limit: 0, passages: 0, ..SearchRequest::new("", service.today()) };
        (service.search.search(&request)?.total, role_counts(service)?.len())
    } else {
        (0, 0)
    };
    let vocabulary = service.catalog.vocabulary()?;
    let snapshot = service.catalog.recent()?;
    let broken = snapshot.roles.values().filter(|history| history.is_broken()).map(|history| BrokenView {
        id: history.id.to_string(),
        address: Address::role(&history.id, None).into(),
        findings: history.findings.len(),
    });
    let view = AboutView {
        roles,
        organisations,
        activities: vocabulary.activities.len(),
        synonyms: vocabulary.synonyms.len(),
        occupations: vocabulary
            .occupations
            .into_iter()
            .map(|occupation| OccupationView {
                code: occupation.code,
                title: occupation.title,
                titles: occupation.titles.len(),
            })
            .collect(),
        broken: broken.collect(),
        is_ready,
    };
    let frame = Frame::new(Place::About, "About this catalog", "What the catalog holds, and where its words come from");
    page(service, "about", &frame, &view)
}
