//! The file of a role: a published revision or a draft.

use serde_json::{Map, Value};

use super::body_reader::{self, Body};
use super::finding_list::settle;
use super::front_matter;
use super::source_text::{SourceText, normalise};
use super::{body_writer, check_role, yaml};
use crate::model::facts::{FACT_FIELDS, Facts};
use crate::model::finding::{Finding, Place};
use crate::model::revision::{DraftStamp, RevisionHash, RevisionStamp};
use crate::model::role::Role;

/// What a role's file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleFile {
    /// Whether it is published or a draft.
    pub stamp: Stamp,
    /// What it says.
    pub role: Role,
}

/// Whether a file is a published revision or a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Stamp {
    /// A published revision.
    Published(RevisionStamp),
    /// A draft.
    Draft(DraftStamp),
}

/// A file's bytes as read: the role as far as it could be understood, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct ParsedRole {
    /// The role; `None` when not even its outline could be read.
    pub file: Option<RoleFile>,
    /// What is wrong, in the order of the file, without its name.
    pub findings: Vec<Finding>,
    /// Where the organisation is named.
    pub organisation: Option<Place>,
}

impl ParsedRole {
    /// Whether an error was found: the file is not to be relied on.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// Parses the file of a role. Every mistake is reported; none makes it panic.
pub fn parse_role(bytes: &[u8]) -> ParsedRole {
    let folded = normalise(bytes);
    let source = match SourceText::check(folded.as_deref().unwrap_or(bytes)) {
        Ok(source) => source,
        Err(finding) => return ParsedRole { file: None, findings: vec![*finding], organisation: None },
    };
    let mut parsed = ParsedRole { file: None, findings: Vec::new(), organisation: None };
    parsed.file = read(&source, &mut parsed.findings, &mut parsed.organisation);
    settle(&mut parsed.findings);
    parsed
}

fn read(source: &SourceText<'_>, findings: &mut Vec<Finding>, organisation: &mut Option<Place>) -> Option<RoleFile> {
    let matter = front_matter::read(source, findings)?;
    let mut fields = matter.fields;
    *organisation = fields.get("organisation").map(|node| source.place(node.start()));
    let stamp = read_stamp(&mut fields, source, findings);
    let Body { title, sections, footnotes, findings: faults, item_places, section_places, notes } =
        body_reader::read(source, matter.body);
    findings.extend(faults);
    check_role::provenance(&fields, &FACT_FIELDS, !title.is_empty(), source, findings);
    let facts: Option<Facts> = yaml::decode(&fields, source, findings);
    let role = Role { title, facts: facts?, sections, footnotes };
    let places = check_role::Places {
        source,
        fields: &fields,
        body: matter.body,
        items: &item_places,
        sections: &section_places,
        notes: &notes,
    };
    check_role::role(&role, &places, findings);
    Some(RoleFile { stamp: stamp?, role })
}

fn read_stamp(fields: &mut yaml::Node<'_>, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<Stamp> {
    let revision = fields.take("revision");
    let draft = fields.take("draft");
    match (revision, draft) {
        (Some(revision), None) => yaml::decode(&revision, source, findings).map(Stamp::Published),
        (None, Some(draft)) => yaml::decode(&draft, source, findings).map(Stamp::Draft),
        (None, None) => Some(Stamp::Draft(DraftStamp::default())),
        (Some(_), Some(draft)) => {
            let finding =
                Finding::error("draft-and-revision", "the file says that it is a draft and that it is published");
            findings.push(
                source
                    .finding_at(draft.start(), finding)
                    .advising("remove `draft`; to change a published role, run `rolebook revise`"),
            );
            None
        }
    }
}

/// The file in its canonical form.
pub fn write_role(file: &RoleFile) -> String {
    let mut fields = match serde_json::to_value(&file.role.facts) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (name, stamp) = match &file.stamp {
        Stamp::Published(stamp) => ("revision", serde_json::to_value(stamp)),
        Stamp::Draft(stamp) => ("draft", serde_json::to_value(stamp)),
    };
    fields.insert(name.to_owned(), stamp.unwrap_or_default());
    let mut out = String::with_capacity(16 * 1024);
    front_matter::write(fields, &mut out);
    body_writer::write(&file.role.title, &file.role.sections, &file.role.footnotes, &mut out);
    out
}

/// The canonical file of a revision with its true hash filled in, and that hash.
pub fn seal(mut stamp: RevisionStamp, role: Role) -> (RoleFile, String) {
    let unsealed = RoleFile { stamp: Stamp::Published(stamp.clone()), role };
    let text = write_role(&unsealed);
    if let Some(hash) = hash_of(&text) {
        stamp.hash = hash;
    }
    let file = RoleFile { stamp: Stamp::Published(stamp), role: unsealed.role };
    let text = write_role(&file);
    (file, text)
}

const HASH_LINE: &str = "  hash: ";

/// The hash that a published file ought to state: of its text without the line that states it,
/// which is the last line of the front matter and holds nothing else. Line ends and a byte-order mark do not count, since
/// version control and editors change them. `None` when there is no such line.
pub fn true_hash(bytes: &[u8]) -> Option<RevisionHash> {
    let folded = normalise(bytes);
    hash_of(std::str::from_utf8(folded.as_deref().unwrap_or(bytes)).ok()?)
}

fn hash_of(text: &str) -> Option<RevisionHash> {
    let (yaml, _) = front_matter::split(text)?;
    let line_end = text.len().min("---\n".len() + yaml.len());
    let before_end = text.get(..line_end)?.strip_suffix('\n')?;
    let line_start = before_end.rfind('\n')? + 1;
    // The line itself is not covered by the hash, so nothing else may stand on it.
    before_end.get(line_start..)?.strip_prefix(HASH_LINE)?.parse::<RevisionHash>().ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.get(..line_start)?.as_bytes());
    hasher.update(text.get(line_end..)?.as_bytes());
    hasher.finalize().to_hex().parse().ok()
}
