//! What is looked at before anything else: whether a request is proper, meant for us, and its head not too large.

use axum::http::header::{HOST, TRANSFER_ENCODING};
use axum::http::{Request, Version};

use super::hosts::Hosts;
use super::limits::Limits;
use super::problem::{Problem, ProblemKind};

/// Refuses what is not proper HTTP, what is too large, and what is meant for another host.
pub(super) fn screen<B>(request: &Request<B>, limits: &Limits, our: Hosts) -> Result<(), Problem> {
    let refuse = |kind, detail: String| Err(Problem::new(kind, detail));
    let (uri, headers) = (request.uri(), request.headers());
    let address = uri.path().len() + uri.query().map_or(0, str::len);
    if address > limits.address_bytes {
        let detail = format!("it has {address} bytes; {} are allowed", limits.address_bytes);
        return refuse(ProblemKind::AddressTooLong, detail);
    }
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if headers.len() > limits.header_lines || bytes > limits.header_bytes {
        let (lines, most) = (limits.header_lines, limits.header_bytes);
        return refuse(ProblemKind::HeadersTooLarge, format!("{lines} lines and {most} bytes are allowed"));
    }
    let hosts = headers.get_all(HOST).iter().count();
    if hosts > 1 || (hosts == 0 && request.version() == Version::HTTP_11) {
        return refuse(ProblemKind::BadRequest, "a request has one `Host` header".to_owned());
    }
    if headers.contains_key(TRANSFER_ENCODING) {
        // With both a coding and a length, those on the way may disagree where the request ends.
        let detail = "say `Content-Length`, not `Transfer-Encoding`".to_owned();
        return refuse(ProblemKind::LengthRequired, detail);
    }
    our.check(uri, headers)
}
