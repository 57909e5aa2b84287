//! Staffing standards on pages and in the API: every figure with all that is known of it, and what changes shows up.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::TestCatalog;
use crate::support::http::ask;
use crate::support::server::Server;

fn read(server: &Server, address: &str) -> String {
    let answer = ask(server.address, "GET", address, &[("Accept", "text/html")]);
    assert_eq!(answer.status, 200, "{address}: {answer:?}");
    answer.text()
}

/// A text as it stands in a page.
fn shown(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&#34;").replace('\'', "&#39;")
}

fn words<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} of {value}"))
}

#[test]
fn every_figure_has_an_anchor_on_the_page_of_its_publication_with_all_that_is_known_of_it() {
    let server = Server::of(TestCatalog::shipped());
    let listed = server.get("/api/v1/standards").json();
    let figures = listed["items"].as_array().unwrap();
    assert_eq!((figures.len(), listed["total"].as_u64()), (125, Some(125)));
    let all = read(&server, "/standards");
    let mut last = (String::new(), String::new());
    for figure in figures {
        let (id, standard) = (words(figure, "id"), words(figure, "standard"));
        assert!(all.contains(&format!("href=\"/standards/{standard}#{id}\"")), "{id} is in the list");
        let address = format!("/standards/{standard}");
        if last.0 != address {
            last = (address.clone(), read(&server, &address));
        }
        let page = &last.1;
        let begins = page.split(&format!("id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("{address} has no {id}"));
        let cited = begins.split("</dl>").next().unwrap();
        for field in ["role", "population", "measured_as", "as_cited", "locator"] {
            assert!(cited.contains(&shown(words(figure, field))), "{id} {field}: {cited}");
        }
        for field in ["publisher", "document", "address", "dated", "superseded"] {
            let words = figure[field].as_str().unwrap_or_default();
            assert!(page.contains(&shown(words)), "{id} {field}: {words}");
        }
        let elsewhere = ask(server.address, "GET", &format!("/standards/{id}"), &[("Accept", "text/html")]);
        if id != standard && elsewhere.status != 200 {
            assert_eq!(elsewhere.header("location"), Some(format!("{address}#{id}").as_str()));
        }
    }
}

#[test]
fn the_pages_the_api_and_the_shell_find_the_same_figures() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    for find in ["school students", "CWLA", "maximum", "zzzyx", "law", ""] {
        let run = catalog.run(&["standards", "--find", find, "--json"]);
        let shell: Value = serde_json::from_str(&run.stdout).unwrap();
        let api = server.get(&format!("/api/v1/standards?find={}", find.replace(' ', "+"))).json();
        assert_eq!(api["items"], shell, "{find}");
        let page = read(&server, &format!("/standards?find={}", find.replace(' ', "+")));
        let count = shell.as_array().unwrap().len();
        assert_eq!(page.matches("<th scope=\"row\">").count(), count, "{find}");
    }
    let law = server.get("/api/v1/standards?measures=contact&standing=law").json();
    let law = law["items"].as_array().unwrap().clone();
    assert!(!law.is_empty());
    assert!(law.iter().all(|figure| figure["measures"] == "contact" && figure["standing"] == "law"), "{law:?}");
    let page = read(&server, "/standards?measures=contact&standing=law&publisher=");
    assert_eq!(page.matches("<th scope=\"row\">").count(), law.len());
    for name in ["cwla-caseloads", "asca-school-counselor"] {
        let run = catalog.run(&["standards", "show", name, "--json"]);
        let shell: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(server.get(&format!("/api/v1/standards/{name}")).json(), shell, "{name}");
    }
}

#[test]
fn an_unknown_standard_is_a_problem_that_names_what_may_have_been_meant() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let problem = server.get("/api/v1/standards/cwla-caseload");
    assert_eq!((problem.status, problem.json()["code"].as_str()), (404, Some("no-such-standard")));
    assert_eq!(problem.json()["near"][0], "cwla-caseloads");
    let page = ask(server.address, "GET", "/standards/cwla-caseload", &[("Accept", "text/html")]);
    assert_eq!(page.status, 404);
    assert!(page.text().contains("href=\"/standards/cwla-caseloads\""), "{}", page.text());
    assert_eq!(server.get("/api/v1/standards?measures=everything").status, 400);
    let run = catalog.run(&["standards", "show", "cwla-caseload"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("did you mean cwla-caseloads"), "{run:?}");
}

#[test]
fn what_is_superseded_is_shown_as_such() {
    let server = Server::of(TestCatalog::shipped());
    let page = read(&server, "/standards/texas-family-based-services-2007");
    assert!(page.contains("This counts no longer."), "{page}");
    let list = read(&server, "/standards?find=texas+family-based");
    assert!(list.contains("class=\"superseded\"") && list.contains(">superseded</span>"), "{list}");
}

#[test]
fn a_standard_that_somebody_edits_by_hand_shows_up_on_every_page_that_tells_of_it() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let addresses = [
        "/standards?find=asca-school",
        "/standards/asca-school-counselor",
        "/roles/albina-rockwood/in-school-coordinator",
    ];
    for address in addresses {
        assert!(read(&server, address).contains("250 students"), "{address}");
    }
    let path = "standards/asca-school-counselor.md";
    let text = catalog.read(path).replace("{at_most: 250}", "{at_most: 249}");
    catalog.write(path, &text);
    for address in addresses {
        let begun = Instant::now();
        while !read(&server, address).contains("249 students") {
            assert!(begun.elapsed() < Duration::from_secs(60), "{address} still shows what it was");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn an_activity_that_somebody_renames_by_hand_is_called_so_wherever_the_catalog_is_read() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let compare = "/compare?role=oregon-dhs/family-coach&role=mission/family-success-coach";
    let addresses = ["/activities", "/activities/home-visits", compare];
    for address in addresses {
        assert!(read(&server, address).contains("Home visits"), "{address}");
    }
    let path = "vocabulary/activities.yaml";
    let text = catalog.read(path);
    assert!(text.contains("name: Home visits\n"));
    catalog.write(path, &text.replace("name: Home visits\n", "name: Calls at the house\n"));
    for address in addresses {
        let begun = Instant::now();
        while !read(&server, address).contains("Calls at the house") {
            assert!(begun.elapsed() < Duration::from_secs(60), "{address} still shows what it was");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
