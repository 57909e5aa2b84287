//! From an address to its endpoint, and what every endpoint has in common.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::http::header::{ACCEPT, ALLOW};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue, Method, Response, StatusCode};
use axum::routing::any;
use tokio::sync::Semaphore;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;

use super::answer::Reply;
use super::body::{self, Brought, Room, Takes};
use super::endpoint::{Endpoint, Given};
use super::limits::{LEAST_TO_COMPRESS, Limits};
use super::pages::error::error;
use super::problem::{Problem, ProblemKind};
use super::service::Service;

/// The name of a request in the log, on the request.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub(super) String);

/// Which endpoint has answered, on the answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered(pub(super) &'static str);

/// The endpoints of one address.
struct Resource {
    path: &'static str,
    get: Option<Arc<Endpoint>>,
    post: Option<Arc<Endpoint>>,
}

impl Resource {
    /// How the address can be used.
    fn allow(&self) -> &'static str {
        match (&self.get, &self.post) {
            (_, None) => "GET, HEAD, OPTIONS",
            (None, _) => "OPTIONS, POST",
            _ => "GET, HEAD, OPTIONS, POST",
        }
    }

    /// The endpoint for a method.
    fn endpoint(&self, method: &Method) -> Result<&Arc<Endpoint>, Problem> {
        let endpoint = match *method {
            Method::GET | Method::HEAD => self.get.as_ref(),
            Method::POST => self.post.as_ref(),
            _ => None,
        };
        endpoint.ok_or_else(|| Problem::method_not_allowed(self.allow()))
    }

    fn audience(&self) -> Audience {
        let is_page = self.get.iter().chain(&self.post).any(|endpoint| endpoint.is_page);
        if is_page { Audience::People } else { Audience::Programs }
    }
}

fn resources(endpoints: Vec<Endpoint>) -> Vec<Resource> {
    let mut resources: Vec<Resource> = Vec::new();
    for endpoint in endpoints {
        let (path, is_post) = (endpoint.path, endpoint.method == Method::POST);
        let endpoint = Some(Arc::new(endpoint));
        match resources.iter_mut().find(|resource| resource.path == path) {
            Some(resource) if is_post => resource.post = endpoint,
            Some(resource) => resource.get = endpoint,
            None if is_post => resources.push(Resource { path, get: None, post: endpoint }),
            None => resources.push(Resource { path, get: endpoint, post: None }),
        }
    }
    resources
}

/// What every answer is worked out with.
#[derive(Clone)]
struct Workshop {
    service: Arc<Service>,
    readers: Arc<Semaphore>,
    room: Room,
}

/// The router of these endpoints.
pub(super) fn router(endpoints: Vec<Endpoint>, service: &Arc<Service>, limits: &Limits) -> Router {
    let readers = Arc::new(Semaphore::new(limits.readers));
    let workshop = Workshop { service: service.clone(), readers, room: Room::new(limits) };
    let mut router = Router::new();
    for resource in resources(endpoints) {
        let (path, resource, workshop) = (resource.path, Arc::new(resource), workshop.clone());
        let handler = move |parameters: Result<RawPathParams, RawPathParamsRejection>, request: Request| async move {
            let id = id_of(request.extensions());
            let answer = match parameters {
                Ok(parameters) => answer(&resource, &workshop, named(&parameters), request).await,
                // What is no text in percent encoding names nothing.
                Err(_) => Err(Problem::unknown_address()),
            };
            let stated = |problem: Problem| stated(&problem, &id, resource.audience(), &workshop.service);
            let mut response = answer.unwrap_or_else(stated);
            response.extensions_mut().insert(Answered(path));
            response
        };
        let mut methods = any(handler);
        if path.starts_with("/assets/") {
            // A file of pages is given for ever: packed as well as can be, it is worth a tenth of a second once.
            let best = CompressionLayer::new().quality(CompressionLevel::Best);
            methods = methods.layer(best.compress_when(worth_compressing()));
        }
        router = router.route(path, methods);
    }
    let service = service.clone();
    let unknown = |request: Request| async move {
        stated(&Problem::unknown_address(), &id_of(request.extensions()), Audience::of(&request), &service)
    };
    // What is kept is packed once, so that it may take a little longer.
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(5));
    // Nothing that changes something is taken from the pages of other web sites.
    router.fallback(unknown).layer(compression.compress_when(worth_compressing())).layer(CsrfLayer::new())
}

fn worth_compressing() -> impl Predicate {
    let fonts = NotForContentType::const_new("font/woff2");
    DefaultPredicate::new().and(fonts).and(SizeAbove::new(LEAST_TO_COMPRESS))
}

/// Who asks: a person who reads pages, or a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    People,
    Programs,
}

impl Audience {
    /// Whoever sends this request, as far as its address and headers tell.
    pub(super) fn of<B>(request: &axum::http::Request<B>) -> Self {
        let accepts = request.headers().get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let reads_pages = accepts.flat_map(|value| value.split(',')).any(|media| media.trim().starts_with("text/html"));
        if reads_pages && !request.uri().path().starts_with("/api/") { Self::People } else { Self::Programs }
    }
}

/// The answer that states a problem; what is behind it goes to the log.
pub(super) fn stated(problem: &Problem, id: &str, audience: Audience, service: &Service) -> Response<Body> {
    if let Some(inside) = problem.inside() {
        tracing::error!(id, "{inside}");
    }
    if audience == Audience::People {
        match error(service, problem, id) {
            Ok(page) => return problem.on_page(page),
            Err(worse) => tracing::error!(id, "{}", worse.inside().unwrap_or_default()),
        }
    }
    problem.response(id)
}

fn id_of(extensions: &Extensions) -> String {
    extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

fn named(parameters: &RawPathParams) -> Vec<(String, String)> {
    parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn answer(
    resource: &Resource,
    workshop: &Workshop,
    path: Vec<(String, String)>,
    request: Request,
) -> Result<Response<Body>, Problem> {
    if *request.method() == Method::OPTIONS {
        return Ok(options(resource.allow()));
    }
    let (request, body) = request.into_parts();
    let service = &workshop.service;
    let limits = &service.limits;
    // A body that nobody asked for is never read, but how long it is said to be matters all the same.
    let takes = resource.endpoint(&request.method).map_or(Takes::Nothing, |endpoint| endpoint.takes);
    let (brought, _place) = body::read(takes, &request.headers, body, limits, &workshop.room).await?;
    let endpoint = resource.endpoint(&request.method)?.clone();
    let answered = answer_in_time(endpoint, workshop, path, &request, brought);
    let too_long = |_| Problem::new(ProblemKind::TimedOut, "try again, or ask for less at once");
    tokio::time::timeout(limits.work, answered).await.map_err(too_long)?
}

async fn answer_in_time(
    endpoint: Arc<Endpoint>,
    workshop: &Workshop,
    path: Vec<(String, String)>,
    request: &Parts,
    brought: Brought,
) -> Result<Response<Body>, Problem> {
    let Workshop { service, readers, .. } = workshop;
    let query = request.uri.query().map(ToOwned::to_owned);
    let (table, is_post, takes_a_while) = (endpoint.path, endpoint.method == Method::POST, endpoint.takes_a_while);
    let question =
        match (endpoint.kept && service.looks.are_fixed(), service.circumstances(), request.uri.path_and_query()) {
            (true, Some(circumstances), Some(address)) => Some((address.as_str(), circumstances)),
            _ => None,
        };
    if let Some(answer) = question.and_then(|(address, circumstances)| service.kept.get(address, circumstances)) {
        return Ok(answer.reply.clone().response(&request.headers));
    }
    let asked = service.clone();
    let work = move || {
        let given = Given { path: &path, query: query.as_deref(), body: brought };
        guarded(&endpoint, &asked, given)
    };
    let reply = if takes_a_while {
        let turn = readers.clone().acquire_owned().await.map_err(|error| Problem::internal(error.to_string()))?;
        let work = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, also when nobody waits for the answer any more.
            let _turn = turn;
            work()
        });
        work.await.map_err(|error| Problem::internal(error.to_string()))?
    } else {
        work()
    }?;
    // What was made of a body is no answer to the address alone, and has no name under which it could be asked for.
    let reply = if is_post { reply } else { reply.named() };
    if let Some((address, circumstances)) = question {
        service.kept.keep(address.to_owned(), circumstances, table, &reply);
    }
    Ok(reply.response(&request.headers))
}

/// Asks the endpoint; a panic is a mistake of ours and ends this request, not the service.
fn guarded(endpoint: &Endpoint, service: &Service, given: Given<'_>) -> Result<Reply, Problem> {
    let asked = catch_unwind(AssertUnwindSafe(|| endpoint.ask(service, given)));
    asked.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Problem::internal(format!("{} panicked: {words}", endpoint.name)))
    })
}

/// How an address can be used.
pub(super) fn options(allow: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    response
}
