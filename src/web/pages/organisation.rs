//! `/organisations/{organisation}`: an organisation with its sites and its roles.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::lenient::{Ordinal, blank_is_none};
use super::paging::{PagesView, Paging};
use super::role_card::CardView;
use crate::catalog::store::CatalogReader as _;
use crate::model::document::Block;
use crate::model::identifier::OrganisationId;
use crate::model::source::Source;
use crate::search::query::Fact;
use crate::search::request::{Filter, SearchRequest, Sort};
use crate::templating::html::Html;
use crate::templating::markdown::{TextRenderer, safe_link};
use crate::vocabulary::plain_words;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Roles to a page.
const TO_A_PAGE: usize = 50;

/// Which organisation, and which page of its roles.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    organisation: String,
    #[serde(default, deserialize_with = "blank_is_none")]
    page: Option<Ordinal>,
}

#[derive(Debug, Serialize)]
struct OrganisationView {
    id: String,
    name: String,
    kind: Option<String>,
    abbreviation: Option<String>,
    also: Vec<String>,
    part_of: Option<String>,
    sites: Vec<String>,
    website: Option<WebsiteView>,
    paragraphs: Vec<Html>,
    source: Option<Source>,
    total: usize,
    roles: Vec<CardView>,
    pages: PagesView,
    search: String,
}

#[derive(Debug, Serialize)]
struct WebsiteView {
    words: String,
    /// Where it leads, if that is an address that a link may have.
    address: Option<String>,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let unknown = || Problem::unknown_address();
    let id: OrganisationId = parameters.organisation.parse().map_err(|_| unknown())?;
    let organisation = service.catalog.organisation(&id)?;
    let filter = Filter { fact: Fact::Organisation, value: id.to_string() };
    let paging = Paging::new(parameters.page, TO_A_PAGE);
    let request = SearchRequest {
        filters: vec![filter],
        sort: Sort::Title,
        offset: paging.offset(),
        limit: TO_A_PAGE,
        passages: 0,
        ..SearchRequest::new("", service.today())
    };
    let found = service.search.search(&request)?;
    if organisation.is_none() && found.total == 0 {
        return Err(unknown());
    }
    let facts = organisation.as_ref().map(|organisation| organisation.facts.clone()).unwrap_or_default();
    let mut texts = TextRenderer::default();
    let blocks = organisation.iter().flat_map(|organisation| &organisation.sections).flat_map(|part| &part.blocks);
    let paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(text) => Some(texts.render(text)),
        _ => None,
    });
    let paragraphs = paragraphs.collect();
    let name = organisation.as_ref().map_or_else(|| id.to_string(), |organisation| organisation.name.to_plain());
    let own: String = format!("/organisations/{id}");
    let at = |number: usize| String::from(Address::new(&own).with("page", &number.to_string()));
    let view = OrganisationView {
        id: id.to_string(),
        kind: facts.kind,
        abbreviation: facts.abbreviation,
        also: facts.also,
        part_of: facts.part_of,
        sites: facts.sites.iter().map(plain_words::site).collect(),
        website: facts.website.map(|words| WebsiteView { address: safe_link(&words).map(str::to_owned), words }),
        paragraphs,
        source: facts.source,
        total: found.total,
        roles: found.hits.iter().map(|hit| CardView::new(&hit.role)).collect(),
        pages: paging.among(found.total, at),
        search: Address::new("/search").with("filter", &format!("organisation={id}")).into(),
        name: name.clone(),
    };
    page(service, "organisation", &Frame::new(Place::Organisations, &name, format!("The roles of {name}")), &view)
}
