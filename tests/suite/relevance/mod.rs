//! How well search ranks: questions that people ask, judged by a person, scored by nDCG@10, beside plain BM25.
//!
//! The questions stand in `tests/relevance/questions.jsonl`. The figure that must hold is asserted over all of them and
//! over those that were kept back while the ranking was made.

mod plain_bm25;

use std::collections::BTreeMap;
use std::sync::Arc;

use rolebook::app::search::SearchService;
use rolebook::catalog::files::FileStore;
use rolebook::search::page::Hit;
use rolebook::search::request::{Find, SearchRequest};
use serde::Deserialize;

use self::plain_bm25::PlainBm25;
use crate::support::shipped_catalog;

/// A question with its judgement.
#[derive(Debug, Deserialize)]
struct Question {
    id: String,
    kind: String,
    set: String,
    query: String,
    looking_for: String,
    /// Role, or role#item, with its grade from 1 to 3.
    expected: BTreeMap<String, u32>,
}

fn questions() -> Vec<Question> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/relevance/questions.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))).collect()
}

const DEPTH: usize = 10;

/// Discounted gain of the first ten results as a share of the best that could be.
fn ndcg(found: &[String], expected: &BTreeMap<String, u32>) -> f64 {
    let gain = |grade: u32, place: usize| (f64::from(2_u32.pow(grade)) - 1.0) / (place as f64 + 2.0).log2();
    let reached: f64 = found
        .iter()
        .take(DEPTH)
        .enumerate()
        .map(|(place, id)| gain(expected.get(id).copied().unwrap_or_default(), place))
        .sum();
    let mut grades: Vec<u32> = expected.values().copied().collect();
    grades.sort_unstable_by(|one, other| other.cmp(one));
    let best: f64 = grades.iter().take(DEPTH).enumerate().map(|(place, grade)| gain(*grade, place)).sum();
    reached / best
}

impl Question {
    fn find(&self) -> Find {
        let duties_only =
            self.expected.keys().all(|id| id.rsplit_once('#').is_some_and(|(_, item)| item.starts_with('d')));
        match self.looking_for.as_str() {
            "roles" => Find::Roles,
            _ if duties_only => Find::Duties,
            _ => Find::Passages,
        }
    }

    fn asked(&self, service: &SearchService) -> Vec<String> {
        let mut request = SearchRequest::new(self.query.clone(), jiff::civil::date(2026, 12, 1));
        request.find = self.find();
        let page = service.search(&request).unwrap();
        page.hits.iter().map(|hit| self.name(hit)).collect()
    }

    fn name(&self, hit: &Hit) -> String {
        let role = hit.role.id.to_string();
        if self.looking_for == "roles" {
            return role;
        }
        let item = hit.passages.first().and_then(|passage| passage.item.clone()).unwrap_or_default();
        format!("{role}#{item}")
    }
}

fn service() -> (SearchService, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = FileStore::open(&shipped_catalog()).unwrap();
    let service = SearchService::new(Arc::new(store), folder.path());
    service.refresh(&|_, _| {}).unwrap();
    (service, folder)
}

#[derive(Default)]
struct Sums {
    count: f64,
    ours: f64,
    plain: f64,
}

impl Sums {
    fn add(&mut self, ours: f64, plain: f64) {
        self.count += 1.0;
        self.ours += ours;
        self.plain += plain;
    }

    fn print(&self, name: &str) {
        println!("  {name:<22} {:>4}   {:.3}   {:.3}", self.count, self.ours / self.count, self.plain / self.count);
    }
}

#[test]
fn search_ranks_what_people_look_for_first_and_better_than_plain_bm25() {
    let (service, _folder) = service();
    let plain = PlainBm25::of_catalog(&shipped_catalog());
    let mut by: BTreeMap<String, Sums> = BTreeMap::new();
    println!("\n  question  nDCG@10  BM25   what was asked");
    for question in questions() {
        let found = question.asked(&service);
        let ours = ndcg(&found, &question.expected);
        let theirs = ndcg(&plain.asked(&question.query, question.find()), &question.expected);
        println!("  {:<9} {ours:.3}    {theirs:.3}  {} ({})", question.id, question.query, question.kind);
        if std::env::var_os("RELEVANCE_SHOW").is_some_and(|which| which == "all" || which == question.id.as_str()) {
            println!("      found    {found:?}\n      expected {:?}", question.expected);
        }
        let set = format!("set: {}", question.set);
        for group in ["all".to_owned(), set, format!("for {}", question.looking_for), question.kind.clone()] {
            by.entry(group).or_default().add(ours, theirs);
        }
    }
    println!("\n  group                count  nDCG@10  BM25");
    by.iter().for_each(|(group, sums)| sums.print(group));
    for group in ["all", "set: kept-back", "set: development"] {
        let sums = &by[group];
        assert!(sums.count >= 40.0, "{group} has too few questions");
        assert!(sums.ours / sums.count >= 0.90, "{group}: nDCG@10 {:.3}", sums.ours / sums.count);
        assert!(sums.ours > sums.plain, "{group}: plain BM25 is better");
    }
}

#[test]
fn every_question_names_roles_and_items_that_there_are() {
    use rolebook::catalog::store::CatalogStore as _;
    let snapshot = FileStore::open(&shipped_catalog()).unwrap().snapshot().unwrap();
    let questions = questions();
    assert!(questions.len() >= 60);
    let mut seen = std::collections::BTreeSet::new();
    for question in &questions {
        assert!(seen.insert(question.query.to_lowercase()), "{} is asked twice", question.query);
        assert!(["development", "kept-back"].contains(&question.set.as_str()), "{}", question.id);
        for (name, grade) in &question.expected {
            assert!((1..=3).contains(grade), "{}: {name}", question.id);
            let (role, item) = name.split_once('#').map_or((name.as_str(), None), |(role, item)| (role, Some(item)));
            assert_eq!(item.is_some(), question.looking_for == "duties", "{}: {name}", question.id);
            let history =
                snapshot.roles.get(&role.parse().unwrap()).unwrap_or_else(|| panic!("{}: {role}", question.id));
            let role = &history.newest().unwrap().role;
            let known = item.is_none_or(|item| {
                role.items().any(|(_, known)| known.id.as_ref().is_some_and(|id| id.as_str() == item))
            });
            assert!(known, "{}: {name} is not there", question.id);
        }
    }
}

#[test]
fn the_measure_knows_good_from_bad() {
    let expected = BTreeMap::from([("a".to_owned(), 3), ("b".to_owned(), 1)]);
    let found = |names: &[&str]| ndcg(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &expected);
    assert!((found(&["a", "b"]) - 1.0).abs() < 1e-9);
    assert!(found(&["b", "a"]) < 0.8);
    assert!(found(&["c", "d"]) < 1e-9);
}
