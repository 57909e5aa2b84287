//! What the API answers.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::{COORDINATOR, COORDINATOR_ADDRESS};
use crate::support::TestCatalog;
use crate::support::server::Server;

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|role| role["id"].as_str().unwrap().to_owned()).collect()
}

/// Follows the `next` link of a page to the end; the names of all roles on the way.
fn walk(server: &Server, first: &str) -> Vec<Vec<String>> {
    let (mut pages, mut address) = (Vec::new(), Some(first.to_owned()));
    while let Some(here) = address {
        let answer = server.get(&here);
        assert_eq!(answer.status, 200, "{here}");
        let page = answer.json();
        pages.push(ids(&page));
        let links = answer.header("link").unwrap().to_owned();
        let next = links.split(", ").find(|link| link.ends_with("rel=\"next\""));
        address = next.map(|link| link[1..link.find('>').unwrap()].to_owned());
        let cursor = page.get("next_cursor").and_then(Value::as_str);
        assert_eq!(cursor.is_some(), address.is_some(), "the cursor and the link say the same");
        assert!(pages.len() < 50, "there must be an end");
    }
    pages
}

#[test]
fn roles_are_listed_page_by_page_to_the_end() {
    let server = Server::of(TestCatalog::shipped());
    let whole = server.get("/api/v1/roles").json();
    assert_eq!((whole["total"].as_u64(), whole["limit"].as_u64()), (Some(10), Some(50)));
    let all = ids(&whole);
    assert_eq!(all.len(), 10);
    for limit in [1, 3, 5, 10, 100] {
        let pages = walk(&server, &format!("/api/v1/roles?limit={limit}"));
        assert_eq!(pages.len(), 10_usize.div_ceil(limit), "{limit}");
        assert!(pages.iter().all(|page| !page.is_empty()));
        assert_eq!(pages.concat(), all, "{limit}");
    }
}

#[test]
fn a_list_can_be_asked_for_as_of_a_day_and_with_retired_roles() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    let retire = ["retire", "acme/coach", "--by", "t", "--reason", "r", "--effective", "2099-06-30"];
    assert_eq!(catalog.run(&retire).code, 0);
    let server = Server::start(&catalog);
    let state = |query: &str| server.get(&format!("/api/v1/roles?{query}")).json()["items"][0]["state"].clone();
    assert_eq!(state("as_of=2099-06-29"), "in-force");
    assert_eq!(state("as_of=1999-01-01"), "not-yet-in-force");
    assert_eq!(server.get("/api/v1/roles?as_of=2099-06-30").json()["total"], 0);
    assert_eq!(state("as_of=2099-06-30&retired=true"), "retired");
    let links = server.get("/api/v1/roles?as_of=2099-06-30&retired=true&limit=7");
    assert_eq!(links.header("link").unwrap(), "</api/v1/roles?limit=7&as_of=2099-06-30&retired=true>; rel=\"first\"");
}

#[test]
fn roles_in_every_state_are_listed_as_the_shell_lists_them() {
    let catalog = TestCatalog::new();
    let done = |arguments: &[&str]| assert_eq!(catalog.run(arguments).code, 0, "{arguments:?}");
    let publish = |role: &str, effective: &str| {
        catalog.draft(role, &["Coach families.", "Drive the van."]);
        done(&["publish", &format!("acme/{role}"), "--by", "t", "--reason", "r", "--effective", effective]);
    };
    let retire = |role: &str, effective: &str| {
        done(&["retire", &format!("acme/{role}"), "--by", "t", "--reason", "r", "--effective", effective]);
    };
    let damage = |name: &str| catalog.write(name, &catalog.read(name).replace("Coach", "Couch"));
    for role in ["coach", "driver", "half", "retired-half", "torn"] {
        publish(role, "2026-01-01");
    }
    publish("later", "2031-01-01");
    publish("never", "2031-01-01");
    retire("never", "2030-12-31");
    retire("driver", "2030-06-30");
    retire("retired-half", "2030-06-30");
    retire("half", "2032-01-01");
    catalog.draft("secret", &["Plan a surprise."]);
    for name in ["roles/acme/torn/1.md", "roles/acme/half/2.md", "roles/acme/retired-half/2.md"] {
        damage(name);
    }
    let server = Server::start(&catalog);
    for day in ["1999-01-01", "2026-12-01", "2030-07-01", "2031-02-01", "2032-02-01"] {
        for retired in [false, true] {
            let mut shell = vec!["list", "--json", "--as-of", day];
            shell.extend(retired.then_some("--all"));
            let said: Value = serde_json::from_str(&catalog.run(&shell).stdout).unwrap();
            let published = said.as_array().unwrap().iter().filter(|role| role["state"] != "draft-only");
            let stand = |role: &Value| (role["id"].clone(), role["state"].clone(), role["revision"].clone());
            let expected: Vec<_> = published.map(stand).collect();
            let answer = server.get(&format!("/api/v1/roles?as_of={day}&retired={retired}")).json();
            let listed: Vec<_> = answer["items"].as_array().unwrap().iter().map(stand).collect();
            assert_eq!(listed, expected, "{day} {retired}");
            assert_eq!(answer["total"], expected.len(), "{day} {retired}");
        }
    }
    let counts = || {
        let ready = server.get("/readyz").json();
        (ready["roles"].as_u64().unwrap(), ready["broken"].as_u64().unwrap())
    };
    assert_eq!(counts(), (7, 3));
    std::fs::remove_dir_all(catalog.path().join("roles/acme/torn")).unwrap();
    let begun = Instant::now();
    while counts() != (6, 2) {
        assert!(begun.elapsed() < Duration::from_secs(30), "what is gone is still counted: {:?}", counts());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn the_api_and_the_shell_say_the_same() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let shell = |arguments: &[&str]| -> Value {
        let run = catalog.run(arguments);
        assert_eq!(run.code, 0, "{run:?}");
        let mut said: Value = serde_json::from_str(&run.stdout).unwrap();
        // What is remarked on the files is for those who keep them.
        said.as_object_mut().unwrap().remove("findings");
        said
    };
    for id in ids(&server.get("/api/v1/roles").json()) {
        assert!(server.get(&format!("/api/v1/roles/{id}")).json() == shell(&["show", &id, "--json"]), "{id}");
        let history = server.get(&format!("/api/v1/roles/{id}/history")).json();
        assert!(history == shell(&["history", &id, "--json"]), "{id}");
    }
    let (one, two) = (format!("{COORDINATOR}@1"), format!("{COORDINATOR}@2"));
    assert_eq!(server.get(&format!("{COORDINATOR_ADDRESS}@1")).json(), shell(&["show", &one, "--json"]));
    let redline = shell(&["diff", &one, &two, "--json"]);
    for query in ["?from=1&to=2", "?from=1", "?to=2", ""] {
        assert_eq!(server.get(&format!("{COORDINATOR_ADDRESS}/diff{query}")).json(), redline, "{query}");
    }
    assert_eq!(server.get("/api/v1/schema").json(), shell(&["schema"]));
    let backwards = server.get(&format!("{COORDINATOR_ADDRESS}/diff?from=2&to=1")).json();
    assert_eq!(backwards["before"], two.as_str());
}

#[test]
fn a_role_can_be_asked_for_by_number_and_by_day() {
    let server = Server::of(TestCatalog::shipped());
    let number = |target: &str| server.get(target).json()["revision"]["number"].clone();
    assert_eq!(number(&format!("{COORDINATOR_ADDRESS}@1")), 1);
    assert_eq!(number(&format!("{COORDINATOR_ADDRESS}?as_of=2090-01-01")), 2);
    assert_eq!(number(&format!("{COORDINATOR_ADDRESS}@1?as_of=2090-01-01")), 1, "a revision that is named is meant");
    let early = server.get(&format!("{COORDINATOR_ADDRESS}?as_of=1999-01-01"));
    assert_eq!(early.status, 404);
    assert_eq!(early.json()["code"], "no-such-revision");
}

#[test]
fn what_is_published_while_the_service_runs_is_there_at_once() {
    let catalog = TestCatalog::new();
    let server = Server::start(&catalog);
    assert_eq!(server.get("/api/v1/roles").json()["total"], 0);
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    assert_eq!(server.get("/api/v1/roles/acme/coach").status, 200);
    let begun = Instant::now();
    while server.get("/api/v1/roles").json()["total"] != 1 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the list has to follow soon");
        std::thread::sleep(Duration::from_millis(50));
    }
}
