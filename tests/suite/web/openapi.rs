//! The description of the API is whole, and what is described is what is served.

use std::collections::BTreeSet;

use rolebook::web::endpoints::endpoints;
use serde_json::{Value, json};

use super::{ADDRESSES, SENT, catalog_with_posting};
use crate::support::TestCatalog;
use crate::support::http::{ask, post};
use crate::support::server::Server;

fn document() -> Value {
    rolebook::web::openapi::document(&endpoints())
}

/// Everything in the document, with its place.
fn each(value: &Value, place: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(place, value);
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| each(field, &format!("{place}/{name}"), visit)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| each(item, &format!("{place}/{at}"), visit))
        }
        _ => {}
    }
}

#[test]
fn the_table_the_description_and_our_list_name_the_same_addresses() {
    let endpoints = endpoints();
    let with = |method: &str| -> Vec<&str> {
        let api = endpoints.iter().filter(|endpoint| !endpoint.is_page && endpoint.method == method);
        api.map(|endpoint| endpoint.path).collect()
    };
    let document = document();
    let described = |method: &str| -> Vec<&str> {
        let paths = document["paths"].as_object().unwrap().iter();
        paths.filter(|(_, item)| item.get(method).is_some()).map(|(path, _)| path.as_str()).collect()
    };
    assert_eq!((with("GET"), with("POST")), (described("get"), described("post")));
    let ours: Vec<&str> = ADDRESSES.iter().map(|(path, _)| *path).collect();
    assert_eq!(with("GET"), ours, "a new endpoint needs a line in ADDRESSES");
    let sent: Vec<&str> = SENT.iter().map(|(path, ..)| *path).collect();
    assert_eq!(with("POST"), sent, "a new endpoint to which something is sent needs a line in SENT");
    let server = Server::of(catalog_with_posting());
    assert_eq!(server.get("/api/v1/openapi.json").json(), document);
    for (path, address) in ADDRESSES {
        assert_eq!(server.get(address).status, 200, "{path}");
    }
}

#[test]
fn the_description_is_sound() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
    let mut names = BTreeSet::new();
    let operations = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().values().map(move |operation| (path, operation)));
    for (path, operation) in operations {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{path}: a name of its own");
        assert!(operation["summary"].as_str().is_some_and(|words| words.len() > 10), "{path}");
        let in_braces: BTreeSet<&str> = path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let mut in_path = BTreeSet::new();
        for parameter in operation["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            assert!(parameter["description"].as_str().is_some_and(|words| !words.is_empty()), "{path} {name}");
            assert!(parameter["schema"]["type"].is_string(), "{path} {name}: {parameter}");
            match parameter["in"].as_str() {
                Some("path") => {
                    assert_eq!(parameter["required"], true);
                    in_path.insert(name);
                }
                place => assert_eq!(place, Some("query"), "{path} {name}"),
            }
        }
        assert_eq!(in_path, in_braces, "{path}");
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(status.parse::<u16>().is_ok_and(|status| (200..600).contains(&status)), "{path} {status}");
            assert!(response["description"].is_string(), "{path} {status}");
        }
        assert!(operation["responses"]["200"]["content"].is_object(), "{path}");
    }
}

#[test]
fn every_reference_leads_to_a_schema_and_every_schema_is_one() {
    let document = document();
    let mut references = 0;
    each(&document, "", &mut |place, value| {
        if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            references += 1;
            let pointer = reference.strip_prefix('#').unwrap_or_else(|| panic!("{place}: {reference}"));
            assert!(document.pointer(pointer).is_some(), "{place}: {reference} leads nowhere");
        }
        assert!(!place.ends_with("/$defs"), "{place}: schemas stand in one place");
    });
    assert!(references > 20, "{references}");
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::meta::is_valid(schema), "{name}");
    }
}

#[test]
fn what_is_answered_is_as_described() {
    let catalog = catalog_with_posting();
    let server = Server::start(&catalog);
    let document = document();
    let check_with = |method: &str, path: &str, status: &str, media: &str, value: &Value| {
        let pointer = format!(
            "/paths/{}/{method}/responses/{status}/content/{}/schema",
            path.replace('/', "~1"),
            media.replace('/', "~1")
        );
        let schema = document.pointer(&pointer).unwrap_or_else(|| panic!("{path} {status} {media} is not described"));
        let whole = json!({ "allOf": [schema], "components": document["components"] });
        let validator = jsonschema::validator_for(&whole).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{path} {status}: {errors:?}");
        assert!(!validator.is_valid(&json!(7.5)), "{path}: a schema that allows anything checks nothing");
    };
    let check = |path: &str, status: &str, media: &str, value: &Value| check_with("get", path, status, media, value);
    let json = ("Content-Type", "application/json");
    let acting = Server::acting(&catalog, "Personnel office");
    for (path, address, body) in SENT {
        let answer = post(acting.address, address, &[json], body.as_bytes());
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        check_with("post", path, "200", "application/json", &answer.json());
        let schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"].clone();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(&serde_json::from_str(body).unwrap()), "{path}");
        let wrong = post(acting.address, address, &[json], br#"{"role": "nobody/nothing"}"#);
        check_with("post", path, &wrong.status.to_string(), "application/problem+json", &wrong.json());
    }
    let refused = post(server.address, "/api/v1/postings", &[json], SENT[0].2.as_bytes());
    assert_eq!(refused.status, 403);
    check_with("post", "/api/v1/postings", "403", "application/problem+json", &refused.json());
    for (path, address) in ADDRESSES {
        let answer = server.get(address);
        let media = answer.header("content-type").unwrap().split(';').next().unwrap().to_owned();
        if media == "application/json" && path != "/api/v1/schema" && path != "/api/v1/openapi.json" {
            check(path, "200", &media, &answer.json());
        } else {
            let described = format!("/paths/{}/get/responses/200/content", path.replace('/', "~1"));
            assert!(document.pointer(&described).unwrap().get(&media).is_some(), "{path}: {media}");
        }
    }
    for role in server.get("/api/v1/roles").json()["items"].as_array().unwrap() {
        let answer = server.get(&format!("/api/v1/roles/{}", role["id"].as_str().unwrap()));
        check("/api/v1/roles/{organisation}/{role}", "200", "application/json", &answer.json());
    }
    for (path, target) in [
        ("/api/v1/roles", "/api/v1/roles?limit=0"),
        ("/api/v1/roles/{organisation}/{role}", "/api/v1/roles/hayward/nobody"),
        ("/api/v1/roles/{organisation}/{role}", "/api/v1/roles/hayward/student-succes-coach"),
    ] {
        let answer = server.get(target);
        check(path, &answer.status.to_string(), "application/problem+json", &answer.json());
    }
}

#[test]
fn every_answer_of_every_kind_carries_the_headers_that_keep_browsers_safe() {
    let server = Server::of(TestCatalog::shipped());
    let mut ids = BTreeSet::new();
    let elsewhere = ["/nothing", "/api/v1/roles?limit=0", "/api/v1/roles/x/y", "/%00", "//evil.example/..", "*"];
    for address in ADDRESSES.iter().map(|(_, address)| *address).chain(elsewhere) {
        for method in ["GET", "HEAD", "OPTIONS", "POST"] {
            for further in [("Accept", "*/*"), ("If-None-Match", "*"), ("Accept-Encoding", "gzip")] {
                let answer = ask(server.address, method, address, &[further]);
                for (name, expected) in [
                    ("x-content-type-options", "nosniff"),
                    ("referrer-policy", "same-origin"),
                    ("cross-origin-opener-policy", "same-origin"),
                ] {
                    assert_eq!(answer.header(name), Some(expected), "{method} {address}");
                }
                let policy = answer.header("content-security-policy").unwrap();
                assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
                assert!(!policy.contains("unsafe"), "{policy}");
                assert!(ids.insert(answer.header("x-request-id").unwrap().to_owned()), "a name of its own");
                assert_eq!(answer.header("server"), None);
                assert_eq!(answer.header("location"), None, "nobody is sent elsewhere");
                assert!(answer.status < 500, "{method} {address}: {answer:?}");
            }
        }
    }
}
