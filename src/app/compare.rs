//! Roles compared duty by duty: the rows of some roles, and the pairs of a whole catalog.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::CatalogReader;
use crate::compare::align::{AlignedPair, AlignedRow, Alignment, DutyWords, Reasons, align_duties, duties_of};
use crate::model::role::Role;
use crate::model::snapshot::Snapshot;

/// Roles that are compared at once, at most.
pub const MOST_ROLES: usize = 12;

/// Some roles, compared.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DutyComparison {
    /// The roles, in the order in which they were asked for; a row's cells stand in the same order.
    pub roles: Vec<ComparedRole>,
    /// A row for each piece of work: what all do first, then what some do, then what a single role does.
    pub rows: Vec<ComparedRow>,
}

/// A role that is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedRole {
    /// Its name and revision, for example `hayward/student-success-coach@1`.
    pub role: String,
    /// Its title.
    pub title: String,
    /// How many duties it states.
    pub duties: usize,
}

/// A piece of work, and what each role says of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparedRow {
    /// The kind of work, by its id; empty where none is known.
    pub activity: String,
    /// Its name for people.
    pub name: String,
    /// How many of the roles do it.
    pub shared_by: usize,
    /// For each role, what it says; empty where it does not say so.
    pub cells: Vec<Vec<ComparedDuty>>,
    /// Why these duties stand on one row, if that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<DutyPair>,
}

/// A duty on a row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparedDuty {
    /// Its number: in printed order, through all groups, from 1.
    pub number: u32,
    /// Its lasting name within the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it says.
    pub text: String,
    /// The label of the group that it stands in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The group's share of the working time, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<f64>,
    /// The name of what it is mainly about, if that is another kind of work than the row's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mainly: Option<String>,
}

/// Two duties that say the same work.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DutyPair {
    /// The one: its role and its number, for example `hayward/student-success-coach#3`.
    pub a: String,
    /// The other.
    pub b: String,
    /// How surely they say the same work, 0 to 1.
    pub score: f64,
    /// Why, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Reasons>,
}

/// Compares the duties of some roles on the day `on`; with `explain`, says why duties stand on one row.
///
/// # Errors
/// `Misuse` for fewer than two roles or more than [`MOST_ROLES`], a role named twice, a role without duties;
/// `NoRole`, `NoRevision`, or what the store said.
pub fn compare_duties(
    store: &(impl CatalogReader + ?Sized),
    references: &[RoleReference],
    on: Date,
    explain: bool,
) -> Result<DutyComparison, AppError> {
    let aligned = align_roles(store, references, on)?;
    let Aligned { alignment, roles, names, .. } = &aligned;
    let name = |id: &str| names.get(id).map_or(id, String::as_str).to_owned();
    let row = |row: &AlignedRow| ComparedRow {
        name: if row.activity.is_empty() { "Other work".to_owned() } else { name(&row.activity) },
        activity: row.activity.clone(),
        shared_by: row.roles(),
        cells: row
            .cells
            .iter()
            .map(|cell| {
                let duties = cell.iter().filter_map(|cell| Some((cell, alignment.duties().get(cell.duty)?)));
                duties
                    .map(|(cell, duty)| ComparedDuty {
                        number: duty.number,
                        id: duty.id.clone(),
                        text: duty.text.clone(),
                        group: duty.group.clone(),
                        share_percent: duty.share.map(|share| share.value()),
                        mainly: duty.activities.first().filter(|_| cell.bundled).map(|id| name(id)),
                    })
                    .collect()
            })
            .collect(),
        because: row.pairs.iter().filter(|_| explain).map(|pair| aligned.pair(pair, true)).collect(),
    };
    Ok(DutyComparison { rows: alignment.rows(roles.len()).iter().map(row).collect(), roles: roles.clone() })
}

/// The pairs of duties that say the same work, among some roles.
///
/// # Errors
/// As for [`compare_duties`].
pub fn pairs_among(
    store: &(impl CatalogReader + ?Sized),
    references: &[RoleReference],
    on: Date,
    explain: bool,
) -> Result<Vec<DutyPair>, AppError> {
    Ok(align_roles(store, references, on)?.all_pairs(explain))
}

/// The pairs of duties that say the same work, among all roles in force on the day `on`.
pub fn pairs_of_catalog(snapshot: &Snapshot, on: Date, explain: bool) -> Vec<DutyPair> {
    let words = DutyWords::of(&snapshot.vocabulary);
    let revisions = snapshot.roles.values().filter_map(|history| history.as_of(on));
    let revisions: Vec<_> = revisions.filter(|revision| revision.stamp.status.is_in_force()).collect();
    let duties = revisions.iter().enumerate().flat_map(|(index, revision)| duties_of(index, &revision.role, &words));
    let alignment = align_duties(duties.collect());
    let labels = revisions.iter().map(|revision| revision.id.to_string()).collect();
    Aligned { alignment, labels, roles: Vec::new(), names: BTreeMap::new() }.all_pairs(explain)
}

/// Roles whose duties have been aligned.
struct Aligned {
    alignment: Alignment,
    /// The roles as pairs name them: as they were asked for.
    labels: Vec<String>,
    roles: Vec<ComparedRole>,
    /// The names of the kinds of work.
    names: BTreeMap<String, String>,
}

impl Aligned {
    fn all_pairs(&self, explain: bool) -> Vec<DutyPair> {
        self.alignment.pairs().iter().map(|pair| self.pair(pair, explain)).collect()
    }

    fn pair(&self, pair: &AlignedPair, explain: bool) -> DutyPair {
        let place = |duty: usize| {
            let duty = self.alignment.duties().get(duty)?;
            Some(format!("{}#{}", self.labels.get(duty.role)?, duty.number))
        };
        DutyPair {
            a: place(pair.one).unwrap_or_default(),
            b: place(pair.other).unwrap_or_default(),
            score: (pair.score * 1000.0).round() / 1000.0,
            because: explain.then(|| self.alignment.reasons(pair)),
        }
    }
}

fn align_roles(
    store: &(impl CatalogReader + ?Sized),
    references: &[RoleReference],
    on: Date,
) -> Result<Aligned, AppError> {
    let count = references.len();
    if count < 2 {
        return Err(AppError::misuse(
            "one role alone can't be compared",
            "name at least two: `rolebook list` shows them",
        ));
    }
    if count > MOST_ROLES {
        let message = format!("{count} roles are too many to be read side by side");
        return Err(AppError::misuse(message, format!("name at most {MOST_ROLES}, or ask for --all --pairs")));
    }
    let mut found: Vec<(ComparedRole, Role)> = Vec::new();
    for reference in references {
        let history = existing(store, &reference.id)?;
        let (number, role) = match resolve(&history, reference, on)? {
            Referent::Revision(revision) => (revision.stamp.number.to_string(), revision.role.clone()),
            Referent::Draft(draft) => ("draft".to_owned(), draft.role.clone()),
        };
        let name = format!("{}@{number}", reference.id);
        if found.iter().any(|(other, _)| other.role == name) {
            return Err(AppError::misuse(format!("{name} is named twice"), "leave one of the two out"));
        }
        let duties = role.duties().len();
        if duties == 0 {
            let message = format!("{name} states no duties, so there is nothing to compare");
            return Err(AppError::misuse(message, format!("leave it out; `rolebook show {name}` shows what it says")));
        }
        found.push((ComparedRole { role: name, title: role.title.to_plain(), duties }, role));
    }
    let vocabulary = store.vocabulary()?;
    let words = DutyWords::of(&vocabulary);
    let duties = found.iter().enumerate().flat_map(|(index, (_, role))| duties_of(index, role, &words)).collect();
    Ok(Aligned {
        alignment: align_duties(duties),
        labels: references.iter().map(ToString::to_string).collect(),
        roles: found.into_iter().map(|(role, _)| role).collect(),
        names: vocabulary.activities.iter().map(|activity| (activity.id.clone(), activity.name.clone())).collect(),
    })
}
