//! The whole service as one function from a request to an answer: what is true of every answer is made true here.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_ENCODING, ETAG};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, Request, Response};
use jiff::Timestamp;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;
use tower_http::csrf::ProtectionError;

use super::coding::Coding;
use super::endpoint::Endpoint;
use super::limits::Limits;
use super::problem::{Problem, ProblemKind};
use super::router::{Answered, Audience, RequestId, options, router, stated};
use super::screen::screen;
use super::service::Service;
use super::{etag, headers};

/// A service with its endpoints and its limits.
pub struct Site {
    service: Arc<Service>,
    limits: Limits,
    router: Router,
    under_way: Semaphore,
    begun: String,
    counted: AtomicU64,
}

impl Site {
    /// A site of `endpoints`.
    pub fn new(endpoints: Vec<Endpoint>, service: Service, limits: Limits) -> Arc<Self> {
        let service = Arc::new(Service { limits: limits.clone(), ..service });
        Arc::new(Self {
            router: router(endpoints, &service, &limits),
            under_way: Semaphore::new(limits.requests),
            // Requests of different runs have different names.
            begun: format!("{:08x}", Timestamp::now().as_second() & 0xffff_ffff),
            counted: AtomicU64::new(0),
            service,
            limits,
        })
    }

    /// Its limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What its endpoints work with.
    pub fn service(&self) -> &Arc<Service> {
        &self.service
    }

    /// The answer to a request.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<Body>
    where
        B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let begun = Instant::now();
        let id = format!("{}-{:06x}", self.begun, self.counted.fetch_add(1, Ordering::Relaxed));
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let audience = Audience::of(&request);
        let (mut response, endpoint) = match screen(&request, &self.limits, self.service.hosts) {
            Err(problem) => (self.finished(Err(problem), &id, audience), None),
            Ok(()) => match self.kept(&request) {
                Some((response, endpoint)) => (response, Some(endpoint)),
                None => {
                    let packed = packed(&request);
                    let answered = self.answer_or_problem(request.map(Body::new), &id).await;
                    let mut response = self.finished(answered, &id, audience);
                    if let Some((address, coding)) = packed {
                        let whole = self.keep_packed(address.as_str(), coding, response).await;
                        response = whole.unwrap_or_else(|problem| self.finished(Err(problem), &id, audience));
                    }
                    let endpoint = response.extensions_mut().remove::<Answered>().map(|answered| answered.0);
                    (response, endpoint)
                }
            },
        };
        headers::add_id(response.headers_mut(), &id);
        let status = response.status().as_u16();
        let duration = begun.elapsed();
        self.service.metrics.count_request(endpoint, status, duration);
        let ms = duration.as_micros() as f64 / 1000.0;
        tracing::info!(id, method = method.as_str(), path, status, ms, "request");
        response
    }

    /// An answer that was given before, with its endpoint: nearly all that there is to do for it was done then.
    fn kept<B>(&self, request: &Request<B>) -> Option<(Response<Body>, &'static str)> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let answer = self.service.kept.get(request.uri().path_and_query()?.as_str(), self.service.circumstances()?)?;
        let known = answer.known(request.headers());
        let response = known.or_else(|| answer.response(Coding::wanted(request.headers())?))?;
        Some((response, answer.endpoint))
    }

    /// Keeps an answer as it was packed, so that this is done once.
    async fn keep_packed(
        &self,
        address: &str,
        coding: Coding,
        response: Response<Body>,
    ) -> Result<Response<Body>, Problem> {
        let kept = self.service.circumstances().and_then(|now| self.service.kept.get(address, now));
        let Some(answer) = kept.filter(|answer| answer.is_sent_as(&response)) else { return Ok(response) };
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(|error| Problem::internal(error.to_string()))?;
        self.service.kept.keep_packed(address, &answer, coding, &parts, body.clone());
        Ok(Response::from_parts(parts, Body::from(body)))
    }

    /// An answer with all headers but its id.
    fn finished(&self, answered: Result<Response<Body>, Problem>, id: &str, audience: Audience) -> Response<Body> {
        let mut response = answered.unwrap_or_else(|problem| stated(&problem, id, audience, &self.service));
        name_coding(response.headers_mut());
        headers::add_security(response.headers_mut());
        response
    }

    async fn answer_or_problem(&self, mut request: Request<Body>, id: &str) -> Result<Response<Body>, Problem> {
        if request.method() == Method::OPTIONS && request.uri().path() == "*" {
            return Ok(options("GET, HEAD, OPTIONS, POST"));
        }
        let Ok(_place) = self.under_way.try_acquire() else {
            return Err(Problem::new(ProblemKind::Overloaded, "come back in a moment"));
        };
        request.extensions_mut().insert(RequestId(id.to_owned()));
        match self.router.clone().oneshot(request).await {
            Ok(response) if response.extensions().get::<ProtectionError>().is_some() => {
                let detail = "what changes something is taken from our own pages and from programs alone";
                Err(Problem::new(ProblemKind::CrossSite, detail))
            }
            Ok(response) => Ok(response),
            Err(never) => match never {},
        }
    }
}

/// The address and the coding of an answer that goes out whole and packed.
fn packed<B>(request: &Request<B>) -> Option<(PathAndQuery, Coding)> {
    let coding = Coding::wanted(request.headers()).filter(|coding| *coding != Coding::Plain)?;
    let address = request.uri().path_and_query().filter(|_| request.method() == Method::GET)?;
    Some((address.clone(), coding))
}

/// The same answer in another coding is another sequence of bytes, and has another tag.
fn name_coding(headers: &mut HeaderMap) {
    let (Some(coding), Some(tag)) = (headers.get(CONTENT_ENCODING), headers.get(ETAG)) else { return };
    if let Some(tag) = etag::tag_in_coding(tag, coding) {
        headers.insert(ETAG, tag);
    }
}
