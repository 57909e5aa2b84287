//! How much two texts have in common, by their words.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of a text with how often each occurs, in lower case and without punctuation.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Every word by its hash, in the order of the hashes: each text is compared with many others.
    counts: Vec<(u64, u32)>,
    total: u32,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        Self::counted(words_in(text))
    }

    /// The pairs of neighbouring words, which show a phrase where single words show only a subject.
    pub(super) fn pairs_of(text: &str) -> Self {
        let words: Vec<String> = words_in(text).collect();
        Self::counted(words.windows(2).map(<[String]>::to_vec))
    }

    fn counted(all: impl Iterator<Item = impl Hash>) -> Self {
        let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
        for word in all {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            *counts.entry(hasher.finish()).or_default() += 1;
        }
        Self { total: counts.values().sum(), counts: counts.into_iter().collect() }
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// How many words both have.
    pub(super) fn shared(&self, other: &Self) -> u32 {
        let (mut ours, mut theirs) = (self.counts.iter(), other.counts.iter());
        let (mut one, mut two) = (ours.next(), theirs.next());
        let mut shared = 0;
        while let (Some((word, count)), Some((other, other_count))) = (one, two) {
            match word.cmp(other) {
                Ordering::Less => one = ours.next(),
                Ordering::Greater => two = theirs.next(),
                Ordering::Equal => {
                    shared += count.min(other_count);
                    (one, two) = (ours.next(), theirs.next());
                }
            }
        }
        shared
    }

    /// How alike two texts are, 0 to 1: the Dice coefficient of their words.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let total = self.total + other.total;
        if total == 0 { 1.0 } else { 2.0 * f64::from(self.shared(other)) / f64::from(total) }
    }

    /// Which share of this text's words stand in the other, 0 to 1.
    pub(super) fn contained_in(&self, other: &Self) -> f64 {
        if self.total == 0 { 0.0 } else { f64::from(self.shared(other)) / f64::from(self.total) }
    }

    /// The words that are left when those of `other` are taken away.
    pub(super) fn without(&self, other: &Self) -> Self {
        let theirs: BTreeMap<u64, u32> = other.counts.iter().copied().collect();
        let left = |(word, count): &(u64, u32)| (*word, count.saturating_sub(theirs.get(word).copied().unwrap_or(0)));
        let counts: Vec<(u64, u32)> = self.counts.iter().map(left).filter(|(_, count)| *count > 0).collect();
        Self { total: counts.iter().map(|(_, count)| count).sum(), counts }
    }
}

/// The words that a reader sees: the address of a link says nothing of what a text is about.
fn words_in(text: &str) -> impl Iterator<Item = String> {
    let shown = text.split("](").enumerate().map(|(index, part)| match part.split_once(')') {
        Some((_, behind)) if index > 0 => behind,
        _ => part,
    });
    shown
        .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
