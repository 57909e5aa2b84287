//! `GET /api/v1/search` and its help, and `…/similar`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::path;
use super::search_values::{FacetNames, FilterValue, HitsToAPage, Offset, PassagesToAHit, SimilarRoles};
use super::values::Day;
use crate::app::reference::existing;
use crate::search::page::{Hit, SearchPage};
use crate::search::query::documentation;
use crate::search::request::{FARTHEST, Find, SearchRequest, Sort};
use crate::web::address::Address;
use crate::web::answer::Json;
use crate::web::parameters::NoParameters;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// What is looked for, and how it is to be shown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// What to look for: words, "phrases", -without, OR, title:coach, lift:>=20. `/api/v1/search/help` lists it all.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[^\x00]*$"), example = &"home visits")]
    q: String,
    /// Whether somebody is still typing, so that the last word may be the beginning of one.
    #[serde(default)]
    typing: bool,
    /// Roles, single duties, or duties, qualifications and other items.
    #[serde(default)]
    find: Find,
    /// Only results with this value; values of one fact widen, different facts narrow. May be repeated.
    #[serde(default)]
    filter: Vec<FilterValue>,
    /// The facts to count the results by, with commas between them, or all.
    facets: Option<FacetNames>,
    /// The order of the results.
    #[serde(default)]
    sort: Sort,
    /// How many results to pass over.
    #[serde(default)]
    offset: Offset,
    /// How many results to a page.
    #[serde(default)]
    limit: HitsToAPage,
    /// How many of the best passages to show of each role.
    #[serde(default)]
    passages: PassagesToAHit,
    /// The catalog as it stood on this day; today if none is named.
    as_of: Option<Day>,
    /// Whether to stay with what was typed: no synonyms, no other spellings, no results that lack a word.
    #[serde(default)]
    exact: bool,
}

/// A page of results.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SearchAnswer")]
pub(in crate::web) struct Answer {
    /// The results and what belongs to them.
    #[serde(flatten)]
    page: SearchPage,
    /// How many results were passed over.
    offset: usize,
    /// How many fit on a page.
    limit: usize,
}

impl Parameters {
    fn request(&self, service: &Service) -> SearchRequest {
        let on = self.as_of.map_or_else(|| service.today(), |day| day.0);
        SearchRequest {
            typing: self.typing,
            find: self.find,
            filters: self.filter.iter().map(|filter| filter.0.clone()).collect(),
            facets: self.facets.as_ref().map(|facets| facets.0.clone()).unwrap_or_default(),
            sort: self.sort,
            offset: self.offset.0,
            limit: self.limit.0,
            passages: self.passages.0,
            literal: self.exact,
            ..SearchRequest::new(self.q.clone(), on)
        }
    }
}

pub(in crate::web) fn find(service: &Service, parameters: Parameters) -> Result<Json<Answer>, Problem> {
    let request = parameters.request(service);
    let page = service.search.search(&request)?;
    let links = links(&parameters, &request, page.total + page.partial);
    Ok(Json::new(Answer { page, offset: request.offset, limit: request.limit }).linked(links))
}

/// The first page, the one before and the one behind this.
fn links(parameters: &Parameters, request: &SearchRequest, results: usize) -> String {
    let address = |offset: usize| -> String {
        let mut address = Address::new("/api/v1/search").with("q", &request.query);
        match request.find {
            Find::Roles => {}
            Find::Duties => address = address.with("find", "duties"),
            Find::Passages => address = address.with("find", "passages"),
        }
        for filter in &request.filters {
            address = address.with("filter", &format!("{}={}", filter.fact.name(), filter.value));
        }
        let facets: Vec<&str> = request.facets.iter().map(|fact| fact.name()).collect();
        address = address.with_some("facets", &facets.join(","));
        address = address.with_some("sort", if request.sort == Sort::Relevance { "" } else { request.sort.name() });
        if let Some(day) = parameters.as_of {
            address = address.with("as_of", &day.0.to_string());
        }
        if request.literal {
            address = address.with("exact", "true");
        }
        let (passages, limit) = (request.passages.to_string(), request.limit.to_string());
        address.with("passages", &passages).with("limit", &limit).with("offset", &offset.to_string()).into()
    };
    let (offset, limit) = (request.offset, request.limit);
    let mut links = vec![format!("<{}>; rel=\"first\"", address(0))];
    if offset > 0 {
        links.push(format!("<{}>; rel=\"prev\"", address(offset.saturating_sub(limit))));
    }
    if offset + limit < results && offset + limit <= FARTHEST {
        links.push(format!("<{}>; rel=\"next\"", address(offset + limit)));
    }
    links.join(", ")
}

/// What a query may hold.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SearchHelp")]
pub(in crate::web) struct Help {
    /// The fields, each with an example.
    fields: Vec<FieldRow>,
}

/// A field of the query language.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SearchField")]
struct FieldRow {
    /// Its names, the usual one first.
    names: Vec<String>,
    /// What it finds.
    about: String,
    /// An example.
    example: String,
}

pub(in crate::web) fn help(_: &Service, NoParameters {}: NoParameters) -> Result<Json<Help>, Problem> {
    let fields = documentation().map(|field| FieldRow {
        names: field.names.iter().map(|name| (*name).to_owned()).collect(),
        about: field.about.to_owned(),
        example: field.example.to_owned(),
    });
    Ok(Json::new(Help { fields: fields.collect() }))
}

/// Which role, and how many that resemble it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct SimilarParameters {
    /// The organisation.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = &"mission")]
    organisation: String,
    /// The role.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = &"family-success-coach")]
    role: String,
    /// How many roles.
    #[serde(default)]
    limit: SimilarRoles,
}

/// The roles that resemble one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SimilarRoles")]
pub(in crate::web) struct Similar {
    /// The best first.
    hits: Vec<Hit>,
}

pub(in crate::web) fn similar(service: &Service, parameters: SimilarParameters) -> Result<Json<Similar>, Problem> {
    let id = path::role_id(&parameters.organisation, &parameters.role)?;
    existing(&service.catalog, &id)?;
    Ok(Json::new(Similar { hits: service.search.similar(&id, service.today(), parameters.limit.0)? }))
}
