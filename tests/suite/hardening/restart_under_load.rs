//! The service stopped and killed again and again while many read pages and somebody publishes: no answer is cut by an
//! orderly stop, it ends although slow clients hang on, and everything that was published is there when it is back.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::count;
use crate::support::TestCatalog;
use crate::support::server::Server;

const READERS: usize = 64;
const SLOW: usize = 200;
const PAGES: [&str; 5] = ["/", "/search?q=families", "/roles/acme/coach", "/organisations", "/api/v1/roles"];

/// What readers saw.
#[derive(Default)]
struct Seen {
    whole: AtomicUsize,
    cut: AtomicUsize,
    failed: AtomicUsize,
}

/// Reads one page, if somebody is there.
fn read_once(address: SocketAddr, page: &str, seen: &Seen) {
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(5)) else {
        std::thread::sleep(Duration::from_millis(2));
        return;
    };
    let request = format!("GET {page} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
    let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
    let mut answer = Vec::new();
    let ended = stream.write_all(request.as_bytes()).is_ok() && stream.read_to_end(&mut answer).is_ok();
    if answer.is_empty() {
        // Nobody had begun to answer.
        return;
    }
    let text = String::from_utf8_lossy(&answer);
    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next()?.parse::<usize>().ok());
    let body = text.find("\r\n\r\n").map(|end| answer.len() - end - 4);
    match (ended, length, body) {
        (true, Some(length), Some(body)) if length == body => {
            let fault = text.starts_with("HTTP/1.1 5") && !text.starts_with("HTTP/1.1 503");
            if fault { &seen.failed } else { &seen.whole }.fetch_add(1, Ordering::Relaxed);
        }
        _ => {
            seen.cut.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[test]
fn restarts_under_load_cut_no_answer_and_lose_nothing() {
    let rounds = count(3, 20);
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    let address: Mutex<Option<SocketAddr>> = Mutex::new(None);
    let (over, published) = (AtomicBool::new(false), AtomicUsize::new(1));
    let (orderly, killed) = (Seen::default(), Seen::default());
    let kill = AtomicBool::new(false);
    let mut longest = Duration::ZERO;
    std::thread::scope(|scope| {
        for reader in 0..READERS {
            let (address, over, kill, orderly, killed) = (&address, &over, &kill, &orderly, &killed);
            scope.spawn(move || {
                let mut turn = reader;
                while !over.load(Ordering::Relaxed) {
                    let there = *address.lock().unwrap();
                    let Some(there) = there else {
                        std::thread::sleep(Duration::from_millis(2));
                        continue;
                    };
                    turn += 1;
                    let seen = if kill.load(Ordering::Relaxed) { killed } else { orderly };
                    read_once(there, PAGES[turn % PAGES.len()], seen);
                }
            });
        }
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let number = published.load(Ordering::Relaxed);
                assert_eq!(catalog.run(&["revise", "acme/coach"]).code, 0);
                let draft = catalog.read("roles/acme/coach/draft.md");
                let line = draft.lines().find(|line| line.contains("Coach ")).unwrap().to_owned();
                let changed = draft.replace(&line, &format!("- Coach {number} families. ^d1"));
                catalog.write("roles/acme/coach/draft.md", &changed);
                catalog.publish("coach");
                published.fetch_add(1, Ordering::Relaxed);
            }
        });
        for round in 0..2 * rounds {
            let is_killed = round % 2 == 1;
            kill.store(is_killed, Ordering::Relaxed);
            let server = Server::start(&catalog);
            *address.lock().unwrap() = Some(server.address);
            let slow: Vec<TcpStream> = (0..SLOW)
                .filter_map(|_| TcpStream::connect(server.address).ok())
                .map(|mut stream| {
                    let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
                    stream
                })
                .collect();
            std::thread::sleep(Duration::from_millis(1200));
            let begun = Instant::now();
            server.signal(if is_killed { "KILL" } else { "TERM" });
            *address.lock().unwrap() = None;
            let (status, log) = server.wait();
            if !is_killed {
                assert!(status.success(), "{status}: {log}");
                longest = longest.max(begun.elapsed());
            }
            assert!(!log.contains("panicked"), "{log}");
            drop(slow);
            // Those under way count as of this round.
            std::thread::sleep(Duration::from_millis(100));
        }
        over.store(true, Ordering::Relaxed);
    });
    let (whole, cut) = (orderly.whole.load(Ordering::Relaxed), orderly.cut.load(Ordering::Relaxed));
    let revisions = published.load(Ordering::Relaxed);
    eprintln!(
        "restart under load: {rounds} orderly stops and {rounds} kills, {READERS} readers, {SLOW} slow clients: {whole} \
         answers whole, {cut} cut by orderly stops, {} by kills; longest orderly stop {longest:?}; {revisions} revisions \
         published meanwhile",
        killed.cut.load(Ordering::Relaxed),
    );
    assert!(whole > 0, "somebody read something");
    assert_eq!(cut, 0, "an orderly stop cuts no answer");
    assert_eq!(orderly.failed.load(Ordering::Relaxed) + killed.failed.load(Ordering::Relaxed), 0);
    assert!(longest < Duration::from_secs(15), "slow clients do not hold up the end: {longest:?}");
    let server = Server::start(&catalog);
    let history = server.get("/api/v1/roles/acme/coach/history").json();
    assert_eq!(history["revisions"].as_array().unwrap().len(), revisions, "everything acknowledged is there");
}
