//! A thousand roles and more: counts are right and pages go on where the one before ended, however many are found.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rolebook::search::document::{Passage, SearchDocument};
use rolebook::search::index::{IndexFolder, SearchIndex};
use rolebook::search::page::RoleCard;
use rolebook::search::query::Fact;
use rolebook::search::request::{Filter, SearchRequest};
use rolebook::search::{Analyzer, IndexError};
use tempfile::TempDir;

use super::{a_day, ids};

const ROLES: usize = 1500;
/// Stated by every role, by some, by none, and more than once by many.
const FACTS: [Fact; 4] = [Fact::State, Fact::Degree, Fact::License, Fact::Language];

fn name(number: usize) -> String {
    format!("acme/role-{number:04}")
}

fn values(number: usize) -> Vec<(Fact, String)> {
    let mut values = vec![(Fact::State, format!("state-{}", number % 7))];
    if !number.is_multiple_of(3) {
        values.push((Fact::Degree, format!("degree-{}", number % 5)));
    }
    values.extend((0..number % 4).map(|language| (Fact::Language, format!("language-{language}"))));
    values
}

fn words(number: usize) -> &'static str {
    if number.is_multiple_of(2) { "visits even homes" } else { "visits odd homes" }
}

fn document(number: usize) -> SearchDocument {
    let passage = Passage { heading: "Duties".to_owned(), text: words(number).to_owned(), ..Passage::default() };
    SearchDocument {
        from: Date::constant(2020, 1, 1),
        until: Date::MAX,
        digest: 1,
        titles: vec!["Guide".to_owned()],
        passages: vec![passage],
        values: values(number),
        spelt: Vec::new(),
        figures: Vec::new(),
        card: RoleCard {
            id: name(number).parse().unwrap(),
            revision: 1,
            title: "Guide".to_owned(),
            organisation: "Acme".to_owned(),
            kind: None,
            sites: Vec::new(),
            caseload: None,
            education: None,
            experience: None,
            licenses: Vec::new(),
            conditions: Vec::new(),
            effective: "2020-01-01".to_owned(),
        },
    }
}

/// An index of all of them, written at twice.
fn index(folder: &TempDir) -> SearchIndex {
    let fill = |index: &SearchIndex| -> Result<(), IndexError> {
        for numbers in [0..ROLES / 3, ROLES / 3..ROLES] {
            let mut writing = index.write(1, 50 << 20)?;
            numbers.map(document).try_for_each(|document| writing.add(&document))?;
            writing.commit(1, 1)?;
        }
        Ok(())
    };
    IndexFolder::new(folder.path()).replace(&Analyzer::literal(), &[], fill).unwrap()
}

fn counted(of: &[usize]) -> Vec<BTreeMap<String, u64>> {
    let of_fact = |fact: Fact| {
        let mut counts = BTreeMap::new();
        let stated = of.iter().flat_map(|number| values(*number)).filter(|(stated, _)| *stated == fact);
        stated.for_each(|(_, value)| *counts.entry(value).or_default() += 1);
        counts
    };
    FACTS.map(of_fact).to_vec()
}

#[test]
fn of_a_thousand_results_every_value_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(&folder);
    let of = |chosen: &dyn Fn(usize) -> bool| (0..ROLES).filter(|number| chosen(*number)).collect::<Vec<usize>>();
    let all = of(&|_| true);
    let even = of(&|number| number % 2 == 0);
    let few = of(&|number| number % 2 == 0 && number % 7 == 3);
    let filter = Filter { fact: Fact::State, value: "state-3".to_owned() };
    for (query, filters, expected) in [
        ("", Vec::new(), &all),
        ("visits", Vec::new(), &all),
        ("even", Vec::new(), &even),
        ("even", vec![filter], &few),
    ] {
        let filtered = !filters.is_empty();
        let request =
            SearchRequest { facets: FACTS.to_vec(), literal: true, filters, ..SearchRequest::new(query, a_day()) };
        let page = index.search(&request).unwrap();
        assert_eq!(page.total, expected.len(), "{query}");
        let found: Vec<BTreeMap<String, u64>> = page
            .facets
            .iter()
            .map(|facet| facet.values.iter().map(|value| (value.value.clone(), value.count)).collect())
            .collect();
        let mut expected = counted(expected);
        // What a fact leaves is counted without its own filter.
        if let Some(states) = expected.first_mut().filter(|_| filtered) {
            *states = counted(&even).swap_remove(0);
        }
        assert_eq!(found, expected, "{query} {filtered}");
    }
}

#[test]
fn pages_without_words_show_every_role_once() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(&folder);
    for limit in [10, 100] {
        let mut seen = Vec::new();
        while seen.len() < ROLES {
            let request = SearchRequest { limit, offset: seen.len(), ..SearchRequest::new("", a_day()) };
            let page = index.search(&request).unwrap();
            assert_eq!((page.total, page.hits.len()), (ROLES, limit.min(ROLES - seen.len())));
            seen.extend(ids(&page));
        }
        seen.sort();
        assert_eq!(seen, (0..ROLES).map(name).collect::<Vec<_>>(), "{limit} at a time");
    }
}
