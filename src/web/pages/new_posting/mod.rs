//! `/postings/new`: a posting composed from an approved role. As long as it is short enough, everything that was chosen
//! stands in the address; what is longer is sent as a form.

mod asked;
mod composing;
mod views;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::asked::Asked;
use self::composing::{Composed, compose, remarks, sources, template};
use self::views::{
    DutyView, FieldView, SectionView, TemplateView, WordingView, duties, fields, leftovers, sections, wordings,
};
use super::frame::{Frame, Place, page};
use super::postings::now;
use crate::app::error::AppError;
use crate::app::post::{FORMATS, PostingFormat, PostingSources, render_posting};
use crate::app::posting_templates::PostingTemplates;
use crate::app::postings::keep::{Doing, PostingToKeep, keep_changed, keep_new};
use crate::app::postings::remake::{history_of, kept_posting, remake};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::StoreError;
use crate::model::identifier::TextHash;
use crate::model::posting::PostingDeed;
use crate::posting::document::Posting;
use crate::posting::particular::FieldProblem;
use crate::posting::remarks::Remark;
use crate::posting::template::Template;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

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
    /// What was typed for another template, so that it is there again if that one is chosen again.
    leftovers: Vec<(String, String)>,
    /// Everything that is wrong, with the field where it is.
    problems: Vec<FieldProblem>,
    /// Whether somebody has filled in the form yet.
    is_sent: bool,
    posting: Option<Posting>,
    /// What readers, law and search engines may stumble over.
    remarks: Vec<Remark>,
    /// The forms in which it can be taken along, each with its address.
    downloads: Vec<(&'static str, String)>,
    /// Whether it is too long for an address, so that the form itself has to be sent for each of them.
    is_long: bool,
    words: usize,
    /// Whether it can be kept.
    may_keep: bool,
    /// The posting that is being changed.
    kept: Option<KeptView>,
}

#[derive(Debug, Serialize)]
struct RoleView {
    id: String,
    /// What the form says of it: also which revision, if one was named.
    asked: String,
    title: String,
    organisation: String,
    revision: u32,
    address: String,
}

/// A posting that is kept already and is being changed.
#[derive(Debug, Serialize)]
struct KeptView {
    id: String,
    address: String,
    /// The hash of its file when it was shown.
    seen: String,
    /// Who has changed it meanwhile, if somebody has.
    changed_by: Option<String>,
}

/// Answers a form or an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Get,
    Post,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let asked = Asked::read(parameters.0);
    answer(service, asked, Way::Get)
}

/// The form, sent: shown under an address of its own if one can hold it.
pub(in crate::web) fn send(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let asked = Asked::read(parameters.0);
    answer(service, asked, Way::Post)
}

fn answer(service: &Service, asked: Asked, way: Way) -> Result<Page, Problem> {
    let templates = service.posting_templates()?;
    let asked = if asked.role.is_empty() && !asked.posting.is_empty() { of_kept(service, &asked)? } else { asked };
    if asked.role.is_empty() {
        return choose_role(service, &templates);
    }
    let sources = sources(service, &asked)?;
    let template = template(&templates, &asked)?;
    let moves_on = asked.step.is_some() || way == Way::Post;
    let asked = after(&asked, &sources, template);
    if let Some(address) = asked.short_address("/postings/new").filter(|_| moves_on) {
        return Ok(Page::Elsewhere(address));
    }
    let composed = compose(&sources, template, &asked)?;
    shown(service, &templates, template, &sources, &asked, composed, None)
}

/// What made a posting that is kept, to be changed. Only who may write can do so.
fn of_kept(service: &Service, asked: &Asked) -> Result<Asked, Problem> {
    let (store, _) = service.writing()?;
    let (kept, seen) = kept_posting(store, &asked.posting)?;
    let history = history_of(store, &kept)?;
    let remade = remake(store, &history, &kept, &TemplateFiller::of_this_program()?)?;
    Ok(Asked::of_kept(&kept, &seen, &remade.sources.revision.role, &remade.template))
}

/// The page for what was composed.
fn shown(
    service: &Service,
    templates: &PostingTemplates,
    template: &Template,
    sources: &PostingSources,
    asked: &Asked,
    composed: Composed,
    changed_by: Option<String>,
) -> Result<Page, Problem> {
    let revision = &sources.revision;
    let name = format!("{}-{}-{}", revision.id.role(), revision.stamp.number, template.name);
    let taken = asked.without_leftovers(template);
    let forms = FORMATS.iter().filter(|(form, ..)| *form != PostingFormat::JobPosting || template.manifest.announces);
    let is_long = taken.short_address(&format!("/postings/new/{name}.jsonld")).is_none();
    let download = |(form, ..): &(PostingFormat, &str, &str)| {
        let path = format!("/postings/new/{name}.{}", form.suffix());
        (form_name(*form), taken.short_address(&path).unwrap_or(path))
    };
    let words = composed
        .posting
        .as_ref()
        .map_or(0, |posting| posting.runs().iter().map(|run| run.text.split_whitespace().count()).sum());
    let wordings = composed.posting.as_ref().map(|posting| wordings(posting, asked)).unwrap_or_default();
    let duties_locked = template.manifest.sections.iter().any(|section| !section.locks.is_empty());
    let duties = duties(&sources.revision.role, asked, &composed.problems);
    let view = ComposerView {
        role: RoleView {
            id: revision.id.to_string(),
            asked: asked.role.clone(),
            title: revision.role.title.to_plain(),
            organisation: sources
                .organisation
                .as_ref()
                .map_or_else(|| revision.id.organisation().to_owned(), |file| file.name.to_plain()),
            revision: revision.stamp.number,
            address: format!("/roles/{}@{}", revision.id, revision.stamp.number),
        },
        templates: templates.usable.iter().map(|other| TemplateView::new(other, template)).collect(),
        fields: fields(template, asked, &composed.problems),
        leftovers: leftovers(template, asked, &duties, &wordings, duties_locked),
        duties,
        duties_locked,
        sections: sections(template, asked),
        wordings,
        downloads: if composed.problems.is_empty() { forms.map(download).collect() } else { Vec::new() },
        is_long,
        template: TemplateView::new(template, template),
        remarks: composed
            .posting
            .as_ref()
            .map(|posting| remarks(service, posting, template, sources))
            .unwrap_or_default(),
        is_sent: asked.is_sent,
        problems: composed.problems,
        posting: composed.posting,
        words,
        may_keep: service.acting.may_write(),
        kept: (!asked.posting.is_empty()).then(|| KeptView {
            id: asked.posting.clone(),
            address: format!("/postings/{}", asked.posting),
            seen: asked.seen.clone(),
            changed_by,
        }),
    };
    let title = format!("A posting for {}", view.role.title);
    page(service, "new_posting", &Frame::new(Place::Postings, title, "Compose a posting from an approved role"), &view)
}

/// The posting as a file; its name says in which form.
pub(in crate::web) fn file(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    taken_along(service, parameters, Way::Get)
}

/// The same of a form. What is wrong with it is shown on its page.
pub(in crate::web) fn send_file(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    taken_along(service, parameters, Way::Post)
}

fn taken_along(service: &Service, parameters: Parameters, way: Way) -> Result<Page, Problem> {
    let mut given = parameters.0;
    let name = given.remove("file").and_then(|names| names.into_iter().next()).unwrap_or_default();
    let asked = Asked::read(given);
    let format = format_of(&name)?;
    let templates = service.posting_templates()?;
    let sources = sources(service, &asked)?;
    let template = template(&templates, &asked)?;
    let asked = asked.settled(template);
    let composed = compose(&sources, template, &asked)?;
    if let Some(problem) = composed.problems.first() {
        if way == Way::Post {
            return shown(service, &templates, template, &sources, &asked, composed, None);
        }
        return Err(Problem::parameter(Some(&problem.field), problem.message.clone()));
    }
    let posting = composed.posting.ok_or_else(|| Problem::internal("nothing was composed, and nothing is wrong"))?;
    rendered(&posting, name, format)
}

/// The form that the name of a file asks for.
pub(super) fn format_of(name: &str) -> Result<PostingFormat, Problem> {
    let (stem, suffix) = name.rsplit_once('.').ok_or_else(Problem::unknown_address)?;
    let plain = stem.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if !plain || stem.is_empty() {
        return Err(Problem::unknown_address());
    }
    suffix.parse().map_err(|_: AppError| Problem::unknown_address())
}

/// A posting as a file of this name.
pub(super) fn rendered(posting: &Posting, name: String, format: PostingFormat) -> Result<Page, Problem> {
    let bytes = render_posting(posting, format).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("template"), message),
        other => other.into(),
    })?;
    Ok(Page::File { name, media: format.media_type(), bytes })
}

/// The posting is kept: anew, or in place of the one that is being changed. Whatever stands in the way, the form comes
/// back as it was sent.
pub(in crate::web) fn keep(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let asked = Asked::read(parameters.0);
    let (store, by) = service.writing()?;
    let templates = service.posting_templates()?;
    let sources = sources(service, &asked)?;
    let template = template(&templates, &asked)?;
    let asked = asked.settled(template);
    let composed = compose(&sources, template, &asked)?;
    let Some(posting) = composed.posting.as_ref().filter(|_| composed.problems.is_empty()) else {
        return shown(service, &templates, template, &sources, &asked, composed, None);
    };
    let Composed { particulars, choices, .. } = &composed;
    let wanted = PostingToKeep { sources: &sources, template, particulars, choices, posting };
    let (doing, filler) = (Doing { by, at: now() }, TemplateFiller::of_this_program()?);
    if asked.posting.is_empty() {
        let (id, _) = keep_new(store, wanted, doing, &filler)?;
        return Ok(Page::Elsewhere(format!("/postings/{id}")));
    }
    let (before, hash) = kept_posting(store, &asked.posting)?;
    let seen: TextHash = asked.seen.parse().unwrap_or_else(|_| TextHash::of(""));
    // Words that were set aside and have been put in anew are where they belong.
    let mut set_aside = before.facts.set_aside.clone();
    set_aside.retain(|part, _| !choices.edits.contains_key(part));
    match keep_changed(store, &before, wanted, set_aside, (PostingDeed::Changed, &seen), doing, &filler) {
        Ok(_) => Ok(Page::Elsewhere(format!("/postings/{}", before.id))),
        Err(AppError::Store(StoreError::PostingChanged(_))) => {
            // What was typed comes back beside word of the change; sent once more, it takes the place of that.
            let by = before.facts.record.last().map(|act| act.by.clone());
            let asked = Asked { seen: hash.to_string(), ..asked };
            shown(service, &templates, template, &sources, &asked, composed, by.or(Some("somebody".to_owned())))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Debug, Serialize)]
struct ChooseView {
    templates: Vec<TemplateView>,
}

/// Without a role there is nothing to compose; the page says how one comes to it.
fn choose_role(service: &Service, templates: &PostingTemplates) -> Result<Page, Problem> {
    let templates = templates.usable.iter().map(|one| TemplateView::new(one, one)).collect();
    let frame = Frame::new(Place::Postings, "A new posting", "Compose a posting from an approved role");
    page(service, "choose_role", &frame, &ChooseView { templates })
}

/// What was asked once a button was pressed and a template chosen.
fn after(asked: &Asked, sources: &PostingSources, template: &Template) -> Asked {
    let duties = sources.revision.role.duties().into_iter();
    let all: Vec<String> = duties.filter_map(|duty| duty.id.as_ref().map(ToString::to_string)).collect();
    let settled = asked.settled(template);
    match &asked.step {
        Some(step) => settled.stepped(step, &all),
        None => settled,
    }
}

/// What people call a form.
pub(super) fn form_name(form: PostingFormat) -> &'static str {
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
