//! The redline between two revisions: each piece matched by what it is, not by where it stands.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::fact_changes;
pub use super::fact_changes::FactChange;
use super::pairing::{Pairing, pair};
pub use super::pieces::PieceKind;
use super::pieces::{Piece, pieces_of};
use super::word_changes;
pub use super::word_changes::{WordChange, WordRun};
use crate::model::document::ChangeMark;
use crate::model::identifier::ItemId;
use crate::model::role::Role;
use crate::model::section::SectionKind;

/// What changed between two revisions of a role.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Redline {
    /// The title, word by word, if it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<WordRun>,
    /// The facts that changed.
    pub facts: Vec<FactChange>,
    /// Every piece, in the order of the later revision; dropped ones where they stood.
    pub entries: Vec<Entry>,
}

/// What became of one piece.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Entry {
    /// What it is.
    pub kind: PieceKind,
    /// What the section is about that it stands in.
    pub section: SectionKind,
    /// Its lasting name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ItemId>,
    /// What became of it.
    pub fate: Fate,
    /// Whether its words changed.
    pub reworded: bool,
    /// Whether it stands elsewhere than before, other than by pieces added or dropped around it.
    pub moved: bool,
    /// Where it stood, in a reader's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Where it stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// For a piece split off another or merged into another: that other's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The N, R or NC mark that forms ask for, for duties and groups of duties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<ChangeMark>,
    /// Its words, as they changed.
    pub words: Vec<WordRun>,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is in both revisions.
    Kept,
    /// It is new.
    New,
    /// It is gone.
    Dropped,
    /// It is new, but its words were part of another piece.
    SplitOff,
    /// It is gone as a piece of its own; its words are part of another.
    Merged,
}

impl Entry {
    /// Whether nothing happened to it.
    pub fn is_unchanged(&self) -> bool {
        self.fate == Fate::Kept && !self.reworded && !self.moved
    }
}

impl Redline {
    /// Whether the revisions say the same.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.facts.is_empty() && self.entries.iter().all(Entry::is_unchanged)
    }
}

/// A split-off piece has at least so many words, and at least this share of them from the other piece.
const FEWEST_WORDS: u32 = 3;
const CONTAINED: f64 = 0.7;

/// The redline from `before` to `after`.
pub fn redline(before: &Role, after: &Role) -> Redline {
    let (old, new) = (pieces_of(before), pieces_of(after));
    let pairing = pair(&old, &new);
    let comparing = Comparing { old: &old, new: &new, moved: moved(&old, &new, &pairing), pairing };
    let mut entries = comparing.entries();
    mark_groups(&mut entries, &comparing);
    let title = (before.title != after.title)
        .then(|| word_changes::between(&before.title.to_plain(), &after.title.to_plain()))
        .unwrap_or_default();
    Redline {
        title,
        facts: fact_changes::between(&before.facts, &after.facts),
        entries: entries.into_iter().map(|(entry, _)| entry).collect(),
    }
}

struct Comparing<'a> {
    old: &'a [Piece],
    new: &'a [Piece],
    pairing: Pairing,
    moved: Vec<bool>,
}

/// Where an entry's piece is: its index before, if it is gone, or after.
#[derive(Clone, Copy)]
enum Where {
    Old(usize),
    New(usize),
}

impl Comparing<'_> {
    /// In the order of the later revision; what is gone stands before the next piece that stayed in its place.
    fn entries(&self) -> Vec<(Entry, Where)> {
        let mut entries = Vec::new();
        let mut next_old = 0;
        for (index, piece) in self.new.iter().enumerate() {
            let partner = self.pairing.before_of.get(index).copied().flatten();
            let in_place = !self.moved.get(index).copied().unwrap_or(false);
            if let Some(partner) = partner.filter(|partner| in_place && *partner >= next_old) {
                self.gone(next_old..partner, &mut entries);
                next_old = partner + 1;
            }
            entries.push((self.entry(index, piece, partner), Where::New(index)));
        }
        self.gone(next_old..self.old.len(), &mut entries);
        entries
    }

    fn gone(&self, range: std::ops::Range<usize>, entries: &mut Vec<(Entry, Where)>) {
        for index in range {
            let Some(piece) = self.old.get(index) else { continue };
            if self.pairing.after_of.get(index).copied().flatten().is_some() {
                continue;
            }
            let into = self.merged_into(index, piece);
            let entry = Entry {
                fate: if into.is_some() { Fate::Merged } else { Fate::Dropped },
                before: Some(piece.place.clone()),
                other: into,
                words: word_changes::whole(&piece.text, WordChange::Removed),
                ..blank_entry(piece)
            };
            entries.push((entry, Where::Old(index)));
        }
    }

    fn entry(&self, index: usize, piece: &Piece, partner: Option<usize>) -> Entry {
        let in_duties = piece.section == SectionKind::Duties && piece.kind == PieceKind::Item;
        let mark = |mark| in_duties.then_some(mark);
        let Some(old) = partner.and_then(|partner| self.old.get(partner)) else {
            let from = self.split_from(piece);
            let fate = if from.is_some() { Fate::SplitOff } else { Fate::New };
            return Entry {
                fate,
                after: Some(piece.place.clone()),
                mark: mark(if from.is_some() { ChangeMark::Revised } else { ChangeMark::New }),
                other: from,
                words: word_changes::whole(&piece.text, WordChange::Added),
                ..blank_entry(piece)
            };
        };
        let reworded = old.text != piece.text;
        let words = if reworded {
            word_changes::between(&old.text, &piece.text)
        } else {
            word_changes::whole(&piece.text, WordChange::Kept)
        };
        Entry {
            fate: Fate::Kept,
            reworded,
            moved: self.moved.get(index).copied().unwrap_or(false),
            before: Some(old.place.clone()),
            after: Some(piece.place.clone()),
            mark: mark(if reworded { ChangeMark::Revised } else { ChangeMark::NoChange }),
            words,
            ..blank_entry(piece)
        }
    }

    /// The piece before whose words a new piece has, beyond those that stayed there.
    fn split_from(&self, piece: &Piece) -> Option<String> {
        let named = self.old.iter().find(|old| old.id.as_ref().is_some_and(|id| piece.from.contains(id)));
        if let Some(old) = named {
            return Some(old.place.clone());
        }
        let candidates =
            self.old.iter().enumerate().filter(|(_, old)| old.kind == piece.kind && !old.kind.is_container());
        best_container(
            piece,
            candidates.map(|(index, old)| {
                let kept =
                    self.pairing.after_of.get(index).copied().flatten().and_then(|partner| self.new.get(partner));
                (old, kept)
            }),
        )
    }

    /// The piece after that took over the words of one that is gone.
    fn merged_into(&self, _: usize, piece: &Piece) -> Option<String> {
        let named = self.new.iter().find(|new| piece.id.as_ref().is_some_and(|id| new.from.contains(id)));
        if let Some(new) = named {
            return Some(new.place.clone());
        }
        let candidates =
            self.new.iter().enumerate().filter(|(_, new)| new.kind == piece.kind && !new.kind.is_container());
        best_container(
            piece,
            candidates.map(|(index, new)| {
                let kept =
                    self.pairing.before_of.get(index).copied().flatten().and_then(|partner| self.old.get(partner));
                (new, kept)
            }),
        )
    }
}

/// Of pieces on the other side, each with its partner on this side, the one whose words beyond its partner's
/// contain the words of `piece`.
fn best_container<'a>(
    piece: &Piece,
    candidates: impl Iterator<Item = (&'a Piece, Option<&'a Piece>)>,
) -> Option<String> {
    if piece.words.total() < FEWEST_WORDS || piece.kind.is_container() {
        return None;
    }
    let share = |(other, partner): (&'a Piece, Option<&'a Piece>)| {
        let beyond = match partner {
            Some(partner) => other.words.without(&partner.words),
            None => other.words.clone(),
        };
        (piece.words.contained_in(&beyond), other)
    };
    candidates
        .map(share)
        .filter(|(share, _)| *share >= CONTAINED)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, other)| other.place.clone())
}

fn blank_entry(piece: &Piece) -> Entry {
    Entry {
        kind: piece.kind,
        section: piece.section,
        id: piece.id.clone(),
        fate: Fate::Kept,
        reworded: false,
        moved: false,
        before: None,
        after: None,
        other: None,
        mark: None,
        words: Vec::new(),
    }
}

/// For each piece after: whether it stands in another part than before, or in another order among those that stayed.
fn moved(old: &[Piece], new: &[Piece], pairing: &Pairing) -> Vec<bool> {
    let mut moved = vec![false; new.len()];
    let mut siblings: HashMap<Option<usize>, (Vec<usize>, Vec<usize>)> = HashMap::new();
    let home = |partner: usize| old.get(partner).and_then(|piece| piece.parent);
    for (index, piece) in new.iter().enumerate() {
        let Some(partner) = pairing.before_of.get(index).copied().flatten() else { continue };
        let home_now = piece.parent.and_then(|parent| pairing.before_of.get(parent).copied().flatten());
        if piece.parent.is_some() && home_now != home(partner) {
            if let Some(flag) = moved.get_mut(index) {
                *flag = true;
            }
            continue;
        }
        let (before, after) = siblings.entry(piece.parent).or_default();
        before.push(partner);
        after.push(index);
    }
    for (partners_in_new_order, indexes) in siblings.into_values() {
        let mut in_old_order = partners_in_new_order.clone();
        in_old_order.sort_unstable();
        for op in capture_diff_slices(Algorithm::Myers, &in_old_order, &partners_in_new_order) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            for index in op.new_range().filter_map(|at| indexes.get(at)) {
                if let Some(flag) = moved.get_mut(*index) {
                    *flag = true;
                }
            }
        }
    }
    moved
}

/// A group of duties is new if its heading is, revised if anything in it changed, else unchanged.
fn mark_groups(entries: &mut [(Entry, Where)], comparing: &Comparing<'_>) {
    let parent_now = |place: Where| match place {
        Where::New(index) => comparing.new.get(index).and_then(|piece| piece.parent),
        Where::Old(index) => {
            let parent = comparing.old.get(index).and_then(|piece| piece.parent)?;
            comparing.pairing.after_of.get(parent).copied().flatten()
        }
    };
    let mut touched: Vec<usize> = Vec::new();
    for (entry, place) in entries.iter() {
        if entry.is_unchanged() {
            continue;
        }
        let mut up = parent_now(*place);
        while let Some(group) = up {
            touched.push(group);
            up = comparing.new.get(group).and_then(|piece| piece.parent);
        }
    }
    for (entry, place) in entries.iter_mut() {
        let Where::New(index) = *place else { continue };
        if entry.kind != PieceKind::Group || entry.section != SectionKind::Duties {
            continue;
        }
        entry.mark = Some(match entry.fate {
            Fate::New => ChangeMark::New,
            _ if entry.reworded || touched.contains(&index) => ChangeMark::Revised,
            _ => ChangeMark::NoChange,
        });
    }
}
