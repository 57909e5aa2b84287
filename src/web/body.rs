//! The body of a request: how much of it is read, for how long, and what it is taken for.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use multer::Multipart;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::{Limits, MOST_PARTS, MOST_THROWN_AWAY};
use super::problem::{Problem, ProblemKind};

/// What an endpoint takes as a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: a body that is there all the same is never read.
    Nothing,
    /// The fields of a form, `application/x-www-form-urlencoded`.
    Form,
    /// `application/json`.
    Json,
    /// Files with fields, `multipart/form-data`.
    Files,
}

/// What a request brought.
#[derive(Debug, Clone, Default)]
pub enum Brought {
    /// Nothing.
    #[default]
    Nothing,
    /// The fields of a form, encoded like a query.
    Form(String),
    /// The bytes of a JSON text.
    Json(Bytes),
    /// The parts of a form with files, in their order.
    Parts(Vec<Part>),
}

/// A part of a form with files: a field or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// The name that the file has where it comes from; none for a field. It names nothing here.
    pub file_name: Option<String>,
    /// What stands in it.
    pub bytes: Bytes,
}

impl Takes {
    /// The media type.
    pub fn media(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Json => Some("application/json"),
            Self::Files => Some("multipart/form-data"),
        }
    }

    /// The most bytes of it, and how long they may take to come.
    pub fn limits(self, limits: &Limits) -> (u64, Duration) {
        match self {
            Self::Nothing | Self::Json => (limits.body_bytes, limits.body),
            Self::Form => (limits.form_bytes, limits.body),
            Self::Files => (limits.upload_bytes, limits.upload),
        }
    }
}

/// The bodies that may be in memory at once.
#[derive(Debug, Clone)]
pub(super) struct Room {
    bodies: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
}

impl Room {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { bodies: Arc::new(Semaphore::new(limits.bodies)), uploads: Arc::new(Semaphore::new(limits.uploads)) }
    }

    /// A place for a body, if there is one left.
    fn enter(&self, takes: Takes) -> Result<Option<OwnedSemaphorePermit>, Problem> {
        let places = match takes {
            Takes::Nothing => return Ok(None),
            Takes::Form | Takes::Json => &self.bodies,
            Takes::Files => &self.uploads,
        };
        let full = |_| Problem::new(ProblemKind::Overloaded, "too much is being sent at once; come back in a moment");
        places.clone().try_acquire_owned().map(Some).map_err(full)
    }
}

fn length(headers: &HeaderMap) -> u64 {
    headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or_default()
}

/// Reads the body of a request to an endpoint that takes one. It keeps its place in memory until it is dropped.
pub(super) async fn read(
    takes: Takes,
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
    room: &Room,
) -> Result<(Brought, Option<OwnedSemaphorePermit>), Problem> {
    let (most, time) = takes.limits(limits);
    let length = length(headers);
    if length > most {
        if takes != Takes::Nothing && length <= MOST_THROWN_AWAY {
            throw_away(body, time).await;
        }
        return Err(too_large(most));
    }
    let Some(media) = takes.media() else { return Ok((Brought::Nothing, None)) };
    let stated = headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    if length == 0 {
        return Ok((if takes == Takes::Form { Brought::Form(String::new()) } else { Brought::Nothing }, None));
    }
    let kind = stated.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(media) {
        return Err(Problem::new(ProblemKind::UnsupportedMedia, format!("send it as `{media}`")));
    }
    let place = room.enter(takes)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let bytes = match tokio::time::timeout(time, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return Err(Problem::new(ProblemKind::BadRequest, "the body broke off")),
        Err(_) => {
            let detail = format!("{} seconds are allowed for a body to come", time.as_secs());
            return Err(Problem::new(ProblemKind::BodyTimedOut, detail));
        }
    };
    let brought = match takes {
        Takes::Nothing => Brought::Nothing,
        Takes::Json => Brought::Json(bytes),
        Takes::Form => Brought::Form(
            String::from_utf8(bytes.into())
                .map_err(|_| Problem::new(ProblemKind::BadRequest, "the form is not in percent encoding"))?,
        ),
        Takes::Files => Brought::Parts(parts(stated, bytes).await?),
    };
    Ok((brought, place))
}

const MEGABYTE: u64 = 1024 * 1024;

fn too_large(most: u64) -> Problem {
    let most = if most >= MEGABYTE { format!("{} MB", most / MEGABYTE) } else { format!("{most} bytes") };
    Problem::new(ProblemKind::ContentTooLarge, format!("this address takes at most {most}"))
}

/// Reads a body without keeping it.
async fn throw_away(mut body: Body, time: Duration) {
    let all = async { while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {} };
    let _ = tokio::time::timeout(time, all).await;
}

/// The parts of a form with files.
async fn parts(stated: &str, bytes: Bytes) -> Result<Vec<Part>, Problem> {
    let broken = |error: multer::Error| {
        Problem::new(ProblemKind::BadRequest, format!("the form with files can't be read: {error}"))
    };
    let boundary = multer::parse_boundary(stated).map_err(broken)?;
    let mut form = Multipart::new(Body::from(bytes).into_data_stream(), boundary);
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if parts.len() == MOST_PARTS {
            let detail = format!("a form with files has at most {MOST_PARTS} parts");
            return Err(Problem::new(ProblemKind::ContentTooLarge, detail));
        }
        let name = field.name().unwrap_or_default().to_owned();
        // What a browser sends for a file that nobody chose.
        let file_name = field.file_name().map(ToOwned::to_owned);
        parts.push(Part { name, file_name, bytes: field.bytes().await.map_err(broken)? });
    }
    Ok(parts)
}
