//! The duties of some roles side by side: which of them say the same work, how surely, and why.
//!
//! Two duties are held against each other by the kinds of work that they are about, where what a duty is mainly about
//! counts most and a rare kind of work more than one that everybody does; how alike their words are breaks ties, and
//! joins what no kind of work is known of. Only duties that share a kind of work or a rare word are looked at, so that
//! the effort grows with the pairs that come into question and not with all that could be formed.

mod duty;
mod reasons;
mod rows;
mod weights;

pub use self::duty::{Duty, duties_of};
pub use self::reasons::{Reasons, SharedActivity};
pub use self::rows::{AlignedRow, Cell};

use self::weights::Weights;

/// Pairs with this score or more stand on one row.
pub const SAME_WORK: f64 = 0.185;

/// Two duties of different roles that say the same work; by their places in the list of duties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlignedPair {
    /// The one that comes first in the list.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How surely they say the same work: at least [`SAME_WORK`], at most 1.
    pub score: f64,
}

/// Duties, aligned.
#[derive(Debug, Default)]
pub struct Alignment {
    duties: Vec<Duty>,
    weights: Weights,
    pairs: Vec<AlignedPair>,
}

/// Aligns the duties of several roles; those of one role are never paired with each other.
pub fn align_duties(duties: Vec<Duty>) -> Alignment {
    let weights = Weights::of(&duties);
    let mut pairs = Vec::new();
    let mut candidates = weights.candidates();
    for (one, duty) in duties.iter().enumerate() {
        candidates.for_each_after(one, |other, activity| {
            if duties.get(other).is_none_or(|partner| partner.role == duty.role) {
                return;
            }
            let score = score(activity, weights.likeness(one, other));
            if score >= SAME_WORK {
                pairs.push(AlignedPair { one, other, score });
            }
        });
    }
    pairs.sort_by_key(|pair| (pair.one, pair.other));
    Alignment { duties, weights, pairs }
}

/// Both halves weigh the same: a kind of work in common is common, so many words in common are rare.
fn score(activities: f64, words: f64) -> f64 {
    f64::midpoint(activities, words).min(1.0)
}

impl Alignment {
    /// The duties, in the order in which they were handed in.
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// The pairs that say the same work, in the order of their duties.
    pub fn pairs(&self) -> &[AlignedPair] {
        &self.pairs
    }

    /// Why a pair is one.
    pub fn reasons(&self, pair: &AlignedPair) -> Reasons {
        reasons::of(&self.duties, &self.weights, &self.pairs, pair)
    }

    /// One row for each piece of work, with a cell for each of `roles` roles: what all do comes first, then what some
    /// do, then what a single one does; among these, in the order of the first role that does it.
    pub fn rows(&self, roles: usize) -> Vec<AlignedRow> {
        rows::of(self, roles)
    }
}
