//! Where each fact of a role comes from: lines of the source, its own words, how we read them.

use serde::Serialize;

use crate::model::role::Role;

/// The origin of a fact.
#[derive(Debug, Serialize)]
pub(super) struct OriginView {
    fact: String,
    status: Option<&'static str>,
    lines: Option<String>,
    printed: Option<String>,
    note: Option<String>,
}

/// The origins of a role's facts, and what the source leaves blank or says does not apply.
pub(super) fn origins(role: &Role) -> Vec<OriginView> {
    let views = role.facts.provenance.iter().map(|(path, origin)| OriginView {
        fact: spelt_out(path),
        status: (!origin.status.is_stated()).then(|| origin.status.words()),
        lines: origin.lines.map(|lines| lines.to_string().trim_start_matches('L').to_owned()),
        printed: origin.printed.clone(),
        note: origin.note.clone(),
    });
    views.collect()
}

/// `qualifications.required.0` as "qualifications, required, 1st".
fn spelt_out(path: &str) -> String {
    let parts = path.split('.').map(|part| match part.parse::<usize>() {
        Ok(index) => format!("no. {}", index + 1),
        Err(_) => part.replace('_', " "),
    });
    parts.collect::<Vec<_>>().join(", ")
}
