//! Every rejection is a problem that says what is wrong and what to do.

use std::time::Duration;

use rolebook::web::limits::Limits;
use rolebook::web::problem::ProblemKind;
use serde_json::Value;

use super::COORDINATOR_ADDRESS;
use super::running::Running;
use crate::support::TestCatalog;
use crate::support::http::{Answer, ask, get, send_raw};
use crate::support::server::Server;

/// The code of a problem that is well formed.
pub(super) fn code(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer:?}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status);
    assert_eq!(problem["type"], format!("/api/v1/problems#{}", problem["code"].as_str().unwrap()));
    assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
    assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    assert_eq!(problem["request_id"].as_str(), answer.header("x-request-id"));
    problem["code"].as_str().unwrap().to_owned()
}

fn raw(server: &Server, request: &str) -> Answer {
    let bytes = send_raw(server.address, request.as_bytes(), Duration::from_secs(20));
    Answer::parse(&bytes, true).unwrap_or_else(|| panic!("{request}: {:?}", String::from_utf8_lossy(&bytes)))
}

#[test]
fn a_wrong_parameter_is_named() {
    let server = Server::of(TestCatalog::shipped());
    let roles = "/api/v1/roles";
    let diff = &format!("{COORDINATOR_ADDRESS}/diff");
    for (path, query, parameter, words) in [
        (roles, "limit=0", "limit", "between 1 and 100"),
        (roles, "limit=101", "limit", "between 1 and 100"),
        (roles, "limit=-1", "limit", "whole number"),
        (roles, "limit=%2B1", "limit", "whole number"),
        (roles, "limit=", "limit", "whole number"),
        (roles, "limit", "limit", "whole number"),
        (roles, "limit=1.5", "limit", "whole number"),
        (roles, "limit=99999999999999999999", "limit", "whole number"),
        (roles, "limit=1&limit=2", "limit", "more than once"),
        (roles, "as_of=2026-02-30", "as_of", "not a day that exists"),
        (roles, "as_of=20260101", "as_of", "write it as"),
        (roles, "as_of=2026-01-01T00:00:00", "as_of", "write it as"),
        (roles, "retired=yes", "retired", "`true` nor `false`"),
        (roles, "cursor=..%2F..%2Fetc", "cursor", "organisation/role"),
        (roles, "cursor=%ff", "cursor", "UTF-8"),
        (roles, "cursor=%0", "cursor", "percent encoding"),
        (roles, "cursor=a%00b", "cursor", "percent encoding"),
        (roles, "as_fo=2026-01-01", "as_fo", "there are: as_of, retired, limit, cursor"),
        (diff, "from=0", "from", "numbered from 1"),
        (diff, "from=draft", "from", "whole number"),
        (diff, "organisation=hayward", "organisation", "part of the address already"),
        ("/api/v1/schema", "x=1", "x", "no parameters"),
    ] {
        let answer = server.get(&format!("{path}?{query}"));
        assert_eq!((answer.status, code(&answer).as_str()), (400, "bad-parameter"), "{query}");
        let problem = answer.json();
        assert_eq!(problem["parameter"], parameter, "{query}");
        assert!(problem["detail"].as_str().unwrap().contains(words), "{query}: {problem}");
    }
    let long = server.get(&format!("{roles}?as_of={}", "9".repeat(5000)));
    assert!(long.body.len() < 1000, "what is wrong is not repeated at length");
}

#[test]
fn what_there_is_not_is_not_found_and_the_nearest_is_named() {
    let server = Server::of(TestCatalog::shipped());
    let near = server.get("/api/v1/roles/hayward/student-succes-coach");
    assert_eq!((near.status, code(&near).as_str()), (404, "no-such-role"));
    assert_eq!(near.json()["near"][0], "hayward/student-success-coach");
    for (address, expected) in [
        ("/nothing", "unknown-address"),
        ("/api/v1", "unknown-address"),
        ("/api/v1/roles/", "unknown-address"),
        ("/api/v1/roles/hayward", "unknown-address"),
        ("/api/v1/roles/%ff/coach", "unknown-address"),
        ("/api/v1/roles/Hayward/coach", "no-such-role"),
        ("/api/v1/roles/..%2f..%2fetc/passwd", "no-such-role"),
        ("/api/v1/roles/hayward/nothing", "no-such-role"),
        ("/api/v1/roles/con/nul/history", "no-such-role"),
        ("/api/v1/roles/hayward/student-success-coach@latest", "no-such-role"),
        ("/api/v1/roles/hayward/student-success-coach@+1", "no-such-role"),
        ("/api/v1/roles/hayward/student-success-coach@01", "no-such-role"),
        ("/api/v1/roles/hayward/student-success-coach@99", "no-such-revision"),
        ("/api/v1/roles/hayward/student-success-coach@4294967296", "no-such-role"),
        ("/api/v1/roles/hayward/student-success-coach/diff", "no-such-revision"),
        ("/api/v1/roles/hayward/student-success-coach/diff?from=1&to=7", "no-such-revision"),
    ] {
        let answer = server.get(address);
        assert_eq!((answer.status, code(&answer).as_str()), (404, expected), "{address}");
    }
}

#[test]
fn an_address_says_how_it_can_be_used() {
    let server = Server::of(TestCatalog::shipped());
    for (_, address) in super::ADDRESSES {
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FROBNICATE", "CONNECT"] {
            if method == "CONNECT" && address != "/" {
                continue;
            }
            let target = if method == "CONNECT" { "example.org:443" } else { address };
            let answer = ask(server.address, method, target, &[]);
            let is_sent = super::SENT.iter().any(|(_, sent, _)| *sent == address);
            if is_sent && method == "POST" {
                continue;
            }
            let allow = if is_sent { "GET, HEAD, OPTIONS, POST" } else { "GET, HEAD, OPTIONS" };
            let expected = if method == "CONNECT" { (404, None) } else { (405, Some(allow)) };
            assert_eq!((answer.status, answer.header("allow")), expected, "{method} {target}");
            code(&answer);
        }
        let options = ask(server.address, "OPTIONS", address, &[]);
        assert!(
            options.status == 204 && options.header("allow").unwrap().starts_with("GET, HEAD, OPTIONS"),
            "{address}"
        );
    }
    let sent = ask(server.address, "GET", "/api/v1/postings/compose", &[]);
    assert_eq!((sent.status, sent.header("allow")), (405, Some("OPTIONS, POST")));
    assert_eq!(ask(server.address, "OPTIONS", "*", &[]).status, 204);
    assert_eq!(ask(server.address, "OPTIONS", "/nothing", &[]).status, 404);
}

#[test]
fn what_is_too_large_or_improper_is_refused_with_its_reason() {
    let server = Server::of(TestCatalog::shipped());
    let many = "X-A: b\r\n".repeat(70);
    let large = format!("X-A: {}\r\n", "b".repeat(17_000));
    let long = "a".repeat(9_000);
    for (request, status, expected) in [
        (format!("GET /{long} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 414, "address-too-long"),
        (format!("GET /?{long} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 414, "address-too-long"),
        (format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{many}\r\n"), 431, "headers-too-large"),
        (format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{large}\r\n"), 431, "headers-too-large"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), 400, "bad-request"),
        ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n".to_owned(), 400, "bad-request"),
        ("POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n".to_owned(), 413, "content-too-large"),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
            411,
            "length-required",
        ),
        (
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
            411,
            "length-required",
        ),
    ] {
        let answer = raw(&server, &request);
        let shown = &request[..60.min(request.len())];
        assert_eq!((answer.status, code(&answer).as_str()), (status, expected), "{shown}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{shown}");
    }
    let old = send_raw(server.address, b"GET /healthz HTTP/1.0\r\n\r\n", Duration::from_secs(20));
    assert!(String::from_utf8_lossy(&old).contains("200 OK"), "HTTP/1.0 needs no host");
}

#[test]
fn what_breaks_off_in_the_middle_leaves_no_second_answer_to_a_hidden_request() {
    let server = Server::of(TestCatalog::shipped());
    let hidden = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
    for framing in [
        format!("Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", hidden.len()),
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n".to_owned(),
        "Content-Length: 0\r\nContent-Length: 36\r\n\r\n".to_owned(),
        "Transfer-Encoding: xchunked\r\n\r\n".to_owned(),
        "Transfer-Encoding : chunked\r\n\r\n".to_owned(),
    ] {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{framing}{hidden}");
        let bytes = send_raw(server.address, request.as_bytes(), Duration::from_secs(20));
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(text.matches("HTTP/1.1 ").count(), 1, "{framing}: {text}");
        assert!(text.starts_with("HTTP/1.1 4"), "{framing}: {text}");
    }
}

#[test]
fn a_panic_ends_one_request_and_shows_nothing_of_the_inside() {
    let server = Running::start(Limits::default());
    for address in ["/wicked/panic", "/wicked/panic-at-hand"] {
        let answer = get(server.address, address);
        assert_eq!((answer.status, code(&answer).as_str()), (500, "internal"));
        assert!(!answer.text().contains("secret"), "{}", answer.text());
    }
    assert_eq!(get(server.address, "/healthz").status, 200);
}

#[test]
fn an_answer_that_takes_too_long_is_given_up() {
    let server = Running::start(Limits { work: Duration::from_millis(200), ..Limits::default() });
    let answer = get(server.address, "/wicked/slow");
    assert_eq!((answer.status, code(&answer).as_str()), (504, "timed-out"));
}

#[test]
fn a_catalog_that_is_gone_is_said_to_be_gone() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    assert_eq!(server.get("/readyz").status, 200);
    let (here, away) = (catalog.path().join("roles"), catalog.path().join("organisations-and-roles"));
    std::fs::rename(&here, &away).unwrap();
    std::fs::write(&here, "no folder").unwrap();
    for address in ["/readyz", "/api/v1/roles"] {
        let begun = std::time::Instant::now();
        let answer = loop {
            let answer = server.get(address);
            if answer.status != 200 || begun.elapsed() > Duration::from_secs(10) {
                break answer;
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        assert_eq!((answer.status, code(&answer).as_str()), (503, "catalog-unavailable"), "{address}");
        assert!(answer.header("retry-after").is_some());
        let path = catalog.path().to_string_lossy().into_owned();
        assert!(!answer.text().contains(&path), "no paths: {}", answer.text());
    }
    assert_eq!(server.get("/healthz").status, 200, "alive all the same");
    std::fs::remove_file(&here).unwrap();
    std::fs::rename(&away, &here).unwrap();
    assert_eq!(server.get("/readyz").status, 200, "and well again by itself");
}

#[test]
fn the_kinds_of_problems_are_explained_where_their_type_points() {
    let server = Server::of(TestCatalog::shipped());
    let explained = server.get("/api/v1/problems").json();
    let codes: Vec<&Value> = explained.as_array().unwrap().iter().map(|kind| &kind["code"]).collect();
    assert_eq!(codes.len(), ProblemKind::ALL.len());
    for kind in ProblemKind::ALL {
        let (code, status, _) = kind.meaning();
        let explained = explained.as_array().unwrap().iter().find(|other| other["code"] == code).unwrap();
        assert_eq!(explained["status"], status.as_u16());
    }
}
