//! Which piece of one role is which piece of another: by name, by the same words, by similar words,
//! as a part of it, by what stands in it.

use std::collections::HashMap;

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::parts::containment;
use super::pieces::{Piece, PieceKind};
use crate::model::section::SectionKind;

/// The pairing of two lists of pieces, by index.
#[derive(Debug)]
pub(super) struct Pairing {
    /// For each piece before, its piece after.
    pub(super) after_of: Vec<Option<usize>>,
    /// For each piece after, its piece before.
    pub(super) before_of: Vec<Option<usize>>,
}

/// Texts no more alike than this are different pieces.
const ALIKE: f64 = 0.5;
/// Assignment is exact up to so many pieces on a side; beyond, the most alike are paired first.
const MOST_ASSIGNED: usize = 150;

/// Pairs the pieces of two roles.
pub(super) fn pair(before: &[Piece], after: &[Piece]) -> Pairing {
    let mut pairing = Pairing { after_of: vec![None; before.len()], before_of: vec![None; after.len()] };
    pairing.by_name(before, after);
    pairing.by_same_words(before, after, true);
    pairing.by_same_words(before, after, false);
    pairing.by_section_kind(before, after);
    for kind in [PieceKind::Item, PieceKind::Row, PieceKind::Footnote] {
        pairing.by_score(before, after, kind, likeness);
    }
    pairing.by_score(before, after, PieceKind::Item, containment);
    pairing.by_contents(before, after);
    pairing.by_score(before, after, PieceKind::Group, likeness);
    pairing
}

impl Pairing {
    fn join(&mut self, before: usize, after: usize) {
        if let (Some(a), Some(b)) = (self.after_of.get_mut(before), self.before_of.get_mut(after)) {
            *a = Some(after);
            *b = Some(before);
        }
    }

    fn free_before(&self, index: usize) -> bool {
        self.after_of.get(index).is_some_and(Option::is_none)
    }

    fn free_after(&self, index: usize) -> bool {
        self.before_of.get(index).is_some_and(Option::is_none)
    }

    fn by_name(&mut self, before: &[Piece], after: &[Piece]) {
        let named: HashMap<_, _> =
            after.iter().enumerate().filter_map(|(index, piece)| Some((piece.id.as_ref()?, index))).collect();
        for (index, piece) in before.iter().enumerate() {
            let partner = piece.id.as_ref().and_then(|id| named.get(id));
            if let Some(partner) = partner.filter(|partner| self.free_after(**partner)) {
                self.join(index, *partner);
            }
        }
    }

    /// Two items that both have names, and not the same, are two items; two sections of different sorts are two sections.
    fn may_pair(before: &Piece, after: &Piece) -> bool {
        let are_sections = before.kind == PieceKind::Section && after.kind == PieceKind::Section;
        let known = |piece: &Piece| piece.section != SectionKind::Additional;
        before.kind.can_become(after.kind)
            && (before.id.is_none() || after.id.is_none())
            && !(are_sections && known(before) && known(after) && before.section != after.section)
    }

    /// First those of one kind in one sort of section, then any that can become each other.
    fn by_same_words(&mut self, before: &[Piece], after: &[Piece], in_place: bool) {
        let alike = |one: &Piece, other: &Piece| {
            Self::may_pair(one, other) && (!in_place || (one.kind == other.kind && one.section == other.section))
        };
        let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, piece) in after.iter().enumerate().rev().filter(|(index, _)| self.free_after(*index)) {
            waiting.entry(piece.text.as_str()).or_default().push(index);
        }
        for (index, piece) in before.iter().enumerate() {
            if !self.free_before(index) || piece.words.total() == 0 {
                continue;
            }
            let Some(candidates) = waiting.get_mut(piece.text.as_str()) else { continue };
            let fits =
                candidates.iter().rposition(|partner| after.get(*partner).is_some_and(|other| alike(piece, other)));
            if let Some(at) = fits {
                self.join(index, candidates.remove(at));
            }
        }
    }

    /// A section under another heading is still the section of its kind, if there is one of the kind on either side.
    fn by_section_kind(&mut self, before: &[Piece], after: &[Piece]) {
        let free = |pieces: &[Piece], is_free: &dyn Fn(usize) -> bool, kind: SectionKind| -> Vec<usize> {
            let sections = pieces
                .iter()
                .enumerate()
                .filter(|(_, piece)| piece.kind == PieceKind::Section && piece.section == kind);
            sections.map(|(index, _)| index).filter(|index| is_free(*index)).collect()
        };
        for (index, piece) in before.iter().enumerate() {
            if piece.kind != PieceKind::Section || piece.section == SectionKind::Additional || !self.free_before(index)
            {
                continue;
            }
            let ours = free(before, &|index| self.free_before(index), piece.section);
            let theirs = free(after, &|index| self.free_after(index), piece.section);
            if let ([_], [partner]) = (ours.as_slice(), theirs.as_slice()) {
                self.join(index, *partner);
            }
        }
    }

    /// Pairs what can become `kind` so that the scores add up to the most.
    fn by_score(&mut self, before: &[Piece], after: &[Piece], kind: PieceKind, score: fn(&Piece, &Piece) -> i64) {
        let of_kind =
            |pieces: &[Piece], index: usize| pieces.get(index).is_some_and(|piece| piece.kind.can_become(kind));
        let rows: Vec<usize> =
            (0..before.len()).filter(|row| self.free_before(*row) && of_kind(before, *row)).collect();
        let columns: Vec<usize> =
            (0..after.len()).filter(|column| self.free_after(*column) && of_kind(after, *column)).collect();
        if rows.is_empty() || columns.is_empty() {
            return;
        }
        let score = |row: usize, column: usize| -> i64 {
            match (before.get(row), after.get(column)) {
                (Some(one), Some(other)) if Self::may_pair(one, other) => score(one, other),
                _ => 0,
            }
        };
        if rows.len() <= MOST_ASSIGNED && columns.len() <= MOST_ASSIGNED {
            for (row, column) in assign(&rows, &columns, score) {
                self.join(row, column);
            }
            return;
        }
        let mut scored: Vec<(i64, usize, usize)> = Vec::new();
        for row in &rows {
            scored.extend(
                columns.iter().map(|column| (score(*row, *column), *row, *column)).filter(|(score, ..)| *score > 0),
            );
        }
        scored.sort_by_key(|(score, row, column)| (-score, *row, *column));
        for (_, row, column) in scored {
            if self.free_before(row) && self.free_after(column) {
                self.join(row, column);
            }
        }
    }

    /// A group or section whose heading was rewritten is the one that most of its pieces went to.
    fn by_contents(&mut self, before: &[Piece], after: &[Piece]) {
        for (index, piece) in before.iter().enumerate().rev() {
            if !piece.kind.is_container() || !self.free_before(index) {
                continue;
            }
            let mut votes: HashMap<usize, usize> = HashMap::new();
            let children = before.iter().enumerate().filter(|(_, child)| child.parent == Some(index));
            let mut total = 0_usize;
            for (child, _) in children {
                total += 1;
                let home = self.after_of.get(child).copied().flatten().and_then(|partner| after.get(partner)?.parent);
                if let Some(home) = home.filter(|home| {
                    self.free_after(*home) && after.get(*home).is_some_and(|other| Self::may_pair(piece, other))
                }) {
                    *votes.entry(home).or_default() += 1;
                }
            }
            let best = votes.into_iter().max_by_key(|(home, count)| (*count, std::cmp::Reverse(*home)));
            if let Some((home, _)) = best.filter(|(_, count)| count * 2 > total) {
                self.join(index, home);
            }
        }
    }
}

/// How alike two pieces are, in thousandths; 0 if they are different pieces.
fn likeness(one: &Piece, other: &Piece) -> i64 {
    let likeness = one.words.likeness(&other.words);
    if likeness <= ALIKE && !are_same_row(one, other) {
        return 0;
    }
    // Where two pieces are about as good, the one in the same part is meant.
    let near = if one.section == other.section { 0.05 } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a figure between 0 and 1,050")]
    let thousandths = ((likeness + near) * 1000.0) as i64;
    thousandths
}

/// Whether two pieces are rows about the same thing, whatever their other cells say of it.
fn are_same_row(one: &Piece, other: &Piece) -> bool {
    fn subject(piece: &Piece) -> Option<&str> {
        match piece.kind {
            PieceKind::Row => piece.text.split(" | ").next().filter(|cell| !cell.is_empty()),
            _ => None,
        }
    }
    subject(one).is_some_and(|cell| subject(other) == Some(cell))
}

/// The assignment of rows to columns with the highest total score; pairs that score 0 are left out.
fn assign(rows: &[usize], columns: &[usize], score: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let turned = rows.len() > columns.len();
    let (few, many) = if turned { (columns, rows) } else { (rows, columns) };
    let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or_default();
    let scored =
        |(f, m): (usize, usize)| if turned { score(at(many, m), at(few, f)) } else { score(at(few, f), at(many, m)) };
    let weights = Matrix::from_fn(few.len(), many.len(), scored);
    let (_, assigned) = kuhn_munkres(&weights);
    assigned
        .into_iter()
        .enumerate()
        .filter(|(f, m)| weights.get((*f, *m)).is_some_and(|weight| *weight > 0))
        .map(|(f, m)| if turned { (at(many, m), at(few, f)) } else { (at(few, f), at(many, m)) })
        .collect()
}
