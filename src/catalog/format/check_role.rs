//! What must hold of a role beyond its form: shares of time, names used once, facts that agree with their origin.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::finding_list::MOST_FINDINGS;
use super::source_text::SourceText;
use super::yaml;
use crate::model::document::{Block, Section};
use crate::model::facts::Kind;
use crate::model::finding::Finding;
use crate::model::quantity;
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::text::is_escaped;

/// Where the parts of a role stand in its file, in bytes.
pub(super) struct Places<'a> {
    pub(super) source: &'a SourceText<'a>,
    pub(super) fields: &'a yaml::Node<'a>,
    /// Of the items that have names, in order.
    pub(super) items: &'a [usize],
    pub(super) sections: &'a [usize],
    /// Where the text begins.
    pub(super) body: usize,
    /// Where notes in braces stand within it.
    pub(super) notes: &'a [Range<usize>],
}

impl Places<'_> {
    fn field(&self, name: &str) -> usize {
        self.fields.at_path(name).map_or(self.fields.start(), yaml::Node::start)
    }
}

/// Checks that each entry of `provenance` names a fact, and that the fact is there or not as the entry says.
pub(super) fn provenance(
    fields: &yaml::Node<'_>,
    allowed: &[&str],
    has_title: bool,
    source: &SourceText<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(entries) = fields.get("provenance") else { return };
    for (path, origin) in entries.fields() {
        let first = path.split('.').next().unwrap_or_default();
        let at = origin.start();
        if first != "title" && !allowed.contains(&first) {
            let finding = Finding::error("unknown-fact", format!("`{path}` is not a fact here"));
            findings.push(
                source
                    .finding_at(at, finding)
                    .advising("name a field of the front matter, such as `position.number`, or `title`"),
            );
            continue;
        }
        let there = if path == "title" { has_title } else { fields.at_path(path).is_some() };
        let status = origin.get("status").and_then(yaml::Node::as_str).unwrap_or("stated");
        let wants_value = !matches!(status, "blank" | "not-applicable" | "withheld");
        if there && !wants_value {
            let finding =
                Finding::error("contradiction", format!("`{path}` has a value, yet its origin says {status}"));
            findings.push(source.finding_at(at, finding).advising("remove the value, or the status"));
        } else if !there && wants_value {
            let finding =
                Finding::error("contradiction", format!("`{path}` has no value, yet its origin says {status}"));
            findings.push(source.finding_at(at, finding).advising("add the value, or say `status: blank`"));
        }
    }
}

/// Checks a role whose form is right.
pub(super) fn role(role: &Role, places: &Places<'_>, findings: &mut Vec<Finding>) {
    let missing: [(&str, bool); 3] = [
        ("kind", role.facts.kind.is_none()),
        ("organisation", role.facts.organisation.is_none()),
        ("source", role.facts.source.is_none()),
    ];
    for (field, _) in missing.iter().filter(|(field, missing)| *missing && places.fields.get(field).is_none()) {
        let finding = Finding::error("missing-field", format!("`{field}` is missing"));
        let advice = match *field {
            "kind" => "add `kind: job-description`, `position-description` or `class-specification`",
            "organisation" => "add `organisation: …`, the name of a file in organisations/",
            _ => "add `source: {document: …, licence: …}`; for a role written here, name this catalog",
        };
        findings.push(places.source.finding_at(places.fields.start(), finding).advising(advice));
    }
    ranges(role, places, findings);
    names(role, places, findings);
    repetitions(role, places, findings);
    for (section, at) in role.sections.iter().zip(places.sections) {
        if section.kind == SectionKind::Duties {
            shares(section, *at, role.facts.kind, places.source, findings);
        }
    }
    footnotes(role, places, findings);
}

fn ranges(role: &Role, places: &Places<'_>, findings: &mut Vec<Finding>) {
    use crate::model::caseload::CaseloadSize;
    let mut check = |path: &str, range: &quantity::Range| {
        // An end that could not be read has been reported.
        let unread = *range == quantity::Range { at_least: None, at_most: None }
            && places.fields.at_path(path).is_some_and(|node| node.fields().next().is_some());
        if range.is_empty() && !unread {
            let finding = Finding::error(
                "bad-range",
                "a range needs `at_least` or `at_most`, and the first must not exceed the second",
            );
            findings.push(
                places.source.finding_at(places.field(path), finding).advising("write {at_least: 35, at_most: 40}"),
            );
        }
    };
    if let Some(CaseloadSize::Stated(range)) = role.facts.caseload.as_ref().map(|caseload| caseload.size) {
        check("caseload.size", &range);
    }
    for (index, pay) in role.facts.pay.iter().enumerate() {
        check(&format!("pay.{index}.amount"), &pay.amount);
    }
    for (index, lifting) in role.facts.conditions.iter().flat_map(|conditions| &conditions.lifting).enumerate() {
        check(&format!("conditions.lifting.{index}.pounds"), &lifting.pounds);
    }
    if role
        .facts
        .conditions
        .as_ref()
        .and_then(|c| c.on_call.as_ref())
        .and_then(|o| o.hours_a_day)
        .is_some_and(|hours| hours > 24)
    {
        let finding = Finding::error("bad-value", "a day has 24 hours");
        findings.push(
            places
                .source
                .finding_at(places.field("conditions.on_call.hours_a_day"), finding)
                .advising("write at most 24"),
        );
    }
}

/// Names of items are used once.
fn names(role: &Role, places: &Places<'_>, findings: &mut Vec<Finding>) {
    let mut seen = HashMap::new();
    let enough = findings.len() + MOST_FINDINGS;
    let named = role.items().filter_map(|(_, item)| item.id.as_ref());
    for (id, at) in named.zip(places.items) {
        if findings.len() > enough {
            return;
        }
        if let Some(first) = seen.insert(id, *at) {
            let line = places.source.place(first).line;
            let finding =
                Finding::error("duplicate-id", format!("the name ^{id} is used twice; the first time on line {line}"));
            let advice = format!(
                "leave ^{id} on the item that it has always named; on the other write {{from: [{id}]}} if it was split off, or nothing"
            );
            findings.push(places.source.finding_at(*at, finding).advising(advice));
        }
    }
}

/// An entry that says what another of its section says already. Sources do that; it is kept, and remarked on.
fn repetitions(role: &Role, places: &Places<'_>, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let named = role.items().filter(|(_, item)| item.id.is_some()).zip(places.items);
    for ((section, item), at) in named {
        let words = item.text.as_markdown();
        if words.split(' ').nth(3).is_none() || item.tick.is_some() {
            continue;
        }
        if let Some(first) = seen.insert((section.heading.as_markdown(), words), *at) {
            let line = places.source.place(first).line;
            let finding =
                Finding::remark("listed-twice", format!("this is listed twice; the first time on line {line}"));
            findings.push(
                places
                    .source
                    .finding_at(*at, finding)
                    .advising("drop one of the two in the next revision, if nothing else is meant"),
            );
        }
    }
}

/// Shares of time add up: to 100 % on a position-description form, to no more than that anywhere.
fn shares(section: &Section, at: usize, kind: Option<Kind>, source: &SourceText<'_>, findings: &mut Vec<Finding>) {
    let groups = section.blocks.iter().filter_map(|block| match block {
        Block::Group(group) => group.marks.share_percent,
        _ => None,
    });
    let stated: Vec<f64> = groups.map(quantity::Percent::value).collect();
    let sum: f64 = stated.iter().sum();
    let form = kind == Some(Kind::PositionDescription) && !stated.is_empty();
    let wrong = if form { (sum - 100.0).abs() > 0.01 } else { sum > 100.01 };
    if wrong {
        let message = format!("the shares of time of the duties add up to {sum} %, not 100 %");
        findings.push(
            source
                .finding_at(at, Finding::error("shares", message))
                .advising("correct the shares behind the headings of the groups"),
        );
    }
}

/// Each reference `[^name]` has its footnote. A footnote without a reference is kept: sources have such.
fn footnotes(role: &Role, places: &Places<'_>, findings: &mut Vec<Finding>) {
    let text = places.source.text();
    let known: HashSet<&str> = role.footnotes.iter().map(|footnote| footnote.name.as_str()).collect();
    let enough = findings.len() + MOST_FINDINGS;
    let body = text.get(places.body..).unwrap_or("");
    for (found, _) in body.match_indices('[') {
        if findings.len() > enough {
            return;
        }
        let at = places.body + found;
        let Some(rest) = text.get(at + 1..).and_then(|rest| rest.strip_prefix('^')) else { continue };
        let Some(end) = rest.find(|c: char| c == ']' || c == '[' || c.is_whitespace()) else { return };
        let (name, behind) = rest.split_at(end);
        let in_note = || places.notes.iter().any(|note| note.contains(&at));
        if !name.is_empty() && behind.starts_with(']') && !is_escaped(text, at) && !known.contains(name) && !in_note() {
            let finding = Finding::error("unknown-footnote", format!("there is no footnote `[^{name}]: …`"));
            findings.push(
                places
                    .source
                    .finding_at(at, finding)
                    .advising("add it at the end of the file, or put a backslash before the bracket"),
            );
        }
    }
}
