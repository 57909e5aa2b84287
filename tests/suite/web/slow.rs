//! Who is slow, on purpose or not, is let go; meanwhile others are served.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use rolebook::web::limits::Limits;

use super::running::Running;
use crate::support::TestCatalog;
use crate::support::http::{connect, get, read_to_end};
use crate::support::server::Server;

const SOON: Duration = Duration::from_secs(10);

/// Limits for a short test.
fn short() -> Limits {
    Limits {
        first_byte: Duration::from_millis(300),
        head: Duration::from_millis(600),
        idle: Duration::from_secs(3),
        response: Duration::from_millis(500),
        ..Limits::default()
    }
}

/// Waits until the connection is closed by the other side; how long that took since `begun`.
fn closed_after(stream: &mut TcpStream, begun: Instant) -> Duration {
    let (bytes, closed) = read_to_end(stream);
    assert!(closed, "still open; {}", String::from_utf8_lossy(&bytes));
    begun.elapsed()
}

fn about(taken: Duration, expected: Duration) {
    assert!(taken + Duration::from_millis(50) >= expected, "{taken:?} is too soon for {expected:?}");
    assert!(taken < expected + Duration::from_secs(2), "{taken:?} is too late for {expected:?}");
}

#[test]
fn who_says_nothing_at_all_is_let_go() {
    let server = Running::start(short());
    let begun = Instant::now();
    about(closed_after(&mut connect(server.address, SOON), begun), short().first_byte);
}

#[test]
fn a_head_that_drips_is_let_go_as_soon_as_one_that_stops() {
    let server = Running::start(short());
    let mut stops = connect(server.address, SOON);
    stops.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-a: ").unwrap();
    about(closed_after(&mut stops, Instant::now()), short().head);
    let mut drips = connect(server.address, SOON);
    let begun = Instant::now();
    let mut said = 0;
    while drips.write_all(b"X").is_ok() {
        said += 1;
        assert!(begun.elapsed() < SOON, "still open after {said} bytes");
        std::thread::sleep(Duration::from_millis(20));
    }
    about(begun.elapsed(), short().head);
}

#[test]
fn a_connection_between_two_requests_may_rest_longer_than_a_head_may_take() {
    let server = Running::start(short());
    let mut stream = connect(server.address, SOON);
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    about(closed_after(&mut stream, Instant::now()), short().idle);
    let mut again = connect(server.address, SOON);
    again.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    std::thread::sleep(short().head);
    again.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-a").unwrap();
    about(closed_after(&mut again, Instant::now()), short().head);
}

#[test]
fn a_head_that_begins_right_behind_another_request_may_not_stay_half_for_ever() {
    let server = Running::start(short());
    let one_and_a_half = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\nX-a: ";
    let mut stops = connect(server.address, SOON);
    stops.write_all(one_and_a_half).unwrap();
    about(closed_after(&mut stops, Instant::now()), short().idle);
    let mut drips = connect(server.address, SOON);
    drips.write_all(one_and_a_half).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    let begun = Instant::now();
    while drips.write_all(b"X").is_ok() {
        assert!(begun.elapsed() < SOON, "still open");
        std::thread::sleep(Duration::from_millis(20));
    }
    about(begun.elapsed(), short().head);
}

#[test]
fn an_answer_may_take_longer_to_work_out_than_a_head_to_come() {
    let server = Running::start(short());
    let answer = get(server.address, "/wicked/slow");
    assert_eq!((answer.status, answer.json().as_u64()), (200, Some(7)));
}

#[test]
fn who_does_not_take_the_answer_is_let_go() {
    let server = Running::start(short());
    let mut stream = connect(server.address, SOON);
    stream.write_all(b"GET /wicked/large HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let begun = Instant::now();
    let open = |address: SocketAddr| {
        let text = get(address, "/metrics").text();
        text.lines().find_map(|line| line.strip_prefix("rolebook_http_connections ")).unwrap().to_owned()
    };
    while open(server.address) != "1" || begun.elapsed() < Duration::from_millis(300) {
        assert!(begun.elapsed() < SOON, "still open");
        std::thread::sleep(Duration::from_millis(50));
    }
    let (bytes, _) = read_to_end(&mut stream);
    assert!(bytes.len() < 64 * 1024 * 1024, "the answer was cut");
}

#[test]
fn a_body_that_does_not_come_holds_up_nothing() {
    let server = Running::start(short());
    let mut stream = connect(server.address, SOON);
    let begun = Instant::now();
    stream.write_all(b"POST /api/v1/roles HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc").unwrap();
    let (bytes, closed) = read_to_end(&mut stream);
    assert!(String::from_utf8_lossy(&bytes).starts_with("HTTP/1.1 405"), "answered without it");
    assert!(closed && begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[test]
fn many_slow_clients_do_not_keep_a_quick_one_waiting() {
    let server = Running::start(Limits { head: Duration::from_secs(2), ..short() });
    let slow: Vec<TcpStream> = (0..150)
        .map(|_| {
            let mut stream = connect(server.address, SOON);
            stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-a: ").unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        let begun = Instant::now();
        assert_eq!(get(server.address, "/api/v1/roles").status, 200);
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
    let begun = Instant::now();
    for mut stream in slow {
        assert!(read_to_end(&mut stream).1);
    }
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

#[test]
fn the_program_itself_lets_slow_clients_go_after_ten_seconds() {
    let server = Server::of(TestCatalog::shipped());
    let address = server.address;
    let waiting: Vec<_> = [&b""[..], b"GET / HTTP/1.1\r\nHost: x\r\nX-a: "]
        .into_iter()
        .map(|said| {
            std::thread::spawn(move || {
                let begun = Instant::now();
                let mut stream = connect(address, Duration::from_secs(20));
                stream.write_all(said).unwrap();
                closed_after(&mut stream, begun)
            })
        })
        .collect();
    for waited in waiting {
        about(waited.join().unwrap(), Duration::from_secs(10));
    }
}
