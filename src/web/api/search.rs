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
    let address = |offset: usize| {
        let mut address = format!("/api/v1/search?q={}", encoded(&request.query));
        let mut add = |name: &str, value: &str| address.push_str(&format!("&{name}={}", encoded(value)));
        match request.find {
            Find::Roles => {}
            Find::Duties => add("find", "duties"),
            Find::Passages => add("find", "passages"),
        }
        for filter in &request.filters {
            add("filter", &format!("{}={}", filter.fact.name(), filter.value));
        }
        if !request.facets.is_empty() {
            add("facets", &request.facets.iter().map(|fact| fact.name()).collect::<Vec<_>>().join(","));
        }
        match request.sort {
            Sort::Relevance => {}
            Sort::Title => add("sort", "title"),
            Sort::Newest => add("sort", "newest"),
            Sort::Caseload => add("sort", "caseload"),
        }
        if let Some(day) = parameters.as_of {
            add("as_of", &day.0.to_string());
        }
        if request.literal {
            add("exact", "true");
        }
        add("passages", &request.passages.to_string());
        add("limit", &request.limit.to_string());
        add("offset", &offset.to_string());
        address
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

/// A value as it stands in a query.
fn encoded(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
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
