//! Files made to hurt, brought to a running service: each is answered, nobody else notices.

use std::io::Write as _;
use std::time::{Duration, Instant};

use super::web::{DOCUMENT, form, send};
use crate::readers::build::{Docx, p, zipped};
use crate::support::TestCatalog;
use crate::support::http::{connect, read_to_end};
use crate::support::server::Server;

const WORD: &[u8] = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>";

#[test]
fn bombs_and_floods_are_refused_with_a_reason_while_others_are_served() {
    let server = Server::of(TestCatalog::new());
    let spaces = vec![b' '; 64 << 20];
    let deep = format!("<!DOCTYPE html><body>{}", "<div>".repeat(300_000));
    let entities = b"<!DOCTYPE w [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><w>&b;</w>";
    let hostile: Vec<(&str, Vec<u8>)> = vec![
        ("bomb.docx", zipped(&[("[Content_Types].xml", WORD), ("word/document.xml", &spaces)])),
        ("paragraphs.docx", Docx::of(&p("Visits families.").repeat(100_000)).bytes()),
        ("deep.html", deep.into_bytes()),
        ("entities.docx", zipped(&[("[Content_Types].xml", WORD), ("word/document.xml", entities)])),
        ("paragraphs.txt", "Visits families.\n\n".repeat(100_000).into_bytes()),
        ("nothing.pdf", b"%PDF-1.7\n[[[[[[[[".repeat(50_000)),
    ];
    std::thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut slowest = Duration::ZERO;
            for _ in 0..40 {
                let begun = Instant::now();
                assert_eq!(server.get("/healthz").status, 200);
                slowest = slowest.max(begun.elapsed());
                std::thread::sleep(Duration::from_millis(20));
            }
            slowest
        });
        for (name, bytes) in &hostile {
            let begun = Instant::now();
            let answer = send(&server, "/import", &[(name, bytes)]);
            assert_eq!(answer.status, 200, "{name}");
            assert!(answer.text().contains("was not brought in"), "{name}: {}", answer.text());
            assert!(begun.elapsed() < Duration::from_secs(20), "{name} took {:?}", begun.elapsed());
        }
        let slowest = others.join().unwrap();
        assert!(slowest < Duration::from_secs(5), "somebody else waited {slowest:?}");
    });
    let good = send(&server, "/import", &[("good.txt", DOCUMENT.as_bytes())]);
    assert_eq!(good.status, 303);
}

#[test]
fn a_hundred_megabytes_are_refused_before_they_are_in_memory() {
    let server = Server::of(TestCatalog::new());
    let (kind, _) = form(&[]);
    let mut stream = connect(server.address, Duration::from_secs(30));
    let length = 100 * 1024 * 1024;
    let head = format!(
        "POST /import HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
        server.address
    );
    stream.write_all(head.as_bytes()).unwrap();
    // Whoever is refused may be cut off while they are still sending.
    let part = vec![b'x'; 1 << 20];
    for _ in 0..100 {
        if stream.write_all(&part).is_err() {
            break;
        }
    }
    let (bytes, _) = read_to_end(&mut stream);
    let said = String::from_utf8_lossy(&bytes);
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 413"), "{said}");
    assert_eq!(server.get("/healthz").status, 200);
    let good = send(&server, "/import", &[("good.txt", DOCUMENT.as_bytes())]);
    assert_eq!(good.status, 303);
}

#[test]
fn names_that_lead_elsewhere_or_hold_markup_are_names() {
    let server = Server::of(TestCatalog::new());
    for name in [
        "../../../etc/passwd",
        "C:\\\\windows\\\\x.docx",
        "<script>alert(1)</script>.txt",
        "a\u{202e}txt.exe",
        "..",
        "/",
    ] {
        let answer = send(&server, "/import", &[(name, DOCUMENT.as_bytes())]);
        assert_eq!(answer.status, 303, "{name}");
        let page = server.get(answer.header("location").unwrap()).text();
        assert!(!page.contains("../") && !page.contains("<script>alert") && !page.contains('\u{202e}'), "{name}");
    }
}
