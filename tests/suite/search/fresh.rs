//! What search says is what the catalog says, from one moment to the next.

use std::path::Path;
use std::process::Command;

use jiff::civil::Date;
use rolebook::app::search::{Refreshed, SearchService};
use rolebook::search::query::Fact;
use rolebook::search::request::{Find, SearchRequest};
use serde_json::Value;
use tempfile::TempDir;

use super::{a_day, found, found_on, refresh, service};
use crate::support::{Run, TestCatalog};

/// A catalog with the roles coach and driver, its index, and two who search: one stays, and one is new each time.
struct Ring {
    catalog: TestCatalog,
    index: TempDir,
    running: SearchService,
}

impl Ring {
    fn new() -> Self {
        let catalog = TestCatalog::new();
        let index = tempfile::tempdir().unwrap();
        for (role, duty) in [("coach", "Visits toddlers at home."), ("driver", "Drives the van.")] {
            catalog.draft(role, &[duty]);
        }
        let running = service(&catalog, index.path());
        let ring = Self { catalog, index, running };
        ring.publish("coach", "2026-01-01");
        ring.publish("driver", "2026-01-01");
        refresh(&ring.running);
        ring
    }

    fn publish(&self, role: &str, effective: &str) {
        let id = format!("acme/{role}");
        self.must(&["publish", &id, "--by", "tests", "--reason", "test", "--effective", effective]);
    }

    /// Begins the next revision, in which `from` reads `to`.
    fn revise(&self, role: &str, from: &str, to: &str) {
        self.must(&["revise", &format!("acme/{role}")]);
        let name = format!("roles/acme/{role}/draft.md");
        let text = self.catalog.read(&name);
        assert!(text.contains(from), "{text}");
        self.catalog.write(&name, &text.replace(from, to));
    }

    fn must(&self, arguments: &[&str]) -> Run {
        let run = self.catalog.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        run
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.catalog.path().join(name)
    }

    /// What both find who search, and the program itself.
    fn finds(&self, query: &str, expected: &[&str]) {
        refresh(&self.running);
        assert_eq!(found(&self.running, query), expected, "{query}, who stays");
        let new = service(&self.catalog, self.index.path());
        assert_eq!(refresh(&new), Refreshed::Unchanged, "{query}: the index is up to date now");
        assert_eq!(found(&new, query), expected, "{query}, who is new");
        let run = self.search(&["--exact", "--limit", "100", query]);
        let mut ids: Vec<&str> =
            run["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        assert_eq!(ids, expected, "{query}, the program");
    }

    /// What the program finds, as JSON.
    fn search(&self, arguments: &[&str]) -> Value {
        let run = search(&self.catalog, self.index.path(), arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        serde_json::from_str(&run.stdout).unwrap()
    }
}

fn search(catalog: &TestCatalog, index: &Path, arguments: &[&str]) -> Run {
    command(catalog, index, arguments).output().unwrap().into()
}

fn command(catalog: &TestCatalog, index: &Path, arguments: &[&str]) -> Command {
    let mut command = catalog.command(&["search", "--json"]);
    command.arg("--index").arg(index).args(arguments).env_remove("ROLEBOOK_INDEX");
    command
}

#[test]
fn what_is_published_revised_and_retired_is_found_as_it_stands() {
    let ring = Ring::new();
    ring.finds("toddlers", &["acme/coach"]);
    ring.catalog.draft("clerk", &["Answers calls of toddlers."]);
    ring.finds("toddlers", &["acme/coach"]);
    ring.publish("clerk", "2026-01-02");
    ring.finds("toddlers", &["acme/clerk", "acme/coach"]);
    ring.revise("coach", "toddlers at home", "students at school");
    ring.finds("toddlers", &["acme/clerk", "acme/coach"]);
    ring.publish("coach", "2026-01-02");
    ring.finds("toddlers", &["acme/clerk"]);
    ring.finds("students", &["acme/coach"]);
    ring.finds("home", &[]);
    ring.must(&["retire", "acme/coach", "--by", "tests", "--reason", "test", "--effective", "2026-01-03"]);
    ring.finds("students", &[]);
    ring.finds("", &["acme/clerk", "acme/driver"]);
}

#[test]
fn what_is_shared_is_up_to_date_too() {
    let ring = Ring::new();
    let name = "organisations/acme.md";
    ring.catalog.write(name, &ring.catalog.read(name).replace("Acme Family Services", "Zenith Kinship Alliance"));
    ring.finds("kinship", &["acme/coach", "acme/driver"]);
    let page = ring.search(&["--facets", "--", "van"]);
    assert_eq!(page["hits"][0]["organisation"], "Zenith Kinship Alliance");
    assert!(page["facets"].to_string().contains("Zenith Kinship Alliance"), "{page}");
    ring.catalog
        .write("organisations/new-one.md", &ring.catalog.read(name).replace("Zenith Kinship Alliance", "New One"));
    ring.finds("kinship", &["acme/coach", "acme/driver"]);
}

#[test]
fn an_edited_synonym_is_known_to_the_next_search() {
    let ring = Ring::new();
    let synonyms = |words: &str| {
        let text = format!("schema: rolebook/1\nsynonyms:\n\n  - id: vehicle\n    words: [{words}]\n");
        ring.catalog.write("vocabulary/synonyms.yaml", &text);
    };
    let by_synonym = || {
        let page = ring.search(&["--", "omnibus"]);
        page["hits"].as_array().unwrap().iter().filter(|hit| hit["by_synonym"] != Value::Null).count()
    };
    assert_eq!(by_synonym(), 0);
    synonyms("van, omnibus");
    assert_eq!(by_synonym(), 1);
    synonyms("car, omnibus");
    assert_eq!(by_synonym(), 0);
    synonyms("van, omnibus");
    assert_eq!(by_synonym(), 1);
    std::fs::remove_file(ring.path("vocabulary/synonyms.yaml")).unwrap();
    assert_eq!(by_synonym(), 0);
}

#[test]
fn files_edited_or_removed_by_hand_count_at_once() {
    let ring = Ring::new();
    ring.revise("coach", "toddlers", "students");
    ring.publish("coach", "2026-02-01");
    ring.finds("students", &["acme/coach"]);
    // A published file is damaged: its revisions end with the last good one.
    let name = "roles/acme/coach/2.md";
    let whole = ring.catalog.read(name);
    ring.catalog.write(name, &whole.replace("students", "nobody"));
    ring.finds("nobody", &[]);
    ring.finds("students", &[]);
    ring.finds("toddlers", &["acme/coach"]);
    ring.catalog.write(name, &whole);
    ring.finds("students", &["acme/coach"]);
    ring.finds("toddlers", &[]);
    let (folder, aside) = (ring.path("roles/acme/coach"), ring.path("aside"));
    std::fs::rename(&folder, &aside).unwrap();
    ring.finds("students", &[]);
    ring.finds("", &["acme/driver"]);
    std::fs::rename(&aside, &folder).unwrap();
    ring.finds("students", &["acme/coach"]);
    std::fs::remove_dir_all(ring.path("roles/acme")).unwrap();
    ring.finds("", &[]);
}

#[test]
fn a_role_of_which_nothing_can_be_read_is_no_change_each_time() {
    let catalog = TestCatalog::new();
    for role in ["coach", "driver", "guide", "nurse"] {
        catalog.draft(role, &["Help families."]);
        catalog.publish(role);
    }
    let damage = |name: &str| catalog.write(name, &catalog.read(name).replace("Help", "Hinder"));
    damage("roles/acme/coach/1.md");
    let index = tempfile::tempdir().unwrap();
    let service = service(&catalog, index.path());
    assert_eq!(service.refresh(&|_, _| {}).unwrap(), Refreshed::Rebuilt);
    damage("roles/acme/driver/1.md");
    assert_eq!(service.refresh(&|_, _| {}).unwrap(), Refreshed::Changed(1));
    std::fs::remove_dir_all(catalog.path().join("roles/acme/coach")).unwrap();
    assert_eq!(service.refresh(&|_, _| {}).unwrap(), Refreshed::Changed(1));
    assert_eq!(service.refresh(&|_, _| {}).unwrap(), Refreshed::Unchanged);
}

#[test]
fn each_day_has_its_revision() {
    let ring = Ring::new();
    ring.revise("coach", "toddlers", "students");
    ring.publish("coach", "2099-05-01");
    refresh(&ring.running);
    let on = |query: &str, day: &str| found_on(&ring.running, query, day.parse().unwrap());
    assert_eq!(on("toddlers", "2026-11-22"), ["acme/coach"]);
    assert_eq!(on("students", "2026-11-22"), ["acme/coach"; 0]);
    assert_eq!(on("toddlers", "2099-04-30"), ["acme/coach"]);
    assert_eq!(on("toddlers", "2099-05-01"), ["acme/coach"; 0]);
    assert_eq!(on("students", "2099-05-01"), ["acme/coach"]);
    assert_eq!(on("toddlers", "2025-12-31"), ["acme/coach"; 0], "it was not in force yet");
    let total = |arguments: &[&str]| ring.search(arguments)["total"].as_u64().unwrap();
    assert_eq!(total(&["--exact", "students"]), 0);
    assert_eq!(total(&["--exact", "students", "--as-of", "2100-01-01"]), 1);
    assert_eq!(total(&["--exact", "toddlers", "--as-of", "2100-01-01"]), 0);
    assert_eq!(total(&["--exact", "toddlers", "--as-of", "2026-06-01"]), 1);
}

#[test]
fn of_a_draft_nothing_is_found_nor_counted_nor_suggested() {
    let ring = Ring::new();
    ring.catalog.draft("secret", &["Handles zyzzyvas with xylophonists."]);
    ring.revise("coach", "toddlers", "quokkawranglers");
    refresh(&ring.running);
    let ask = |request: SearchRequest| ring.running.search(&request).unwrap();
    for query in ["zyzzyvas", "zyzzyvs", "zyzz", "zyzz*", "xylophonist", "quokkawranglers", "quokkawrangler", "quokk"] {
        for typing in [false, true] {
            for find in [Find::Roles, Find::Duties, Find::Passages] {
                let mut request = SearchRequest { typing, find, ..SearchRequest::new(query, a_day()) };
                request.facets = Fact::FACETS.to_vec();
                let page = ask(request);
                assert_eq!((page.total, page.partial, page.hits.len()), (0, 0, 0), "{query}");
                assert_eq!(page.did_you_mean, None, "{query}");
                let said = serde_json::to_string(&(&page.facets, &page.remarks)).unwrap();
                assert!(
                    !said.contains("secret") && !said.contains("zyzzyvas") && !said.contains("quokkawranglers"),
                    "{said}"
                );
            }
        }
    }
    let all = ask(SearchRequest { facets: Fact::FACETS.to_vec(), ..SearchRequest::new("", a_day()) });
    assert_eq!(all.total, 2);
    let organisation = all.facets.iter().find(|facet| facet.name == "organisation").unwrap();
    assert_eq!(organisation.values[0].count, 2);
}

#[test]
fn a_word_that_is_written_nowhere_any_more_is_not_suggested() {
    let ring = Ring::new();
    ring.catalog.draft("clerk", &["Writes correspondence."]);
    ring.publish("clerk", "2026-01-01");
    refresh(&ring.running);
    let mean = |query: &str| ring.running.search(&SearchRequest::new(query, a_day())).unwrap().did_you_mean;
    assert_eq!(mean("corespondence").as_deref(), Some("correspondence"));
    std::fs::remove_dir_all(ring.path("roles/acme/clerk")).unwrap();
    assert_eq!(refresh(&ring.running), Refreshed::Changed(1));
    assert_eq!(mean("corespondence"), None);
}

#[test]
fn a_search_is_answered_rightly_while_another_process_writes_to_the_index() {
    let ring = Ring::new();
    // The one who stays keeps its writer, and has not heard of what is published next.
    ring.revise("coach", "toddlers", "students");
    ring.publish("coach", "2026-02-01");
    refresh(&ring.running);
    ring.revise("driver", "van", "bus");
    ring.publish("driver", "2026-02-01");
    let page = ring.search(&["--exact", "bus"]);
    assert_eq!(page["total"], 1, "{page}");
    let told = ring.catalog.command(&["index"]).arg("--index").arg(ring.index.path()).output().unwrap();
    let told: Run = told.into();
    assert_eq!(told.code, 3, "{told:?}");
    assert!(told.stderr.contains("another process"), "{told:?}");
    assert_eq!(refresh(&ring.running), Refreshed::Changed(1));
    ring.finds("bus", &["acme/driver"]);
}

#[test]
fn what_another_process_wrote_is_read_without_a_restart() {
    let ring = Ring::new();
    let other = service(&ring.catalog, ring.index.path());
    refresh(&other);
    let before = other.generation();
    ring.catalog.draft("clerk", &["Answers calls."]);
    ring.publish("clerk", "2026-01-01");
    assert_eq!(refresh(&ring.running), Refreshed::Changed(1));
    assert_eq!(other.generation(), before, "nothing is said to be new before it can be found");
    assert_eq!(refresh(&other), Refreshed::Unchanged);
    assert_ne!(other.generation(), before);
    assert_eq!(found(&other, "calls"), ["acme/clerk"]);
    assert_eq!(found_on(&other, "calls", Date::constant(2026, 1, 1)), ["acme/clerk"]);
}

#[test]
fn many_processes_that_start_at_once_on_no_index_all_answer_and_leave_one_index() {
    let ring = Ring::new();
    let index = tempfile::tempdir().unwrap();
    let started: Vec<_> = (0..6)
        .map(|_| {
            let mut command = command(&ring.catalog, index.path(), &["--exact", "toddlers"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for process in started {
        let run: Run = process.wait_with_output().unwrap().into();
        assert_eq!(run.code, 0, "{run:?}");
        let page: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(page["total"], 1, "{run:?}");
    }
    let run = search(&ring.catalog, index.path(), &["toddlers"]);
    assert_eq!(run.code, 0, "{run:?}");
    let left: Vec<String> = std::fs::read_dir(index.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("index-"))
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
