//! What has not changed is not sent again; what is sent is sent small.

use std::io::Read as _;
use std::time::{Duration, Instant};

use super::COORDINATOR_ADDRESS;
use crate::support::TestCatalog;
use crate::support::http::{Answer, ask};
use crate::support::server::Server;

#[test]
fn what_the_client_has_already_is_not_sent_again() {
    let server = Server::of(super::catalog_with_posting());
    for (_, address) in super::ADDRESSES {
        let first = server.get(address);
        let Some(tag) = first.header("etag") else {
            assert_eq!(first.header("cache-control"), Some("no-store"), "{address}");
            continue;
        };
        assert!(tag.starts_with('"') && tag.ends_with('"'), "strong: {tag}");
        for given in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = ask(server.address, "GET", address, &[("If-None-Match", &given)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{address} {given}");
            assert_eq!(again.header("etag"), Some(tag));
            for name in ["cache-control", "vary", "link"] {
                assert_eq!(again.header(name), first.header(name), "{address}");
            }
        }
        for given in ["\"other\"", "", "garbage", tag.trim_end_matches('"')] {
            let again = ask(server.address, "GET", address, &[("If-None-Match", given)]);
            assert_eq!((again.status, &again.body), (200, &first.body), "{address} {given}");
        }
    }
}

#[test]
fn an_answer_that_is_given_again_is_the_same_in_everything_but_its_name() {
    let server = Server::of(TestCatalog::shipped());
    let address = "/api/v1/search?q=home%20visits&facets=state";
    let (first, again) = (server.get(address), server.get(address));
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(told(&again), told(&first));
    assert!(again.header("x-request-id").is_some());
    assert_ne!(again.header("x-request-id"), first.header("x-request-id"));
    let head = ask(server.address, "HEAD", address, &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(told(&head), told(&first));
    let packed = ask(server.address, "GET", address, &[("Accept-Encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"), "whoever takes it smaller gets it smaller");
    let known = ask(server.address, "GET", address, &[("If-None-Match", first.header("etag").unwrap())]);
    assert_eq!(known.status, 304);
    let metrics = String::from_utf8(server.get("/metrics").body).unwrap();
    let counted = metrics.lines().find(|line| line.contains("/api/v1/search\"") && line.contains("status=\"200\""));
    assert!(counted.is_some_and(|line| line.ends_with(" 4")), "{counted:?}");
}

/// What browsers accept.
const BROWSER: (&str, &str) = ("Accept-Encoding", "gzip, deflate, br, zstd");

fn told(answer: &Answer) -> Vec<(String, String)> {
    let names = answer.headers.iter().filter(|(name, _)| name != "x-request-id" && name != "date");
    let mut told: Vec<(String, String)> = names.cloned().collect();
    told.sort();
    told
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut body = Vec::new();
    let read = match answer.header("content-encoding") {
        Some("gzip") => flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut body),
        Some("br") => brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut body),
        other => panic!("packed as {other:?}"),
    };
    assert_eq!(read.unwrap(), body.len());
    body
}

#[test]
fn a_packed_answer_that_is_given_again_is_the_same_and_knows_its_tag() {
    let server = Server::of(TestCatalog::shipped());
    let page = "/search?q=home%20visits&filter=state%3Dor";
    let style = server.get("/").text().split('"').find(|part| part.ends_with(".css")).unwrap().to_owned();
    for address in [page, COORDINATOR_ADDRESS.trim_start_matches("/api/v1"), &style, "/api/v1/search?q=home"] {
        let plain = server.get(address);
        let tag = plain.header("etag").unwrap();
        for (accepted, coding) in [("gzip", "gzip"), (BROWSER.1, "br"), ("br;q=0.5, gzip", "gzip")] {
            let get = |method: &str| ask(server.address, method, address, &[("Accept-Encoding", accepted)]);
            let (first, again, head) = (get("GET"), get("GET"), get("HEAD"));
            assert_eq!((first.header("content-encoding"), unpacked(&first)), (Some(coding), plain.body.clone()));
            assert_eq!((again.status, &again.body), (200, &first.body), "{address} {accepted}");
            assert_eq!((head.status, head.body.len()), (200, 0), "{address} {accepted}");
            let length = again.body.len().to_string();
            let is_weighed = accepted.contains("q=");
            assert_eq!(again.header("content-length"), (!is_weighed).then_some(length.as_str()), "{accepted}");
            assert_eq!(again.header("vary"), Some("accept-encoding"));
            let own = format!("{}-{coding}\"", tag.trim_end_matches('"'));
            for answer in [&first, &again, &head] {
                assert_eq!(answer.header("etag"), Some(own.as_str()), "{address} {accepted}");
            }
            let known = [("Accept-Encoding", accepted), ("If-None-Match", own.as_str())];
            let known = ask(server.address, "GET", address, &known);
            assert_eq!((known.status, known.body.len(), known.header("etag")), (304, 0, Some(own.as_str())));
            for name in ["cache-control", "vary", "content-security-policy", "x-content-type-options"] {
                assert_eq!(known.header(name), plain.header(name), "{address} {name}");
            }
        }
        let again = server.get(address);
        assert_eq!((told(&again), &again.body), (told(&plain), &plain.body), "who takes it as it is still gets that");
    }
}

#[test]
fn answers_too_small_to_be_packed_and_refusals_of_codings_are_answered_as_ever() {
    let server = Server::of(TestCatalog::shipped());
    for (accepted, status) in [("gzip;q=0, br;q=0", 200), ("*", 200), ("zstd, deflate", 200), ("*;q=0", 406)] {
        for _ in 0..2 {
            let answer = ask(server.address, "GET", "/search?q=home", &[("Accept-Encoding", accepted)]);
            assert_eq!(answer.status, status, "{accepted}");
        }
    }
    let font = server.get("/").text().split('"').find(|part| part.ends_with(".css")).unwrap().to_owned();
    let font = server.get(&font).text().split(['(', ')']).find(|part| part.ends_with(".woff2")).unwrap().to_owned();
    let plain = server.get(&font);
    for _ in 0..2 {
        let font = ask(server.address, "GET", &font, &[BROWSER]);
        assert_eq!(font.header("content-encoding"), None, "a font is packed already");
        assert_eq!((told(&font), &font.body), (told(&plain), &plain.body));
    }
}

#[test]
fn a_packed_answer_is_made_anew_when_the_catalog_has_changed() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    let server = Server::start(&catalog);
    let found = || ask(server.address, "GET", "/search?q=families", &[BROWSER]);
    let (first, again) = (found(), found());
    assert_eq!((told(&first), &first.body), (told(&again), &again.body));
    catalog.draft("mentor", &["Mentor families."]);
    catalog.publish("mentor");
    let deadline = Instant::now() + Duration::from_secs(30);
    let changed = loop {
        let answer = found();
        if answer.header("etag") != first.header("etag") || Instant::now() > deadline {
            break answer;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(!String::from_utf8(unpacked(&first)).unwrap().contains("Mentor"));
    assert!(String::from_utf8(unpacked(&changed)).unwrap().contains("Mentor"));
    let stale = [BROWSER, ("If-None-Match", first.header("etag").unwrap())];
    assert_eq!(ask(server.address, "GET", "/search?q=families", &stale).status, 200);
    assert_eq!(unpacked(&changed), server.get("/search?q=families").body);
}

#[test]
fn an_answer_changes_its_tag_when_it_changes() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    let server = Server::start(&catalog);
    let tag = |server: &Server| server.get("/api/v1/roles/acme/coach").header("etag").unwrap().to_owned();
    let first = tag(&server);
    assert!(first.starts_with("\"1-"), "{first}");
    assert_eq!(first, tag(&server));
    assert_eq!(catalog.run(&["revise", "acme/coach"]).code, 0);
    let draft = catalog.read("roles/acme/coach/draft.md").replace("families", "whole families");
    catalog.write("roles/acme/coach/draft.md", &draft);
    assert_eq!(tag(&server), first, "a draft changes nothing for others");
    catalog.publish("coach");
    let second = tag(&server);
    assert!(second.starts_with("\"2-"), "{second}");
    let stale = ask(server.address, "GET", "/api/v1/roles/acme/coach", &[("If-None-Match", &first)]);
    assert_eq!(stale.status, 200);
}

#[test]
fn a_revision_that_is_named_may_be_kept_and_others_must_be_asked_for() {
    let server = Server::of(TestCatalog::shipped());
    let keep = |target: &str| server.get(target).header("cache-control").unwrap().to_owned();
    assert_eq!(keep(&format!("{COORDINATOR_ADDRESS}@1")), "public, max-age=3600");
    assert_eq!(keep(COORDINATOR_ADDRESS), "no-cache");
    assert_eq!(keep("/api/v1/roles/nobody/nothing"), "no-store");
}

#[test]
fn head_says_what_get_says_without_the_body() {
    let server = Server::of(super::catalog_with_posting());
    let unknown = ("/nothing", "/nothing");
    for (_, address) in super::ADDRESSES.into_iter().chain([unknown]) {
        let (get, head) = (server.get(address), ask(server.address, "HEAD", address, &[]));
        assert!(head.body.is_empty(), "{address}");
        assert_eq!(head.status, get.status, "{address}");
        for name in ["content-type", "etag", "link", "cache-control", "vary"] {
            assert_eq!(head.header(name), get.header(name), "{address} {name}");
        }
        if address != "/metrics" {
            assert_eq!(head.header("content-length"), get.header("content-length"), "{address}");
        }
    }
}

#[test]
fn large_answers_are_compressed_for_those_who_can_read_that() {
    let server = Server::of(TestCatalog::shipped());
    let plain = server.get(COORDINATOR_ADDRESS);
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), (None, Some("accept-encoding")));
    for coding in ["gzip", "br"] {
        let accepted = [("Accept-Encoding", coding)];
        let small = ask(server.address, "GET", COORDINATOR_ADDRESS, &accepted);
        assert_eq!(small.header("content-encoding"), Some(coding));
        assert_eq!(small.header("vary"), Some("accept-encoding"));
        assert!(small.body.len() * 2 < plain.body.len(), "{coding}: {} of {}", small.body.len(), plain.body.len());
        assert_eq!(unpacked(&small), plain.body);
        let tag = small.header("etag").unwrap();
        assert_eq!(tag.replace(&format!("-{coding}\""), "\""), plain.header("etag").unwrap());
        let again = [("Accept-Encoding", coding), ("If-None-Match", tag)];
        let again = ask(server.address, "GET", COORDINATOR_ADDRESS, &again);
        assert_eq!((again.status, again.header("etag")), (304, Some(tag)));
    }
    for (accepted, address) in [("gzip", "/healthz"), ("identity", COORDINATOR_ADDRESS), ("zstd", COORDINATOR_ADDRESS)]
    {
        let answer = ask(server.address, "GET", address, &[("Accept-Encoding", accepted)]);
        assert_eq!(answer.header("content-encoding"), None, "{accepted} {address}");
    }
}
