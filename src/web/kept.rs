//! Answers that were given before, for as long as they would be given again.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, StatusCode};
use jiff::civil::Date;
use moka::sync::Cache;

use super::answer::Reply;
use super::headers;

/// How many bytes of answers are kept.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// What an answer costs beside its body, in bytes: its headers, mostly.
const BESIDE: usize = 3 * 1024;

/// Answers by the address that was asked for.
pub struct KeptAnswers {
    answers: Cache<String, Arc<KeptAnswer>>,
}

/// What an answer depends on beside its address: the state of the catalog, and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Circumstances {
    pub(super) generation: u64,
    pub(super) day: Date,
}

/// An answer, ready to be given again.
pub(super) struct KeptAnswer {
    given: Circumstances,
    /// The address of its endpoint in the table.
    pub(super) endpoint: &'static str,
    /// What the endpoint replied.
    pub(super) reply: Reply,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl KeptAnswers {
    /// None yet.
    pub(super) fn new() -> Self {
        let weight = |address: &String, answer: &Arc<KeptAnswer>| {
            u32::try_from(address.len() + answer.body.len() + BESIDE).unwrap_or(u32::MAX)
        };
        Self { answers: Cache::builder().max_capacity(MOST_BYTES).weigher(weight).build() }
    }

    /// The answer that was given to this under the same circumstances.
    pub(super) fn get(&self, address: &str, circumstances: Circumstances) -> Option<Arc<KeptAnswer>> {
        self.answers.get(address).filter(|answer| answer.given == circumstances)
    }

    /// Keeps an answer; one that was given under other circumstances makes room for it.
    pub(super) fn keep(&self, address: String, given: Circumstances, endpoint: &'static str, reply: &Reply) {
        let (mut parts, _) = reply.clone().response(&HeaderMap::new()).into_parts();
        headers::add_security(&mut parts.headers);
        let body = reply.body.clone();
        let answer =
            KeptAnswer { given, endpoint, reply: reply.clone(), status: parts.status, headers: parts.headers, body };
        self.answers.insert(address, Arc::new(answer));
    }
}

impl KeptAnswer {
    /// The whole answer, with the headers of every answer but its id, to somebody who takes it as it is.
    pub(super) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        response.headers_mut().clone_from(&self.headers);
        response
    }
}
