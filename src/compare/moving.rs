//! Which pieces moved, other than by pieces added or dropped around them.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pairing::Pairing;
use super::pieces::{Piece, PieceKind};

/// For each piece after: whether it stands in another part than before, as another kind of piece, or in another order
/// among those that stayed.
pub(super) fn moved(old: &[Piece], new: &[Piece], pairing: &Pairing) -> Vec<bool> {
    let mut moved = vec![false; new.len()];
    let mut siblings: HashMap<Option<usize>, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (index, piece) in new.iter().enumerate() {
        let Some(partner) = pairing.before_of.get(index).copied().flatten() else { continue };
        let Some(before) = old.get(partner) else { continue };
        let home_now =
            home(new, piece, &pairing.before_of).map(|home| home.and_then(|home| partner_of(&pairing.before_of, home)));
        let home_before = home(old, before, &pairing.after_of);
        if home_now.is_none() || home_now != home_before || before.kind != piece.kind {
            if let Some(flag) = moved.get_mut(index) {
                *flag = true;
            }
            continue;
        }
        let (before, after) = siblings.entry(home_now.flatten()).or_default();
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

/// The innermost piece around `piece` that is in both revisions: a heading put above it or taken away does not move it.
/// `Some(None)` if there is none at all; `None` in a section that only one revision has.
fn home(pieces: &[Piece], piece: &Piece, partners: &[Option<usize>]) -> Option<Option<usize>> {
    let mut piece = piece;
    loop {
        let Some(parent) = piece.parent else { return Some(None) };
        if partner_of(partners, parent).is_some() {
            return Some(Some(parent));
        }
        piece = pieces.get(parent).filter(|parent| parent.kind != PieceKind::Section)?;
    }
}

fn partner_of(partners: &[Option<usize>], index: usize) -> Option<usize> {
    partners.get(index).copied().flatten()
}
