//! What the kinds of work and the words of each duty weigh among the duties at hand, and which duties have any in common.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::duty::Duty;

/// What a kind of work weighs by its rank in the duty: what it is mainly about, then what it is about besides.
const BY_RANK: [f64; 4] = [1.0, 0.5, 0.35, 0.25];

/// A word is rare if so few duties have it, however few there are.
const RARE_AT_LEAST: usize = 20;

/// The weight of one thing in one duty.
type Weight = (u32, f64);

/// A list of duties in numbers.
#[derive(Debug, Default)]
pub(super) struct Weights {
    activities: Vector,
    words: Vector,
    /// The words by their number.
    stems: Vec<String>,
    /// The numbers of the kinds of work.
    activity_numbers: HashMap<String, u32, RandomState>,
}

/// For each duty, what it has and how much that weighs, as a unit vector; for each thing, which duties have it.
#[derive(Debug, Default)]
struct Vector {
    of_duty: Vec<Vec<Weight>>,
    holders: Vec<Vec<Weight>>,
}

impl Vector {
    /// `raw` has the weight within the duty; `rarity` what a thing weighs that so many duties have.
    fn new(raw: Vec<Vec<Weight>>, kinds: usize, rarity: impl Fn(f64) -> f64) -> Self {
        let mut holding = vec![0_u32; kinds];
        for (thing, _) in raw.iter().flatten() {
            holding.get_mut(*thing as usize).into_iter().for_each(|count| *count += 1);
        }
        let mut vector = Self { of_duty: raw, holders: vec![Vec::new(); kinds] };
        for (duty, weights) in (0_u32..).zip(&mut vector.of_duty) {
            for (thing, weight) in weights.iter_mut() {
                *weight *= rarity(f64::from(holding.get(*thing as usize).copied().unwrap_or(1)));
            }
            let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            for (thing, weight) in weights.iter_mut().filter(|_| length > 0.0) {
                *weight /= length;
                vector.holders.get_mut(*thing as usize).into_iter().for_each(|holders| holders.push((duty, *weight)));
            }
        }
        vector
    }

    fn of(&self, duty: usize) -> &[Weight] {
        self.of_duty.get(duty).map_or(&[], Vec::as_slice)
    }

    /// Who has it, in the order of the duties.
    fn holders(&self, thing: u32) -> &[Weight] {
        self.holders.get(thing as usize).map_or(&[], Vec::as_slice)
    }

    /// Who has it of those behind `one`.
    fn holders_after(&self, thing: u32, one: usize) -> &[Weight] {
        let holders = self.holders(thing);
        holders.get(holders.partition_point(|(duty, _)| *duty as usize <= one)..).unwrap_or_default()
    }
}

/// Gives out a number to each name, from 0.
#[derive(Default)]
struct Numbers<'a> {
    of: HashMap<&'a str, u32, RandomState>,
}

impl<'a> Numbers<'a> {
    fn number(&mut self, name: &'a str) -> u32 {
        let next = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
        *self.of.entry(name).or_insert(next)
    }
}

impl Weights {
    pub(super) fn of(duties: &[Duty]) -> Self {
        let total = f64_of(duties.len()) + 1.0;
        let mut names = Numbers::default();
        let activities = duties.iter().map(|duty| {
            let ranked = duty.activities.iter().zip(BY_RANK.into_iter().chain(std::iter::repeat(0.2)));
            sorted(ranked.map(|(id, weight)| (names.number(id), weight)).collect())
        });
        let activities: Vec<_> = activities.collect();
        let mut stems = Numbers::default();
        let words = duties.iter().map(|duty| {
            let mut own: Vec<u32> = duty.stems.split_ascii_whitespace().map(|stem| stems.number(stem)).collect();
            own.sort_unstable();
            let same = own.chunk_by(|one, other| one == other);
            same.filter_map(|same| Some((*same.first()?, 1.0 + f64_of(same.len()).ln()))).collect()
        });
        let words: Vec<_> = words.collect();
        let mut spelled: Vec<(u32, String)> =
            stems.of.iter().map(|(stem, number)| (*number, (*stem).to_owned())).collect();
        spelled.sort_unstable();
        Self {
            activity_numbers: names.of.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect(),
            activities: Vector::new(activities, names.of.len(), |holding| (total / holding).ln().sqrt()),
            words: Vector::new(words, stems.of.len(), |holding| (total / (holding + 0.5)).ln()),
            stems: spelled.into_iter().map(|(_, stem)| stem).collect(),
        }
    }

    /// How many duties are about a kind of work.
    pub(super) fn about(&self, activity: &str) -> usize {
        self.activity_numbers.get(activity).map_or(0, |number| self.activities.holders(*number).len())
    }

    /// How alike the words of two duties are, 0 to 1.
    pub(super) fn likeness(&self, one: usize, other: usize) -> f64 {
        shared(self.words.of(one), self.words.of(other)).map(|(_, weight)| weight).sum()
    }

    /// The words that do most to make two duties alike, as stems, with what each adds.
    pub(super) fn shared_words(&self, one: usize, other: usize) -> Vec<(&str, f64)> {
        let mut words: Vec<(&str, f64)> = shared(self.words.of(one), self.words.of(other))
            .filter_map(|(stem, weight)| Some((self.stems.get(stem as usize)?.as_str(), weight)))
            .collect();
        words.sort_by(|(one, a), (other, b)| b.total_cmp(a).then_with(|| one.cmp(other)));
        words
    }

    /// What the kinds of work of two duties have in common, 0 to 1.
    pub(super) fn common_work(&self, one: usize, other: usize) -> f64 {
        shared(self.activities.of(one), self.activities.of(other)).map(|(_, weight)| weight).sum()
    }

    /// Finds the duties that have a kind of work or a rare word in common.
    pub(super) fn candidates(&self) -> Candidates<'_> {
        let duties = self.words.of_duty.len();
        // As a catalog grows, so do its rare words; by the root, so that pairs grow about as the catalog does.
        let rare = RARE_AT_LEAST.max(2 * duties.isqrt());
        Candidates { weights: self, rare, common: vec![Common::default(); duties], found: Vec::new() }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no catalog has 2^52 duties, and no duty so many words")]
fn f64_of(count: usize) -> f64 {
    count as f64
}

fn sorted(mut weights: Vec<Weight>) -> Vec<Weight> {
    weights.sort_unstable_by_key(|(thing, _)| *thing);
    weights.dedup_by_key(|(thing, _)| *thing);
    weights
}

/// What both have, with the product of the weights.
fn shared<'a>(one: &'a [Weight], other: &'a [Weight]) -> impl Iterator<Item = Weight> + 'a {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let (a, b) = (one.peek()?, other.peek()?);
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => _ = one.next(),
                std::cmp::Ordering::Greater => _ = other.next(),
                std::cmp::Ordering::Equal => {
                    let both = (a.0, a.1 * b.1);
                    one.next();
                    other.next();
                    return Some(both);
                }
            }
        }
    })
}

/// Duties that come into question as partners.
pub(super) struct Candidates<'a> {
    weights: &'a Weights,
    rare: usize,
    /// What each duty has in common with the one in question.
    common: Vec<Common>,
    found: Vec<u32>,
}

/// What two duties have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Common {
    is_candidate: bool,
    /// Of their kinds of work, 0 to 1.
    pub(super) work: f64,
    /// Of their words, 0 to 1.
    pub(super) words: f64,
}

impl Candidates<'_> {
    /// Calls `with` on each candidate behind `one`, with what the two have in common.
    pub(super) fn for_each_after(&mut self, one: usize, mut with: impl FnMut(usize, Common)) {
        let Self { weights, rare, common, found } = self;
        let mut note = |other: u32, weight: f64| {
            let Some(common) = common.get_mut(other as usize) else { return };
            if !common.is_candidate {
                common.is_candidate = true;
                found.push(other);
            }
            common.work += weight;
        };
        for (activity, weight) in weights.activities.of(one) {
            let holders = weights.activities.holders_after(*activity, one);
            holders.iter().for_each(|(other, theirs)| note(*other, weight * theirs));
        }
        for (stem, _) in weights.words.of(one) {
            if weights.words.holders(*stem).len() <= *rare {
                weights.words.holders_after(*stem, one).iter().for_each(|(other, _)| note(*other, 0.0));
            }
        }
        // Word by word through those who have it: far fewer steps than two lists of words for every pair.
        for (stem, weight) in weights.words.of(one) {
            for (other, theirs) in weights.words.holders_after(*stem, one) {
                let candidate = common.get_mut(*other as usize).filter(|common| common.is_candidate);
                candidate.into_iter().for_each(|common| common.words += weight * theirs);
            }
        }
        for other in found.drain(..) {
            if let Some(common) = common.get_mut(other as usize) {
                with(other as usize, std::mem::take(common));
            }
        }
    }
}
