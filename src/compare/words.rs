//! How much two texts have in common, by their words.

use std::collections::HashMap;

/// The words of a text with how often each occurs, in lower case and without punctuation.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    counts: HashMap<String, u32>,
    total: u32,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *words.counts.entry(word.to_lowercase()).or_default() += 1;
            words.total += 1;
        }
        words
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// How many words both have.
    fn shared(&self, other: &Self) -> u32 {
        let (few, many) = if self.counts.len() <= other.counts.len() { (self, other) } else { (other, self) };
        few.counts.iter().map(|(word, count)| (*count).min(many.counts.get(word).copied().unwrap_or(0))).sum()
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
        let mut left = Self::default();
        for (word, count) in &self.counts {
            let count = count.saturating_sub(other.counts.get(word).copied().unwrap_or(0));
            if count > 0 {
                left.counts.insert(word.clone(), count);
                left.total += count;
            }
        }
        left
    }
}
