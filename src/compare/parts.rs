//! Texts that are a part of another text: what splits and mergers are seen by.

use super::pieces::Piece;

/// A text of which so much stands in another is a part of it, if it has so many pairs of words.
const CONTAINED: f64 = 0.7;
const FEWEST_PAIRS: u32 = 2;

/// How many phrases two pieces share, of which one is a part of the other; 0 if neither is.
pub(super) fn containment(one: &Piece, other: &Piece) -> i64 {
    let (part, whole) = if one.pairs.total() <= other.pairs.total() { (one, other) } else { (other, one) };
    let contained = part.pairs.total() >= FEWEST_PAIRS && part.pairs.contained_in(&whole.pairs) >= CONTAINED;
    // Where an item became an item and paragraphs, the item is meant.
    let same_kind = if one.kind == other.kind { 10_000 } else { 0 };
    if contained { i64::from(part.pairs.shared(&whole.pairs)) + same_kind } else { 0 }
}

/// Of pieces on the other side, each with its partner on this side, the one whose words beyond its partner's
/// contain the words of `piece`.
pub(super) fn best_container<'a>(
    piece: &Piece,
    candidates: impl Iterator<Item = (&'a Piece, Option<&'a Piece>)>,
) -> Option<String> {
    if piece.pairs.total() < FEWEST_PAIRS || piece.kind.is_container() {
        return None;
    }
    let share = |(other, partner): (&'a Piece, Option<&'a Piece>)| {
        let whole = piece.pairs.contained_in(&other.pairs);
        let share = match partner {
            Some(partner) if whole >= CONTAINED => piece.pairs.contained_in(&other.pairs.without(&partner.pairs)),
            _ => whole,
        };
        (share, other)
    };
    candidates
        .map(share)
        .filter(|(share, _)| *share >= CONTAINED)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, other)| other.place.clone())
}
