//! Composing: role, organisation, template, particulars and choices become a posting. Nothing is read or written here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::context::context;
use super::document::{MadeFrom, Posting, Run, Section, Style};
use super::facts::facts_in_words;
use super::opening::Opening;
use super::origin::Origin;
use super::particular::{FieldProblem, shortened};
use super::reader::read_section;
use super::request::PostingRequest;
use super::role_markdown::kind_name;
use super::stated::opening;
use super::template::{Template, TemplateProblem};
use super::values::Values;
use crate::model::identifier::ItemId;
use crate::model::revision::Revision;
use crate::templating::document_template::{TemplateFault, fill};
use crate::templating::marks::clean_line;

/// Fills a template with a context: here, or in a child process. What comes back is Markdown for each section.
pub type Fill<'f> = dyn Fn(&Template, &Value) -> Result<BTreeMap<String, String>, TemplateFault> + 'f;

/// Why there is no posting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// What was given or chosen can't be used; field by field.
    #[error("{}", .0.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect::<Vec<_>>().join("; "))]
    Fields(Vec<FieldProblem>),
    /// The template is wrong.
    #[error(transparent)]
    Template(#[from] TemplateProblem),
}

/// Fills a template that came with the program, in this process.
///
/// # Errors
/// What is wrong with the template.
pub fn fill_here(template: &Template, context: &Value) -> Result<BTreeMap<String, String>, TemplateFault> {
    fill(&template.body, &template.section_names(), context)
}

/// Composes a posting.
///
/// # Errors
/// Every field that can't be used, or what is wrong with the template.
pub fn compose(request: &PostingRequest<'_>, fill: &Fill<'_>) -> Result<Posting, ComposeError> {
    let mut problems = field_problems(request);
    let role = &request.revision.role;
    let mut values = Values::new(&request.choices.edits, &role.footnotes);
    let opening = opening(request);
    let facts = facts_in_words(request.revision);
    let context = context(request, &opening, &facts, &mut values);
    problems.extend(edit_problems(request, &values.parts));
    if !problems.is_empty() {
        return Err(ComposeError::Fields(problems));
    }
    let template = request.template;
    let filled = fill(template, &context).map_err(|fault| template.in_body(fault))?;
    let chosen = request.choices.sections.clone().unwrap_or_else(|| template.section_names());
    let mut sections = Vec::new();
    for wanted in chosen.iter().filter_map(|name| template.section(name)) {
        let own = values.origins.len();
        values.origins.push(Origin::Template { section: wanted.name.clone() });
        let markdown = filled.get(&wanted.name).map(String::as_str).unwrap_or_default();
        let in_section = |fault: TemplateFault| {
            let message = format!("section {}: {}", wanted.name, fault.message);
            template.in_body(TemplateFault { line: fault.line, message })
        };
        let blocks = read_section(markdown, &values, own).map_err(in_section)?;
        if blocks.is_empty() {
            continue;
        }
        let heading = Run { text: wanted.heading.clone(), style: Style::default(), origin: own };
        sections.push(Section {
            name: wanted.name.clone(),
            heading: if wanted.heading.is_empty() { Vec::new() } else { vec![heading] },
            locked: !wanted.locks.is_empty(),
            blocks,
        });
    }
    Ok(finished(request, opening, values, sections))
}

/// What the role itself states of what a template asks for, in words: what stands in a posting if nothing is given.
pub fn stated_particulars(revision: &Revision, template: &Template) -> BTreeMap<String, String> {
    let facts: BTreeMap<&str, Vec<String>> = facts_in_words(revision).into_iter().collect();
    let asked = template.particulars.iter();
    let stated = asked.filter_map(|(name, asked)| Some((name, facts.get(asked.from_role.as_deref()?)?.join("; "))));
    stated.map(|(name, words)| (name.clone(), words)).collect()
}

/// The posting, with those origins alone that its runs name.
fn finished(request: &PostingRequest<'_>, opening: Opening, values: Values<'_>, mut sections: Vec<Section>) -> Posting {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut renumber = |run: &mut Run| {
        let next = places.len();
        run.origin = *places.entry(run.origin).or_insert(next);
    };
    for section in &mut sections {
        section.heading.iter_mut().for_each(&mut renumber);
        section.blocks.iter_mut().for_each(|block| block.each_run_mut(&mut renumber));
    }
    let mut origins: Vec<(usize, Origin)> =
        places.iter().filter_map(|(from, to)| Some((*to, values.origins.get(*from)?.clone()))).collect();
    origins.sort_by_key(|(place, _)| *place);
    Posting {
        pages: request.template.manifest.pages,
        title: clean_line(&opening.title),
        language: request.template.manifest.language.clone(),
        announces: request.template.manifest.announces,
        made_from: MadeFrom {
            role: request.revision.id.to_string(),
            revision: request.revision.stamp.number,
            revision_hash: request.revision.stamp.hash.to_string(),
            template: request.template.name.clone(),
            template_hash: request.template.hash.clone(),
        },
        opening,
        origins: origins.into_iter().map(|(_, origin)| origin).collect(),
        sections,
    }
}

/// What is wrong with particulars and choices.
fn field_problems(request: &PostingRequest<'_>) -> Vec<FieldProblem> {
    let template = request.template;
    let mut problems = Vec::new();
    for (name, value) in request.particulars {
        match template.particulars.get(name) {
            Some(particular) => {
                problems.extend(particular.check(value).err().map(|message| FieldProblem::new(name, message)));
            }
            None => {
                let asks = &template.manifest.asks;
                let asked = if asks.is_empty() { "nothing".to_owned() } else { asks.join(", ") };
                let message = format!("the template {} does not ask for it; it asks for {asked}", template.name);
                problems.push(FieldProblem::new(name, message));
            }
        }
    }
    for name in template.manifest.requires.iter().filter(|name| !request.particulars.contains_key(*name)) {
        let what = template.particulars.get(name).map(|particular| particular.title.as_str()).unwrap_or_default();
        problems.push(FieldProblem::new(name, format!("it is missing: {what}")));
    }
    let figure = |name: &str| request.particulars.get(name).and_then(Value::as_f64);
    let (low, high) = (figure("pay_minimum"), figure("pay_maximum"));
    if (low.is_some() || high.is_some()) && !request.particulars.contains_key("pay_per") {
        problems.push(FieldProblem::new("pay_per", "say for which stretch of time the pay is: year, hour, month …"));
    }
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        problems.push(FieldProblem::new("pay_maximum", "it is less than the lowest pay"));
    }
    if let Some(chosen) = &request.choices.sections {
        let known = template.section_names();
        let unknown = chosen.iter().filter(|name| !known.contains(name));
        problems.extend(unknown.map(|name| {
            FieldProblem::new(
                "sections",
                format!("the template has no section `{}`; it has {}", shortened(name), known.join(", ")),
            )
        }));
        let missing =
            template.manifest.sections.iter().filter(|section| !section.optional && !chosen.contains(&section.name));
        problems.extend(missing.map(|section| {
            FieldProblem::new("sections", format!("the section `{}` can't be left out of this template", section.name))
        }));
        problems.extend(
            repeated(chosen).map(|name| FieldProblem::new("sections", format!("`{}` is named twice", shortened(name)))),
        );
    }
    if let Some(chosen) = &request.choices.duties {
        let known: BTreeSet<&ItemId> =
            request.revision.role.duties().into_iter().filter_map(|duty| duty.id.as_ref()).collect();
        let unknown = chosen.iter().filter(|id| !known.contains(id));
        problems.extend(unknown.map(|id| FieldProblem::new("duties", format!("the role has no duty {id}"))));
        problems.extend(repeated(chosen).map(|id| FieldProblem::new("duties", format!("{id} is named twice"))));
        if chosen.is_empty() {
            problems.push(FieldProblem::new("duties", "choose at least one"));
        }
        if locked_kinds(template).contains("duties") {
            problems.push(FieldProblem::new("duties", "this template prints all duties, as approved"));
        }
    }
    problems
}

fn repeated<T: Ord>(given: &[T]) -> impl Iterator<Item = &T> {
    let mut seen = BTreeSet::new();
    given.iter().filter(move |one| !seen.insert(*one))
}

/// The kinds of sections of the role that the template prints as approved.
fn locked_kinds(template: &Template) -> BTreeSet<String> {
    template.manifest.sections.iter().flat_map(|section| &section.locks).map(|kind| kind_name(*kind)).collect()
}

/// What is wrong with changes by hand.
fn edit_problems(request: &PostingRequest<'_>, parts: &BTreeSet<String>) -> Vec<FieldProblem> {
    let locked = locked_kinds(request.template);
    let mut kinds: BTreeMap<String, String> = BTreeMap::new();
    for (section, item) in request.revision.role.items() {
        kinds.extend(item.id.as_ref().map(|id| (id.to_string(), kind_name(section.kind))));
    }
    let mut problems = Vec::new();
    for (part, words) in &request.choices.edits {
        let field = format!("edits.{part}");
        let root = part.split('.').next().unwrap_or(part);
        let kind = kinds.get(root).map_or(root, String::as_str);
        if !parts.contains(part) {
            problems.push(FieldProblem::new(&field, "the role has no such part; addresses are d3, summary.1, about.1"));
        } else if locked.contains(kind) || locked.contains("all") {
            problems
                .push(FieldProblem::new(&field, "this template prints it as approved; it can't be changed by hand"));
        } else if clean_line(words).is_empty() {
            problems.push(FieldProblem::new(&field, "nothing is left of it; leave it out instead"));
        } else if words.chars().count() > LONGEST_EDIT {
            problems.push(FieldProblem::new(
                &field,
                format!("it has more than the {LONGEST_EDIT} characters that fit here"),
            ));
        }
    }
    problems
}

/// The most characters of one part that is changed by hand.
const LONGEST_EDIT: usize = 10_000;
