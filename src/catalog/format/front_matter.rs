//! The data above the text, between two lines `---`.

use serde_json::{Map, Value};

use super::finding_list::MOST_FINDINGS;
use super::source_text::SourceText;
use super::yaml;
use crate::model::finding::Finding;

/// The version of our file format that this program reads and writes.
pub const SCHEMA: &str = "rolebook/1";

/// The data above the text, taken apart no further.
#[derive(Debug)]
pub(super) struct FrontMatter<'a> {
    /// The fields without `schema`.
    pub(super) fields: yaml::Node<'a>,
    /// Where the text begins, in bytes.
    pub(super) body: usize,
}

const SHAPE: &str = "a file begins with a line `---`, then fields such as `kind: job-description`, then another line `---`, then the text";

/// Splits the data from the text and checks that this program reads the file's version.
pub(super) fn read<'a>(source: &SourceText<'a>, findings: &mut Vec<Finding>) -> Option<FrontMatter<'a>> {
    let text = source.text();
    let Some((yaml, body)) = split(text) else {
        let finding = Finding::error("no-front-matter", "the data above the text is missing or does not end");
        findings.push(source.finding_at(0, finding).advising(SHAPE));
        return None;
    };
    let start = OPENING.len();
    let parsed = yaml::parse(yaml, start);
    for fault in parsed.faults {
        findings.push(source.finding_at(fault.at, Finding::error(fault.code, fault.message)).advising(fault.advice));
    }
    for at in parsed.comments.into_iter().take(MOST_FINDINGS + 1) {
        let finding = Finding::warning("comment", "comments are not kept when the file is written anew");
        findings.push(source.finding_at(at, finding).advising("move it to `notes: [ … ]`"));
    }
    let mut fields = match parsed.root {
        Some(root) if root.is_mapping() => root,
        Some(root) => {
            let finding = Finding::error("no-front-matter", "the data above the text is not a list of fields");
            findings.push(source.finding_at(root.start(), finding).advising(SHAPE));
            return None;
        }
        None if findings.iter().any(Finding::is_error) => return None,
        None => {
            let finding = Finding::error("no-front-matter", "the data above the text has no fields");
            findings.push(source.finding_at(0, finding).advising(SHAPE));
            return None;
        }
    };
    schema(&mut fields, start, source, findings);
    Some(FrontMatter { fields, body })
}

/// Takes the field `schema` out, and checks that this program reads the file's version. `start` is where it is missed.
pub(super) fn schema(fields: &mut yaml::Node<'_>, start: usize, source: &SourceText<'_>, findings: &mut Vec<Finding>) {
    let schema = fields.take("schema");
    let version = schema.as_ref().and_then(yaml::Node::as_str);
    if version != Some(SCHEMA) {
        let (at, message) = match (&schema, version) {
            (Some(node), Some(version)) => {
                (node.start(), format!("this file is in the format `{version}`, which this program does not read"))
            }
            _ => (start, format!("the field `schema: {SCHEMA}` is missing")),
        };
        let advice = format!("this program reads `schema: {SCHEMA}`; a later format needs a later program");
        findings.push(source.finding_at(at, Finding::error("schema", message)).advising(advice));
    }
}

const OPENING: &str = "---\n";

/// The YAML, and where the text behind it begins.
pub(super) fn split(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix(OPENING)?;
    let end = if rest.starts_with("---\n") {
        0
    } else {
        rest.find("\n---\n").map(|end| end + 1).or_else(|| rest.strip_suffix("\n---").map(|yaml| yaml.len() + 1))?
    };
    let body = (OPENING.len() + end + "---\n".len()).min(text.len());
    Some((rest.get(..end)?, body))
}

/// Writes the two lines and what stands between them; `fields` in the order given.
pub(super) fn write(fields: Map<String, Value>, out: &mut String) {
    out.push_str(OPENING);
    let mut all = Map::new();
    all.insert("schema".to_owned(), Value::String(SCHEMA.to_owned()));
    all.extend(fields);
    yaml::write_mapping(&all, out);
    out.push_str("---\n\n");
}
