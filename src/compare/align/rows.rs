//! From pairs to rows: one row for each piece of work, a cell for each role.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::duty::Duty;
use super::{AlignedPair, Alignment};

/// A piece of work, and who does it.
#[derive(Debug, Clone, PartialEq)]
pub struct AlignedRow {
    /// The kind of work, by id; empty where none is known.
    pub activity: String,
    /// For each role, the duties that say it.
    pub cells: Vec<Vec<Cell>>,
    /// The pairs that make it one row.
    pub pairs: Vec<AlignedPair>,
}

/// A duty on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which duty, by its place in the list.
    pub duty: usize,
    /// Whether it is mainly about something else, and on that row too.
    pub bundled: bool,
}

impl AlignedRow {
    /// How many roles do it.
    pub fn roles(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

pub(super) fn of(alignment: &Alignment, roles: usize) -> Vec<AlignedRow> {
    let duties = alignment.duties();
    let kinds = Kinds::of(duties);
    let mut by_kind: BTreeMap<usize, Vec<AlignedPair>> = BTreeMap::new();
    for pair in alignment.pairs() {
        by_kind.entry(kinds.in_common(pair)).or_default().push(*pair);
    }
    // What no pair speaks of stands alone, in the row of what it is mainly about.
    for duty in 0..duties.len() {
        by_kind.entry(kinds.primary(duty)).or_default();
    }
    let mut rows: Vec<AlignedRow> = Vec::new();
    for (kind, pairs) in by_kind {
        let own = (0..duties.len()).filter(|duty| kinds.primary(*duty) == kind);
        let mut members: Vec<usize> = own.chain(pairs.iter().flat_map(|pair| [pair.one, pair.other])).collect();
        members.sort_unstable();
        members.dedup();
        for (members, pairs) in groups(&members, &pairs) {
            let mut cells = vec![Vec::new(); roles];
            for member in members {
                let bundled = kind != NONE && kinds.primary(member) != kind;
                let cell = duties.get(member).and_then(|duty| cells.get_mut(duty.role));
                cell.into_iter().for_each(|cell: &mut Vec<Cell>| cell.push(Cell { duty: member, bundled }));
            }
            rows.push(AlignedRow { activity: kinds.name(kind).to_owned(), cells, pairs });
        }
    }
    drop_told_elsewhere(duties, &mut rows);
    rows.sort_by_key(|row| {
        let first = row.cells.iter().flatten().map(|cell| cell.duty).min();
        (Reverse(row.roles()), first, row.activity.clone())
    });
    rows
}

/// Where no kind of work is known.
const NONE: usize = 0;

/// The kinds of work in numbers, in the order of their names.
struct Kinds<'a> {
    names: Vec<&'a str>,
    /// What each duty is about, primary first.
    of_duty: Vec<Vec<usize>>,
}

impl<'a> Kinds<'a> {
    fn of(duties: &'a [Duty]) -> Self {
        let mut names: Vec<&str> = duties.iter().flat_map(|duty| &duty.activities).map(String::as_str).collect();
        names.push("");
        names.sort_unstable();
        names.dedup();
        let number = |name: &String| names.binary_search(&name.as_str()).unwrap_or(NONE);
        let of_duty = duties.iter().map(|duty| duty.activities.iter().map(number).collect()).collect();
        Self { names, of_duty }
    }

    fn name(&self, kind: usize) -> &'a str {
        self.names.get(kind).copied().unwrap_or_default()
    }

    fn about(&self, duty: usize) -> &[usize] {
        self.of_duty.get(duty).map_or(&[], Vec::as_slice)
    }

    fn primary(&self, duty: usize) -> usize {
        self.about(duty).first().copied().unwrap_or(NONE)
    }

    /// The kind of work that makes a pair one: of those that both are about, the one that ranks highest in both.
    fn in_common(&self, pair: &AlignedPair) -> usize {
        let other = self.about(pair.other);
        let ranked = self.about(pair.one).iter().enumerate().filter_map(|(rank, kind)| {
            let there = other.iter().position(|theirs| theirs == kind)?;
            Some((rank + there, rank, *kind))
        });
        ranked.min().map_or(NONE, |(_, _, kind)| kind)
    }
}

/// Members that pairs join, directly or by way of others, with these pairs; `members` are in order.
fn groups(members: &[usize], pairs: &[AlignedPair]) -> Vec<(Vec<usize>, Vec<AlignedPair>)> {
    let place = |duty: usize| members.binary_search(&duty).ok();
    // Each member points to one before it in its group, the first of a group to itself.
    let mut before: Vec<usize> = (0..members.len()).collect();
    for pair in pairs {
        let (Some(one), Some(other)) = (place(pair.one), place(pair.other)) else { continue };
        let (one, other) = (first_of(&mut before, one), first_of(&mut before, other));
        before.get_mut(one.max(other)).into_iter().for_each(|first| *first = one.min(other));
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<AlignedPair>)> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        groups.entry(first_of(&mut before, index)).or_default().0.push(*member);
    }
    for pair in pairs {
        let group = place(pair.one).map(|one| first_of(&mut before, one)).and_then(|first| groups.get_mut(&first));
        group.into_iter().for_each(|(_, within)| within.push(*pair));
    }
    groups.into_values().collect()
}

/// The first of the group that a member stands in; the way there becomes shorter for the next who asks.
fn first_of(before: &mut [usize], member: usize) -> usize {
    let mut at = member;
    while let Some(earlier) = before.get(at).copied().filter(|earlier| *earlier != at) {
        let next = before.get(earlier).copied().unwrap_or(earlier);
        before.get_mut(at).into_iter().for_each(|own| *own = next);
        at = next;
    }
    at
}

/// A duty whose main work is known to nobody else, or of which none is known, needs no row of its own when it stands
/// on another through its words alone.
fn drop_told_elsewhere(duties: &[Duty], rows: &mut Vec<AlignedRow>) {
    let by_words: Vec<usize> = rows
        .iter()
        .filter(|row| row.activity.is_empty() && row.roles() > 1)
        .flat_map(|row| row.cells.iter().flatten().map(|cell| cell.duty))
        .collect();
    rows.retain(|row| {
        let mut cells = row.cells.iter().flatten();
        let (Some(only), None) = (cells.next(), cells.next()) else { return true };
        let known = duties.get(only.duty).is_some_and(|duty| !duty.activities.is_empty());
        row.activity.is_empty() && !known || !by_words.contains(&only.duty)
    });
}
