//! A role that is new to the catalog: a draft with the usual parts, to be filled in.

use super::error::AppError;
use crate::catalog::store::CatalogStore;
use crate::model::document::{Block, Section};
use crate::model::facts::{Facts, Kind};
use crate::model::identifier::RoleId;
use crate::model::revision::{Draft, DraftStamp};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::source::Source;
use crate::model::text::Text;

/// The usual parts, in the order in which they are read.
const PARTS: [(SectionKind, &str); 5] = [
    (SectionKind::Summary, "What the job is, in a few sentences."),
    (SectionKind::Duties, "First duty; one line each."),
    (SectionKind::Qualifications, "First requirement; say whether it is required or preferred."),
    (SectionKind::Knowledge, "First item of knowledge, skill or ability."),
    (SectionKind::WorkingConditions, "Hours, travel, lifting, places."),
];

/// Writes a first draft of the role `id`.
///
/// # Errors
/// `DraftExists` when the role has a draft, `Misuse` when it is published already or the title is empty; what the store said.
pub fn create_role(store: &dyn CatalogStore, id: &RoleId, title: &str, kind: Kind) -> Result<Draft, AppError> {
    let title = Text::from_plain(title);
    if title.is_empty() {
        return Err(AppError::misuse("the title is empty", "give one: --title \"Case Manager\""));
    }
    if store.role(id)?.newest().is_some() {
        return Err(AppError::misuse(
            format!("{id} is published already"),
            format!("to change it, `rolebook revise {id}`"),
        ));
    }
    let draft = Draft { id: id.clone(), stamp: DraftStamp::default(), role: outline(id, title, kind) };
    store.write_draft(&draft, false)?;
    Ok(draft)
}

fn outline(id: &RoleId, title: Text, kind: Kind) -> Role {
    let source = Source {
        document: "Written for this catalog".to_owned(),
        publisher: None,
        dated: None,
        section: None,
        lines: None,
        licence: "not stated".to_owned(),
        attribution: None,
    };
    let sections = PARTS.iter().map(|(kind, words)| {
        let heading = Text::from_markdown(kind.usual_heading().unwrap_or_default());
        let text = Text::from_markdown(words);
        let block = match kind {
            SectionKind::Summary => Block::Paragraph(text),
            _ => Block::List(vec![crate::model::document::Item { text, ..Default::default() }]),
        };
        Section { kind: *kind, heading, blocks: vec![block] }
    });
    let facts =
        Facts { kind: Some(kind), organisation: Some(id.organisation_id()), source: Some(source), ..Facts::default() };
    Role { title, facts, sections: sections.collect(), footnotes: Vec::new() }
}
