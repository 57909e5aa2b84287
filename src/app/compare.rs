//! Roles compared: some side by side, and the pairs of duties of a whole catalog that say the same work.

use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use crate::catalog::store::CatalogReader;
use crate::compare::candidate::{Assessment, Candidate, assess};
use crate::compare::side_by_side::{self, ComparedRevision, Comparison, DutyPair, RowOrder, compare_roles};
use crate::model::revision::{Draft, Revision};
use crate::model::role::Role;
use crate::model::snapshot::Snapshot;
use crate::vocabulary::ready::ReadyVocabulary;

/// Roles that are compared at once, at most.
pub const MOST_ROLES: usize = 12;

/// How roles are to be compared.
#[derive(Debug, Clone, Default)]
pub struct CompareRequest {
    /// Which roles, 2 to [`MOST_ROLES`].
    pub roles: Vec<RoleReference>,
    /// The role whose own order the rows of duties follow; what most roles share comes first if none is named.
    pub in_order_of: Option<RoleReference>,
    /// Whether to say why duties stand on one row.
    pub explain: bool,
    /// Somebody of whom it is asked whether they would qualify.
    pub candidate: Candidate,
}

/// Some roles, compared, and what was asked beside.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CompareAnswer {
    /// The comparison.
    #[serde(flatten)]
    pub comparison: Comparison,
    /// For each role, whether the person who was described would qualify.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub would_qualify: Vec<Assessment>,
    /// What a reader should know of the roles: that one states no duties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// Compares some roles as they stand on the day `on`. `organisation` tells an organisation's name for people.
///
/// # Errors
/// `Misuse` for fewer than two roles or more than [`MOST_ROLES`], for a role named twice; `NoRole`, `NoRevision`, or what the store said.
pub fn compare(
    store: &(impl CatalogReader + ?Sized),
    request: &CompareRequest,
    on: Date,
    organisation: &dyn Fn(&str) -> String,
) -> Result<CompareAnswer, AppError> {
    let chosen = choose(store, &request.roles, on)?;
    compare_chosen(store, &chosen, request, organisation)
}

/// Compares roles that were found already, in the way that `request` says; which roles it names is of no matter.
///
/// # Errors
/// When the catalog's vocabulary can't be read.
pub fn compare_chosen(
    store: &(impl CatalogReader + ?Sized),
    chosen: &[ChosenRole],
    request: &CompareRequest,
    organisation: &dyn Fn(&str) -> String,
) -> Result<CompareAnswer, AppError> {
    let compared = chosen.iter().map(|chosen| chosen.compared(organisation)).collect::<Vec<_>>();
    let mut remarks = Vec::new();
    let order = request.in_order_of.as_ref().and_then(|reference| {
        let label = reference.to_string();
        let place = compared.iter().position(|role| role.label == label || role.id == &reference.id);
        if place.is_none() {
            remarks.push(format!("{reference} is not among these roles, so the rows are not in its order."));
        }
        place.map(RowOrder::AsIn)
    });
    let vocabulary = store.vocabulary()?;
    let comparison = compare_roles(&compared, &vocabulary, order.unwrap_or_default(), request.explain);
    let silent = comparison.roles.iter().filter(|role| role.duties == 0);
    remarks.extend(silent.map(|role| format!("{} ({}) states no duties.", role.title, role.role)));
    let of_candidate = compared.iter().filter(|_| !request.candidate.is_empty());
    let would_qualify =
        of_candidate.map(|compared| assess(compared.role.facts.qualifications.as_ref(), &request.candidate)).collect();
    Ok(CompareAnswer { comparison, would_qualify, remarks })
}

/// The pairs of duties that say the same work, among some roles.
///
/// # Errors
/// As for [`compare`].
pub fn pairs_among(
    store: &(impl CatalogReader + ?Sized),
    references: &[RoleReference],
    on: Date,
    explain: bool,
) -> Result<Vec<DutyPair>, AppError> {
    let chosen = choose(store, references, on)?;
    let compared = chosen.iter().map(|chosen| chosen.compared(&str::to_owned)).collect::<Vec<_>>();
    Ok(side_by_side::pairs_among(&compared, store.vocabulary()?.as_ref(), explain))
}

/// The pairs of duties that say the same work, among all roles in force on the day `on`.
pub fn pairs_of_catalog(snapshot: &Snapshot, on: Date, explain: bool) -> Vec<DutyPair> {
    let revisions = snapshot.roles.values().filter_map(|history| history.as_of(on));
    let revisions = revisions.filter(|revision| revision.stamp.status.is_in_force());
    let compared = revisions.map(|revision| ComparedRevision {
        id: &revision.id,
        revision: revision.stamp.number.to_string(),
        label: revision.id.to_string(),
        organisation: String::new(),
        role: &revision.role,
    });
    let vocabulary = ReadyVocabulary::of(Arc::clone(&snapshot.vocabulary));
    side_by_side::pairs_among(&compared.collect::<Vec<_>>(), &vocabulary, explain)
}

/// A role that was found to be compared.
#[derive(Debug, Clone)]
pub struct ChosenRole {
    label: String,
    found: Found,
}

#[derive(Debug, Clone)]
enum Found {
    Revision(Arc<Revision>),
    Draft(Arc<Draft>),
}

impl ChosenRole {
    /// Whether both are the same revision, whatever they were called.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name() == other.name()
    }

    fn name(&self) -> String {
        match &self.found {
            Found::Revision(revision) => format!("{}@{}", revision.id, revision.stamp.number),
            Found::Draft(draft) => format!("{}@draft", draft.id),
        }
    }

    fn role(&self) -> &Role {
        match &self.found {
            Found::Revision(revision) => &revision.role,
            Found::Draft(draft) => &draft.role,
        }
    }

    fn compared(&self, organisation: &dyn Fn(&str) -> String) -> ComparedRevision<'_> {
        let (id, revision) = match &self.found {
            Found::Revision(revision) => (&revision.id, revision.stamp.number.to_string()),
            Found::Draft(draft) => (&draft.id, "draft".to_owned()),
        };
        let organisation = organisation(id.organisation());
        ComparedRevision { id, revision, label: self.label.clone(), organisation, role: self.role() }
    }
}

fn choose(
    store: &(impl CatalogReader + ?Sized),
    references: &[RoleReference],
    on: Date,
) -> Result<Vec<ChosenRole>, AppError> {
    let count = references.len();
    if count < 2 {
        let message = if count == 0 { "no role is named to be compared" } else { "one role alone can't be compared" };
        return Err(AppError::misuse(message, "name at least two: `rolebook list` shows them"));
    }
    if count > MOST_ROLES {
        let message = format!("{count} roles are too many to be read side by side");
        return Err(AppError::misuse(message, format!("name at most {MOST_ROLES}")));
    }
    let mut chosen: Vec<ChosenRole> = Vec::new();
    for reference in references {
        let one = choose_role(store, reference, on)?;
        if chosen.iter().any(|other| other.is_same(&one)) {
            return Err(AppError::misuse(format!("{} is named twice", one.name()), "leave one of the two out"));
        }
        chosen.push(one);
    }
    Ok(chosen)
}

/// Finds a role that is to be compared, as it stands on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn choose_role(
    store: &(impl CatalogReader + ?Sized),
    reference: &RoleReference,
    on: Date,
) -> Result<ChosenRole, AppError> {
    let history = existing(store, &reference.id)?;
    let found = match resolve(&history, reference, on)? {
        Referent::Revision(revision) => Found::Revision(revision),
        Referent::Draft(draft) => Found::Draft(draft),
    };
    Ok(ChosenRole { label: reference.to_string(), found })
}
