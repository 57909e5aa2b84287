//! Roles side by side: facts row by row, duties lined up, who does what, what it takes to get in, under what conditions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::align::{Alignment, align_duties, duties_of};
use crate::model::identifier::RoleId;
use crate::model::role::Role;
use crate::vocabulary::ready::ReadyVocabulary;

mod activities;
mod conditions;
mod duties;
mod facts;
mod summary;
mod ways_in;

pub use self::activities::{ActivityRow, ActivityShare};
pub use self::conditions::conditions;
pub use self::duties::{DutyCell, DutyPair, DutyRow, pair_of};
pub use self::facts::{FactCell, FactRow, facts};
pub(crate) use self::ways_in::least_years;
pub use self::ways_in::{ComparedQualifications, WayIn, qualifications};

/// A role that is to be compared.
#[derive(Debug, Clone)]
pub struct ComparedRevision<'a> {
    /// Its name in the catalog.
    pub id: &'a RoleId,
    /// Its revision: a number, or `draft`.
    pub revision: String,
    /// As it was asked for; pairs name it so.
    pub label: String,
    /// Its organisation's name for people.
    pub organisation: String,
    /// What it says.
    pub role: &'a Role,
}

/// Some roles, compared.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The roles, in the order in which they were asked for; the cells of every row stand in the same order.
    pub roles: Vec<ComparedRole>,
    /// What there is to say in a sentence or two, worked out from what follows.
    pub summary: Vec<String>,
    /// The facts, row by row. An empty cell means that the role does not state it.
    pub facts: Vec<FactRow>,
    /// A row for each piece of work: what all do first, then what some do, then what a single role does.
    pub duties: Vec<DutyRow>,
    /// The kinds of work, with how many duties of each role are about them.
    pub activities: Vec<ActivityRow>,
    /// What each role asks for.
    pub qualifications: Vec<ComparedQualifications>,
    /// The working conditions, row by row.
    pub conditions: Vec<FactRow>,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those in which the roles differ.
    Differences,
    /// Those that all roles share.
    Shared,
}

impl Comparison {
    /// Keeps the rows that are wanted. What each role asks for stays as it is.
    pub fn keep(&mut self, only: Only) {
        let roles = self.roles.len();
        let wanted = |shared: bool| match only {
            Only::All => true,
            Only::Differences => !shared,
            Only::Shared => shared,
        };
        self.facts.retain(|row| wanted(row.same) && (only == Only::All || !row.is_empty()));
        self.conditions.retain(|row| wanted(row.same));
        self.duties.retain(|row| wanted(row.shared_by == roles));
        self.activities.retain(|row| wanted(row.roles() == roles));
    }
}

/// A role that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedRole {
    /// Its name and revision, for example `hayward/student-success-coach@1`.
    pub role: String,
    /// Its title.
    pub title: String,
    /// Its organisation.
    pub organisation: String,
    /// How many duties it states.
    pub duties: usize,
}

impl ComparedRole {
    fn of(compared: &ComparedRevision<'_>) -> Self {
        Self {
            role: format!("{}@{}", compared.id, compared.revision),
            title: compared.role.title.to_plain(),
            organisation: compared.organisation.clone(),
            duties: compared.role.duties().len(),
        }
    }
}

/// In which order the rows of duties stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RowOrder {
    /// What all do first, then what some do, then what a single role does.
    #[default]
    Shared,
    /// As the role with this place among the roles has them; what it does not do comes last.
    AsIn(usize),
}

/// Compares roles by the words of a vocabulary; with `explain`, says why duties stand on one row.
pub fn compare_roles(
    compared: &[ComparedRevision<'_>],
    vocabulary: &ReadyVocabulary,
    order: RowOrder,
    explain: bool,
) -> Comparison {
    let roles: Vec<ComparedRole> = compared.iter().map(ComparedRole::of).collect();
    let alignment = align(compared, vocabulary);
    let names: BTreeMap<&str, &str> =
        vocabulary.written.activities.iter().map(|activity| (activity.id.as_str(), activity.name.as_str())).collect();
    let labels: Vec<&str> = compared.iter().map(|compared| compared.label.as_str()).collect();
    let duties = duties::rows(&alignment, &labels, &names, order, explain);
    let activities = activities::rows(&alignment, roles.len(), &vocabulary.written);
    let facts = facts(compared);
    Comparison {
        summary: summary::of(compared, &roles, &duties, &activities),
        qualifications: compared.iter().map(|compared| qualifications(compared.role)).collect(),
        conditions: conditions(compared),
        roles,
        facts,
        duties,
        activities,
    }
}

/// The pairs of duties that say the same work; with `explain`, says why.
pub fn pairs_among(compared: &[ComparedRevision<'_>], vocabulary: &ReadyVocabulary, explain: bool) -> Vec<DutyPair> {
    let alignment = align(compared, vocabulary);
    let labels: Vec<&str> = compared.iter().map(|compared| compared.label.as_str()).collect();
    alignment.pairs().iter().map(|pair| pair_of(&alignment, &labels, pair, explain)).collect()
}

fn align(compared: &[ComparedRevision<'_>], vocabulary: &ReadyVocabulary) -> Alignment {
    let all = compared.iter().enumerate().flat_map(|(index, compared)| duties_of(index, compared.role, vocabulary));
    align_duties(all.collect())
}
