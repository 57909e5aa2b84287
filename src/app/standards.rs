//! The catalog's staffing standards, and roles beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::CatalogStore;
use crate::model::identifier::{RoleId, StandardId};
use crate::model::role::Role;
use crate::model::standard::{ReadIn, Standard, StandardFigure, Standing};
use crate::standards::check::{RoleCheck, check_role, says};

/// A figure with the publication that it is in.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FigureInShort {
    /// The figure.
    #[serde(flatten)]
    pub figure: StandardFigure,
    /// What it says, in a line.
    pub says: String,
    /// The publication's name in the catalog.
    pub standard: StandardId,
    /// Who published it.
    pub publisher: String,
    /// The document.
    pub document: String,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// Where it was read.
    pub address: String,
    /// Whether in the original.
    pub read_in: ReadIn,
    /// What weight it has.
    pub standing: Standing,
    /// Why it counts no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded: Option<String>,
}

/// A role beside the standards.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckedRole {
    /// Which role.
    pub id: RoleId,
    /// Its title.
    pub title: String,
    /// The revision that was looked at; none for a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// What was found.
    #[serde(flatten)]
    pub check: RoleCheck,
}

/// The figures in which every word of `find` occurs, those of each publication together.
///
/// # Errors
/// When the standards can't be read.
pub fn list_figures(store: &dyn CatalogStore, find: &str) -> Result<Vec<FigureInShort>, AppError> {
    let wanted: Vec<String> = find.split_whitespace().map(str::to_lowercase).collect();
    let standards = store.standards()?;
    let figures = standards
        .values()
        .flat_map(|standard| standard.facts.figures.iter().map(move |figure| in_short(standard, figure)));
    Ok(figures
        .filter(|figure| {
            let text = text_of(figure);
            wanted.iter().all(|word| text.contains(word))
        })
        .collect())
}

fn in_short(standard: &Standard, figure: &StandardFigure) -> FigureInShort {
    let facts = &standard.facts;
    FigureInShort {
        figure: figure.clone(),
        says: says(figure),
        standard: standard.id.clone(),
        publisher: facts.publisher.clone(),
        document: facts.document.clone(),
        dated: facts.dated.clone(),
        address: facts.address.clone(),
        read_in: facts.read_in,
        standing: facts.standing,
        superseded: facts.superseded.clone(),
    }
}

fn text_of(figure: &FigureInShort) -> String {
    let own = &figure.figure;
    let parts = [
        own.id.as_str(),
        &figure.says,
        &own.measured_as,
        own.measures.words(),
        &own.as_cited,
        &figure.publisher,
        &figure.document,
        figure.standing.words(),
    ];
    parts.join(" ").to_lowercase()
}

/// One role beside the standards, as it stands on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn check_one(store: &dyn CatalogStore, reference: &RoleReference, on: Date) -> Result<CheckedRole, AppError> {
    let history = existing(store, &reference.id)?;
    let standards = store.standards()?;
    Ok(match resolve(&history, reference, on)? {
        Referent::Revision(revision) => checked(&revision.id, Some(revision.stamp.number), &revision.role, &standards),
        Referent::Draft(draft) => checked(&draft.id, None, &draft.role, &standards),
    })
}

/// Every role in force on the day `on` beside the standards.
///
/// # Errors
/// When the catalog can't be read.
pub fn check_all(store: &dyn CatalogStore, on: Date) -> Result<Vec<CheckedRole>, AppError> {
    let standards = store.standards()?;
    let mut roles = Vec::new();
    store.each_role(None, &mut |history| {
        let revision = history.as_of(on).filter(|revision| revision.stamp.status.is_in_force());
        if let Some(revision) = revision {
            roles.push(checked(&revision.id, Some(revision.stamp.number), &revision.role, &standards));
        }
    })?;
    Ok(roles)
}

type Standards = BTreeMap<StandardId, Arc<Standard>>;

fn checked(id: &RoleId, revision: Option<u32>, role: &Role, standards: &Standards) -> CheckedRole {
    let check = check_role(role, standards.values().map(AsRef::as_ref));
    CheckedRole { id: id.clone(), title: role.title.to_plain(), revision, check }
}
