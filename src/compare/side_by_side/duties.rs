//! The rows of duties: one for each piece of work, what each role says of it, and why it is one row.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::RowOrder;
use crate::compare::align::{AlignedPair, AlignedRow, Alignment, Reasons};

/// A piece of work, and what each role says of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DutyRow {
    /// The kind of work, by its id; empty where none is known.
    pub activity: String,
    /// Its name for people.
    pub name: String,
    /// How many of the roles do it.
    pub shared_by: usize,
    /// For each role, what it says; empty where it does not say so.
    pub cells: Vec<Vec<DutyCell>>,
    /// Why these duties stand on one row, if that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<DutyPair>,
}

/// A duty on a row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DutyCell {
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

/// A pair with the names of its roles and the numbers of its duties.
pub fn pair_of(alignment: &Alignment, labels: &[&str], pair: &AlignedPair, explain: bool) -> DutyPair {
    let place = |duty: usize| {
        let duty = alignment.duties().get(duty)?;
        Some(format!("{}#{}", labels.get(duty.role)?, duty.number))
    };
    DutyPair {
        a: place(pair.one).unwrap_or_default(),
        b: place(pair.other).unwrap_or_default(),
        score: (pair.score * 1000.0).round() / 1000.0,
        because: explain.then(|| alignment.reasons(pair)),
    }
}

pub(super) fn rows(
    alignment: &Alignment,
    labels: &[&str],
    names: &BTreeMap<&str, &str>,
    order: RowOrder,
    explain: bool,
) -> Vec<DutyRow> {
    let name = |id: &str| names.get(id).map_or(id, |name| *name).to_owned();
    let cell = |duties: &Vec<crate::compare::align::Cell>| {
        let known = duties.iter().filter_map(|cell| Some((cell, alignment.duties().get(cell.duty)?)));
        let cells = known.map(|(cell, duty)| DutyCell {
            number: duty.number,
            id: duty.id.clone(),
            text: duty.text.clone(),
            group: duty.group.clone(),
            share_percent: duty.share.map(|share| share.value()),
            mainly: duty.activities.first().filter(|_| cell.bundled).map(|id| name(id)),
        });
        cells.collect::<Vec<_>>()
    };
    let row = |row: &AlignedRow| DutyRow {
        name: if row.activity.is_empty() { "Other work".to_owned() } else { name(&row.activity) },
        activity: row.activity.clone(),
        shared_by: row.roles(),
        cells: row.cells.iter().map(cell).collect(),
        because: row.pairs.iter().filter(|_| explain).map(|pair| pair_of(alignment, labels, pair, true)).collect(),
    };
    let mut rows: Vec<DutyRow> = alignment.rows(labels.len()).iter().map(row).collect();
    match order {
        RowOrder::Shared => by_activity(&mut rows),
        RowOrder::AsIn(role) => rows.sort_by_key(|row| {
            let first = row.cells.get(role).and_then(|cell| cell.iter().map(|duty| duty.number).min());
            first.unwrap_or(u32::MAX)
        }),
    }
    rows
}

/// Among rows that equally many roles share, those of one kind of work stand together, where the first of them stood.
fn by_activity(rows: &mut [DutyRow]) {
    let mut first: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        first.entry((row.shared_by, row.activity.clone())).or_insert(index);
    }
    rows.sort_by_key(|row| {
        let place = first.get(&(row.shared_by, row.activity.clone())).copied();
        (std::cmp::Reverse(row.shared_by), place)
    });
}
