//! The file of a publication with its staffing figures.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::finding_list::settle;
use super::source_text::{SourceText, normalise};
use super::{body_reader, body_writer, front_matter, yaml};
use crate::model::finding::Finding;
use crate::model::identifier::StandardId;
use crate::model::standard::{LimitKind, Measure, Standard, StandardFacts, StandardFigure};

/// Parses the file of the standard `id`: as far as it could be understood, and everything that is wrong with it.
pub fn parse_standard(id: StandardId, bytes: &[u8]) -> (Option<Standard>, Vec<Finding>) {
    let folded = normalise(bytes);
    let source = match SourceText::check(folded.as_deref().unwrap_or(bytes)) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let mut findings = Vec::new();
    let standard = read(id, &source, &mut findings);
    settle(&mut findings);
    (standard, findings)
}

fn read(id: StandardId, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<Standard> {
    let matter = front_matter::read(source, findings)?;
    let body = body_reader::read(source, matter.body);
    findings.extend(body.findings);
    let facts: StandardFacts = yaml::decode(&matter.fields, source, findings)?;
    figures(&facts, &matter.fields, source, findings);
    Some(Standard { id, title: body.title, facts, sections: body.sections })
}

/// What must hold of figures whose form is right.
fn figures(facts: &StandardFacts, fields: &yaml::Node<'_>, source: &SourceText<'_>, findings: &mut Vec<Finding>) {
    let Some(list) = fields.get("figures") else { return };
    let nodes = list.entries().unwrap_or_default();
    if facts.figures.is_empty() && nodes.is_empty() {
        let finding = Finding::error("no-figure", "there is no figure");
        findings.push(source.finding_at(list.start(), finding).advising("add what it says, each with `id: …`"));
    }
    let mut names = HashSet::new();
    for figure in &facts.figures {
        let is_it = |node: &&yaml::Node<'_>| node.get("id").and_then(yaml::Node::as_str) == Some(figure.id.as_str());
        let mut report = |node: &yaml::Node<'_>, code, message: String, advice| {
            findings.push(source.finding_at(node.start(), Finding::error(code, message)).advising(advice));
        };
        let id = &figure.id;
        if !names.insert(id) {
            if let Some(node) = nodes.iter().rfind(is_it) {
                let message = format!("the figure `{id}` is there twice");
                report(node, "name-used-twice", message, "give one of them another name");
            }
            continue;
        }
        let Some(node) = nodes.iter().find(is_it) else { continue };
        if is_without_figure(figure) {
            continue;
        }
        // A field that is there and could not be read has been reported.
        let lacks = |field: &str| node.get(field).is_none();
        match &figure.range {
            Some(range) if range.is_empty() => {
                let node = node.get("range").unwrap_or(node);
                let message = format!("`{id}` has no ends, or they are the wrong way round");
                report(
                    node,
                    "bad-figure",
                    message,
                    "write it as range: {at_least: 10, at_most: 12}, the lower end first",
                );
            }
            None if lacks("range") => {
                let message = format!("`{id}` has no figure");
                report(node, "bad-figure", message, "add it, for example as range: {at_most: 12}");
            }
            _ => {}
        }
        let (counts, per) = (figure.counts.is_none() && lacks("counts"), figure.per.is_none() && lacks("per"));
        if counts || per {
            let message = format!("`{id}` does not say what is counted, or for each of what");
            report(node, "bad-figure", message, "add for example `counts: students` and `per: worker`");
        }
    }
}

fn is_without_figure(figure: &StandardFigure) -> bool {
    figure.measures == Measure::Qualification || figure.limit == LimitKind::Qualification
}

/// The file in its canonical form.
pub fn write_standard(standard: &Standard) -> String {
    let fields = match serde_json::to_value(&standard.facts) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let mut out = String::new();
    front_matter::write(fields, &mut out);
    body_writer::write(&standard.title, &standard.sections, &[], &mut out);
    out
}
