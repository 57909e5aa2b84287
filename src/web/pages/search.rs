//! `/search`: roles, or single duties, by words and facts. The whole state of the page stands in its address.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::lenient::{Ordinal, blank_is_none};
use super::paging::{PagesView, Paging};
use super::role_card::CardView;
use crate::model::identifier::RoleId;
use crate::search::page::{Facet, FoundPassage, Hit, Piece, SearchPage};
use crate::search::query::{Fact, Remark};
use crate::search::request::{Filter, Find, SearchRequest, Sort};
use crate::templating::filters;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::search_values::{FacetNames, FilterValue};
use crate::web::api::values::Day;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Results to a page.
const TO_A_PAGE: usize = 10;
/// Values of a fact that are shown at once; the others are sent when they are asked for, since they are most of a page.
const SHOWN: usize = 6;

/// What is looked for.
#[derive(Debug, Clone, Deserialize)]
pub(in crate::web) struct Parameters {
    #[serde(default)]
    q: String,
    #[serde(default)]
    typing: bool,
    #[serde(default)]
    find: Find,
    #[serde(default)]
    filter: Vec<FilterValue>,
    #[serde(default)]
    sort: Sort,
    #[serde(default, deserialize_with = "blank_is_none")]
    as_of: Option<Day>,
    #[serde(default, deserialize_with = "blank_is_none")]
    page: Option<Ordinal>,
    /// The facts of which every value is shown.
    #[serde(default)]
    more: Vec<FacetNames>,
}

/// What the page shows.
#[derive(Debug, Serialize)]
struct SearchView {
    q: String,
    find: Find,
    sort: Sort,
    as_of: Option<String>,
    status: String,
    results: Vec<ResultView>,
    first: usize,
    chosen: Vec<ChosenView>,
    clear: String,
    facets: Vec<FacetView>,
    /// Whether every value of some fact is shown.
    unfolded: bool,
    tabs: Vec<LinkView>,
    sorts: Vec<LinkView>,
    did_you_mean: Option<LinkView>,
    remarks: Vec<Remark>,
    pages: PagesView,
    anything: bool,
}

/// A link, or the one that is followed already.
#[derive(Debug, Serialize)]
struct LinkView {
    words: String,
    address: String,
    current: bool,
}

/// A result.
#[derive(Debug, Serialize)]
struct ResultView {
    role: CardView,
    passages: Vec<PassageView>,
    lacks: Vec<String>,
    by_synonym: Vec<String>,
}

/// A passage that was found.
#[derive(Debug, Serialize)]
pub(super) struct PassageView {
    address: String,
    place: String,
    number: Option<u32>,
    share: Option<f64>,
    text: Vec<Piece>,
}

/// A filter that is on, with the address without it.
#[derive(Debug, Serialize)]
struct ChosenView {
    fact: String,
    value: String,
    /// As it stands in an address.
    given: String,
    without: String,
}

/// The values of a fact with their counts.
#[derive(Debug, Serialize)]
struct FacetView {
    name: String,
    label: String,
    shown: Vec<ValueView>,
    /// How many values are not shown.
    more: usize,
    /// Whether it was asked for that all are shown.
    unfolded: bool,
    /// The address that shows a few of them again.
    fewer: Option<String>,
}

#[derive(Debug, Serialize)]
struct ValueView {
    filter: String,
    label: String,
    count: u64,
    chosen: bool,
}

impl PassageView {
    pub(super) fn new(role: &RoleId, revision: Option<u32>, passage: FoundPassage) -> Self {
        let anchor = passage.item.map(|item| format!("#{item}")).unwrap_or_default();
        let address: String = Address::role(role, revision).into();
        Self {
            address: format!("{address}{anchor}"),
            place: passage.heading,
            number: passage.number,
            share: passage.share_percent,
            text: passage.text,
        }
    }
}

impl Parameters {
    fn request(&self, service: &Service, facets: Vec<Fact>) -> SearchRequest {
        SearchRequest {
            typing: self.typing,
            find: self.find,
            filters: self.filter.iter().map(|filter| filter.0.clone()).collect(),
            facets,
            sort: self.sort,
            offset: self.paging().offset(),
            limit: TO_A_PAGE,
            passages: 3,
            ..SearchRequest::new(self.q.clone(), self.as_of.map_or_else(|| service.today(), |day| day.0))
        }
    }

    fn paging(&self) -> Paging {
        Paging::new(self.page, TO_A_PAGE)
    }

    /// The address of this search with another query, other filters, another page.
    fn address(&self, q: &str, find: Find, sort: Sort, filters: &[&Filter], number: usize) -> String {
        let mut address = Address::new("/search").with("q", q);
        address = match find {
            Find::Roles => address,
            Find::Duties => address.with("find", "duties"),
            Find::Passages => address.with("find", "passages"),
        };
        for filter in filters {
            address = address.with("filter", &format!("{}={}", filter.fact.name(), filter.value));
        }
        address = address.with_some("sort", if sort == Sort::Relevance { "" } else { sort.name() });
        for fact in self.more() {
            address = address.with("more", fact.name());
        }
        address = address.with_some("as_of", &self.as_of.map(|day| day.0.to_string()).unwrap_or_default());
        address.with_some("page", &if number > 1 { number.to_string() } else { String::new() }).into()
    }

    /// The facts of which every value is shown.
    fn more(&self) -> impl Iterator<Item = Fact> {
        self.more.iter().flat_map(|names| names.0.iter().copied())
    }

    /// The same without all the values of a fact.
    fn fewer(&self, fact: &str) -> Self {
        let more = self.more().filter(|more| more.name() != fact).map(|more| FacetNames(vec![more]));
        Self { more: more.collect(), ..self.clone() }
    }

    fn filters(&self) -> Vec<&Filter> {
        self.filter.iter().map(|filter| &filter.0).collect()
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    // Among single duties only the kinds of work are counted: the other facts are those of roles.
    let facets = if parameters.find == Find::Roles { Fact::FACETS.to_vec() } else { vec![Fact::Activity] };
    let request = parameters.request(service, facets);
    let found = service.search.search(&request)?;
    let content = view(&parameters, &request, found);
    let title =
        if parameters.q.trim().is_empty() { "Search".to_owned() } else { format!("{} · Search", parameters.q) };
    page(service, "search", &Frame::new(Place::Search, title, "Search every role and every duty"), &content)
}

fn view(parameters: &Parameters, request: &SearchRequest, found: SearchPage) -> SearchView {
    let (q, find, sort) = (parameters.q.as_str(), parameters.find, parameters.sort);
    let filters = parameters.filters();
    let at = |find, sort, filters: &[&Filter], number| parameters.address(q, find, sort, filters, number);
    let tab = |other, words: &str| LinkView {
        words: words.to_owned(),
        address: at(other, Sort::Relevance, &filters, 1),
        current: other == find,
    };
    let order = |other: Sort, words: &str| LinkView {
        words: words.to_owned(),
        address: at(find, other, &filters, 1),
        current: other == sort,
    };
    let results = found.total + found.partial;
    let label = |filter: &Filter| {
        let facet = found.facets.iter().find(|facet| facet.name == filter.fact.name());
        let value = facet.and_then(|facet| facet.values.iter().find(|value| value.value == filter.value));
        value.map_or_else(|| filter.value.replace('-', " "), |value| value.label.clone())
    };
    let chosen = filters.iter().map(|filter| {
        let others: Vec<&Filter> = filters.iter().copied().filter(|other| other != filter).collect();
        ChosenView {
            fact: filter.fact.name().replace('-', " "),
            value: label(filter),
            given: format!("{}={}", filter.fact.name(), filter.value),
            without: at(find, sort, &others, 1),
        }
    });
    let facet = |counted: Facet| {
        let unfolded = parameters.more().any(|more| more.name() == counted.name);
        let folds = unfolded && counted.values.len() > SHOWN + 1;
        let fewer = folds.then(|| parameters.fewer(&counted.name).address(q, find, sort, &filters, 1));
        FacetView { fewer, ..facet(counted, unfolded) }
    };
    SearchView {
        status: status(&found, find, request),
        chosen: chosen.collect(),
        clear: at(find, sort, &[], 1),
        facets: found.facets.into_iter().filter(|facet| !facet.values.is_empty()).map(facet).collect(),
        unfolded: parameters.more().next().is_some(),
        tabs: vec![tab(Find::Roles, "Roles"), tab(Find::Duties, "Single duties")],
        sorts: if find == Find::Roles {
            vec![
                order(Sort::Relevance, "Best match"),
                order(Sort::Title, "Title"),
                order(Sort::Newest, "Newest"),
                order(Sort::Caseload, "Smallest caseload"),
            ]
        } else {
            Vec::new()
        },
        did_you_mean: found.did_you_mean.map(|words| LinkView {
            address: parameters.address(&words, find, sort, &filters, 1),
            words,
            current: false,
        }),
        remarks: found.remarks,
        pages: parameters.paging().among(results, |number| at(find, sort, &filters, number)),
        results: found.hits.into_iter().map(|hit| result(hit, parameters.as_of.is_some())).collect(),
        first: request.offset + 1,
        anything: results > 0,
        as_of: parameters.as_of.map(|day| day.0.to_string()),
        q: parameters.q.clone(),
        find,
        sort,
    }
}

/// A result. What was found on a day of the past is shown as it was then.
fn result(hit: Hit, of_a_day: bool) -> ResultView {
    let id = &hit.role.id;
    let revision = of_a_day.then_some(hit.role.revision);
    // What the role says in its own words comes before what the line of facts shows already.
    let (own, ours): (Vec<_>, Vec<_>) = hit.passages.into_iter().partition(|passage| passage.section.is_some());
    let passages = if own.is_empty() { ours } else { own };
    ResultView {
        passages: passages.into_iter().map(|passage| PassageView::new(id, revision, passage)).collect(),
        role: CardView::at(&hit.role, revision),
        lacks: hit.lacks,
        by_synonym: hit.by_synonym,
    }
}

/// The values of a fact that are shown: the first few and what is chosen, or all of them.
fn facet(facet: Facet, unfolded: bool) -> FacetView {
    let left = facet.values.iter().skip(SHOWN).filter(|value| !value.chosen).count();
    let all = unfolded || left == 1;
    let values = facet.values.into_iter().enumerate();
    let values = values.filter(|(place, value)| all || *place < SHOWN || value.chosen).map(|(_, value)| ValueView {
        filter: format!("{}={}", facet.name, value.value),
        label: value.label,
        count: value.count,
        chosen: value.chosen,
    });
    let shown = values.collect();
    FacetView { name: facet.name, label: facet.label, shown, more: if all { 0 } else { left }, unfolded, fewer: None }
}

/// The number of results in words.
fn status(found: &SearchPage, find: Find, request: &SearchRequest) -> String {
    let (one, many) = if find == Find::Roles { ("role", "roles") } else { ("duty", "duties") };
    let figure = |count: usize| filters::figure(count as u64);
    let counted = |count: usize| match count {
        0 => format!("No {many}"),
        1 => format!("1 {one}"),
        count => format!("{} {many}", figure(count)),
    };
    let asked = !request.query.trim().is_empty() || !request.filters.is_empty();
    match (found.total, found.partial) {
        (0, 0) if asked => format!("No {one} found"),
        (0, 0) => format!("No {many}"),
        (0, partial) => format!("No {one} has every word; {} {} some of them", figure(partial), have(partial)),
        (total, 0) if asked => format!("{} found", counted(total)),
        (total, 0) => format!("{} in the catalog", counted(total)),
        (total, partial) => format!("{} found, and {} with some of the words", counted(total), figure(partial)),
    }
}

fn have(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}
