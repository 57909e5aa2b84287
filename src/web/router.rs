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

use super::answer::Reply;
use super::endpoint::{Endpoint, METHODS};
use super::limits::{LEAST_TO_COMPRESS, Limits};
use super::pages::error::error;
use super::problem::Problem;
use super::service::Service;

/// The name of a request in the log, on the request.
#[derive(Debug, Clone)]
pub(super) struct RequestId(pub(super) String);

/// Which endpoint has answered, on the answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered(pub(super) &'static str);

/// The router of these endpoints.
pub(super) fn router(endpoints: Vec<Endpoint>, service: &Arc<Service>, limits: &Limits) -> Router {
    let readers = Arc::new(Semaphore::new(limits.readers));
    let mut router = Router::new();
    for endpoint in endpoints {
        let (path, endpoint) = (endpoint.path, Arc::new(endpoint));
        let (service, readers) = (service.clone(), readers.clone());
        let handler = move |parameters: Result<RawPathParams, RawPathParamsRejection>, request: Request| async move {
            // No endpoint takes a body: hyper throws it away.
            let audience = if endpoint.is_page { Audience::People } else { Audience::Programs };
            let (request, _) = request.into_parts();
            let id = id_of(&request.extensions);
            let asked = service.clone();
            let answer = match parameters {
                Ok(parameters) => answer(endpoint, asked, readers, named(&parameters), &request).await,
                // What is no text in percent encoding names nothing.
                Err(_) => Err(Problem::unknown_address()),
            };
            let mut response = answer.unwrap_or_else(|problem| stated(&problem, &id, audience, &service));
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
    router.fallback(unknown).layer(compression.compress_when(worth_compressing()))
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
    endpoint: Arc<Endpoint>,
    service: Arc<Service>,
    readers: Arc<Semaphore>,
    path: Vec<(String, String)>,
    request: &Parts,
) -> Result<Response<Body>, Problem> {
    match request.method {
        Method::GET | Method::HEAD => {}
        Method::OPTIONS => return Ok(options()),
        _ => return Err(Problem::method_not_allowed(METHODS)),
    }
    let query = request.uri.query().map(ToOwned::to_owned);
    let table = endpoint.path;
    let question =
        match (endpoint.kept && service.looks.are_fixed(), service.circumstances(), request.uri.path_and_query()) {
            (true, Some(circumstances), Some(address)) => Some((address.as_str(), circumstances)),
            _ => None,
        };
    if let Some(answer) = question.and_then(|(address, circumstances)| service.kept.get(address, circumstances)) {
        return Ok(answer.reply.clone().response(&request.headers));
    }
    let asked = service.clone();
    let reply = if endpoint.takes_a_while {
        let turn = readers.acquire_owned().await.map_err(|error| Problem::internal(error.to_string()))?;
        let work = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, also when nobody waits for the answer any more.
            let _turn = turn;
            guarded(&endpoint, &asked, &path, query.as_deref())
        });
        work.await.map_err(|error| Problem::internal(error.to_string()))?
    } else {
        guarded(&endpoint, &service, &path, query.as_deref())
    }?
    .named();
    if let Some((address, circumstances)) = question {
        service.kept.keep(address.to_owned(), circumstances, table, &reply);
    }
    Ok(reply.response(&request.headers))
}

/// Asks the endpoint; a panic is a mistake of ours and ends this request, not the service.
fn guarded(
    endpoint: &Endpoint,
    service: &Service,
    path: &[(String, String)],
    query: Option<&str>,
) -> Result<Reply, Problem> {
    let asked = catch_unwind(AssertUnwindSafe(|| endpoint.ask(service, path, query)));
    asked.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(Problem::internal(format!("{} panicked: {words}", endpoint.name)))
    })
}

/// What can be asked.
pub(super) fn options() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(METHODS));
    response
}
