//! A map by stems that knows at once of most words that they are not in it.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// So many bits are kept of each of the first letters: enough to tell the letters of the alphabet apart.
const BITS: u32 = 5;
/// So many first letters are looked at.
const LETTERS: usize = 3;
/// So many beginnings there can be.
const BEGINNINGS: usize = 1 << (BITS as usize * LETTERS);

/// What belongs to a stem. Texts are looked through for the stems of a vocabulary, and few of their words are among them;
/// which are not is mostly told by the first letters.
#[derive(Debug)]
pub(super) struct StemMap<T> {
    /// Bit by bit, the beginnings that some stem of the map has.
    beginnings: Vec<u64>,
    values: HashMap<String, T, RandomState>,
}

impl<T> Default for StemMap<T> {
    fn default() -> Self {
        Self { beginnings: vec![0; BEGINNINGS / 64], values: HashMap::default() }
    }
}

/// Where the bit of a stem's beginning is: in which number, and the number with nothing but it.
#[inline]
fn place_of(stem: &str) -> (usize, u64) {
    let letters = match stem.as_bytes() {
        [first, second, third, ..] => [*first, *second, *third],
        [first, second] => [*first, *second, 0],
        [first] => [*first, 0, 0],
        [] => [0; LETTERS],
    };
    let beginning = letters.into_iter().fold(0_usize, |all, letter| (all << BITS) | usize::from(letter & 31));
    (beginning / 64, 1 << (beginning % 64))
}

impl<T> StemMap<T> {
    /// What belongs to `stem`.
    #[inline]
    pub(super) fn get(&self, stem: &str) -> Option<&T> {
        let (place, bit) = place_of(stem);
        if self.beginnings.get(place).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        self.values.get(stem)
    }

    /// What belongs to `stem`, to be changed; what `new` says if nothing did so far.
    pub(super) fn get_or_insert_with(&mut self, stem: String, new: impl FnOnce() -> T) -> &mut T {
        let (place, bit) = place_of(&stem);
        if let Some(bits) = self.beginnings.get_mut(place) {
            *bits |= bit;
        }
        self.values.entry(stem).or_insert_with(new)
    }

    /// Everything in it, in no order.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.values_mut()
    }
}
