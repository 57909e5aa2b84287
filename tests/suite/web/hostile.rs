//! Two thousand requests that nobody means well with. None may bring the service down, or get an answer that says that
//! something of ours has failed.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::COORDINATOR_ADDRESS;
use crate::support::TestCatalog;
use crate::support::http::{Answer, send_raw};
use crate::support::server::Server;

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.throw(choices.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let count = self.throw(most) + 1;
        (0..count).map(|_| self.throw(256) as u8).collect()
    }
}

const PIECES: [&str; 34] = [
    "%00",
    "..",
    "%2e%2e",
    "%2f",
    "%5c",
    "/",
    "//",
    "\\",
    "@",
    "@draft",
    "@0",
    "@-1",
    "@18446744073709551616",
    "%ff",
    "%c0%ae",
    "%",
    "%zz",
    "roles",
    "hayward",
    "student-success-coach",
    "history",
    "diff",
    "?",
    "&",
    "=",
    "limit=",
    "as_of=9999-12-31",
    "from=4294967295",
    "cursor=%2F",
    "%F0%9F%98%80",
    "con",
    "'",
    "\"",
    "<script>",
];

const METHODS: [&str; 9] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE", "get", "G\u{0}T", "PRI"];

const FRAMINGS: [&str; 12] = [
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
    "Content-Length: 0\r\nContent-Length: 9\r\n\r\n",
    "Content-Length: -1\r\n\r\n",
    "Content-Length: 99999999999999999999\r\n\r\n",
    "Content-Length: +5\r\n\r\nabcde",
    "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding:\tchunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
    "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    " folded: yes\r\n\tmore\r\n\r\n",
    "If-None-Match: \"\"\"\",,,W/\"\r\nAccept-Encoding: *;q=0, br;q=x\r\nRange: bytes=0-,-1\r\n\r\n",
];

/// A request of the worst kind, and whether it ends.
fn wicked(dice: &mut Dice) -> Vec<u8> {
    let mut target =
        String::from(dice.pick(&["/", "/api/v1/", "/api/v1/roles", COORDINATOR_ADDRESS, "", "*", "http://x/"]));
    for _ in 0..dice.throw(8) {
        target.push_str(dice.pick(&PIECES));
    }
    let mut request = match dice.throw(10) {
        0 => dice.bytes(600),
        1 => format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(dice.throw(100_000))).into_bytes(),
        2 => format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X: y\r\n".repeat(dice.throw(400))).into_bytes(),
        3 => format!("GET / HTTP/{}\r\nHost: x\r\n\r\n", dice.pick(&["0.9", "1.2", "2.0", "3", "1.1.1", "x"]))
            .into_bytes(),
        4 => {
            let mut request = b"GET ".to_vec();
            request.extend(dice.bytes(40));
            request.extend(b" HTTP/1.1\r\nHost: x\r\n\r\n");
            request
        }
        5 => {
            let mut request = b"GET / HTTP/1.1\r\nHost: ".to_vec();
            request.extend(dice.bytes(40));
            request.extend(b"\r\n\r\n");
            request
        }
        6 | 7 => {
            let method = dice.pick(&METHODS);
            format!("{method} {target} HTTP/1.1\r\nHost: x\r\n{}", dice.pick(&FRAMINGS)).into_bytes()
        }
        _ => {
            let method = dice.pick(&METHODS);
            format!("{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").into_bytes()
        }
    };
    if dice.throw(8) == 0 {
        let at = dice.throw(request.len());
        request[at] = dice.throw(256) as u8;
    }
    // Whatever it was, it ends; slow clients are another matter.
    request.extend(b"\r\n\r\n");
    request
}

fn throw_at(address: SocketAddr, seed: u64, count: usize) -> (usize, Duration) {
    let mut dice = Dice(seed);
    let (mut answered, mut longest) = (0, Duration::ZERO);
    for _ in 0..count {
        let request = wicked(&mut dice);
        let begun = Instant::now();
        let bytes = send_raw(address, &request, Duration::from_millis(100));
        let shown = String::from_utf8_lossy(&request[..200.min(request.len())]).into_owned();
        if let Some(answer) = Answer::parse(&bytes, false) {
            assert!(answer.status < 500 || [501, 505].contains(&answer.status), "{shown:?}: {answer:?}");
            answered += 1;
            longest = longest.max(begun.elapsed());
        }
    }
    (answered, longest)
}

#[test]
fn two_thousand_hostile_requests_find_the_service_unmoved() {
    let server = Server::of(TestCatalog::shipped());
    let address = server.address;
    let throwing: Vec<_> = (1..=8).map(|seed| std::thread::spawn(move || throw_at(address, seed, 250))).collect();
    let mut answered = 0;
    for thrown in throwing {
        let (count, longest) = thrown.join().unwrap();
        answered += count;
        assert!(longest < Duration::from_secs(5), "{longest:?}");
    }
    assert!(answered > 1000, "most are answered: {answered}");
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.get("/readyz").json()["broken"], 0);
    let log = server.log();
    assert!(!log.contains("panicked") && !log.contains("ERROR"), "{log}");
}
