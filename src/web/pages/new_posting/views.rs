//! The parts of the composer's form: templates, fields, duties, sections, wordings.

use serde::Serialize;

use super::asked::Asked;
use crate::model::role::Role;
use crate::posting::document::Posting;
use crate::posting::origin::Origin;
use crate::posting::particular::{FieldProblem, ParticularFormat, ParticularType};
use crate::posting::template::Template;

/// A template to choose.
#[derive(Debug, Serialize)]
pub(super) struct TemplateView {
    name: String,
    title: String,
    purpose: String,
    is_chosen: bool,
    /// Its sections by their headings, as a picture of it.
    headings: Vec<String>,
}

impl TemplateView {
    pub(super) fn new(template: &Template, chosen: &Template) -> Self {
        let headings = template.manifest.sections.iter().map(|section| section.heading.clone());
        Self {
            name: template.name.clone(),
            title: template.manifest.title.clone(),
            purpose: template.manifest.purpose.clone(),
            is_chosen: template.name == chosen.name,
            headings: headings.filter(|heading| !heading.is_empty()).collect(),
        }
    }
}

/// A field of the form.
#[derive(Debug, Serialize)]
pub(super) struct FieldView {
    name: String,
    title: String,
    description: String,
    /// `text`, `date`, `url`, `number`, `area` or `choice`.
    kind: &'static str,
    choices: Vec<String>,
    example: String,
    value: String,
    required: bool,
    from_role: bool,
    problem: Option<String>,
}

pub(super) fn fields(template: &Template, asked: &Asked, problems: &[FieldProblem]) -> Vec<FieldView> {
    let field = |name: &String| {
        let particular = template.particulars.get(name)?;
        let kind = match (particular.r#type, particular.format) {
            _ if !particular.choices.is_empty() => "choice",
            (ParticularType::Number | ParticularType::Integer, _) => "number",
            (_, Some(ParticularFormat::Date)) => "date",
            (_, Some(ParticularFormat::Uri)) => "url",
            (_, Some(ParticularFormat::Text)) => "area",
            _ => "text",
        };
        let example = particular.examples.first().map(|example| match example {
            serde_json::Value::String(words) => words.clone(),
            other => other.to_string(),
        });
        let own = |problem: &&FieldProblem| problem.field == *name;
        // That something is missing is no mistake before anybody has filled in the form.
        let problem = problems.iter().find(own).filter(|_| asked.is_sent).map(|problem| problem.message.clone());
        Some(FieldView {
            name: name.clone(),
            title: particular.title.clone(),
            description: particular.description.clone(),
            kind,
            choices: particular.choices.clone(),
            example: example.unwrap_or_default(),
            value: asked.particulars.get(name).cloned().unwrap_or_default(),
            required: template.manifest.requires.contains(name),
            from_role: particular.from_role.is_some(),
            problem,
        })
    };
    template.manifest.asks.iter().filter_map(field).collect()
}

/// A duty to be ticked, moved, reworded.
#[derive(Debug, Serialize)]
pub(super) struct DutyView {
    id: String,
    text: String,
    is_ticked: bool,
    is_first: bool,
    is_last: bool,
    /// The words that take the place of the approved ones, while somebody rewords them.
    reworded: Option<String>,
    problem: Option<String>,
}

/// The duties: those that are ticked in their order, then the others in the role's.
pub(super) fn duties(role: &Role, asked: &Asked, problems: &[FieldProblem]) -> Vec<DutyView> {
    let all = role.duties();
    let named = all.iter().filter_map(|duty| Some((duty.id.as_ref()?.to_string(), *duty)));
    let mut named: Vec<_> = named.collect();
    let ticked = |id: &str| !asked.is_sent || asked.duties.iter().any(|duty| duty == id);
    if asked.is_sent {
        named.sort_by_key(|(id, _)| asked.duties.iter().position(|duty| duty == id).unwrap_or(usize::MAX));
    }
    let last = named.iter().filter(|(id, _)| ticked(id)).count();
    let duty = |(index, (id, duty)): (usize, (String, &crate::model::document::Item))| {
        let label = duty.label.to_plain();
        let words = duty.text.to_plain();
        let text = if label.is_empty() { words } else { format!("{label}: {words}") };
        let field = format!("edits.{id}");
        DutyView {
            is_ticked: ticked(&id),
            is_first: index == 0,
            is_last: index + 1 >= last,
            reworded: reworded(asked, &id, &text),
            problem: problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.clone()),
            text,
            id,
        }
    };
    named.into_iter().enumerate().map(duty).collect()
}

fn reworded(asked: &Asked, part: &str, text: &str) -> Option<String> {
    let given = asked.edits.get(part).cloned();
    given.or_else(|| asked.rewording.iter().any(|other| other == part).then(|| text.to_owned()))
}

/// A section that may be left out.
#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    name: String,
    heading: String,
    is_ticked: bool,
}

pub(super) fn sections(template: &Template, asked: &Asked) -> Vec<SectionView> {
    let asked = asked.settled(template);
    let optional = template.manifest.sections.iter().filter(|section| section.optional);
    let view = |section: &crate::posting::template::SectionWanted| SectionView {
        name: section.name.clone(),
        heading: if section.heading.is_empty() { section.name.replace('_', " ") } else { section.heading.clone() },
        is_ticked: !asked.is_sent || asked.sections.contains(&section.name),
    };
    optional.map(view).collect()
}

/// A paragraph that can be reworded.
#[derive(Debug, Serialize)]
pub(super) struct WordingView {
    part: String,
    whose: &'static str,
    text: String,
    reworded: Option<String>,
}

/// The paragraphs of role and organisation in a posting, which can be reworded.
pub(super) fn wordings(posting: &Posting, asked: &Asked) -> Vec<WordingView> {
    let mut found: Vec<WordingView> = Vec::new();
    for section in posting.sections.iter().filter(|section| !section.locked) {
        for run in section.runs() {
            let Some(origin) = posting.origin(run) else { continue };
            let (whose, part, original) = match origin {
                Origin::Edited { of, original } => match (whose(of), of.part()) {
                    (Some(whose), Some(part)) => (whose, part, Some(original)),
                    _ => continue,
                },
                other => match (whose(other), other.part()) {
                    (Some(whose), Some(part)) => (whose, part, None),
                    _ => continue,
                },
            };
            if !is_paragraph(part) {
                continue;
            }
            let text = original.map_or(run.text.as_str(), String::as_str);
            match found.iter_mut().find(|wording| wording.part == part) {
                Some(_) if original.is_some() => {}
                Some(known) => known.text.push_str(text),
                None => found.push(WordingView { part: part.to_owned(), whose, text: text.to_owned(), reworded: None }),
            }
        }
    }
    for wording in &mut found {
        wording.reworded = reworded(asked, &wording.part, &wording.text);
    }
    found
}

/// What was typed and has no field in this form: for another template, or where this one locks its words. It goes along
/// unseen, so that nothing is lost.
pub(super) fn leftovers(
    template: &Template,
    asked: &Asked,
    duties: &[DutyView],
    wordings: &[WordingView],
    locked: bool,
) -> Vec<(String, String)> {
    let typed = asked.particulars.iter().filter(|(_, typed)| !typed.trim().is_empty());
    let typed = typed.filter(|(name, _)| !template.manifest.asks.contains(name));
    let mut found: Vec<(String, String)> = typed.map(|(name, typed)| (name.clone(), typed.clone())).collect();
    let has_field = |part: &String| {
        let of_duty = duties.iter().any(|duty| duty.id == *part);
        !locked && (of_duty || wordings.iter().any(|wording| wording.part == *part))
    };
    let edits = asked.edits.iter().filter(|(part, _)| !has_field(part));
    found.extend(edits.map(|(part, words)| (format!("edit.{part}"), words.clone())));
    if locked {
        found.extend(asked.duties.iter().map(|duty| ("duty".to_owned(), duty.clone())));
    }
    found
}

fn whose(origin: &Origin) -> Option<&'static str> {
    match origin {
        Origin::Role { .. } => Some("the role"),
        Origin::Organisation { .. } => Some("the organisation"),
        _ => None,
    }
}

/// `summary.1`: a paragraph, and neither an item, which has a name of its own, nor a fact.
fn is_paragraph(part: &str) -> bool {
    part.rsplit_once('.').is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
}
