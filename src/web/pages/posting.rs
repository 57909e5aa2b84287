//! `/postings/{posting}`: one that is kept, with where it comes from, what became of it, and what has moved on since.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::frame::{Frame, Place, page};
use super::new_posting::{form_name, format_of, rendered};
use super::postings::{now, template_title};
use crate::app::error::AppError;
use crate::app::post::{FORMATS, PostingFormat};
use crate::app::posting_templates::PostingTemplates;
use crate::app::postings::behind::how_it_stands;
use crate::app::postings::difference::{SectionDifference, difference};
use crate::app::postings::keep::{Doing, change_status};
use crate::app::postings::remake::{Remade, history_of, kept_posting, remake};
use crate::app::postings::update::{SetAside, bring_up_to_date, up_to_date};
use crate::app::template_filling::TemplateFiller;
use crate::model::identifier::TextHash;
use crate::model::posting::{KeptPosting, PostingEdit, PostingStatus};
use crate::posting::document::Posting;
use crate::posting::particular::FieldProblem;
use crate::templating::filters::day;
use crate::web::answer::Page;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;

/// Which posting.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    posting: String,
}

#[derive(Debug, Serialize)]
struct PostingView {
    id: String,
    title: String,
    status: PostingStatus,
    role: String,
    role_address: String,
    revision: u32,
    template: String,
    template_hash: String,
    record: Vec<ActView>,
    particulars: Vec<(String, String)>,
    edits: Vec<EditView>,
    /// Words changed by hand that were set aside when the posting was brought up to date.
    set_aside: Vec<EditView>,
    /// The hash of its file, so that a change by somebody else is noticed.
    seen: String,
    /// The posting as it was made; none if it can't be made again.
    posting: Option<Posting>,
    words: usize,
    /// Why it can't be made again.
    not_remade: Option<String>,
    downloads: Vec<(&'static str, String)>,
    behind: Vec<String>,
    /// What it would say if it were brought up to date.
    update: Option<UpdateView>,
    may_write: bool,
    steps: Vec<StepView>,
    /// Where it can be changed.
    edit: Option<String>,
}

#[derive(Debug, Serialize)]
struct ActView {
    did: &'static str,
    by: String,
    #[serde(serialize_with = "to_the_minute")]
    at: Timestamp,
}

#[derive(Debug, Serialize)]
struct EditView {
    part: String,
    words: String,
    approved: String,
}

/// What can be done with it next.
#[derive(Debug, Serialize)]
struct StepView {
    status: PostingStatus,
    words: &'static str,
}

#[derive(Debug, Default, Serialize)]
struct UpdateView {
    difference: Vec<SectionDifference>,
    set_aside: Vec<SetAside>,
    new_duties: Vec<String>,
    not_asked: Vec<String>,
    problems: Vec<FieldProblem>,
    /// Why it can't be brought up to date.
    impossible: Option<String>,
}

fn to_the_minute<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let local = at.to_zoned(jiff::tz::TimeZone::system());
    serializer.collect_str(&local.strftime("%-d %B %Y, %H:%M"))
}

/// A posting that whoever asks may see, and the hash of its file.
pub(in crate::web) fn seen_by(service: &Service, id: &str) -> Result<(KeptPosting, TextHash), Problem> {
    let found = kept_posting(service.postings(), id).map_err(|error| match error {
        AppError::Findings { .. } => {
            let detail = "its file has errors; `rolebook check` names them, with their places";
            Problem::new(ProblemKind::Conflict, detail)
        }
        other => other.into(),
    });
    let (kept, hash) = found.map_err(|problem| if service.acting.may_write() { problem } else { unknown(id) })?;
    if service.acting.may_see(kept.facts.status) { Ok((kept, hash)) } else { Err(unknown(id)) }
}

fn unknown(id: &str) -> Problem {
    AppError::NoPosting { name: id.chars().take(80).collect() }.into()
}

/// A posting as it was made.
fn remade(service: &Service, kept: &KeptPosting) -> Result<Remade, AppError> {
    let history = history_of(&service.catalog, kept)?;
    remake(service.postings(), &history, kept, &TemplateFiller::of_this_program()?)
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let (kept, hash) = seen_by(service, &parameters.posting)?;
    let templates = service.posting_templates()?;
    let facts = &kept.facts;
    let stands = how_it_stands(&service.catalog, &kept, &templates, service.today())?;
    let (made, not_remade) = match remade(service, &kept) {
        Ok(made) => (Some(made), None),
        Err(error @ (AppError::NotRemade { .. } | AppError::Fields(_) | AppError::Template(_))) => {
            (None, Some(error.to_string()))
        }
        Err(other) => return Err(other.into()),
    };
    let may_write = service.acting.may_write();
    // What can't be made again as it was can be made anew.
    let wanted = stands.is_behind() || made.is_none() && facts.status != PostingStatus::Closed;
    let update = wanted.then(|| update_view(service, &kept, made.as_ref(), &templates)).transpose()?;
    let known = templates.usable.iter().any(|template| template.name == facts.template);
    let announces = made.as_ref().is_some_and(|made| made.template.manifest.announces);
    let forms = FORMATS.iter().filter(|(form, ..)| *form != PostingFormat::JobPosting || announces);
    let download = |(form, ..): &(PostingFormat, &str, &str)| {
        (form_name(*form), format!("/postings/{}/{}.{}", kept.id, kept.id, form.suffix()))
    };
    let label = |name: &String| {
        let asked = made.as_ref().and_then(|made| made.template.particulars.get(name));
        asked.map_or_else(|| name.replace('_', " "), |asked| asked.title.clone())
    };
    let words =
        made.as_ref().map_or(0, |made| made.posting.runs().iter().map(|run| run.text.split_whitespace().count()).sum());
    let view = PostingView {
        id: kept.id.to_string(),
        title: kept.title.clone(),
        status: facts.status,
        role: facts.role.to_string(),
        role_address: format!("/roles/{}@{}", facts.role, facts.revision),
        revision: facts.revision,
        template: template_title(&templates, &facts.template),
        template_hash: facts.template_hash.as_str().chars().take(12).collect(),
        record: facts
            .record
            .iter()
            .rev()
            .map(|act| ActView { did: act.did.word(), by: act.by.clone(), at: act.at })
            .collect(),
        particulars: facts.particulars.iter().map(|(name, value)| (label(name), words_of_value(value))).collect(),
        edits: facts.edits.iter().map(edit_view).collect(),
        set_aside: facts.set_aside.iter().map(edit_view).collect(),
        seen: hash.to_string(),
        downloads: if made.is_some() { forms.map(download).collect() } else { Vec::new() },
        posting: made.map(|made| made.posting),
        words,
        not_remade,
        behind: stands.words(),
        update,
        may_write,
        steps: if may_write { steps(facts.status) } else { Vec::new() },
        edit: (may_write && known && facts.status != PostingStatus::Closed)
            .then(|| format!("/postings/new?posting={}", kept.id)),
    };
    let frame = Frame::new(Place::Postings, format!("{}: a posting", kept.title), "A posting that is kept");
    page(service, "posting", &frame, &view)
}

fn edit_view((part, edit): (&String, &PostingEdit)) -> EditView {
    EditView { part: part.clone(), words: edit.words.clone(), approved: edit.approved.clone() }
}

fn words_of_value(value: &Value) -> String {
    match value {
        Value::String(words) => words.parse().map_or_else(|_| words.clone(), day),
        other => other.as_f64().map_or_else(|| other.to_string(), |figure| figure.to_string()),
    }
}

fn steps(status: PostingStatus) -> Vec<StepView> {
    let step = |status, words| StepView { status, words };
    match status {
        PostingStatus::Draft => {
            vec![step(PostingStatus::Published, "Mark as published"), step(PostingStatus::Closed, "Close")]
        }
        PostingStatus::Published => {
            vec![step(PostingStatus::Closed, "Close"), step(PostingStatus::Draft, "Make it a draft again")]
        }
        PostingStatus::Closed => vec![step(PostingStatus::Draft, "Make it a draft again")],
    }
}

fn update_view(
    service: &Service,
    kept: &KeptPosting,
    made: Option<&Remade>,
    templates: &PostingTemplates,
) -> Result<UpdateView, Problem> {
    let (template, filler) = (made.map(|made| &made.template), TemplateFiller::of_this_program()?);
    let renewed = match up_to_date(&service.catalog, kept, template, templates, service.today(), &filler) {
        Ok(renewed) => renewed,
        Err(AppError::Misuse { message, .. }) => {
            return Ok(UpdateView { impossible: Some(message), ..UpdateView::default() });
        }
        Err(error @ (AppError::Template(_) | AppError::NotRemade { .. })) => {
            return Ok(UpdateView { impossible: Some(error.to_string()), ..UpdateView::default() });
        }
        Err(other) => return Err(other.into()),
    };
    Ok(UpdateView {
        difference: match (made, &renewed.posting) {
            (Some(before), Some(after)) => difference(&before.posting, after),
            _ => Vec::new(),
        },
        set_aside: renewed.set_aside,
        new_duties: renewed.new_duties,
        not_asked: renewed.not_asked,
        problems: renewed.problems,
        impossible: None,
    })
}

/// Which file of which posting.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct FileParameters {
    posting: String,
    file: String,
}

/// The posting as a file; its name says in which form.
pub(in crate::web) fn file(service: &Service, parameters: FileParameters) -> Result<Page, Problem> {
    let (kept, _) = seen_by(service, &parameters.posting)?;
    let format = format_of(&parameters.file)?;
    rendered(&remade(service, &kept)?.posting, parameters.file, format)
}

/// What is to become of a posting that was seen with this hash.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct StatusParameters {
    posting: String,
    status: PostingStatus,
    seen: String,
}

pub(in crate::web) fn status(service: &Service, parameters: StatusParameters) -> Result<Page, Problem> {
    let (store, by) = service.writing()?;
    let (kept, _) = kept_posting(store, &parameters.posting)?;
    let doing = Doing { by, at: now() };
    match change_status(store, &kept, parameters.status, &hash_of(&parameters.seen)?, doing) {
        // Pressed twice.
        Ok(_) | Err(AppError::Misuse { .. }) => Ok(Page::Elsewhere(format!("/postings/{}", kept.id))),
        Err(other) => Err(other.into()),
    }
}

fn hash_of(seen: &str) -> Result<TextHash, Problem> {
    seen.parse().map_err(|_| Problem::parameter(Some("seen"), "this is not the hash of a file"))
}

/// A posting that was seen with this hash.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct UpdateParameters {
    posting: String,
    seen: String,
}

/// The posting is brought up to date with its role, its template and its organisation.
pub(in crate::web) fn update(service: &Service, parameters: UpdateParameters) -> Result<Page, Problem> {
    let (store, by) = service.writing()?;
    let (kept, _) = kept_posting(store, &parameters.posting)?;
    let (seen, doing) = (hash_of(&parameters.seen)?, Doing { by, at: now() });
    let filler = TemplateFiller::of_this_program()?;
    match bring_up_to_date(store, &kept, &seen, &service.posting_templates()?, doing, &filler) {
        Ok(_) => Ok(Page::Elsewhere(format!("/postings/{}", kept.id))),
        Err(AppError::Fields(_)) => {
            let detail = "something is missing that the template needs now; change the posting to fill it in";
            Err(Problem::new(ProblemKind::Conflict, detail))
        }
        Err(other) => Err(other.into()),
    }
}
