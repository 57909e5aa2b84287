//! The duties of some roles side by side: which of them say the same work, how surely, and why.
//!
//! Two duties are held against each other by the kinds of work that they are about, where what a duty is mainly about
//! counts most and a rare kind of work more than one that everybody does; how alike their words are breaks ties, and
//! joins what no kind of work is known of. Only duties that share a kind of work or a rare word are looked at, so that
//! the effort grows with the pairs that come into question and not with all that could be formed.

use std::collections::HashMap;

use foldhash::fast::RandomState;

mod duty;
mod reasons;
mod rows;
mod weights;

pub use self::duty::{Duty, duties_of};
pub use self::reasons::{Reasons, SharedActivity};
pub use self::rows::{AlignedRow, Cell};

use self::weights::Weights;

/// Pairs with this score or more stand on one row.
pub const SAME_WORK: f64 = 0.18;

/// What the likeness of words weighs beside the kinds of work in common.
const WORDS: f64 = 0.7;

/// How much a pair loses whose duties have better partners in the other's role.
const RIVALRY: f64 = 0.1;

/// Two duties of different roles that say the same work; by their places in the list of duties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlignedPair {
    /// The one that comes first in the list.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How surely they say the same work: at least [`SAME_WORK`], at most 1.
    pub score: f64,
    /// Whether neither has a better partner among the duties of the other's role.
    pub nearest: bool,
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
    let mut pairs: Vec<AlignedPair> = Vec::new();
    let mut candidates = weights.candidates();
    for (one, duty) in duties.iter().enumerate() {
        candidates.for_each_after(one, |other, common| {
            if duties.get(other).is_none_or(|partner| partner.role == duty.role) {
                return;
            }
            let score = score(common.work, common.words);
            if score >= SAME_WORK {
                pairs.push(AlignedPair { one, other, score, nearest: true });
            }
        });
    }
    let best = best_of_each_role(&duties, &pairs);
    for pair in &mut pairs {
        let own = pair.score;
        for (duty, partner) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let rival = role_of(&duties, partner).and_then(|role| best.get(&(duty, role)));
            if let Some(rival) = rival.filter(|rival| **rival > own) {
                pair.score *= (own / rival).powf(RIVALRY);
                pair.nearest = false;
            }
        }
    }
    pairs.retain(|pair| pair.score >= SAME_WORK);
    pairs.sort_by_key(|pair| (pair.one, pair.other));
    Alignment { duties, weights, pairs }
}

fn score(activities: f64, words: f64) -> f64 {
    ((activities + WORDS * words) / (1.0 + WORDS)).min(1.0)
}

fn role_of(duties: &[Duty], duty: usize) -> Option<usize> {
    duties.get(duty).map(|duty| duty.role)
}

/// For each duty and each other role: the score of the best partner there.
fn best_of_each_role(duties: &[Duty], pairs: &[AlignedPair]) -> HashMap<(usize, usize), f64, RandomState> {
    let mut best = HashMap::default();
    for pair in pairs {
        for (duty, partner) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let Some(role) = role_of(duties, partner) else { continue };
            let best: &mut f64 = best.entry((duty, role)).or_default();
            *best = best.max(pair.score);
        }
    }
    best
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
        reasons::of(&self.duties, &self.weights, pair)
    }

    /// One row for each piece of work, with a cell for each of `roles` roles: what all do comes first, then what some
    /// do, then what a single one does; among these, in the order of the first role that does it.
    pub fn rows(&self, roles: usize) -> Vec<AlignedRow> {
        rows::of(self, roles)
    }
}
