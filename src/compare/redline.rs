//! The redline between two revisions: each piece matched by what it is, not by where it stands.

use std::collections::{HashMap, HashSet};
use std::iter::Peekable;
use std::vec::IntoIter;

use schemars::JsonSchema;
use serde::Serialize;

use super::fact_changes;
pub use super::fact_changes::FactChange;
use super::moving::moved;
use super::pairing::{Pairing, pair};
use super::parts::best_container;
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

/// The redline from `before` to `after`.
pub fn redline(before: &Role, after: &Role) -> Redline {
    let (old, new) = (pieces_of(before), pieces_of(after));
    let pairing = pair(&old, &new);
    let moved = moved(&old, &new, &pairing);
    let comparing =
        Comparing { old: &old, new: &new, below_old: children(&old), below_new: children(&new), pairing, moved };
    let mut entries = Vec::new();
    let mut old_pieces = comparing.stood_in(None);
    comparing.list(&mut old_pieces, None, &mut entries);
    old_pieces.for_each(|next| comparing.gone(next, &mut entries));
    mark_groups(&mut entries, &comparing);
    let (old_title, new_title) = (before.title.to_plain(), after.title.to_plain());
    let title = if old_title == new_title { Vec::new() } else { word_changes::between(&old_title, &new_title) };
    Redline {
        title,
        facts: fact_changes::between(&before.facts, &after.facts),
        entries: entries.into_iter().map(|(entry, _)| entry).collect(),
    }
}

struct Comparing<'a> {
    old: &'a [Piece],
    new: &'a [Piece],
    /// What stands in each piece, and on its own under `None`.
    below_old: Children,
    below_new: Children,
    pairing: Pairing,
    moved: Vec<bool>,
}

type Children = HashMap<Option<usize>, Vec<usize>>;

fn children(pieces: &[Piece]) -> Children {
    let mut children = Children::new();
    for (index, piece) in pieces.iter().enumerate() {
        children.entry(piece.parent).or_default().push(index);
    }
    children
}

/// Where an entry's piece is: its index before, if it is gone, or after.
#[derive(Clone, Copy)]
enum Where {
    Old(usize),
    New(usize),
}

impl Comparing<'_> {
    /// Lists what stands in `home`, in the order of the later revision, and what is gone from `old` where it stood:
    /// behind what stayed before it, before what is new there.
    fn list(&self, old: &mut Peekable<IntoIter<usize>>, home: Option<usize>, entries: &mut Vec<(Entry, Where)>) {
        for index in self.below_new.get(&home).into_iter().flatten().copied() {
            let Some(piece) = self.new.get(index) else { continue };
            let partner = self.pairing.before_of.get(index).copied().flatten();
            let stayed = partner.filter(|_| !self.is_moved(index));
            while let Some(next) = old.next_if(|next| stayed.is_some() || !self.holds_its_place(*next, piece.kind)) {
                if stayed == Some(next) {
                    break;
                }
                self.gone(next, entries);
            }
            entries.push((self.entry(index, piece, partner), Where::New(index)));
            match partner {
                Some(partner) => {
                    let mut below = self.stood_in(Some(partner));
                    self.list(&mut below, Some(index), entries);
                    below.for_each(|next| self.gone(next, entries));
                }
                // What stands below a new heading stood where the heading does.
                None => self.list(old, Some(index), entries),
            }
        }
    }

    /// What stood in `home`, in order, with what stood below headings there that are gone.
    fn stood_in(&self, home: Option<usize>) -> Peekable<IntoIter<usize>> {
        let mut all = Vec::new();
        self.collect(home, &mut all);
        all.into_iter().peekable()
    }

    fn collect(&self, home: Option<usize>, all: &mut Vec<usize>) {
        for index in self.below_old.get(&home).into_iter().flatten().copied() {
            all.push(index);
            if self.pairing.after_of.get(index).copied().flatten().is_none() {
                self.collect(Some(index), all);
            }
        }
    }

    /// Whether a new piece of `kind` belongs before the old one: that one stayed, or it is gone
    /// with a heading under which the new one does not stand.
    fn holds_its_place(&self, old: usize, kind: PieceKind) -> bool {
        match self.pairing.after_of.get(old).copied().flatten() {
            Some(partner) => !self.is_moved(partner),
            None => !kind.is_container() && self.old.get(old).is_some_and(|piece| piece.kind.is_container()),
        }
    }

    fn is_moved(&self, index: usize) -> bool {
        self.moved.get(index).copied().unwrap_or(false)
    }

    /// Enters a piece, if it is gone.
    fn gone(&self, index: usize, entries: &mut Vec<(Entry, Where)>) {
        let Some(piece) = self.old.get(index) else { return };
        if self.pairing.after_of.get(index).copied().flatten().is_some() {
            return;
        }
        let into = self.merged_into(piece);
        let entry = Entry {
            fate: if into.is_some() { Fate::Merged } else { Fate::Dropped },
            before: Some(piece.place.clone()),
            other: into,
            words: word_changes::whole(&piece.text, WordChange::Removed),
            ..blank_entry(piece)
        };
        entries.push((entry, Where::Old(index)));
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
            moved: self.is_moved(index),
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
        let candidates = self.old.iter().enumerate().filter(|(_, old)| old.kind.can_become(piece.kind));
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
    fn merged_into(&self, piece: &Piece) -> Option<String> {
        let named = self.new.iter().find(|new| piece.id.as_ref().is_some_and(|id| new.from.contains(id)));
        if let Some(new) = named {
            return Some(new.place.clone());
        }
        let candidates = self.new.iter().enumerate().filter(|(_, new)| new.kind.can_become(piece.kind));
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

/// A group of duties is new if its heading is, revised if anything in it changed, else unchanged.
fn mark_groups(entries: &mut [(Entry, Where)], comparing: &Comparing<'_>) {
    let mut touched: HashSet<usize> = HashSet::new();
    for (entry, place) in entries.iter().filter(|(entry, _)| !entry.is_unchanged()) {
        let (old, new) = match *place {
            Where::Old(old) => (Some(old), None),
            Where::New(new) if entry.moved => (comparing.pairing.before_of.get(new).copied().flatten(), Some(new)),
            Where::New(new) => (None, Some(new)),
        };
        // What it left has changed, and what it stands in now.
        let left = homes(comparing.old, old);
        touched.extend(left.filter_map(|home| comparing.pairing.after_of.get(home).copied().flatten()));
        touched.extend(homes(comparing.new, new));
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

/// What the piece stands in, and what that stands in, outwards.
fn homes(pieces: &[Piece], of: Option<usize>) -> impl Iterator<Item = usize> {
    let home = |index: usize| pieces.get(index).and_then(|piece| piece.parent);
    std::iter::successors(of.and_then(home), move |index| home(*index))
}
