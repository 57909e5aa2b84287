//! One role, whole: as machines take it (`--json`, later the API) and as pages show it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::CatalogReader;
use crate::model::document::{Block, DutyMarks, Group, Item};
use crate::model::finding::Finding;
use crate::model::identifier::RoleId;
use crate::model::revision::{DraftStamp, RevisionStamp};
use crate::model::role::Role;
use crate::model::section::SectionKind;

/// A role as the shell and the API hand it out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RoleRecord {
    /// Its name in the catalog.
    pub id: RoleId,
    /// Who published this revision, when, why; none for a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionStamp>,
    /// What the draft starts from; none for a published revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftStamp>,
    /// The duties as groups of items, numbered through all groups. They stand in `sections` too, with all else.
    pub duties: Vec<DutyGroup>,
    /// What it says.
    #[serde(flatten)]
    pub role: Role,
    /// What is wrong with the role's files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Duties that belong together, with what the form says of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct DutyGroup {
    /// The heading of the group, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Share of time, change mark, essential or not.
    #[serde(flatten)]
    pub marks: DutyMarks,
    /// Paragraphs before the items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lead: Vec<String>,
    /// The duties.
    pub items: Vec<Duty>,
    /// Paragraphs after the items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closing: Vec<String>,
}

/// A duty, or a labelled set of duties.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Duty {
    /// Its number in printed order through all groups, from 1; none for one that only heads others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its lasting name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The number printed before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed_number: Option<u32>,
    /// Its label, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What it says.
    pub text: String,
    /// Duties under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Duty>,
}

/// The record of what `reference` names on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn show_role(
    store: &(impl CatalogReader + ?Sized),
    reference: &RoleReference,
    on: Date,
) -> Result<RoleRecord, AppError> {
    let history = existing(store, &reference.id)?;
    let referent = resolve(&history, reference, on)?;
    let id = history.id.clone();
    Ok(match referent {
        Referent::Revision(revision) => {
            let (stamp, role) = (revision.stamp.clone(), revision.role.clone());
            RoleRecord {
                id,
                revision: Some(stamp),
                draft: None,
                duties: duty_groups(&role),
                role,
                findings: history.findings,
            }
        }
        Referent::Draft(draft) => {
            let (stamp, role) = (draft.stamp.clone(), draft.role.clone());
            RoleRecord {
                id,
                revision: None,
                draft: Some(stamp),
                duties: duty_groups(&role),
                role,
                findings: history.draft_findings,
            }
        }
    })
}

/// The duties of a role as groups. A list without a heading is a group; a paragraph after items begins the next one,
/// unless nothing follows it.
pub fn duty_groups(role: &Role) -> Vec<DutyGroup> {
    let mut number = 0;
    let mut groups = Vec::new();
    for section in role.sections_of(SectionKind::Duties) {
        let mut open = DutyGroup::default();
        for block in &section.blocks {
            match block {
                Block::Group(group) => {
                    close(&mut open, &mut groups);
                    groups.push(labelled(group, &mut number));
                }
                Block::Paragraph(text) => {
                    let paragraph = text.to_plain();
                    if open.items.is_empty() { open.lead.push(paragraph) } else { open.closing.push(paragraph) }
                }
                Block::List(items) => {
                    if !open.items.is_empty() {
                        // What closed the items before leads into these.
                        let lead = std::mem::take(&mut open.closing);
                        close(&mut open, &mut groups);
                        open.lead = lead;
                    }
                    open.items = duties(items, &mut number);
                }
                Block::Table(_) => {}
            }
        }
        close(&mut open, &mut groups);
    }
    groups
}

fn close(open: &mut DutyGroup, groups: &mut Vec<DutyGroup>) {
    let group = std::mem::take(open);
    if group != DutyGroup::default() {
        groups.push(group);
    }
}

fn labelled(group: &Group, number: &mut u32) -> DutyGroup {
    let mut record = DutyGroup { label: Some(group.label.to_plain()), marks: group.marks, ..DutyGroup::default() };
    for block in &group.blocks {
        match block {
            Block::Paragraph(text) if record.items.is_empty() => record.lead.push(text.to_plain()),
            Block::Paragraph(text) => record.closing.push(text.to_plain()),
            Block::List(items) => record.items.extend(duties(items, number)),
            Block::Group(inner) => {
                let inner = labelled(inner, number);
                record.items.push(Duty {
                    number: None,
                    id: None,
                    printed_number: None,
                    label: inner.label,
                    text: inner.lead.join(" "),
                    items: inner.items,
                });
                record.closing.extend(inner.closing);
            }
            Block::Table(_) => {}
        }
    }
    record
}

fn duties(items: &[Item], number: &mut u32) -> Vec<Duty> {
    items
        .iter()
        .map(|item| {
            let own = item.is_leaf().then(|| {
                *number += 1;
                *number
            });
            Duty {
                number: own,
                id: item.id.as_ref().map(ToString::to_string),
                printed_number: item.number,
                label: (!item.label.is_empty()).then(|| item.label.to_plain()),
                text: item.text.to_plain(),
                items: duties(&item.items, number),
            }
        })
        .collect()
}
