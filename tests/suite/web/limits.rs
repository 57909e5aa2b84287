//! Who is greedy is told to come back; others are served.

use std::io::Write as _;
use std::net::IpAddr;
use std::time::Duration;

use rolebook::web::connections::Connections;
use rolebook::web::limits::Limits;

use super::problems::code;
use super::running::Running;
use crate::support::http::{Answer, connect, get, read_to_end, send_raw};

const PATIENCE: Duration = Duration::from_secs(10);

#[test]
fn one_peer_can_not_take_all_connections() {
    let limits = Limits { connections: 5, connections_per_peer: 2, connections_per_local_peer: 4, ..Limits::default() };
    let connections = Connections::new(&limits);
    let peer = |text: &str| text.parse::<IpAddr>().unwrap();
    let enter = |text: &str| connections.enter(peer(text));
    let first = enter("203.0.113.7").unwrap();
    let _second = enter("203.0.113.7").unwrap();
    assert!(enter("203.0.113.7").is_none(), "two are enough");
    assert!(enter("::ffff:203.0.113.7").is_none(), "the same peer in other words");
    let _v6 = enter("2001:db8::1").unwrap();
    let _v6_too = enter("2001:db8::2").unwrap();
    assert!(enter("2001:db8::ffff:3").is_none(), "a network of IPv6 is one peer");
    drop(first);
    let _again = enter("203.0.113.7").unwrap();
    let _other = enter("2001:db8:1::1").unwrap();
    assert_eq!(connections.count(), 5);
    assert!(enter("198.51.100.1").is_none(), "all are taken");
}

#[test]
fn a_proxy_on_this_machine_may_bring_everybody() {
    let limits =
        Limits { connections: 100, connections_per_peer: 2, connections_per_local_peer: 50, ..Limits::default() };
    let connections = Connections::new(&limits);
    let places: Vec<_> = (0..60).filter_map(|_| connections.enter("127.0.0.1".parse().unwrap())).collect();
    assert_eq!(places.len(), 50);
    drop(places);
    assert_eq!(connections.count(), 0);
}

#[test]
fn a_connection_too_many_is_told_to_come_back() {
    let server = Running::start(Limits { connections_per_local_peer: 2, ..Limits::default() });
    let open: Vec<_> = (0..2)
        .map(|_| {
            let mut stream = connect(server.address, PATIENCE);
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            // Once it has been answered it is counted.
            assert!(std::io::Read::read(&mut stream, &mut [0; 1024]).unwrap() > 0);
            stream
        })
        .collect();
    let bytes = send_raw(server.address, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", PATIENCE);
    let answer = Answer::parse(&bytes, true).unwrap();
    assert_eq!(answer.status, 503);
    assert_eq!(answer.json()["code"], "overloaded");
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    drop(open);
    let begun = std::time::Instant::now();
    while begun.elapsed() < PATIENCE {
        let bytes =
            send_raw(server.address, b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", PATIENCE);
        let answer = Answer::parse(&bytes, true).unwrap();
        if answer.status == 200 {
            let text = answer.text();
            assert!(text.contains("rolebook_http_connections_refused_total "), "{text}");
            assert!(!text.contains("rolebook_http_connections_refused_total 0"), "{text}");
            return;
        }
    }
    panic!("there is room again, and nobody is let in");
}

#[test]
fn requests_too_many_are_told_to_come_back_and_others_are_answered() {
    let server = Running::start(Limits { requests: 2, ..Limits::default() });
    let address = server.address;
    let asking: Vec<_> = (0..6).map(|_| std::thread::spawn(move || get(address, "/wicked/slow"))).collect();
    let answers: Vec<Answer> = asking.into_iter().map(|asked| asked.join().unwrap()).collect();
    let served = answers.iter().filter(|answer| answer.status == 200).count();
    assert!(served >= 2, "{answers:?}");
    let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status != 200).collect();
    assert!(!refused.is_empty(), "six at once are too many for two places");
    for answer in refused {
        assert_eq!((answer.status, code(answer).as_str()), (503, "overloaded"));
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    assert_eq!(get(address, "/healthz").status, 200);
}

#[test]
fn several_requests_come_over_one_connection() {
    let server = Running::start(Limits { idle: Duration::from_millis(300), ..Limits::default() });
    let mut stream = connect(server.address, PATIENCE);
    for _ in 0..3 {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    let (bytes, closed) = read_to_end(&mut stream);
    assert_eq!(String::from_utf8_lossy(&bytes).matches("200 OK").count(), 3);
    assert!(closed, "idle for too long");
}
