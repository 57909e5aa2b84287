//! Why a request was refused or failed, as RFC 9457 `application/problem+json`: one shape for every rejection, with a
//! stable code. What went wrong inside is logged, never shown.

use std::io;

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::HTML;
use super::headers::PAGE_POLICY;
use super::limits;
use crate::app::error::AppError;
use crate::catalog::store::StoreError;
use crate::model::identifier::RoleId;

/// The media type of a problem.
pub const PROBLEM: &str = "application/problem+json";

/// Where the kinds of problems are explained; a problem's `type` points there.
pub const PROBLEMS: &str = "/api/v1/problems";

/// A kind of problem. Codes never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The request is no proper HTTP.
    BadRequest,
    /// A query parameter is unknown or has a value that it can't have.
    BadParameter,
    /// Nothing has this address.
    UnknownAddress,
    /// No role has this name.
    NoSuchRole,
    /// The role has no such revision.
    NoSuchRevision,
    /// No staffing standard has this name.
    NoSuchStandard,
    /// No posting of this name is kept.
    NoSuchPosting,
    /// No file of this hash is held.
    NoSuchUpload,
    /// The file can't be read, or is no job description.
    UnreadableFile,
    /// What was to be changed is no longer as it was seen, or can't be made again.
    Conflict,
    /// The service was started for reading, or whoever asks may not keep anything.
    NotAllowed,
    /// The request was sent by a page of another web site.
    CrossSite,
    /// The request was meant for another host.
    WrongHost,
    /// The address can't be used with this method.
    MethodNotAllowed,
    /// The body came without its length.
    LengthRequired,
    /// The body is too large.
    ContentTooLarge,
    /// The body is of a kind that the address does not take.
    UnsupportedMedia,
    /// The body did not come in time.
    BodyTimedOut,
    /// The address is too long.
    AddressTooLong,
    /// The headers are too many or too large.
    HeadersTooLarge,
    /// A mistake of ours.
    Internal,
    /// Too much is asked at once.
    Overloaded,
    /// The catalog can't be read.
    CatalogUnavailable,
    /// The search index is being made.
    IndexUnavailable,
    /// The answer took too long.
    TimedOut,
}

impl ProblemKind {
    /// All kinds.
    pub const ALL: [Self; 25] = [
        Self::BadRequest,
        Self::BadParameter,
        Self::UnknownAddress,
        Self::NoSuchRole,
        Self::NoSuchRevision,
        Self::NoSuchStandard,
        Self::NoSuchPosting,
        Self::NoSuchUpload,
        Self::UnreadableFile,
        Self::Conflict,
        Self::NotAllowed,
        Self::CrossSite,
        Self::WrongHost,
        Self::MethodNotAllowed,
        Self::LengthRequired,
        Self::ContentTooLarge,
        Self::UnsupportedMedia,
        Self::BodyTimedOut,
        Self::AddressTooLong,
        Self::HeadersTooLarge,
        Self::Internal,
        Self::Overloaded,
        Self::CatalogUnavailable,
        Self::IndexUnavailable,
        Self::TimedOut,
    ];

    /// Its stable code, its status, and what it means.
    pub fn meaning(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::BadRequest => ("bad-request", StatusCode::BAD_REQUEST, "The request is no proper HTTP"),
            Self::BadParameter => ("bad-parameter", StatusCode::BAD_REQUEST, "A parameter is wrong"),
            Self::UnknownAddress => ("unknown-address", StatusCode::NOT_FOUND, "Nothing has this address"),
            Self::NoSuchRole => ("no-such-role", StatusCode::NOT_FOUND, "There is no such role"),
            Self::NoSuchRevision => ("no-such-revision", StatusCode::NOT_FOUND, "The role has no such revision"),
            Self::NoSuchStandard => ("no-such-standard", StatusCode::NOT_FOUND, "There is no such staffing standard"),
            Self::NoSuchPosting => ("no-such-posting", StatusCode::NOT_FOUND, "There is no such posting"),
            Self::NoSuchUpload => ("no-such-upload", StatusCode::NOT_FOUND, "This file is no longer held"),
            Self::UnreadableFile => {
                ("unreadable-file", StatusCode::UNPROCESSABLE_ENTITY, "The file can't be brought in")
            }
            Self::Conflict => ("conflict", StatusCode::CONFLICT, "It is no longer as it was"),
            Self::NotAllowed => ("not-allowed", StatusCode::FORBIDDEN, "Nothing is kept here"),
            Self::CrossSite => ("cross-site", StatusCode::FORBIDDEN, "This was sent by another web site"),
            Self::WrongHost => {
                ("wrong-host", StatusCode::MISDIRECTED_REQUEST, "This service does not answer under that name")
            }
            Self::MethodNotAllowed => {
                ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED, "This address can't be used in that way")
            }
            Self::LengthRequired => {
                ("length-required", StatusCode::LENGTH_REQUIRED, "A body has to come with its length")
            }
            Self::ContentTooLarge => ("content-too-large", StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Self::UnsupportedMedia => (
                "unsupported-media",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body is of a kind that is not taken here",
            ),
            Self::BodyTimedOut => ("body-timed-out", StatusCode::REQUEST_TIMEOUT, "The body did not come in time"),
            Self::AddressTooLong => ("address-too-long", StatusCode::URI_TOO_LONG, "The address is too long"),
            Self::HeadersTooLarge => {
                ("headers-too-large", StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large")
            }
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
            Self::Overloaded => ("overloaded", StatusCode::SERVICE_UNAVAILABLE, "Too much is asked at once"),
            Self::CatalogUnavailable => {
                ("catalog-unavailable", StatusCode::SERVICE_UNAVAILABLE, "The catalog can't be used at the moment")
            }
            Self::IndexUnavailable => {
                ("index-unavailable", StatusCode::SERVICE_UNAVAILABLE, "The search index is being made")
            }
            Self::TimedOut => ("timed-out", StatusCode::GATEWAY_TIMEOUT, "The answer took too long"),
        }
    }

    /// Its status.
    pub fn status(self) -> StatusCode {
        self.meaning().1
    }
}

/// Why a request was refused or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    kind: ProblemKind,
    detail: String,
    parameter: Option<Box<str>>,
    near: Box<[String]>,
    /// The role that was asked for, where it is there and something else of it is not.
    role: Option<RoleId>,
    allow: Option<&'static str>,
    /// For the log alone.
    inside: Option<Box<str>>,
}

/// A problem as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct ProblemDocument {
    /// Where this kind of problem is explained.
    r#type: String,
    /// What kind of problem this is, in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is wrong with this very request, and what to do.
    detail: String,
    /// The stable name of this kind of problem.
    code: ProblemKind,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// What may have been meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<String>,
    /// The request's name in the log of the service.
    request_id: String,
}

impl Problem {
    /// A problem with what is wrong with this very request, and what to do.
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            parameter: None,
            near: Box::default(),
            role: None,
            allow: None,
            inside: None,
        }
    }

    /// A mistake of ours; `inside` is for the log.
    pub fn internal(inside: impl Into<String>) -> Self {
        let detail = "this is no mistake of yours; those who run the service find it in their log under `request_id`";
        Self { inside: Some(inside.into().into()), ..Self::new(ProblemKind::Internal, detail) }
    }

    /// Nothing has this address.
    pub fn unknown_address() -> Self {
        Self::new(ProblemKind::UnknownAddress, "the addresses that there are stand in /api/v1/openapi.json")
    }

    /// The address is only for `allow`.
    pub fn method_not_allowed(allow: &'static str) -> Self {
        let detail = format!("use one of {allow}");
        Self { allow: Some(allow), ..Self::new(ProblemKind::MethodNotAllowed, detail) }
    }

    /// A parameter is wrong.
    pub fn parameter(name: Option<&str>, detail: impl Into<String>) -> Self {
        Self { parameter: name.map(Into::into), ..Self::new(ProblemKind::BadParameter, detail) }
    }

    /// What kind of problem it is.
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// Says which role it is about, which is there.
    #[must_use]
    pub fn about(self, role: &RoleId) -> Self {
        Self { role: Some(role.clone()), ..self }
    }

    /// The role that was asked for, where it is there and something else of it is not.
    pub fn role(&self) -> Option<&RoleId> {
        self.role.as_ref()
    }

    /// What is wrong with this very request, and what to do.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// What may have been meant.
    pub fn near(&self) -> &[String] {
        &self.near
    }

    /// What the log should say of it and the client must not know.
    pub fn inside(&self) -> Option<&str> {
        self.inside.as_deref()
    }

    /// The problem as it is written.
    pub fn document(&self, request_id: &str) -> ProblemDocument {
        let (code, status, title) = self.kind.meaning();
        ProblemDocument {
            r#type: format!("{PROBLEMS}#{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail: self.detail.clone(),
            code: self.kind,
            parameter: self.parameter.as_deref().map(str::to_owned),
            near: self.near.to_vec(),
            request_id: request_id.to_owned(),
        }
    }

    /// The answer that states the problem to a program.
    pub fn response(&self, request_id: &str) -> Response<Body> {
        let body = serde_json::to_vec(&self.document(request_id)).unwrap_or_default();
        self.response_of(Body::from(body), PROBLEM)
    }

    /// The answer that states the problem to a person, on this page.
    pub(super) fn on_page(&self, page: String) -> Response<Body> {
        let mut response = self.response_of(Body::from(page), HTML);
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
        response
    }

    fn response_of(&self, body: Body, media: &'static str) -> Response<Body> {
        let mut response = Response::new(body);
        *response.status_mut() = self.kind.status();
        self.add_headers(response.headers_mut());
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
        response
    }

    fn add_headers(&self, headers: &mut HeaderMap) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(allow) = self.allow {
            headers.insert(ALLOW, HeaderValue::from_static(allow));
        }
        if self.kind.status() == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from(limits::RETRY_AFTER));
        }
        let unread = matches!(
            self.kind,
            ProblemKind::BadRequest
                | ProblemKind::LengthRequired
                | ProblemKind::ContentTooLarge
                | ProblemKind::UnsupportedMedia
                | ProblemKind::BodyTimedOut
                | ProblemKind::CrossSite
                | ProblemKind::WrongHost
        );
        if unread {
            // Where a request ends is in doubt, or its body will not be read: nothing may follow it.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        match error {
            AppError::NoRole { id, near } => {
                let near: Vec<String> = near.iter().map(|id| id.as_str().to_owned()).collect();
                let detail = if near.is_empty() {
                    format!("there is no role `{id}`; /api/v1/roles lists the roles there are")
                } else {
                    format!("there is no role `{id}`; did you mean {}?", near.join(" or "))
                };
                Self { near: near.into(), ..Self::new(ProblemKind::NoSuchRole, detail) }
            }
            AppError::NoRevision { id, what, .. } => {
                let detail = format!("{id} has no {what}; /api/v1/roles/{id}/history lists its revisions");
                Self::new(ProblemKind::NoSuchRevision, detail).about(&id)
            }
            AppError::NoStandard { name, near } => {
                let near: Vec<String> = near.iter().map(|id| id.as_str().to_owned()).collect();
                let detail = if near.is_empty() {
                    format!("there is no standard `{name}`; /api/v1/standards lists the figures of all")
                } else {
                    format!("there is no standard `{name}`; did you mean {}?", near.join(" or "))
                };
                Self { near: near.into(), ..Self::new(ProblemKind::NoSuchStandard, detail) }
            }
            AppError::Store(error) => error.into(),
            // One of the folder that the service was given; whoever wrote it reads this.
            AppError::Template(problem) => Self::new(ProblemKind::Conflict, problem.to_string()),
            AppError::Search(error) => {
                let detail = "search answers as soon as the index is made; everything else answers meanwhile";
                Self { inside: Some(error.to_string().into()), ..Self::new(ProblemKind::IndexUnavailable, detail) }
            }
            AppError::NoPosting { name } => {
                let detail = format!("there is no posting `{name}`; /api/v1/postings lists those that are kept");
                Self::new(ProblemKind::NoSuchPosting, detail)
            }
            error @ AppError::NotRemade { .. } => Self::new(ProblemKind::Conflict, error.to_string()),
            AppError::ReadOnly => Self::new(ProblemKind::NotAllowed, error.hint()),
            error @ (AppError::Misuse { .. }
            | AppError::Findings { .. }
            | AppError::Fields(_)
            | AppError::Render(_)
            | AppError::File { .. }) => Self::internal(error.to_string()),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Disk { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                let detail = "the disk that the catalog is on is full, and nothing was kept; make room and try again";
                Self { inside: Some(error.to_string().into()), ..Self::new(ProblemKind::CatalogUnavailable, detail) }
            }
            StoreError::Disk { action, source, .. }
                if source.kind() == io::ErrorKind::PermissionDenied && !matches!(*action, "read" | "list") =>
            {
                let detail = "the program may not write to the catalog's folder, and nothing was kept; see who may";
                Self { inside: Some(error.to_string().into()), ..Self::new(ProblemKind::CatalogUnavailable, detail) }
            }
            StoreError::NoCatalog(_) | StoreError::Disk { .. } => {
                let detail = "try again in a moment; if it stays so, tell those who run the service";
                Self { inside: Some(error.to_string().into()), ..Self::new(ProblemKind::CatalogUnavailable, detail) }
            }
            StoreError::PostingChanged(_) | StoreError::PostingExists(_) => {
                Self::new(ProblemKind::Conflict, error.to_string())
            }
            StoreError::Busy { .. } => Self::new(ProblemKind::Overloaded, error.to_string()),
            _ => Self::internal(error.to_string()),
        }
    }
}
