//! From what was asked to a posting: its sources, its template, what is wrong, what is to be remarked.

use serde_json::Value;

use super::asked::Asked;
use crate::app::error::AppError;
use crate::app::post::{PostingSources, compose_posting, posting_sources};
use crate::app::posting_templates::PostingTemplates;
use crate::app::remarks::remarks_on;
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::CatalogReader;
use crate::posting::document::Posting;
use crate::posting::particular::{FieldProblem, ParticularType, Particulars};
use crate::posting::remarks::Remark;
use crate::posting::request::Choices;
use crate::posting::template::Template;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// So many similar roles are looked at for remarks.
const COMPARED: usize = 9;

/// A posting as far as it goes, with what stands in its way.
pub(in crate::web::pages) struct Composed {
    /// The posting; none if not even a preview could be made.
    pub(in crate::web::pages) posting: Option<Posting>,
    /// What is wrong. As long as there is something, the posting is a preview.
    pub(in crate::web::pages) problems: Vec<FieldProblem>,
    /// What was given.
    pub(in crate::web::pages) particulars: Particulars,
    /// What was chosen.
    pub(in crate::web::pages) choices: Choices,
}

pub(in crate::web::pages) fn sources(service: &Service, asked: &Asked) -> Result<PostingSources, Problem> {
    let shown: String = asked.role.chars().take(160).collect();
    let reference = asked.role.parse().map_err(|_: AppError| {
        Problem::parameter(Some("role"), format!("`{shown}` names no role; write organisation/role"))
    })?;
    posting_sources(&service.catalog, &reference, service.today()).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("role"), message),
        other => other.into(),
    })
}

pub(in crate::web::pages) fn template<'t>(
    templates: &'t PostingTemplates,
    asked: &Asked,
) -> Result<&'t Template, Problem> {
    let name = if asked.template.is_empty() { "full-announcement" } else { &asked.template };
    templates.named(name).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("template"), message),
        other => other.into(),
    })
}

/// Composes what can be composed: what is wrong or missing is said and left out, so that the preview stays.
pub(in crate::web::pages) fn compose(
    sources: &PostingSources,
    template: &Template,
    asked: &Asked,
) -> Result<Composed, Problem> {
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
    let filler = TemplateFiller::of_this_program()?;
    let fill = |template: &Template, context: &Value| filler.fill(template, context);
    let with = |template: &Template, particulars: &Particulars| {
        compose_posting(sources, template, particulars, &choices, &fill)
    };
    match with(template, &particulars) {
        Ok(posting) => return Ok(Composed { posting: Some(posting), problems, particulars, choices }),
        Err(AppError::Fields(more)) => {
            let known: Vec<String> = problems.iter().map(|problem| problem.field.clone()).collect();
            problems.extend(more.into_iter().filter(|problem| !known.contains(&problem.field)));
        }
        // One of the service's own folder; the form stays as it is until somebody has mended it.
        Err(AppError::Template(fault)) => {
            problems.push(FieldProblem::new("template", fault.to_string()));
            return Ok(Composed { posting: None, problems, particulars, choices });
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
            particulars.insert(name.clone(), Value::from(format!("[{}]", particular.title)));
        }
    }
    match with(&undemanding, &particulars) {
        Ok(posting) => Ok(Composed { posting: Some(posting), problems, particulars, choices }),
        Err(error @ (AppError::Fields(_) | AppError::Template(_))) => {
            // A template of the program may count on what it asks for.
            if !template.shipped {
                problems.push(FieldProblem::new("template", error.to_string()));
            }
            Ok(Composed { posting: None, problems, particulars, choices })
        }
        Err(other) => Err(other.into()),
    }
}

/// The remarks, beside the roles that are most like this one.
pub(in crate::web::pages) fn remarks(
    service: &Service,
    posting: &Posting,
    template: &Template,
    sources: &PostingSources,
) -> Vec<Remark> {
    let today = service.today();
    let similar = service.search.similar(&sources.revision.id, today, COMPARED).unwrap_or_default();
    let comparable = similar.iter().filter_map(|hit| {
        let history = service.catalog.role(&hit.role.id).ok()?;
        history.as_of(today).cloned()
    });
    remarks_on(posting, template, sources, &comparable.collect::<Vec<_>>(), today)
}
