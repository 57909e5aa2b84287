//! Postings: composed from an approved role, rendered in the form that was asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::CatalogReader;
use crate::compare::redline::{Fate, PieceKind, redline};
use crate::model::document::ChangeMark;
use crate::model::organisation::Organisation;
use crate::model::revision::Revision;
use crate::model::section::SectionKind;
use crate::model::snapshot::RoleHistory;
use crate::posting::compose::{ComposeError, Fill, compose};
use crate::posting::document::Posting;
use crate::posting::particular::{FieldProblem, Particulars};
use crate::posting::render;
use crate::posting::request::{Choices, PostingRequest};
use crate::posting::template::Template;

/// The forms in which a posting is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostingFormat {
    /// Markdown, `.md`.
    Markdown,
    /// A page of HTML that needs no other file, `.html`.
    Html,
    /// Plain text, `.txt`.
    Text,
    /// A Word file, `.docx`.
    Word,
    /// PDF, `.pdf`.
    #[cfg(feature = "pdf")]
    Pdf,
    /// schema.org's `JobPosting`, `.jsonld`.
    JobPosting,
    /// The document with its origins, `.json`.
    Json,
}

/// Every form with its suffix and its media type.
pub const FORMATS: &[(PostingFormat, &str, &str)] = &[
    #[cfg(feature = "pdf")]
    (PostingFormat::Pdf, "pdf", "application/pdf"),
    (PostingFormat::Word, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (PostingFormat::Markdown, "md", "text/markdown; charset=utf-8"),
    (PostingFormat::Html, "html", "text/html; charset=utf-8"),
    (PostingFormat::Text, "txt", "text/plain; charset=utf-8"),
    (PostingFormat::JobPosting, "jsonld", "application/ld+json"),
    (PostingFormat::Json, "json", "application/json"),
];

impl PostingFormat {
    /// The end of a file's name.
    pub fn suffix(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(_, suffix, _)| suffix)
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        FORMATS.iter().find(|(format, ..)| *format == self).map_or("", |(.., media)| media)
    }
}

impl fmt::Display for PostingFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.suffix())
    }
}

impl FromStr for PostingFormat {
    type Err = AppError;

    fn from_str(given: &str) -> Result<Self, AppError> {
        let wanted = given.trim_start_matches('.').to_ascii_lowercase();
        if let Some((format, ..)) = FORMATS.iter().find(|(_, suffix, _)| *suffix == wanted) {
            return Ok(*format);
        }
        if wanted == "pdf" {
            return Err(AppError::misuse(
                "this rolebook was built without PDF",
                "build it with the feature `pdf`, or take .docx",
            ));
        }
        let known: Vec<String> = FORMATS.iter().map(|(_, suffix, _)| format!(".{suffix}")).collect();
        Err(AppError::misuse(format!("`{given}` is no form of a posting"), format!("take one of {}", known.join(", "))))
    }
}

/// What a posting is made from, found and ready.
#[derive(Debug, Clone)]
pub struct PostingSources {
    /// The approved revision.
    pub revision: Arc<Revision>,
    /// Who has the role; none if its file can't be read.
    pub organisation: Option<Arc<Organisation>>,
    /// What changed since the revision before, by the address of a group of duties.
    pub changes: BTreeMap<String, ChangeMark>,
}

/// Finds what a posting of `reference` is made from, as it stands on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, `Misuse` for a draft or a retired role, or what the store said.
pub fn posting_sources(
    store: &(impl CatalogReader + ?Sized),
    reference: &RoleReference,
    on: Date,
) -> Result<PostingSources, AppError> {
    let history = existing(store, &reference.id)?;
    let revision = match resolve(&history, reference, on)? {
        Referent::Revision(revision) => revision,
        Referent::Draft(draft) => {
            let message = format!("{} is a draft: only what was approved can be posted", draft.id);
            return Err(AppError::misuse(message, format!("`rolebook publish {}` approves it", draft.id)));
        }
    };
    if !revision.stamp.status.is_in_force() {
        let message = format!("{} is retired since {}", revision.id, revision.stamp.effective);
        return Err(AppError::misuse(message, format!("`rolebook history {}` shows what it said before", revision.id)));
    }
    let organisation = store.organisation(&revision.id.organisation_id())?;
    Ok(PostingSources { changes: changes(&history, &revision), organisation, revision })
}

/// Composes a posting.
///
/// # Errors
/// `Fields` with every field that can't be used, `Template` if the template is wrong.
pub fn compose_posting(
    sources: &PostingSources,
    template: &Template,
    particulars: &Particulars,
    choices: &Choices,
    fill: &Fill<'_>,
) -> Result<Posting, AppError> {
    let request = PostingRequest {
        revision: &sources.revision,
        organisation: sources.organisation.as_deref(),
        template,
        particulars,
        choices,
        changes: &sources.changes,
    };
    Ok(compose(&request, fill)?)
}

/// The posting in the form that was asked for.
///
/// # Errors
/// `Misuse` for the data of an opening that nobody announces.
pub fn render_posting(posting: &Posting, format: PostingFormat) -> Result<Vec<u8>, AppError> {
    Ok(match format {
        PostingFormat::Markdown => render::markdown::render_markdown(posting),
        PostingFormat::Html => render::html::render_html(posting),
        PostingFormat::Text => render::text::render_text(posting),
        PostingFormat::Word => {
            render::word::render_word(posting).map_err(|error| AppError::Render(error.to_string()))?
        }
        #[cfg(feature = "pdf")]
        PostingFormat::Pdf => render::pdf::render_pdf(posting).map_err(|error| AppError::Render(error.to_string()))?,
        PostingFormat::Json => render::json::render_json(posting),
        PostingFormat::JobPosting => render::job_posting::render_job_posting(posting).ok_or_else(|| {
            let message = format!("the template {} announces no opening", posting.made_from.template);
            AppError::misuse(message, "take a template that does, such as full-announcement, or another form")
        })?,
    })
}

/// Reads what was typed as `name=value` into particulars.
///
/// # Errors
/// `Fields` with every one that can't be used.
pub fn read_particulars(template: &Template, typed: &[(String, String)]) -> Result<Particulars, AppError> {
    let mut particulars = Particulars::new();
    let mut problems = Vec::new();
    for (name, value) in typed {
        let Some(particular) = template.particulars.get(name) else {
            let message = format!("{} asks for {}", template.name, template.manifest.asks.join(", "));
            problems.push(FieldProblem { field: name.clone(), message: format!("nobody asks for it; {message}") });
            continue;
        };
        match particular.read(value) {
            Ok(value) => {
                particulars.insert(name.clone(), value);
            }
            Err(message) => problems.push(FieldProblem { field: name.clone(), message }),
        }
    }
    if problems.is_empty() { Ok(particulars) } else { Err(AppError::Fields(problems)) }
}

/// What changed since the revision before this one, by the address of each group of duties.
pub(super) fn changes(history: &RoleHistory, revision: &Revision) -> BTreeMap<String, ChangeMark> {
    let before = revision.stamp.number.checked_sub(1).and_then(|number| history.revision(number));
    let Some(before) = before else { return BTreeMap::new() };
    let redline = redline(&before.role, &revision.role);
    let groups = redline.entries.into_iter().filter(|entry| {
        let gone = matches!(entry.fate, Fate::Dropped | Fate::Merged);
        entry.kind == PieceKind::Group && entry.section == SectionKind::Duties && !gone
    });
    let numbered = groups.enumerate();
    numbered.filter_map(|(index, entry)| Some((format!("duties.group{}", index + 1), entry.mark?))).collect()
}

impl From<ComposeError> for AppError {
    fn from(error: ComposeError) -> Self {
        match error {
            ComposeError::Fields(problems) => Self::Fields(problems),
            ComposeError::Template(problem) => Self::Template(problem),
        }
    }
}
