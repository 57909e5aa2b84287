//! The file of a posting that is kept: everything that made it as data, and its title for people.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::finding_list::settle;
use super::source_text::{SourceText, normalise};
use super::{front_matter, yaml};
use crate::model::finding::Finding;
use crate::model::identifier::PostingId;
use crate::model::posting::{KeptPosting, PostingDeed, PostingFacts, PostingStatus};

/// Parses the file of the posting `id`: as far as it could be understood, and everything that is wrong with it.
pub fn parse_posting(id: PostingId, bytes: &[u8]) -> (Option<KeptPosting>, Vec<Finding>) {
    let folded = normalise(bytes);
    let source = match SourceText::check(folded.as_deref().unwrap_or(bytes)) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let mut findings = Vec::new();
    let posting = read(id, &source, &mut findings);
    settle(&mut findings);
    (posting, findings)
}

fn read(id: PostingId, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<KeptPosting> {
    let matter = front_matter::read(source, findings)?;
    let title = title(source, matter.body, findings);
    let facts: PostingFacts = yaml::decode(&matter.fields, source, findings)?;
    record(&facts, &matter.fields, source, findings);
    particulars(&facts.particulars, &matter.fields, source, findings);
    Some(KeptPosting { id, title, facts })
}

/// The one line of text: `# Family Success Coach`.
fn title(source: &SourceText<'_>, body: usize, findings: &mut Vec<Finding>) -> String {
    let text = source.text().get(body..).unwrap_or_default();
    let mut title = String::new();
    let mut at = body;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        match words.strip_prefix("# ") {
            Some(words) if title.is_empty() => title = words.trim().to_owned(),
            _ if words.is_empty() => {}
            _ => {
                let finding = Finding::error("text-of-posting", "below the title of a posting there is nothing");
                let advice = "the words of a posting come from what made it; put words of your own under `edits`";
                findings.push(source.finding_at(at, finding).advising(advice));
                break;
            }
        }
        at += line.len();
    }
    if title.is_empty() {
        let finding = Finding::error("no-title", "the title is missing");
        findings.push(source.finding_at(body, finding).advising("add a line `# …` with the title of the posting"));
    }
    title
}

/// What was done must explain what has become of it.
fn record(facts: &PostingFacts, fields: &yaml::Node<'_>, source: &SourceText<'_>, findings: &mut Vec<Finding>) {
    let Some(node) = fields.get("record") else { return };
    let mut report = |code, message: String, advice| {
        findings.push(source.finding_at(node.start(), Finding::error(code, message)).advising(advice));
    };
    let whole = node.entries().is_some_and(|entries| entries.len() == facts.record.len());
    if facts.record.first().is_none_or(|act| act.did != PostingDeed::Kept) && whole {
        let message = "the record does not begin with the keeping of the posting".to_owned();
        report("record", message, "its first line is {did: kept, by: …, at: …}");
    }
    let status = facts.record.iter().rev().find_map(|act| match act.did {
        PostingDeed::Kept | PostingDeed::Reopened => Some(PostingStatus::Draft),
        PostingDeed::Published => Some(PostingStatus::Published),
        PostingDeed::Closed => Some(PostingStatus::Closed),
        PostingDeed::Changed | PostingDeed::Updated => None,
    });
    if let Some(recorded) = status.filter(|recorded| *recorded != facts.status && whole) {
        let message = format!("the status is `{}`, but by the record the posting is `{recorded}`", facts.status);
        report("record", message, "correct the status, or add to the record what was done");
    }
}

/// Particulars are words or figures.
fn particulars(
    given: &BTreeMap<String, Value>,
    fields: &yaml::Node<'_>,
    source: &SourceText<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some(node) = fields.get("particulars") else { return };
    for (name, value) in given.iter().filter(|(_, value)| !value.is_string() && !value.is_number()) {
        let kind = if value.is_null() { "empty" } else { "neither words nor a figure" };
        let at = node.get(name).unwrap_or(node).start();
        let finding = Finding::error("bad-value", format!("`{name}` is {kind}"));
        findings.push(source.finding_at(at, finding).advising("write words or a figure, or leave the line out"));
    }
}

/// The file in its canonical form.
pub fn write_posting(posting: &KeptPosting) -> String {
    let fields = match serde_json::to_value(&posting.facts) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let mut out = String::new();
    front_matter::write(fields, &mut out);
    out.push_str("# ");
    out.push_str(&posting.title.split_whitespace().collect::<Vec<_>>().join(" "));
    out.push('\n');
    out
}
