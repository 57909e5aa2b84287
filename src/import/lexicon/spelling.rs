//! Which known heading a line misspells.

use std::collections::HashMap;

use super::Topic;

/// Letters are counted in so many heaps.
const HEAPS: usize = 32;

/// Known headings, ready to be held against what somebody typed.
pub(super) struct Spellings {
    known: Vec<Spelling>,
}

struct Spelling {
    heading: String,
    length: usize,
    letters: [u8; HEAPS],
    topic: Topic,
}

impl Spellings {
    pub(super) fn of(headings: &HashMap<String, Topic>) -> Self {
        let spelling = |(heading, topic): (&String, &Topic)| Spelling {
            length: heading.chars().count(),
            letters: letters(heading),
            heading: heading.clone(),
            topic: *topic,
        };
        let mut known: Vec<Spelling> = headings.iter().map(spelling).collect();
        known.sort_by(|one, other| one.heading.cmp(&other.heading));
        Self { known }
    }

    /// What stands under the heading that `plain` misspells: the longer it is, the more letters may be wrong.
    pub(super) fn nearest(&self, plain: &str) -> Option<Topic> {
        let length = plain.chars().count();
        let allowed = match length {
            0..6 => return None,
            6..12 => 1,
            12..20 => 2,
            _ => 3,
        };
        let own = letters(plain);
        // Holding words against each other letter by letter is dear; how many there are of each letter rules out most.
        let near = self.known.iter().filter(|known| {
            known.length.abs_diff(length) <= allowed && fewest_changes(&known.letters, &own) <= allowed
        });
        let (distance, topic) = near
            .map(|known| (strsim::osa_distance(&known.heading, plain), known.topic))
            .min_by_key(|(distance, topic)| (*distance, topic.section))?;
        (distance <= allowed).then_some(topic)
    }
}

/// How many there are of each letter.
fn letters(words: &str) -> [u8; HEAPS] {
    let mut heaps = [0_u8; HEAPS];
    for character in words.chars() {
        if let Some(heap) = heaps.get_mut(character as usize % HEAPS) {
            *heap = heap.saturating_add(1);
        }
    }
    heaps
}

/// With fewer changes of a letter than this, the one can't become the other.
fn fewest_changes(one: &[u8; HEAPS], other: &[u8; HEAPS]) -> usize {
    let (mut more, mut less) = (0_usize, 0_usize);
    for (one, other) in one.iter().zip(other) {
        more += usize::from(one.saturating_sub(*other));
        less += usize::from(other.saturating_sub(*one));
    }
    more.max(less)
}
