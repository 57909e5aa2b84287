//! A row of the table of endpoints: an address, what it is for, what it takes, what it gives, who answers.

use axum::http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use super::answer::{Answer, Page, Reply};
use super::body::{Brought, Part, Takes};
use super::parameters::{self, NoParameters};
use super::problem::{Problem, ProblemKind};
use super::service::Service;

/// An endpoint: an address with a method. What it may do is asked by the use case that it calls.
pub struct Endpoint {
    /// `GET`, with which `HEAD` goes, or `POST`.
    pub method: Method,
    /// Its address, with the names of its variable parts in braces.
    pub path: &'static str,
    /// Its name in the OpenAPI document.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub summary: &'static str,
    /// The schema of its parameters, those of the path and those of the query.
    pub parameters: fn(&mut SchemaGenerator) -> Schema,
    /// What it takes as a body.
    pub takes: Takes,
    /// The schema of its body.
    pub body: fn(&mut SchemaGenerator) -> Schema,
    /// The media type of its answers.
    pub media: &'static str,
    /// Other media types that they may have.
    pub other_media: &'static [&'static str],
    /// The schema of its answers.
    pub answer: fn(&mut SchemaGenerator) -> Schema,
    /// The problems that are its own; those that any endpoint can have are not among them.
    pub problems: &'static [ProblemKind],
    /// Whether answering reads the disk or takes a while, and so must not hold up others.
    pub takes_a_while: bool,
    /// Whether an answer may be given again as long as the search index has not changed.
    pub kept: bool,
    /// Whether people read it: a page, or what pages need. It is no part of the API then.
    pub is_page: bool,
    handler: Handler,
}

/// What an endpoint is given.
#[derive(Debug)]
pub struct Given<'a> {
    /// The parameters of the path.
    pub path: &'a [(String, String)],
    /// The query.
    pub query: Option<&'a str>,
    /// The body.
    pub body: Brought,
}

impl<'a> Given<'a> {
    /// What is given to an endpoint that takes no body.
    pub fn reading(path: &'a [(String, String)], query: Option<&'a str>) -> Self {
        Self { path, query, body: Brought::Nothing }
    }
}

type Handler = Box<dyn Fn(&Service, Given<'_>) -> Result<Reply, Problem> + Send + Sync>;

impl Endpoint {
    /// An endpoint that reads the catalog. Its parameters and its answer are those of `handler`, so that the table, the
    /// document and the code can't disagree.
    pub fn reading<P, A>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        problems: &'static [ProblemKind],
        handler: fn(&Service, P) -> Result<A, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + JsonSchema + 'static,
        A: Answer + 'static,
    {
        Self {
            method: Method::GET,
            path,
            name,
            summary,
            parameters: P::json_schema,
            takes: Takes::Nothing,
            body: NoParameters::json_schema,
            media: A::MEDIA,
            other_media: A::OTHER_MEDIA,
            answer: A::schema,
            problems,
            takes_a_while: true,
            kept: false,
            is_page: false,
            handler: Box::new(move |service, given| {
                handler(service, parameters::read(given.path, given.query)?)?.into_reply()
            }),
        }
    }

    /// An endpoint that answers out of what is at hand.
    pub fn at_hand<P, A>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        handler: fn(&Service, P) -> Result<A, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + JsonSchema + 'static,
        A: Answer + 'static,
    {
        Self { takes_a_while: false, ..Self::reading(path, name, summary, &[], handler) }
    }

    /// An endpoint that is sent JSON, by `POST`: the body is read into `B`.
    pub fn sent<P, B, A>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        problems: &'static [ProblemKind],
        handler: fn(&Service, P, B) -> Result<A, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + JsonSchema + 'static,
        B: DeserializeOwned + JsonSchema + 'static,
        A: Answer + 'static,
    {
        Self {
            method: Method::POST,
            path,
            name,
            summary,
            parameters: P::json_schema,
            takes: Takes::Json,
            body: B::json_schema,
            media: A::MEDIA,
            other_media: A::OTHER_MEDIA,
            answer: A::schema,
            problems,
            takes_a_while: true,
            kept: false,
            is_page: false,
            handler: Box::new(move |service, given| {
                let Brought::Json(bytes) = given.body else {
                    return Err(Problem::new(ProblemKind::BadRequest, "a body is needed: send JSON"));
                };
                let body = serde_json::from_slice(&bytes).map_err(|error| {
                    Problem::new(ProblemKind::BadRequest, format!("the JSON can't be understood: {error}"))
                })?;
                handler(service, parameters::read(given.path, given.query)?, body)?.into_reply()
            }),
        }
    }

    /// A page for people. What is wrong with a request is said on a page too.
    pub fn page<P>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        handler: fn(&Service, P) -> Result<Page, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + 'static,
    {
        Self::for_people(path, name, summary, move |service, given| {
            handler(service, parameters::read(given.path, given.query)?)?.into_reply()
        })
    }

    /// A page to which a form is sent, by `POST`. Its fields are parameters like those of a query.
    pub fn form<P>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        handler: fn(&Service, P) -> Result<Page, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + 'static,
    {
        let handler = move |service: &Service, given: Given<'_>| {
            let Brought::Form(form) = given.body else { return Err(not_brought("a form")) };
            handler(service, parameters::read_with_form(given.path, given.query, &form)?)?.into_reply()
        };
        Self { method: Method::POST, takes: Takes::Form, ..Self::for_people(path, name, summary, handler) }
    }

    /// A page to which a form with files is sent, by `POST`. Its parts are handed over as they came.
    pub fn upload<P>(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        handler: fn(&Service, P, Vec<Part>) -> Result<Page, Problem>,
    ) -> Self
    where
        P: DeserializeOwned + 'static,
    {
        let handler = move |service: &Service, given: Given<'_>| {
            let Brought::Parts(parts) = given.body else { return Err(not_brought("a form with files")) };
            handler(service, parameters::read(given.path, given.query)?, parts)?.into_reply()
        };
        Self { method: Method::POST, takes: Takes::Files, ..Self::for_people(path, name, summary, handler) }
    }

    fn for_people(
        path: &'static str,
        name: &'static str,
        summary: &'static str,
        handler: impl Fn(&Service, Given<'_>) -> Result<Reply, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self {
            method: Method::GET,
            path,
            name,
            summary,
            parameters: NoParameters::json_schema,
            takes: Takes::Nothing,
            body: NoParameters::json_schema,
            media: Page::MEDIA,
            other_media: &[],
            answer: Page::schema,
            problems: &[],
            takes_a_while: true,
            kept: false,
            is_page: true,
            handler: Box::new(handler),
        }
    }

    /// Says that an answer depends on nothing but the address, the search index and the day.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { kept: true, ..self }
    }

    /// Says that answering neither reads the disk nor takes a while.
    #[must_use]
    pub fn at_once(self) -> Self {
        Self { takes_a_while: false, ..self }
    }

    /// Asks the endpoint.
    ///
    /// # Errors
    /// Whatever the endpoint refuses.
    pub fn ask(&self, service: &Service, given: Given<'_>) -> Result<Reply, Problem> {
        (self.handler)(service, given)
    }
}

fn not_brought(what: &str) -> Problem {
    Problem::new(ProblemKind::BadRequest, format!("a body is needed: send {what}"))
}
