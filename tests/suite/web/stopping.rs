//! Stopping: answers under way go out, nobody new is let in, and nobody can hold it up.
#![cfg(unix)]

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rolebook::web::limits::Limits;

use super::running::Running;
use crate::support::TestCatalog;
use crate::support::http::{Answer, connect, get, read_to_end};
use crate::support::server::Server;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn an_answer_under_way_goes_out_and_nobody_new_is_let_in() {
    let mut server = Running::start(Limits::default());
    let address = server.address;
    let asking = std::thread::spawn(move || get(address, "/wicked/slow"));
    std::thread::sleep(Duration::from_millis(200));
    server.tell_to_stop();
    std::thread::sleep(Duration::from_millis(100));
    assert!(TcpStream::connect(address).is_err(), "nobody new");
    assert_eq!(asking.join().unwrap().status, 200);
    assert_eq!(server.wait(), 0, "nothing was cut");
}

#[test]
fn slow_clients_do_not_hold_up_the_end() {
    let mut server = Running::start(Limits { drain: Duration::from_millis(800), ..Limits::default() });
    let slow: Vec<TcpStream> = (0..60)
        .map(|number| {
            let mut stream = connect(server.address, PATIENCE);
            stream.write_all(if number % 2 == 0 { b"GET / HTTP/1.1\r\nX" } else { b"" }).unwrap();
            stream
        })
        .collect();
    assert_eq!(get(server.address, "/healthz").status, 200);
    let begun = Instant::now();
    server.tell_to_stop();
    let cut = server.wait();
    assert!(cut <= 30, "who has said nothing is let go at once: {cut}");
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    drop(slow);
}

#[test]
fn a_signal_during_a_request_lets_it_be_answered_and_ends_the_program_well() {
    for name in ["TERM", "INT"] {
        let server = Server::of(TestCatalog::shipped());
        let mut stream = connect(server.address, PATIENCE);
        stream.write_all(b"GET /api/v1/roles HTTP/1.1\r\nHost: x\r\n").unwrap();
        let idle = {
            let mut idle = connect(server.address, PATIENCE);
            idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            std::thread::sleep(Duration::from_millis(300));
            idle
        };
        let begun = Instant::now();
        server.signal(name);
        server.wait_for_log("stopping");
        stream.write_all(b"\r\n").unwrap();
        let (bytes, closed) = read_to_end(&mut stream);
        let answer = Answer::parse(&bytes, true).unwrap();
        assert_eq!((answer.status, closed), (200, true));
        assert_eq!(answer.json()["total"], 10);
        drop(idle);
        let (status, log) = server.wait();
        assert_eq!(status.code(), Some(0), "{name}: {log}");
        assert!(!log.contains("were cut"), "{log}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}
