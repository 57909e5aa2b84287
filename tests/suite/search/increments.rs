//! An index that followed every change answers as one that was made just now.

use std::path::PathBuf;

use jiff::civil::Date;
use rolebook::app::search::{Refreshed, SearchService};
use rolebook::search::page::SearchPage;
use rolebook::search::query::Fact;
use rolebook::search::request::{Find, SearchRequest};
use tempfile::TempDir;

use super::{a_day, refresh, service};
use crate::hardening::count;
use crate::store::dice::Dice;
use crate::support::{ORGANISATION, TestCatalog, role_text};

const WORDS: [&str; 18] = [
    "families",
    "students",
    "visits",
    "records",
    "home",
    "school",
    "meetings",
    "reports",
    "referrals",
    "crisis",
    "coaching",
    "transport",
    "attendance",
    "benefits",
    "housing",
    "correspondence",
    "budget",
    "volunteers",
];

const QUERIES: [&str; 14] = [
    "",
    "families",
    "home visits",
    "\"home visits\"",
    "report",
    "coaching OR transport",
    "-school",
    "famlies",
    "corespondence",
    "hous*",
    "duty:crisis",
    "title:manager",
    "students attendance benefits housing",
    "volunteers -budget",
];

/// A catalog that changes, and what it held when a role was taken away.
struct Changing {
    catalog: TestCatalog,
    aside: TempDir,
    dice: Dice,
}

impl Changing {
    fn new(seed: u64) -> Self {
        let catalog = TestCatalog::new();
        catalog.write("organisations/zenith.md", &ORGANISATION.replace("Acme", "Zenith"));
        let mut changing = Self { catalog, aside: tempfile::tempdir().unwrap(), dice: Dice::new(seed) };
        for number in 0..6 {
            changing.publish(number, false);
        }
        changing
    }

    fn folder(&self, number: usize) -> PathBuf {
        self.catalog.path().join(format!("roles/acme/role-{number}"))
    }

    fn duties(&mut self) -> Vec<String> {
        let dice = &mut self.dice;
        let mut duty = || (0..3 + dice.below(4)).map(|_| WORDS[dice.below(WORDS.len())]).collect::<Vec<_>>().join(" ");
        (0..3).map(|_| format!("Does {}.", duty())).collect()
    }

    /// Publishes a first or a next revision, effective on some day.
    fn publish(&mut self, number: usize, again: bool) {
        let id = format!("acme/role-{number}");
        let name = format!("roles/acme/role-{number}/draft.md");
        let duties = self.duties();
        let duties: Vec<&str> = duties.iter().map(String::as_str).collect();
        let mut text = role_text("acme", &duties);
        if again {
            if self.catalog.run(&["revise", &id]).code != 0 {
                return;
            }
            let draft = self.catalog.read(&name);
            let (front, _) = draft.split_once("\n# ").unwrap();
            text = format!("{front}\n# {}", text.split_once("\n# ").unwrap().1);
        }
        self.catalog.write(&name, &text);
        let day = ["2025-01-01", "2026-01-01", "2026-11-01", "2030-01-01"][self.dice.below(4)];
        let run = self.catalog.run(&["publish", &id, "--by", "tests", "--reason", "test", "--effective", day]);
        assert!(run.code == 0 || again, "{run:?}");
    }

    /// Does something to a role; what.
    fn change(&mut self) -> String {
        let number = self.dice.below(9);
        let (folder, aside) = (self.folder(number), self.aside.path().join(number.to_string()));
        if !folder.exists() {
            if aside.exists() {
                std::fs::rename(&aside, &folder).unwrap();
                return format!("{number} comes back");
            }
            self.publish(number, false);
            return format!("{number} is new");
        }
        match self.dice.below(8) {
            0 => {
                std::fs::rename(&folder, &aside).unwrap();
                format!("{number} goes away")
            }
            1 => {
                let path = folder.join("1.md");
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(&path, format!("{text}\nand more")).unwrap();
                format!("{number} is damaged")
            }
            2 => {
                let path = folder.join("1.md");
                let text = std::fs::read_to_string(&path).unwrap();
                std::fs::write(&path, text.replace("\nand more", "")).unwrap();
                format!("{number} is mended")
            }
            3 => {
                self.catalog.run(&["retire", &format!("acme/role-{number}"), "--by", "tests", "--reason", "test"]);
                format!("{number} is retired")
            }
            4 => {
                self.catalog.draft(&format!("role-{number}"), &["Does nothing yet."]);
                format!("{number} has a draft")
            }
            _ => {
                let _ = std::fs::remove_file(folder.join("draft.md"));
                self.publish(number, true);
                format!("{number} is revised")
            }
        }
    }
}

/// The page without scores and without an order that depends on them: how rare a word is counts removed documents until
/// their segment is merged.
fn answer(service: &SearchService, query: &str, find: Find, day: Date) -> SearchPage {
    let mut request = SearchRequest::new(query, day);
    (request.find, request.limit, request.passages) = (find, 100, 100);
    request.facets = if find == Find::Roles { Fact::FACETS.to_vec() } else { vec![Fact::Activity] };
    let mut page = service.search(&request).unwrap();
    for hit in &mut page.hits {
        hit.score = 0.0;
        hit.passages.sort_by_key(|passage| format!("{passage:?}"));
    }
    page.hits.sort_by_key(|hit| format!("{hit:?}"));
    page
}

#[test]
fn an_index_brought_up_to_date_through_any_changes_answers_as_a_fresh_one() {
    let mut compared = 0;
    let mut changed = 0;
    for seed in 0..u64::try_from(count(3, 24)).unwrap() {
        let mut changing = Changing::new(seed);
        let folder = tempfile::tempdir().unwrap();
        let running = service(&changing.catalog, folder.path());
        refresh(&running);
        let mut history = Vec::new();
        for _ in 0..12 {
            history.push(changing.change());
            changed += usize::from(matches!(refresh(&running), Refreshed::Changed(_)));
            let new_folder = tempfile::tempdir().unwrap();
            let fresh = service(&changing.catalog, new_folder.path());
            assert_eq!(refresh(&fresh), Refreshed::Rebuilt);
            for query in QUERIES {
                for (find, day) in [
                    (Find::Roles, a_day()),
                    (Find::Duties, a_day()),
                    (Find::Roles, Date::constant(2025, 6, 1)),
                    (Find::Passages, Date::constant(2031, 1, 1)),
                ] {
                    let (ours, theirs) = (answer(&running, query, find, day), answer(&fresh, query, find, day));
                    assert_eq!(ours, theirs, "seed {seed}, {query:?}, {find:?}, {day}, after {history:?}");
                    compared += 1;
                }
            }
        }
        assert!(running.trouble().is_none());
        assert!(service(&changing.catalog, folder.path()).verify().unwrap().is_empty());
    }
    eprintln!("increments: {changed} changes followed, {compared} answers compared");
    assert!(changed > 10, "only {changed} changes were followed");
}
