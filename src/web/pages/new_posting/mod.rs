//! `/postings/new`: a posting composed from an approved role. Everything that was chosen stands in the address, and
//! nothing is kept here.

mod asked;
mod views;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::asked::{Asked, Step};
use self::views::{DutyView, FieldView, SectionView, TemplateView, WordingView, duties, fields, sections, wordings};
use super::frame::{Frame, Place, page};
use crate::app::error::AppError;
use crate::app::post::{FORMATS, PostingFormat, PostingSources, compose_posting, posting_sources, render_posting};
use crate::app::posting_templates::{PostingTemplates, read_templates};
use crate::app::remarks::remarks_on;
use crate::catalog::store::CatalogReader;
use crate::posting::compose::fill_here;
use crate::posting::document::Posting;
use crate::posting::particular::{FieldProblem, ParticularType, Particulars};
use crate::posting::remarks::Remark;
use crate::posting::template::Template;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// So many similar roles are looked at for remarks.
const COMPARED: usize = 9;

/// What was asked: which names there are depends on the template.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::web) struct Parameters(BTreeMap<String, Vec<String>>);

#[derive(Debug, Serialize)]
struct ComposerView {
    role: RoleView,
    template: TemplateView,
    templates: Vec<TemplateView>,
    fields: Vec<FieldView>,
    duties: Vec<DutyView>,
    /// Why duties can't be chosen, if so.
    duties_locked: bool,
    sections: Vec<SectionView>,
    wordings: Vec<WordingView>,
    /// Everything that is wrong, with the field where it is.
    problems: Vec<FieldProblem>,
    /// Whether somebody has filled in the form yet.
    is_sent: bool,
    posting: Option<Posting>,
    /// What readers, law and search engines may stumble over.
    remarks: Vec<Remark>,
    /// The forms in which it can be taken along, each with its address.
    downloads: Vec<(&'static str, String)>,
    words: usize,
}

#[derive(Debug, Serialize)]
struct RoleView {
    id: String,
    title: String,
    organisation: String,
    revision: u32,
    address: String,
}

/// A posting as far as it goes, with what stands in its way.
struct Composed {
    posting: Option<Posting>,
    problems: Vec<FieldProblem>,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let asked = Asked::read(parameters.0);
    let templates = read_templates(None)?;
    if asked.role.is_empty() {
        return choose_role(service, &templates);
    }
    let sources = sources(service, &asked)?;
    let template = template(&templates, &asked)?;
    if let Some(step) = &asked.step {
        return Ok(Page::Elsewhere(after(step, &asked, &sources, template)));
    }
    let composed = compose(&sources, template, &asked)?;
    let revision = &sources.revision;
    let name = format!("{}-{}", revision.id.role(), template.name);
    let shown = asked.without_leftovers(template);
    let forms = FORMATS.iter().filter(|(form, ..)| *form != PostingFormat::JobPosting || template.manifest.announces);
    let download = |(form, ..): &(PostingFormat, &str, &str)| {
        let path = format!("/postings/new/{name}.{}", form.suffix());
        (form_name(*form), shown.address(&path))
    };
    let words = composed
        .posting
        .as_ref()
        .map_or(0, |posting| posting.runs().iter().map(|run| run.text.split_whitespace().count()).sum());
    let view = ComposerView {
        role: RoleView {
            id: asked.role.clone(),
            title: revision.role.title.to_plain(),
            organisation: sources
                .organisation
                .as_ref()
                .map_or_else(|| revision.id.organisation().to_owned(), |file| file.name.to_plain()),
            revision: revision.stamp.number,
            address: format!("/roles/{}@{}", revision.id, revision.stamp.number),
        },
        templates: templates.usable.iter().map(|other| TemplateView::new(other, template)).collect(),
        fields: fields(template, &asked, &composed.problems),
        duties: duties(&sources.revision.role, &asked, &composed.problems),
        duties_locked: template.manifest.sections.iter().any(|section| !section.locks.is_empty()),
        sections: sections(template, &asked),
        wordings: composed.posting.as_ref().map(|posting| wordings(posting, &asked)).unwrap_or_default(),
        downloads: if composed.problems.is_empty() { forms.map(download).collect() } else { Vec::new() },
        template: TemplateView::new(template, template),
        remarks: composed
            .posting
            .as_ref()
            .map(|posting| remarks(service, posting, template, &sources))
            .unwrap_or_default(),
        is_sent: asked.is_sent,
        problems: composed.problems,
        posting: composed.posting,
        words,
    };
    let title = format!("A posting for {}", view.role.title);
    page(service, "new_posting", &Frame::new(Place::Elsewhere, title, "Compose a posting from an approved role"), &view)
}

/// Which file.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::web) struct FileParameters(BTreeMap<String, Vec<String>>);

/// The posting as a file; its name says in which form.
pub(in crate::web) fn file(service: &Service, parameters: FileParameters) -> Result<Page, Problem> {
    let mut given = parameters.0;
    let name = given.remove("file").and_then(|names| names.into_iter().next()).unwrap_or_default();
    let asked = Asked::read(given);
    let (stem, suffix) = name.rsplit_once('.').ok_or_else(Problem::unknown_address)?;
    let plain = stem.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let format: PostingFormat = suffix.parse().map_err(|_: AppError| Problem::unknown_address())?;
    if !plain || stem.is_empty() {
        return Err(Problem::unknown_address());
    }
    let templates = read_templates(None)?;
    let sources = sources(service, &asked)?;
    let template = template(&templates, &asked)?;
    let composed = compose(&sources, template, &asked)?;
    if let Some(problem) = composed.problems.into_iter().next() {
        return Err(Problem::parameter(Some(&problem.field), problem.message));
    }
    let posting = composed.posting.ok_or_else(|| Problem::internal("nothing was composed, and nothing is wrong"))?;
    let bytes = render_posting(&posting, format).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("template"), message),
        other => other.into(),
    })?;
    Ok(Page::File { name, media: format.media_type(), bytes })
}

#[derive(Debug, Serialize)]
struct ChooseView {
    templates: Vec<TemplateView>,
}

/// Without a role there is nothing to compose; the page says how one comes to it.
fn choose_role(service: &Service, templates: &PostingTemplates) -> Result<Page, Problem> {
    let templates = templates.usable.iter().map(|one| TemplateView::new(one, one)).collect();
    let frame = Frame::new(Place::Elsewhere, "A new posting", "Compose a posting from an approved role");
    page(service, "choose_role", &frame, &ChooseView { templates })
}

fn sources(service: &Service, asked: &Asked) -> Result<PostingSources, Problem> {
    let shown: String = asked.role.chars().take(160).collect();
    let reference = asked.role.parse().map_err(|_: AppError| {
        Problem::parameter(Some("role"), format!("`{shown}` names no role; write organisation/role"))
    })?;
    posting_sources(&service.catalog, &reference, service.today()).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("role"), message),
        other => other.into(),
    })
}

fn template<'t>(templates: &'t PostingTemplates, asked: &Asked) -> Result<&'t Template, Problem> {
    let name = if asked.template.is_empty() { "full-announcement" } else { &asked.template };
    templates.named(name).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("template"), message),
        other => other.into(),
    })
}

/// Composes what can be composed: what is wrong or missing is said and left out, so that the preview stays.
fn compose(sources: &PostingSources, template: &Template, asked: &Asked) -> Result<Composed, Problem> {
    let mut problems = Vec::new();
    let mut particulars = Particulars::new();
    for (name, typed) in &asked.particulars {
        let Some(particular) = template.particulars.get(name).filter(|_| !typed.trim().is_empty()) else { continue };
        match particular.read(typed) {
            Ok(value) => {
                particulars.insert(name.clone(), value);
            }
            Err(message) => problems.push(FieldProblem { field: name.clone(), message }),
        }
    }
    let choices = asked.choices(template, &mut problems);
    let with = |template: &Template, particulars: &Particulars| {
        compose_posting(sources, template, particulars, &choices, &fill_here)
    };
    match with(template, &particulars) {
        Ok(posting) => return Ok(Composed { posting: Some(posting), problems }),
        Err(AppError::Fields(more)) => {
            let known: Vec<String> = problems.iter().map(|problem| problem.field.clone()).collect();
            problems.extend(more.into_iter().filter(|problem| !known.contains(&problem.field)));
        }
        Err(other) => return Err(other.into()),
    }
    let mut undemanding = template.clone();
    undemanding.manifest.requires.clear();
    particulars.retain(|name, _| !problems.iter().any(|problem| problem.field == *name));
    if !particulars.contains_key("pay_per") {
        particulars.retain(|name, _| !name.starts_with("pay_m"));
    }
    // What can't be left out shows where it is missing. Nothing of this can be taken along.
    for name in &template.manifest.requires {
        if let Some(particular) = undemanding.particulars.get_mut(name).filter(|_| !particulars.contains_key(name)) {
            (particular.r#type, particular.format) = (ParticularType::String, None);
            particular.choices.clear();
            particulars.insert(name.clone(), serde_json::Value::from(format!("[{}]", particular.title)));
        }
    }
    match with(&undemanding, &particulars) {
        Ok(posting) => Ok(Composed { posting: Some(posting), problems }),
        // A template may count on what it asks for.
        Err(AppError::Fields(_) | AppError::Template(_)) => Ok(Composed { posting: None, problems }),
        Err(other) => Err(other.into()),
    }
}

/// The remarks, beside the roles that are most like this one.
fn remarks(service: &Service, posting: &Posting, template: &Template, sources: &PostingSources) -> Vec<Remark> {
    let today = service.today();
    let similar = service.search.similar(&sources.revision.id, today, COMPARED).unwrap_or_default();
    let comparable = similar.iter().filter_map(|hit| {
        let history = service.catalog.role(&hit.role.id).ok()?;
        history.as_of(today).cloned()
    });
    remarks_on(posting, template, sources, &comparable.collect::<Vec<_>>(), today)
}

/// Where a button leads: the same posting with one thing changed.
fn after(step: &Step, asked: &Asked, sources: &PostingSources, template: &Template) -> String {
    let all: Vec<String> = sources
        .revision
        .role
        .duties()
        .into_iter()
        .filter_map(|duty| duty.id.as_ref().map(ToString::to_string))
        .collect();
    asked.without_leftovers(template).stepped(step, &all).address("/postings/new")
}

fn form_name(form: PostingFormat) -> &'static str {
    match form {
        PostingFormat::Markdown => "Markdown",
        PostingFormat::Html => "HTML",
        PostingFormat::Text => "Plain text",
        PostingFormat::Word => "Word",
        #[cfg(feature = "pdf")]
        PostingFormat::Pdf => "PDF",
        PostingFormat::JobPosting => "JSON-LD for search engines",
        PostingFormat::Json => "JSON with origins",
    }
}
