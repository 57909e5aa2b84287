//! `/api/v1/postings`: those that are kept; composing one, and keeping it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::error::AppError;
use crate::app::post::{FORMATS, PostingFormat, PostingSources, compose_posting, posting_sources, render_posting};
use crate::app::postings::behind::{Behind, how_it_stands};
use crate::app::postings::keep::{Doing, PostingToKeep, keep_new};
use crate::app::postings::list::{PostingList, list_postings};
use crate::app::reference::RoleReference;
use crate::app::template_filling::TemplateFiller;
use crate::model::identifier::{ItemId, TextHash};
use crate::model::posting::KeptPosting;
use crate::posting::document::Posting;
use crate::posting::particular::{FieldProblem, Particulars};
use crate::posting::request::Choices;
use crate::posting::template::Template;
use crate::web::answer::{Answer, Json, Keep, Reply};
use crate::web::pages::posting::seen_by;
use crate::web::parameters::NoParameters;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which posting.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The name of the posting
    #[schemars(length(max = 64))]
    posting: String,
}

/// A posting that is kept, with what has moved on since it was made.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web) struct PostingRecord {
    /// What made it, and what was done with it.
    #[serde(flatten)]
    posting: KeptPosting,
    /// The hash of its file: another one once it was changed.
    version: TextHash,
    /// What has moved on since it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    behind: Option<Behind>,
}

/// A posting to be composed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct PostingOrder {
    /// The role: organisation/role, with @2 behind it for its second revision
    #[schemars(example = "mission/family-success-coach", length(max = 160))]
    role: String,
    /// The template
    #[serde(default = "usual_template")]
    #[schemars(example = "full-announcement", length(max = 64))]
    template: String,
    /// What the template asks for, by name: words or figures
    #[serde(default)]
    particulars: BTreeMap<String, Value>,
    /// The duties to be printed, in this order; all of them if it is left out
    #[serde(default)]
    duties: Option<Vec<ItemId>>,
    /// The sections to be printed, in this order; those of the template if it is left out
    #[serde(default)]
    sections: Option<Vec<String>>,
    /// Words to be printed instead of approved ones, by the address of what they take the place of
    #[serde(default)]
    edits: BTreeMap<String, String>,
}

/// In which form a posting is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct FormParameters {
    /// The form: `json` (the document with where its words come from), `docx`, `pdf`, `html`, `md`, `txt` or `jsonld`
    #[serde(default = "usual_form")]
    #[schemars(example = &"md", extend("enum" = ["json", "docx", "pdf", "html", "md", "txt", "jsonld"]))]
    format: String,
}

fn usual_template() -> String {
    "full-announcement".to_owned()
}

fn usual_form() -> String {
    "json".to_owned()
}

/// A posting in the form that was asked for.
pub(in crate::web) struct PostingInForm {
    file_name: String,
    format: PostingFormat,
    bytes: Vec<u8>,
}

impl Answer for PostingInForm {
    const MEDIA: &'static str = "application/json";
    const OTHER_MEDIA: &'static [&'static str] = &[
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/markdown",
        "text/html",
        "text/plain",
        "application/ld+json",
    ];

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Posting>()
    }

    fn into_reply(self) -> Result<Reply, Problem> {
        let file_name = Some(format!("{}.{}", self.file_name, self.format.suffix()));
        Ok(Reply { file_name, ..Reply::of(self.format.media_type(), self.bytes.into(), Keep::Never) })
    }
}

pub(in crate::web) fn list(service: &Service, _: NoParameters) -> Result<Json<PostingList>, Problem> {
    let templates = service.posting_templates()?;
    let list = list_postings(service.postings(), &service.catalog, &service.acting, &templates, service.today())?;
    Ok(Json::new(list))
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Json<PostingRecord>, Problem> {
    let (posting, version) = seen_by(service, &parameters.posting)?;
    record(service, posting, version)
}

fn record(service: &Service, posting: KeptPosting, version: TextHash) -> Result<Json<PostingRecord>, Problem> {
    let behind = how_it_stands(&service.catalog, &posting, &service.posting_templates()?, service.today())?;
    Ok(Json::new(PostingRecord { posting, version, behind: behind.is_behind().then_some(behind) }))
}

/// What an order comes to.
struct Composed {
    sources: PostingSources,
    template: Template,
    particulars: Particulars,
    choices: Choices,
    posting: Posting,
}

pub(in crate::web) fn compose(
    service: &Service,
    form: FormParameters,
    order: PostingOrder,
) -> Result<PostingInForm, Problem> {
    let format: PostingFormat = form.format.parse().map_err(|_: AppError| {
        let known: Vec<&str> = FORMATS.iter().map(|(_, suffix, _)| *suffix).collect();
        Problem::parameter(Some("format"), format!("there are {}", known.join(", ")))
    })?;
    let composed = composed(service, order)?;
    let bytes = render_posting(&composed.posting, format).map_err(|error| misuse("format", error))?;
    Ok(PostingInForm { file_name: composed.posting.made_from.file_name(), format, bytes })
}

pub(in crate::web) fn keep(
    service: &Service,
    _: NoParameters,
    order: PostingOrder,
) -> Result<Json<PostingRecord>, Problem> {
    let (store, by) = service.writing()?;
    let Composed { sources, template, particulars, choices, posting } = composed(service, order)?;
    let wanted = PostingToKeep {
        sources: &sources,
        template: &template,
        particulars: &particulars,
        choices: &choices,
        posting: &posting,
    };
    let doing = Doing { by, at: Timestamp::now() };
    let (id, _) = keep_new(store, wanted, doing, &TemplateFiller::of_this_program()?)?;
    let (posting, version) = seen_by(service, id.as_str())?;
    record(service, posting, version)
}

fn composed(service: &Service, order: PostingOrder) -> Result<Composed, Problem> {
    let shown: String = order.role.chars().take(160).collect();
    let reference: RoleReference = order.role.parse().map_err(|_: AppError| {
        Problem::parameter(Some("role"), format!("`{shown}` names no role; write organisation/role"))
    })?;
    let sources = posting_sources(&service.catalog, &reference, service.today());
    let sources = sources.map_err(|error| misuse("role", error))?;
    let templates = service.posting_templates()?;
    let template = templates.named(&order.template).map_err(|error| misuse("template", error))?.clone();
    let choices = Choices { duties: order.duties, sections: order.sections, edits: order.edits };
    let particulars: Particulars = order.particulars;
    let filler = TemplateFiller::of_this_program()?;
    let fill = |template: &Template, context: &Value| filler.fill(template, context);
    let posting = compose_posting(&sources, &template, &particulars, &choices, &fill);
    let posting = posting.map_err(|error| match error {
        AppError::Fields(problems) => wrong_fields(&problems),
        other => other.into(),
    })?;
    Ok(Composed { sources, template, particulars, choices, posting })
}

fn misuse(parameter: &str, error: AppError) -> Problem {
    match error {
        AppError::Misuse { message, hint } => Problem::parameter(Some(parameter), format!("{message}; {hint}")),
        other => other.into(),
    }
}

/// Names the first field that is wrong, and says what is wrong with all.
fn wrong_fields(problems: &[FieldProblem]) -> Problem {
    let words: Vec<String> = problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect();
    Problem::parameter(problems.first().map(|problem| problem.field.as_str()), words.join("; "))
}
