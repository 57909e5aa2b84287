//! An index is damaged while a long-lived process searches in it.

use std::fs;
use std::path::{Path, PathBuf};

use rolebook::app::search::{Refreshed, SearchService};
use rolebook::search::page::SearchPage;
use rolebook::search::request::SearchRequest;

use super::{a_day, found, refresh, service};
use crate::support::{TestCatalog, role_text};

/// A catalog whose index has several segments and removed documents.
fn grown(index: &Path) -> TestCatalog {
    let catalog = TestCatalog::new();
    for (role, duty) in [("coach", "Visits toddlers."), ("driver", "Drives the van."), ("clerk", "Answers calls.")] {
        catalog.draft(role, &[duty, "Keeps records."]);
        catalog.publish(role);
        refresh(&service(&catalog, index));
    }
    revise(&catalog, "driver", "Drives the bus.");
    assert_eq!(refresh(&service(&catalog, index)), Refreshed::Changed(1));
    catalog
}

fn revise(catalog: &TestCatalog, role: &str, duty: &str) {
    catalog.write(&format!("roles/acme/{role}/draft.md"), &draft_after(catalog, role, duty));
    catalog.publish(role);
}

/// The text of a draft that follows what is published.
fn draft_after(catalog: &TestCatalog, role: &str, duty: &str) -> String {
    let run = catalog.run(&["revise", &format!("acme/{role}")]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = catalog.read(&format!("roles/acme/{role}/draft.md"));
    let (front, _) = text.split_once("\n# ").unwrap();
    let (_, body) = role_text("acme", &[duty, "Keeps records."])
        .split_once("\n# ")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    format!("{front}\n# {body}")
}

fn files(index: &Path) -> Vec<PathBuf> {
    let current = fs::read_to_string(index.join("current")).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(index.join(current.trim())).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_none_or(|kind| kind != "lock"));
    files.sort();
    files
}

fn page(service: &SearchService, query: &str) -> Result<SearchPage, String> {
    service.search(&SearchRequest::new(query, a_day())).map_err(|error| error.to_string())
}

type Damage = (&'static str, fn(&Path));

/// What refreshing notices by itself.
const NOTICED: [Damage; 3] = [
    ("empty", |path| fs::write(path, "").unwrap()),
    ("shorten", |path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }),
    ("delete", |path| fs::remove_file(path).unwrap()),
];

#[test]
fn searching_goes_on_when_files_are_cut_or_deleted_and_the_next_refresh_mends_it() {
    let index = tempfile::tempdir().unwrap();
    let catalog = grown(index.path());
    for (name, damage) in NOTICED {
        for number in 0.. {
            let running = service(&catalog, index.path());
            assert_eq!(refresh(&running), Refreshed::Unchanged);
            let before = page(&running, "records toddlers").unwrap();
            let Some(path) = files(index.path()).get(number).cloned() else { break };
            damage(&path);
            let what = format!("{name} {}", path.display());
            assert_eq!(page(&running, "records toddlers").as_ref(), Ok(&before), "{what}");
            // A list of files is not looked at before it is needed.
            let is_list =
                path.extension().is_some_and(|kind| kind == "json") && path.to_string_lossy().contains(".managed");
            let refreshed = refresh(&running);
            assert!(is_list || refreshed == Refreshed::Rebuilt, "{what}: {refreshed:?}");
            assert_eq!(found(&running, "records").len(), 3, "{what}");
            assert_eq!(found(&service_at(&catalog, index.path()), "toddlers"), ["acme/coach"], "{what}");
            assert!(service_at(&catalog, index.path()).verify().unwrap().is_empty(), "{what}");
        }
    }
}

/// Another process on the same index, as it starts.
fn service_at(catalog: &TestCatalog, index: &Path) -> SearchService {
    let started = service(catalog, index);
    refresh(&started);
    started
}

#[test]
fn damage_on_the_disk_does_not_get_into_what_is_written_next() {
    let index = tempfile::tempdir().unwrap();
    let catalog = grown(index.path());
    let running = service(&catalog, index.path());
    refresh(&running);
    for path in files(index.path()) {
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 4;
        }
        fs::write(&path, bytes).unwrap();
    }
    for round in 0..12 {
        revise(&catalog, "clerk", &format!("Answers call{} of round{round}.", "s".repeat(round % 2)));
        refresh(&running);
        assert_eq!(found(&running, &format!("round{round}")), ["acme/clerk"]);
        assert_eq!(found(&running, "toddlers"), ["acme/coach"]);
        assert_eq!(found(&running, "records").len(), 3);
    }
    let next = service_at(&catalog, index.path());
    assert_eq!(found(&next, "records").len(), 3);
    assert_eq!(found(&next, "bus"), ["acme/driver"]);
    assert!(next.verify().unwrap().is_empty());
}

#[test]
fn an_index_that_is_taken_away_or_replaced_is_found_again() {
    let index = tempfile::tempdir().unwrap();
    let catalog = grown(index.path());
    let running = service(&catalog, index.path());
    refresh(&running);
    fs::remove_dir_all(index.path()).unwrap();
    assert_eq!(found(&running, "toddlers"), ["acme/coach"]);
    assert_eq!(refresh(&running), Refreshed::Rebuilt);
    assert!(running.trouble().is_none());
    // Somebody makes it anew by hand: what they made is used, and not made once more.
    service(&catalog, index.path()).rebuild(&|_, _| {}).unwrap();
    assert_eq!(refresh(&running), Refreshed::Unchanged);
    revise(&catalog, "coach", "Visits schools.");
    assert_eq!(refresh(&running), Refreshed::Changed(1));
    assert_eq!(found(&running, "schools"), ["acme/coach"]);
    assert!(service(&catalog, index.path()).verify().unwrap().is_empty());
}

#[test]
fn an_index_that_cannot_be_kept_is_held_in_memory_and_follows_the_catalog() {
    let work = tempfile::tempdir().unwrap();
    let index = work.path().join("index");
    fs::write(&index, "in the way").unwrap();
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Visits toddlers."]);
    catalog.publish("coach");
    let running = service(&catalog, &index);
    assert_eq!(refresh(&running), Refreshed::Rebuilt);
    assert!(running.trouble().is_some());
    assert_eq!(found(&running, "toddlers"), ["acme/coach"]);
    assert_eq!(refresh(&running), Refreshed::Unchanged);
    revise(&catalog, "coach", "Visits schools.");
    refresh(&running);
    assert_eq!(found(&running, "schools"), ["acme/coach"]);
    assert_eq!(found(&running, "toddlers"), ["acme/coach"; 0]);
}
