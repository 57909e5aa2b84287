//! Every limit of the service, with its reason. Somebody who is slow, greedy or hostile meets one of these before they
//! can take the service away from others.

use std::time::Duration;

/// The limits that a server keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections open at once. A slow client costs a connection, so that there must be an end to them.
    pub connections: usize,
    /// Connections of one peer address at once (for IPv6, of one /64 network), so that one peer can't take them all.
    pub connections_per_peer: usize,
    /// The same for the loopback address. A proxy on the same machine brings everybody's requests from there, and
    /// whoever has a shell here can do worse than connect: the limit is that of all connections.
    pub connections_per_local_peer: usize,
    /// Until the first byte of a connection's first request.
    pub first_byte: Duration,
    /// From the first byte of a request to the end of its headers, however they drip.
    pub head: Duration,
    /// Between two requests on a connection. Browsers keep connections for the next click; half a minute is enough.
    pub idle: Duration,
    /// From the answer to its last byte taken by the client.
    pub response: Duration,
    /// To work out an answer.
    pub work: Duration,
    /// Requests under way at once. What comes above is told to come back: a short queue is better than a long wait.
    pub requests: usize,
    /// Requests that read the catalog at once; the others wait their turn.
    pub readers: usize,
    /// From the wish to stop to the end, for answers under way.
    pub drain: Duration,
    /// Bytes of an address.
    pub address_bytes: usize,
    /// Bytes of a request's headers with its first line.
    pub header_bytes: usize,
    /// Lines of a request's headers.
    pub header_lines: usize,
    /// Bytes of a body of data.
    pub body_bytes: u64,
    /// Bytes of a form. A megabyte of words has three times as many bytes in percent encoding, and what is too long is
    /// better said at its field than by refusing the form.
    pub form_bytes: u64,
    /// Bytes of a form with files.
    pub upload_bytes: u64,
    /// For a body to come.
    pub body: Duration,
    /// For a form with files to come.
    pub upload: Duration,
    /// Bodies, other than files, in memory at once. What comes above is told to come back.
    pub bodies: usize,
    /// Forms with files in memory at once.
    pub uploads: usize,
}

/// Above this many bytes a request's head is not even looked at. It is twice [`Limits::header_bytes`], so that whoever
/// is only a little over gets an answer that explains it.
pub const HEAD_WALL: usize = 32 * 1024;

/// Bodies below this many bytes are not compressed: it would cost more than it saves.
pub const LEAST_TO_COMPRESS: u64 = 1024;

/// After how many seconds somebody who was turned away should try again.
pub const RETRY_AFTER: u32 = 1;

/// Fields of a query or a form. Each is compared with those before it.
pub const MOST_FIELDS: usize = 2_000;

/// Parts of a form with files.
pub const MOST_PARTS: usize = 100;

/// So much of a body that is too large is read and thrown away, since a browser that is still sending does not listen.
pub const MOST_THROWN_AWAY: u64 = 64 * 1024 * 1024;

/// Roles on a page of a list, at most.
pub const LARGEST_PAGE: u32 = 100;
/// Roles on a page of a list, when nobody says how many.
pub const USUAL_PAGE: u32 = 50;

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            connections_per_peer: 64,
            connections_per_local_peer: 512,
            first_byte: Duration::from_secs(10),
            head: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            response: Duration::from_secs(120),
            work: Duration::from_secs(15),
            requests: 256,
            readers: 8,
            drain: Duration::from_secs(10),
            address_bytes: 8 * 1024,
            header_bytes: 16 * 1024,
            header_lines: 64,
            body_bytes: 1024 * 1024,
            form_bytes: 4 * 1024 * 1024,
            upload_bytes: 20 * 1024 * 1024,
            body: Duration::from_secs(10),
            upload: Duration::from_secs(60),
            bodies: 32,
            uploads: 3,
        }
    }
}
