//! Answers that were given before, for as long as they would be given again.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::response::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use jiff::civil::Date;
use moka::sync::Cache;

use super::answer::Reply;
use super::coding::Coding;
use super::{etag, headers};

/// How many bytes of answers are kept.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// What an answer costs beside its body, in bytes: its headers, mostly.
const BESIDE: usize = 3 * 1024;

/// What is said of a body, and not where there is none.
const ABOUT_THE_BODY: [HeaderName; 2] = [CONTENT_TYPE, CONTENT_DISPOSITION];

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
#[derive(Clone)]
pub(super) struct KeptAnswer {
    given: Circumstances,
    /// The address of its endpoint in the table.
    pub(super) endpoint: &'static str,
    /// What the endpoint replied.
    pub(super) reply: Reply,
    /// The headers for a client that has it already, but the tag by which it says so.
    known: HeaderMap,
    /// As it went out, in each coding that somebody took it in.
    sent: Vec<Sent>,
}

/// An answer in one coding, with the headers of every answer but its id.
#[derive(Clone)]
struct Sent {
    coding: Coding,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl KeptAnswers {
    /// None yet.
    pub(super) fn new() -> Self {
        let weight = |address: &String, answer: &Arc<KeptAnswer>| {
            let sent: usize = answer.sent.iter().map(|sent| sent.body.len() + BESIDE).sum();
            u32::try_from(address.len() + sent).unwrap_or(u32::MAX)
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
        let mut known = parts.headers.clone();
        ABOUT_THE_BODY.iter().for_each(|name| drop(known.remove(name)));
        headers::leave_room_for_id(&mut known);
        let sent = vec![Sent::new(Coding::Plain, &parts, reply.body.clone())];
        self.answers.insert(address, Arc::new(KeptAnswer { given, endpoint, reply: reply.clone(), known, sent }));
    }

    /// Keeps an answer in another coding too.
    pub(super) fn keep_packed(&self, address: &str, answer: &KeptAnswer, coding: Coding, parts: &Parts, body: Bytes) {
        let mut answer = answer.clone();
        answer.sent.retain(|sent| sent.coding != coding);
        answer.sent.push(Sent::new(coding, parts, body));
        self.answers.insert(address.to_owned(), Arc::new(answer));
    }
}

impl KeptAnswer {
    /// The whole answer in this coding, if it was sent so before.
    pub(super) fn response(&self, coding: Coding) -> Option<Response<Body>> {
        let sent = self.sent.iter().find(|sent| sent.coding == coding)?;
        let mut response = Response::new(Body::from(sent.body.clone()));
        *response.status_mut() = sent.status;
        response.headers_mut().clone_from(&sent.headers);
        Some(response)
    }

    /// The answer to a client that has it already, if these headers of a request say so.
    pub(super) fn known(&self, request: &HeaderMap) -> Option<Response<Body>> {
        // Who is sent elsewhere has to go there again.
        let tag = self.reply.tag.as_deref().filter(|_| self.reply.location.is_none())?;
        let tag = etag::known_by(request, tag)?;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.headers_mut().clone_from(&self.known);
        response.headers_mut().insert(ETAG, HeaderValue::from_str(&tag).ok()?);
        Some(response)
    }

    /// Whether what goes out is this answer, in whatever coding, and not one that was given before or after it.
    pub(super) fn is_sent_as(&self, response: &Response<Body>) -> bool {
        let sent = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
        let same = sent.zip(self.reply.tag.as_deref()).is_some_and(|(sent, own)| etag::is_of(sent, own));
        same && response.status() == StatusCode::OK
    }
}

impl Sent {
    fn new(coding: Coding, parts: &Parts, body: Bytes) -> Self {
        let mut headers = parts.headers.clone();
        headers::leave_room_for_id(&mut headers);
        Self { coding, status: parts.status, headers, body }
    }
}
