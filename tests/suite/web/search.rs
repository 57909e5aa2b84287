//! Search over HTTP: the same answers as the shell's, with links, tags and problems.

use serde_json::Value;

use crate::support::TestCatalog;
use crate::support::http::ask;
use crate::support::server::Server;

/// How many results have this value of the first fact that was counted.
fn count(answer: &Value, value: &str) -> u64 {
    let values = answer["facets"][0]["values"].as_array().unwrap();
    values.iter().find(|counted| counted["value"] == value).map_or(0, |counted| counted["count"].as_u64().unwrap())
}

#[test]
fn the_api_and_the_shell_find_the_same() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    for (query, address) in [
        ("home visits", "q=home+visits"),
        ("caseload:<=40", "q=caseload%3A%3C%3D40"),
        ("famly coach", "q=famly+coach"),
        ("", "q="),
    ] {
        let shell = catalog.run(&["search", query, "--json"]);
        assert_eq!(shell.code, 0, "{shell:?}");
        let shell: Value = serde_json::from_str(&shell.stdout).unwrap();
        let api = server.get(&format!("/api/v1/search?{address}")).json();
        assert_eq!(api["hits"], shell["hits"], "{query}");
        assert_eq!(api["total"], shell["total"], "{query}");
    }
}

#[test]
fn links_lead_through_all_pages_and_nothing_is_shown_twice() {
    let server = Server::of(TestCatalog::shipped());
    let mut address = "/api/v1/search?q=duty:students&find=duties&limit=7".to_owned();
    let (mut seen, mut pages) = (Vec::new(), 0);
    loop {
        let answer = server.get(&address);
        let page = answer.json();
        for hit in page["hits"].as_array().unwrap() {
            seen.push(format!("{}#{}", hit["id"], hit["passages"][0]["item"]));
        }
        pages += 1;
        let links = answer.header("link").unwrap_or_default().to_owned();
        let next = links.split(", ").find(|link| link.ends_with("rel=\"next\""));
        let Some(next) = next else {
            let results = page["total"].as_u64().unwrap() + page["partial"].as_u64().unwrap_or(0);
            assert_eq!(u64::try_from(seen.len()).unwrap(), results);
            break;
        };
        address = next.split(['<', '>']).nth(1).unwrap().to_owned();
    }
    assert!(pages > 2, "{pages} pages");
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), seen.len());
}

#[test]
fn filters_widen_within_a_fact_and_narrow_between_facts_and_counts_follow() {
    let server = Server::of(TestCatalog::shipped());
    let get = |query: &str| server.get(&format!("/api/v1/search?facets=state,kind&limit=50&{query}")).json();
    let all = get("q=");
    let california = get("q=&filter=state=CA");
    let both = get("q=&filter=state=CA&filter=state=oregon");
    let none = get("q=&filter=state=CA&filter=kind=class-specification");
    assert_eq!(all["total"], 10);
    assert_eq!(california["total"], count(&all, "ca"));
    assert!(count(&all, "ca") > 1 && count(&all, "or") > 0);
    assert_eq!(both["total"], count(&all, "ca") + count(&all, "or"));
    assert_eq!(none["total"], 0);
    // A fact is counted without its own filter, the others with it.
    assert_eq!(
        all["facets"][0]["values"].as_array().unwrap().len(),
        california["facets"][0]["values"].as_array().unwrap().len()
    );
    let kinds: u64 = california["facets"][1]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value["count"].as_u64().unwrap())
        .sum();
    assert_eq!(kinds, california["total"].as_u64().unwrap());
    let chosen =
        california["facets"][0]["values"].as_array().unwrap().iter().find(|value| value["value"] == "ca").unwrap();
    assert_eq!((chosen["chosen"].as_bool(), chosen["label"].as_str()), (Some(true), Some("CA")));
}

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again_until_something_is_published() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let address = "/api/v1/search?q=zebra";
    let first = server.get(address);
    assert_eq!(first.json()["total"], 0);
    let tag = first.header("etag").unwrap().to_owned();
    let again = ask(server.address, "GET", address, &[("If-None-Match", &tag)]);
    assert_eq!(again.status, 304);
    catalog.write("organisations/acme.md", crate::support::ORGANISATION);
    catalog.draft("zebra-coach", &["Count every zebra."]);
    catalog.publish("zebra-coach");
    let begun = std::time::Instant::now();
    while server.get(address).json()["total"] == 0 {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "it is not found");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(ask(server.address, "GET", address, &[("If-None-Match", &tag)]).status, 200);
}

#[test]
fn what_cannot_be_asked_is_refused_by_name() {
    let server = Server::of(TestCatalog::shipped());
    for (query, parameter) in [
        ("filter=colour=red", "filter"),
        ("filter=state", "filter"),
        ("facets=colour", "facets"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("offset=10001", "offset"),
        ("sort=random", "sort"),
        ("find=everything", "find"),
        ("as_of=yesterday", "as_of"),
        ("colour=red", "colour"),
    ] {
        let answer = server.get(&format!("/api/v1/search?{query}"));
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.json()["parameter"], parameter, "{query}");
    }
    assert_eq!(server.get("/api/v1/roles/acme/nobody/similar").status, 404);
}

#[test]
fn names_among_the_choices_are_spelt_as_their_owners_write_them() {
    let server = Server::of(TestCatalog::shipped());
    let page = server.get("/api/v1/search?facets=site,program").json();
    let labels: Vec<&str> = page["facets"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|facet| facet["values"].as_array().unwrap())
        .map(|value| value["label"].as_str().unwrap())
        .collect();
    for name in ["Cal State University-East Bay (CSUEB)", "AmeriCorps", "Klamath Falls"] {
        assert!(labels.contains(&name), "{name} in {labels:?}");
    }
    let chosen = server.get("/search?filter=site%3Dcal-state-university-east-bay-csueb").text();
    assert!(chosen.contains("Cal State University-East Bay (CSUEB)"), "{chosen}");
    assert!(!chosen.contains("East Bay Csueb"), "{chosen}");
}
