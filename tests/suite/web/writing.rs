//! Who may write, what is taken as a body, and what is refused before anybody looks at it.

use std::io::Write as _;
use std::time::{Duration, Instant};

use rolebook::web::limits::Limits;

use super::problems::code;
use super::running::Running;
use crate::support::TestCatalog;
use crate::support::http::{Answer, ask, connect, post, read_to_end, send_raw};
use crate::support::server::Server;

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_form_and_json_and_files_reach_their_endpoints() {
    let server = Running::start(Limits::default());
    let form = post(server.address, "/wicked/form/here?a=query", &[FORM], b"b=%C3%9Cb+er&b=again");
    assert_eq!((form.status, form.text().as_str()), (200, "a=[\"query\"] b=[\"Üb er\", \"again\"] place=[\"here\"]"));
    assert_eq!(form.header("etag"), None, "what was made of a body has no name of its own");
    let json = post(server.address, "/wicked/json", &[JSON], br#"{"words": "so"}"#);
    assert_eq!((json.status, json.json()), (200, serde_json::json!("so")));
    let boundary = ("Content-Type", "multipart/form-data; boundary=X");
    let body = b"--X\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nduty\r\n\
        --X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.txt\"\r\n\r\n\x00\xff\r\n--X--\r\n";
    let files = post(server.address, "/wicked/files", &[boundary], body);
    assert_eq!((files.status, files.text().as_str()), (200, "kind None 4; file Some(\"../a.txt\") 2"));
}

#[test]
fn what_is_not_what_the_endpoint_takes_is_refused_with_its_reason() {
    let server = Running::start(Limits { body_bytes: 100, form_bytes: 200, ..Limits::default() });
    let long = "a".repeat(150);
    let many: String = (0..50).map(|n| format!("a{n}=&")).collect();
    for (target, kind, body, status, expected) in [
        ("/wicked/json", JSON, "{\"words\": 1}", 400, "bad-request"),
        ("/wicked/json", JSON, "{\"wrods\": \"a\"}", 400, "bad-request"),
        ("/wicked/json", JSON, "", 400, "bad-request"),
        ("/wicked/json", FORM, "words=a", 415, "unsupported-media"),
        ("/wicked/json", JSON, &long, 413, "content-too-large"),
        ("/wicked/form/here", JSON, "{}", 415, "unsupported-media"),
        ("/wicked/form/here", FORM, &format!("a={long}{long}"), 413, "content-too-large"),
        ("/wicked/form/here", FORM, "a=%ff", 400, "bad-parameter"),
        ("/wicked/form/here", FORM, "place=there", 400, "bad-parameter"),
        ("/wicked/files", ("Content-Type", "multipart/form-data"), "x", 400, "bad-request"),
        ("/wicked/files", ("Content-Type", "multipart/form-data; boundary=X"), "--X\r\nbroken", 400, "bad-request"),
        ("/healthz", FORM, "a=b", 405, "method-not-allowed"),
        ("/healthz", FORM, &long, 413, "content-too-large"),
    ] {
        let answer = post(server.address, target, &[kind, ("Accept", "application/json")], body.as_bytes());
        let is_page = answer.header("content-type").unwrap().starts_with("text/html");
        assert_eq!(answer.status, status, "{target} {body}: {answer:?}");
        if !is_page {
            assert_eq!(code(&answer), expected, "{target} {body}");
        }
    }
    assert_eq!(post(server.address, "/wicked/form/here", &[FORM], many.as_bytes()).status, 413);
    let server = Running::start(Limits::default());
    let many: String = (0..2_100).map(|n| format!("a{n}=&")).collect();
    let answer = post(server.address, "/wicked/form/here", &[FORM], many.as_bytes());
    assert!(answer.status == 400 && answer.text().contains("2000 fields"), "{answer:?}");
    let begun = Instant::now();
    let answer = post(server.address, "/wicked/json", &[JSON], "[".repeat(900_000).as_bytes());
    assert!(answer.status == 400 && begun.elapsed() < Duration::from_secs(5), "nesting ends");
}

#[test]
fn a_browser_that_sends_far_too_much_is_told_so_on_a_page() {
    let server = Running::start(Limits::default());
    let boundary = ("Content-Type", "multipart/form-data; boundary=X");
    let answer =
        post(server.address, "/wicked/files", &[boundary, ("Accept", "text/html")], &vec![b'x'; 21 * 1024 * 1024]);
    assert_eq!(answer.status, 413);
    assert!(answer.text().contains("too large") && answer.text().contains("20 MB"), "{}", answer.text());
}

#[test]
fn a_body_that_stops_half_way_is_given_up_and_so_is_one_that_drips() {
    let server = Running::start(Limits { body: Duration::from_millis(600), ..Limits::default() });
    let head =
        "POST /wicked/json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    for drips in [false, true] {
        let mut stream = connect(server.address, PATIENCE);
        stream.write_all(head.as_bytes()).unwrap();
        let begun = Instant::now();
        while drips && begun.elapsed() < Duration::from_secs(2) && stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
        let (bytes, closed) = read_to_end(&mut stream);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(closed && (drips || text.starts_with("HTTP/1.1 408")), "{text}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

#[test]
fn bodies_too_many_are_told_to_come_back_and_readers_are_served() {
    let server = Running::start(Limits { bodies: 2, body: Duration::from_secs(3), ..Limits::default() });
    let head =
        "POST /wicked/json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    let slow: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = connect(server.address, PATIENCE);
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(300));
    let refused = post(server.address, "/wicked/json", &[JSON], br#"{"words": "so"}"#);
    assert_eq!((refused.status, code(&refused).as_str()), (503, "overloaded"));
    assert_eq!(ask(server.address, "GET", "/healthz", &[]).status, 200);
    drop(slow);
}

/// A request with exactly these headers.
fn plain(server: &Server, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
    headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
    request.push_str("\r\n");
    Answer::parse(&send_raw(server.address, request.as_bytes(), PATIENCE), true).unwrap()
}

#[test]
fn only_the_names_of_this_machine_are_answered_to_when_somebody_may_write() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel office");
    let port = server.address.port();
    for host in
        [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("LOCALHOST:{port}"), format!("[::1]:{port}")]
    {
        assert_eq!(plain(&server, "GET", "/healthz", &[("Host", &host)]).status, 200, "{host}");
    }
    let wrong = [
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port.wrapping_add(1)),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("x@127.0.0.1:{port}"),
        format!("192.0.2.1:{port}"),
        format!("0.0.0.0:{port}"),
        String::new(),
    ];
    for host in wrong {
        let answer = plain(&server, "GET", "/healthz", &[("Host", &host)]);
        assert_eq!((answer.status, code(&answer).as_str()), (421, "wrong-host"), "{host}");
    }
    let absolute = plain(&server, "GET", "http://evil.example/healthz", &[("Host", &format!("127.0.0.1:{port}"))]);
    assert_eq!(absolute.status, 421);
    let page = plain(&server, "GET", "/", &[("Host", "evil.example"), ("Accept", "text/html")]);
    assert!(page.status == 421 && page.text().contains("<h1>"), "{page:?}");
    let reading = Server::of(TestCatalog::shipped());
    assert_eq!(plain(&reading, "GET", "/healthz", &[("Host", "roles.example.org")]).status, 200, "behind a proxy");
}

#[test]
fn nothing_that_changes_something_is_taken_from_other_web_sites() {
    let catalog = TestCatalog::shipped();
    for server in [Server::start(&catalog), Server::acting(&catalog, "Personnel office")] {
        let own = format!("http://{}", server.address);
        let host = server.address.to_string();
        let ours = ["same-origin", "none"];
        let theirs = ["cross-site", "same-site", "nonsense"];
        let body = "role=hayward/student-success-coach";
        let send = |headers: &[(&str, &str)]| {
            let mut all = vec![FORM, ("Accept", "text/html")];
            all.extend(headers);
            post(server.address, "/postings/new", &all, body.as_bytes()).status
        };
        for site in ours {
            assert_ne!(send(&[("Sec-Fetch-Site", site), ("Origin", &own)]), 403, "{site}");
        }
        for site in theirs {
            assert_eq!(send(&[("Sec-Fetch-Site", site), ("Origin", "https://evil.example")]), 403, "{site}");
            assert_eq!(send(&[("Sec-Fetch-Site", site)]), 403, "{site} alone");
        }
        for origin in ["null", "https://evil.example", "http://127.0.0.1:1", "http://localhost", "evil"] {
            assert_eq!(send(&[("Origin", origin)]), 403, "{origin}");
        }
        assert_ne!(send(&[("Origin", &own)]), 403, "an old browser");
        assert_ne!(send(&[]), 403, "a program");
        let page = post(
            server.address,
            "/postings/new",
            &[FORM, ("Accept", "text/html"), ("Origin", "null")],
            body.as_bytes(),
        );
        assert!(page.text().contains("sent by another web site") && page.text().contains("<h1>"), "{}", page.text());
        for method in ["PUT", "DELETE", "PATCH"] {
            let answer = plain(&server, method, "/postings/new", &[("Host", &host), ("Sec-Fetch-Site", "cross-site")]);
            assert_eq!(answer.status, 403, "{method}");
        }
        let read = plain(&server, "GET", "/postings/new", &[("Host", &host), ("Sec-Fetch-Site", "cross-site")]);
        assert_eq!(read.status, 200, "a link from elsewhere");
    }
}

#[test]
fn the_single_person_mode_is_for_this_machine_alone_and_wants_a_name() {
    let catalog = TestCatalog::shipped();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.7:0"] {
        let run = catalog.run(&["serve", "--listen", listen, "--as", "Personnel office"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("this machine alone") && run.stderr.contains("hint"), "{run:?}");
    }
    let mut by_environment = catalog.command(&["serve", "--as", "Personnel office"]);
    let run = by_environment.env("ROLEBOOK_LISTEN", "0.0.0.0:0").output().unwrap();
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    for name in ["", "  ", "a\nb", "a\u{7}b", &"x".repeat(201)] {
        let run = catalog.run(&["serve", "--listen", "127.0.0.1:0", "--as", name]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("a line of 1 to 200 characters"), "{run:?}");
    }
}
