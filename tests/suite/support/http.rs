//! A small HTTP client that shows what really came over the wire, and sends what no proper client would.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::Value;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Takes an answer, headers and body, from what came over the wire. Nothing if it is no whole answer.
    pub(crate) fn parse(bytes: &[u8], has_body: bool) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
        let headers = lines
            .map(|line| line.split_once(": ").unwrap_or((line, "")))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let mut answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if has_body && answer.header("transfer-encoding") == Some("chunked") {
            answer.body = unchunked(&answer.body)?;
        } else if let Some(length) = answer.header("content-length").filter(|_| has_body) {
            assert_eq!(answer.body.len(), length.parse::<usize>().unwrap(), "{head}");
        }
        Some(answer)
    }

    /// The header with this name; it must not be there twice.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(other, _)| other == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} twice: {self:?}");
        value
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).ok()?, 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(end + 2..end + 2 + size)?);
        bytes = bytes.get(end + 2 + size + 2..)?;
    }
}

/// A connection that gives up waiting after `patience`.
pub(crate) fn connect(address: SocketAddr, patience: Duration) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(patience)).unwrap();
    stream
}

/// What comes over a connection until it is closed or patience ends; whether it was closed.
pub(crate) fn read_to_end(stream: &mut TcpStream) -> (Vec<u8>, bool) {
    let (mut bytes, mut part) = (Vec::new(), [0; 16 * 1024]);
    loop {
        match stream.read(&mut part) {
            Ok(0) => return (bytes, true),
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return (bytes, false),
            Err(_) => return (bytes, true),
        }
    }
}

/// Sends bytes on a connection of their own; what came back. Somebody who hangs up on us is no mistake of ours.
pub(crate) fn send_raw(address: SocketAddr, bytes: &[u8], patience: Duration) -> Vec<u8> {
    let mut stream = connect(address, patience);
    let _ = stream.write_all(bytes);
    read_to_end(&mut stream).0
}

/// Asks with a method and further headers.
pub(crate) fn ask(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let bytes = send_raw(address, request.as_bytes(), Duration::from_secs(30));
    Answer::parse(&bytes, method != "HEAD")
        .unwrap_or_else(|| panic!("{method} {target}: {:?}", String::from_utf8_lossy(&bytes)))
}

/// Sends a body with POST.
pub(crate) fn post(address: SocketAddr, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = format!("POST {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    let mut bytes = request.into_bytes();
    bytes.extend_from_slice(body);
    let begun = Instant::now();
    let bytes = send_raw(address, &bytes, Duration::from_secs(30));
    let shown = || format!("{:?} after {:?}", String::from_utf8_lossy(&bytes), begun.elapsed());
    Answer::parse(&bytes, true).unwrap_or_else(|| panic!("POST {target}: {}", shown()))
}

/// Asks with GET.
pub(crate) fn get(address: SocketAddr, target: &str) -> Answer {
    ask(address, "GET", target, &[])
}
