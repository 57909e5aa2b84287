//! The file of an organisation.

use serde_json::{Map, Value};

use super::finding_list::settle;
use super::source_text::{SourceText, normalise};
use super::{body_reader, body_writer, check_role, front_matter, yaml};
use crate::model::finding::Finding;
use crate::model::identifier::OrganisationId;
use crate::model::organisation::{ORGANISATION_FIELDS, Organisation, OrganisationFacts};

/// Parses the file of the organisation `id`: as far as it could be understood, and everything that is wrong with it.
pub fn parse_organisation(id: OrganisationId, bytes: &[u8]) -> (Option<Organisation>, Vec<Finding>) {
    let folded = normalise(bytes);
    let source = match SourceText::check(folded.as_deref().unwrap_or(bytes)) {
        Ok(source) => source,
        Err(finding) => return (None, vec![*finding]),
    };
    let mut findings = Vec::new();
    let organisation = read(id, &source, &mut findings);
    settle(&mut findings);
    (organisation, findings)
}

fn read(id: OrganisationId, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<Organisation> {
    let matter = front_matter::read(source, findings)?;
    let body = body_reader::read(source, matter.body);
    findings.extend(body.findings);
    check_role::provenance(&matter.fields, &ORGANISATION_FIELDS, !body.title.is_empty(), source, findings);
    let facts: OrganisationFacts = yaml::decode(&matter.fields, source, findings)?;
    Some(Organisation { id, name: body.title, facts, sections: body.sections })
}

/// The file in its canonical form.
pub fn write_organisation(organisation: &Organisation) -> String {
    let fields = match serde_json::to_value(&organisation.facts) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let mut out = String::new();
    front_matter::write(fields, &mut out);
    body_writer::write(&organisation.name, &organisation.sections, &[], &mut out);
    out
}
