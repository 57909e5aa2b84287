//! What handlers give back, and how it becomes an HTTP answer.

use axum::body::{Body, Bytes};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LINK, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::assets::Asset;
use super::etag;
use super::headers::PAGE_POLICY;
use super::problem::Problem;

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// Something that can be sent to a client. Its type says what the OpenAPI document says of it.
pub trait Answer {
    /// Its media type.
    const MEDIA: &'static str;
    /// Other media types that it may have if they are asked for.
    const OTHER_MEDIA: &'static [&'static str] = &[];
    /// Its schema.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
    /// The bytes to send, with what is to be said about them.
    ///
    /// # Errors
    /// When it can't be written as bytes.
    fn into_reply(self) -> Result<Reply, Problem>;
}

/// How long an answer may be kept by whoever gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// For ever so short: ask each time whether it is still so.
    AskEachTime,
    /// For an hour: a published revision does not change.
    AnHour,
    /// For ever: the address names these very bytes.
    ForEver,
    /// Not at all.
    Never,
}

impl Keep {
    fn words(self) -> &'static str {
        match self {
            Self::AskEachTime => "no-cache",
            Self::AnHour => "public, max-age=3600",
            Self::ForEver => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        }
    }
}

/// Bytes to send, with what is to be said about them.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The media type.
    pub media: &'static str,
    /// The bytes.
    pub body: Bytes,
    /// How long they may be kept.
    pub keep: Keep,
    /// What the entity tag begins with.
    pub tag_prefix: String,
    /// Relations to other addresses, as in a `Link` header.
    pub links: Option<String>,
    /// The entity tag, once it is worked out.
    pub tag: Option<String>,
    /// The address to go to instead.
    pub location: Option<String>,
    /// The name of the file as which it is to be kept.
    pub file_name: Option<String>,
}

/// JSON.
#[derive(Debug, Clone)]
pub struct Json<T> {
    value: T,
    keep: Keep,
    tag_prefix: String,
    links: Option<String>,
}

impl<T> Json<T> {
    /// A value that clients may keep as long as they ask each time whether it is still so.
    pub fn new(value: T) -> Self {
        Self { value, keep: Keep::AskEachTime, tag_prefix: String::new(), links: None }
    }

    /// Says how long it may be kept.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// Says what its entity tag begins with.
    #[must_use]
    pub fn tagged(mut self, prefix: impl Into<String>) -> Self {
        self.tag_prefix = prefix.into();
        self
    }

    /// Says what it leads to, as in a `Link` header.
    #[must_use]
    pub fn linked(mut self, links: String) -> Self {
        self.links = Some(links);
        self
    }
}

impl<T: Serialize + JsonSchema> Answer for Json<T> {
    const MEDIA: &'static str = "application/json";

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }

    fn into_reply(self) -> Result<Reply, Problem> {
        let body = serde_json::to_vec(&self.value).map_err(|error| Problem::internal(error.to_string()))?;
        let (tag_prefix, links) = (self.tag_prefix, self.links);
        Ok(Reply { tag_prefix, links, ..Reply::of(Self::MEDIA, body.into(), self.keep) })
    }
}

/// What somebody who reads pages gets.
#[derive(Debug, Clone)]
pub enum Page {
    /// A page.
    Html(String),
    /// Another address.
    Elsewhere(String),
    /// A file to be kept under this name.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media: &'static str,
        /// What stands in it.
        bytes: Vec<u8>,
    },
    /// A file that pages name.
    Asset(Asset),
    /// Plain text.
    Text(String),
}

impl Answer for Page {
    const MEDIA: &'static str = HTML;

    fn schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string" })
    }

    fn into_reply(self) -> Result<Reply, Problem> {
        Ok(match self {
            Self::Html(page) => Reply::of(HTML, page.into(), Keep::AskEachTime),
            Self::Elsewhere(address) => {
                Reply { location: Some(address), ..Reply::of(HTML, Bytes::new(), Keep::AskEachTime) }
            }
            Self::File { name, media, bytes } => {
                Reply { file_name: Some(name), ..Reply::of(media, bytes.into(), Keep::AskEachTime) }
            }
            Self::Text(text) => Reply::of("text/plain; charset=utf-8", text.into(), Keep::AskEachTime),
            Self::Asset(asset) => Reply::of(asset.media, asset.bytes, Keep::ForEver),
        })
    }
}

/// Text for machines that is other each time.
#[derive(Debug, Clone)]
pub struct Text(
    /// The text.
    pub String,
);

impl Answer for Text {
    const MEDIA: &'static str = "text/plain; version=0.0.4; charset=utf-8";

    fn schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "string" })
    }

    fn into_reply(self) -> Result<Reply, Problem> {
        Ok(Reply::of(Self::MEDIA, self.0.into(), Keep::Never))
    }
}

impl Reply {
    /// These bytes, and nothing more to be said about them.
    pub fn of(media: &'static str, body: Bytes, keep: Keep) -> Self {
        let (links, tag, location, file_name) = (None, None, None, None);
        Self { media, body, keep, tag_prefix: String::new(), links, tag, location, file_name }
    }

    /// Works out the entity tag, so that an answer that is given again need not.
    #[must_use]
    pub(super) fn named(mut self) -> Self {
        self.tag = (self.keep != Keep::Never).then(|| etag::tag_of(&self.body, &self.tag_prefix));
        self
    }

    /// The HTTP answer to a request with these headers: the bytes, or only that the client has them already.
    pub(super) fn response(self, request: &HeaderMap) -> Response<Body> {
        let tag = self.tag;
        let known = tag.as_deref().and_then(|tag| etag::known_by(request, tag));
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(self.keep.words()));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        let say = |headers: &mut HeaderMap, name, value: Option<String>| {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                headers.insert(name, value);
            }
        };
        say(headers, LINK, self.links);
        if self.media == HTML {
            // Also when the client has the page already: what is said now takes the place of what was said then.
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
        }
        if self.location.is_some() {
            say(headers, LOCATION, self.location);
            *response.status_mut() = StatusCode::SEE_OTHER;
            return response;
        }
        if known.is_some() {
            say(headers, ETAG, known);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        say(headers, ETAG, tag);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media));
        let disposition = self.file_name.map(|name| format!("attachment; filename=\"{name}\""));
        say(headers, CONTENT_DISPOSITION, disposition);
        *response.body_mut() = Body::from(self.body);
        response
    }
}
