//! The activity map: which role does which kind of work, with how many duties, within how much of the time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::align::Alignment;
use crate::model::vocabulary::Vocabulary;

/// A kind of work, role by role.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ActivityRow {
    /// Its id.
    pub activity: String,
    /// Its name for people.
    pub name: String,
    /// For each role, how much of it there is.
    pub cells: Vec<ActivityShare>,
}

/// How much of a kind of work a role has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct ActivityShare {
    /// How many of its duties are about it, mainly or beside other work.
    pub duties: usize,
    /// How many are mainly about it.
    pub mainly: usize,
    /// The share of the working time, in percent, of the groups that these duties stand in, where it is stated. The
    /// groups hold other work too, so it is the most that this work can take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_percent: Option<f64>,
}

impl ActivityRow {
    /// How many roles do it.
    pub fn roles(&self) -> usize {
        self.cells.iter().filter(|cell| cell.duties > 0).count()
    }
}

/// The kinds of work that somebody does: those that most roles do first, then in the order of the vocabulary.
pub(super) fn rows(alignment: &Alignment, roles: usize, vocabulary: &Vocabulary) -> Vec<ActivityRow> {
    let mut by_activity: BTreeMap<&str, Vec<ActivityShare>> = BTreeMap::new();
    let mut groups: BTreeMap<(&str, usize, usize), f64> = BTreeMap::new();
    for duty in alignment.duties() {
        for (rank, activity) in duty.activities.iter().enumerate() {
            let cells = by_activity.entry(activity).or_insert_with(|| vec![ActivityShare::default(); roles]);
            let Some(cell) = cells.get_mut(duty.role) else { continue };
            cell.duties += 1;
            cell.mainly += usize::from(rank == 0);
            if let Some(share) = duty.share {
                groups.insert((activity, duty.role, duty.share_group), share.value());
            }
        }
    }
    for ((activity, role, _), share) in groups {
        let cell = by_activity.get_mut(activity).and_then(|cells| cells.get_mut(role));
        if let Some(cell) = cell {
            cell.within_percent = Some(cell.within_percent.unwrap_or_default() + share);
        }
    }
    let known = vocabulary.activities.iter().filter_map(|activity| {
        let cells = by_activity.remove(activity.id.as_str())?;
        Some(ActivityRow { activity: activity.id.clone(), name: activity.name.clone(), cells })
    });
    let mut rows: Vec<ActivityRow> = known.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.roles()));
    rows
}
