//! Search: what is typed into it, and what becomes of its index.

mod answers;
mod damaged_while_open;
mod fresh;
mod hostile;
mod hostile_query;
mod increments;
mod many;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rolebook::app::search::{Refreshed, SearchService};
use rolebook::search::page::SearchPage;
use rolebook::search::request::SearchRequest;

use crate::support::TestCatalog;

/// Search over a test's catalog, with its index in a folder.
fn service(catalog: &TestCatalog, index: &Path) -> SearchService {
    SearchService::new(Arc::new(catalog.store()), index)
}

fn refresh(service: &SearchService) -> Refreshed {
    service.refresh(&|_, _| {}).unwrap()
}

/// A day on which the roles of the tests apply: what is published today applies from today.
fn a_day() -> Date {
    jiff::Zoned::now().date()
}

/// All roles that a query finds on a day, in the order of their names.
fn found_on(service: &SearchService, query: &str, day: Date) -> Vec<String> {
    let mut request = SearchRequest::new(query, day);
    request.limit = 100;
    request.literal = true;
    let mut ids = ids(&service.search(&request).unwrap());
    ids.sort();
    ids
}

fn found(service: &SearchService, query: &str) -> Vec<String> {
    found_on(service, query, a_day())
}

fn ids(page: &SearchPage) -> Vec<String> {
    page.hits.iter().map(|hit| hit.role.id.to_string()).collect()
}
