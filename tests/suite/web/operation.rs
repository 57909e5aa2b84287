//! Running the service: where it listens, what it logs, what it counts, what it never does.

use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::{Timestamp, Unit};
use serde_json::Value;

use crate::support::http::ask;
use crate::support::server::Server;
use crate::support::{Run, TestCatalog};

#[test]
fn an_address_in_use_is_said_with_advice() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = TestCatalog::shipped().run(&["serve", "--listen", &address]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains(&address) && run.stderr.contains("another program listens there"), "{run:?}");
    assert!(run.stdout.is_empty(), "{run:?}");
}

#[test]
fn an_address_that_is_none_is_a_misuse() {
    let catalog = TestCatalog::shipped();
    for given in ["8080", "example.org:80", "127.0.0.1", "127.0.0.1:99999", ":8080", ""] {
        let run = catalog.run(&["serve", "--listen", given]);
        assert_eq!(run.code, 2, "{given}: {run:?}");
        assert!(run.stderr.contains("write it as 127.0.0.1:8080"), "{given}: {run:?}");
    }
    for (variable, value, words) in [
        ("ROLEBOOK_LISTEN", "nowhere", "ROLEBOOK_LISTEN: `nowhere` is no address"),
        ("ROLEBOOK_CONNECTIONS_PER_PEER", "0", "ROLEBOOK_CONNECTIONS_PER_PEER: `0` is not a whole number above nought"),
        ("ROLEBOOK_LOG", "a=b=c", "does not say what to log"),
    ] {
        let run: Run = catalog.command(&["serve"]).env(variable, value).output().unwrap().into();
        assert_eq!(run.code, 2, "{variable}: {run:?}");
        assert!(run.stderr.contains(words), "{variable}: {run:?}");
    }
    let run: Run =
        Command::new(crate::support::binary()).args(["serve", "--catalog", "nowhere"]).output().unwrap().into();
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("there is no catalog in nowhere"), "{run:?}");
}

#[test]
fn where_to_listen_comes_from_flags_then_the_environment_then_the_file() {
    let catalog = TestCatalog::shipped();
    let here = tempfile::tempdir().unwrap();
    let path = here.path().join("settings.toml");
    std::fs::write(&path, "listen = \"localhost:0\"\nlog = \"warn\"\nconnections_per_peer = 10\n").unwrap();
    let file = Server::start_with(catalog.command(&["serve"]).env("ROLEBOOK_CONFIG", &path));
    assert_eq!(file.get("/healthz").status, 200);
    assert_eq!(file.log(), "", "only warnings are logged");
    std::fs::write(&path, "listen = \"nowhere\"\n").unwrap();
    let mut command = catalog.command(&["serve"]);
    let environment = command.env("ROLEBOOK_CONFIG", &path).env("ROLEBOOK_LISTEN", "127.0.0.1:0");
    assert_eq!(Server::start_with(environment).get("/healthz").status, 200);
    let mut command = catalog.command(&["serve", "--listen", "127.0.0.1:0"]);
    let flags = command.env("ROLEBOOK_LISTEN", "nowhere");
    assert_eq!(Server::start_with(flags).get("/healthz").status, 200);
    let run: Run = catalog.command(&["serve"]).env("ROLEBOOK_CONFIG", &path).output().unwrap().into();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("settings.toml: listen: `nowhere`"), "{run:?}");
}

#[test]
fn machines_are_told_the_address_as_json() {
    let catalog = TestCatalog::shipped();
    let server = Server::start_with(&mut catalog.command(&["serve", "--listen", "127.0.0.1:0", "--json"]));
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn each_request_is_one_line_of_the_log_and_no_line_holds_what_somebody_asked() {
    let server = Server::of(TestCatalog::shipped());
    let answer = server.get("/api/v1/roles?limit=3");
    let id = answer.header("x-request-id").unwrap();
    let log = server.wait_for_log(id);
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(id)).collect();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    for part in ["method=\"GET\"", "path=\"/api/v1/roles\"", "status=200", "ms="] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!line.contains("limit=3") && !line.contains('\u{1b}'), "{line}");
}

#[test]
fn the_program_ends_when_the_last_line_of_its_log_is_written() {
    let server = Server::of(TestCatalog::shipped());
    let ids: Vec<String> =
        (0..200).map(|_| server.get("/healthz").header("x-request-id").unwrap().to_owned()).collect();
    server.signal("TERM");
    let (_, log) = server.wait();
    for id in ids {
        assert_eq!(log.lines().filter(|line| line.contains(&id) && line.contains("status=200")).count(), 1, "{id}");
    }
    assert!(log.lines().last().is_some_and(|line| line.contains("stopping")), "{log}");
}

#[test]
fn the_log_can_be_read_by_machines() {
    let catalog = TestCatalog::shipped();
    let server =
        Server::start_with(&mut catalog.command(&["serve", "--listen", "127.0.0.1:0", "--log-format", "json"]));
    let answer = server.get("/nothing/%1b%5b31m%0a");
    let log = server.wait_for_log(answer.header("x-request-id").unwrap());
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(|line| line["id"] == answer.header("x-request-id").unwrap()).unwrap();
    assert_eq!((&line["method"], &line["status"]), (&"GET".into(), &404.into()));
    assert_eq!(line["path"], "/nothing/%1b%5b31m%0a");
    assert!(line["ms"].as_f64().is_some_and(|ms| ms > 0.0), "{line}");
}

#[test]
fn each_line_of_the_log_begins_with_its_time() {
    let server = Server::of(TestCatalog::shipped());
    for _ in 0..3 {
        // In the course of these the second changes, which is spelt out once.
        std::thread::sleep(Duration::from_millis(600));
        let before = Timestamp::now().round(Unit::Microsecond).unwrap() - Duration::from_micros(1);
        let answer = server.get("/healthz");
        let id = answer.header("x-request-id").unwrap();
        let log = server.wait_for_log(id);
        let line = log.lines().find(|line| line.contains(id)).unwrap();
        let time: Timestamp = line.split(' ').next().unwrap().parse().unwrap();
        assert!((before..=Timestamp::now()).contains(&time), "{before} {line}");
    }
}

#[test]
fn what_is_counted_does_not_grow_with_what_clients_think_of() {
    let server = Server::of(TestCatalog::shipped());
    let series = || server.get("/metrics").text().lines().filter(|line| !line.starts_with('#')).count();
    for number in 0..3 {
        server.get(&format!("/nothing/{number}"));
        server.get("/metrics");
    }
    ask(server.address, "FROBNICATE", "/", &[]);
    ask(server.address, "POST", "/", &[]);
    let before = series();
    for number in 0..50 {
        server.get(&format!("/nothing/{number}"));
        ask(server.address, &format!("M{number}"), "/", &[("Host-", "x")]);
    }
    assert_eq!(series(), before);
    let text = server.get("/metrics").text();
    assert!(text.contains("rolebook_http_requests_total{endpoint=\"other\",status=\"404\"} 53"), "{text}");
    assert!(text.contains("rolebook_http_request_seconds_bucket{endpoint=\"other\",le=\"+Inf\"} 53"), "{text}");
    // The connection before may not have been seen to end yet.
    let alone = || server.get("/metrics").text().contains("rolebook_http_connections 1\n");
    assert!((0..1000).any(|_| alone()), "{}", server.get("/metrics").text());
}

/// A server that connects to nothing can leak nothing.
#[test]
#[cfg(target_os = "linux")]
fn the_server_connects_to_nothing() {
    let catalog = super::catalog_with_posting();
    let trace = tempfile::NamedTempFile::new().unwrap();
    let tried = Command::new("strace").args(["-f", "-o", "/dev/null", "-e", "trace=connect", "true"]).output();
    if !tried.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: the_server_connects_to_nothing: there is no strace, or it may not be used");
        return;
    }
    let serve = catalog.command(&["serve", "--listen", "localhost:0"]);
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-e", "trace=connect,sendto,sendmsg,socket", "-o"]).arg(trace.path());
    command.arg(serve.get_program()).args(serve.get_args());
    let server = Server::start_with(&mut command);
    for (_, address) in super::ADDRESSES {
        assert_eq!(server.get(address).status, 200);
    }
    server.get("/api/v1/roles/hayward/student-succes-coach");
    server.signal("TERM");
    let (status, log) = server.wait();
    assert_eq!(status.code(), Some(0), "{log}");
    // The tracer is a process of its own, and writes its last line after that.
    let begun = Instant::now();
    let seen = loop {
        let seen = std::fs::read_to_string(trace.path()).unwrap();
        if seen.contains("+++ exited with 0 +++") || begun.elapsed() > Duration::from_secs(5) {
            break seen;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let sockets: Vec<&str> = seen.lines().filter(|line| line.contains("socket(AF_INET")).collect();
    assert_eq!(sockets.len(), 1, "one, to listen on: {seen}");
    let away = ["connect(", "sendto(", "sendmsg("];
    let calls: Vec<&str> = seen.lines().filter(|line| away.iter().any(|name| line.contains(name))).collect();
    // What goes out on a connection that somebody else has made has no address of its own.
    assert!(calls.iter().all(|line| !line.contains("connect(") && !line.contains("sa_family")), "{calls:?}");
}
