//! A row of the table of endpoints: an address, what it is for, what it takes, what it gives, who answers.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;

use super::answer::{Answer, Page, Reply};
use super::parameters::{self, NoParameters};
use super::problem::{Problem, ProblemKind};
use super::service::Service;

/// What every endpoint can be asked with.
pub const METHODS: &str = "GET, HEAD, OPTIONS";

/// An endpoint. Every endpoint is for reading, and for everybody.
pub struct Endpoint {
    /// Its address, with the names of its variable parts in braces.
    pub path: &'static str,
    /// Its name in the OpenAPI document.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub summary: &'static str,
    /// The schema of its parameters, those of the path and those of the query.
    pub parameters: fn(&mut SchemaGenerator) -> Schema,
    /// The media type of its answers.
    pub media: &'static str,
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

/// What an endpoint is given: the parameters of the path, and the query.
type Given<'a> = (&'a [(String, String)], Option<&'a str>);

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
            path,
            name,
            summary,
            parameters: P::json_schema,
            media: A::MEDIA,
            answer: A::schema,
            problems,
            takes_a_while: true,
            kept: false,
            is_page: false,
            handler: Box::new(move |service, (path, query)| {
                handler(service, parameters::read(path, query)?)?.into_reply()
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
        Self {
            path,
            name,
            summary,
            parameters: NoParameters::json_schema,
            media: Page::MEDIA,
            answer: Page::schema,
            problems: &[],
            takes_a_while: true,
            kept: false,
            is_page: true,
            handler: Box::new(move |service, (path, query)| {
                handler(service, parameters::read(path, query)?)?.into_reply()
            }),
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
    pub fn ask(&self, service: &Service, path: &[(String, String)], query: Option<&str>) -> Result<Reply, Problem> {
        (self.handler)(service, (path, query))
    }
}
