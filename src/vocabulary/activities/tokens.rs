//! A duty's words as cues see them, and whether a cue fits there.

use std::ops::Range;

use crate::vocabulary::cue::WIDEST_GAP;
use crate::vocabulary::stem_map::StemMap;
use crate::vocabulary::words::{Words, with_stem};

/// A word of a compiled cue, or several to choose from.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) after_gap: bool,
    pub(super) stems: Vec<u32>,
    pub(super) beginnings: Vec<String>,
}

impl Part {
    /// The stems of which a text must have one, if it is to fit there; none if a beginning will do too.
    pub(super) fn needs(&self) -> Option<StemSet> {
        let mut needs = StemSet::default();
        self.stems.iter().for_each(|stem| needs.add(*stem));
        self.beginnings.is_empty().then_some(needs)
    }
}

/// A word of a text.
pub(super) struct Token {
    /// The number of its stem; 0 if no cue holds it.
    pub(super) stem: u32,
    /// Its letters in [`Tokens::letters`].
    pub(super) letters: Range<usize>,
    /// Where it stands in the text.
    pub(super) place: Range<usize>,
    pub(super) sentence: u32,
    /// How much is said by where a cue begins; `None` among examples, where little is said by any cue.
    pub(super) points: Option<u32>,
}

/// The words of a text.
pub struct Tokens {
    pub(super) tokens: Vec<Token>,
    pub(super) letters: String,
    stem_line: String,
    /// Which stems there may be.
    pub(super) stems: StemSet,
}

/// A set of stems by their numbers, in a few bits: what it lacks is not there, what it has may be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StemSet(u128);

impl StemSet {
    pub(super) fn add(&mut self, stem: u32) {
        self.0 |= 1 << (stem % u128::BITS);
    }

    /// Whether both may have a stem in common.
    pub(super) fn may_meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a cue is worth by where it begins: a sentence names first what it is most about, a duty in its first sentence.
fn points_for_place(position: usize, sentence: u32) -> u32 {
    let in_sentence: u32 = match position {
        0..=2 => 4,
        3..=5 => 3,
        6..=9 => 2,
        10..=15 => 1,
        _ => 0,
    };
    in_sentence.saturating_sub(sentence.min(2))
}

/// Whether examples begin with `word`, behind `before`.
fn begins_examples(before: &str, word: &str) -> bool {
    matches!((before, word), ("such", "as") | ("for", "instance" | "example") | (_, "including"))
}

/// Whether a sentence ends between two words.
fn ends_full_sentence(between: &str) -> bool {
    ["! ", "? ", ". ", ".\n"].iter().any(|end| between.contains(end))
}

/// Whether a sentence, or a part of it that could be one, ends between two words.
fn ends_sentence(between: &str) -> bool {
    between.contains([';', ':']) || ends_full_sentence(between)
}

impl Tokens {
    /// The words of `text`, with the numbers that `stems` has for theirs.
    pub(super) fn of(text: &str, stems: &StemMap<u32>) -> Self {
        let letters = String::with_capacity(text.len());
        let stem_line = String::with_capacity(text.len());
        let tokens = Vec::with_capacity(text.len() / 6);
        let mut tokens = Self { tokens, letters, stem_line, stems: StemSet::default() };
        let mut words = Words::of(text);
        let (mut sentence, mut position, mut end, mut brackets) = (0, 0, 0, 0_u32);
        let mut examples = false;
        while let Some(place) = words.advance() {
            // A blank between two words ends nothing and opens nothing.
            let between = text.get(end..place.start).filter(|between| *between != " ").unwrap_or_default();
            if ends_sentence(between) && !tokens.tokens.is_empty() {
                sentence += 1;
                position = 0;
                // A list of examples may have colons and semicolons of its own.
                examples &= !ends_full_sentence(between);
            }
            for byte in between.bytes() {
                match byte {
                    b'(' => brackets += 1,
                    b')' => brackets = brackets.saturating_sub(1),
                    _ => {}
                }
            }
            end = place.end;
            let begin = tokens.letters.len();
            tokens.letters.push_str(words.word());
            let stem = with_stem(words.word(), |stem| {
                tokens.stem_line.push_str(stem);
                tokens.stem_line.push(' ');
                stems.get(stem).copied().unwrap_or(0)
            });
            // What stands in brackets, or behind "such as" and the like, are examples.
            let before = tokens.tokens.last().and_then(|last| tokens.letters.get(last.letters.clone()));
            examples |= begins_examples(before.unwrap_or_default(), words.word());
            if stem != 0 {
                tokens.stems.add(stem);
            }
            let points = (brackets == 0 && !examples).then(|| points_for_place(position, sentence));
            tokens.tokens.push(Token { stem, letters: begin..tokens.letters.len(), place, sentence, points });
            position += 1;
        }
        tokens
    }

    /// The stems of the words, in order, with blanks between them.
    pub fn stem_line(&self) -> &str {
        &self.stem_line
    }

    fn fits(&self, token: &Token, part: &Part) -> bool {
        let letters = || self.letters.get(token.letters.clone()).unwrap_or_default();
        token.stem != 0 && part.stems.contains(&token.stem)
            || !part.beginnings.is_empty() && part.beginnings.iter().any(|beginning| letters().starts_with(beginning))
    }

    /// The last word of a match whose first part fits at `at`; `rest` are its other parts.
    pub(super) fn last_of(&self, at: usize, rest: &[Part]) -> Option<usize> {
        let Some((part, rest)) = rest.split_first() else { return Some(at) };
        let sentence = self.tokens.get(at)?.sentence;
        let furthest = if part.after_gap { WIDEST_GAP } else { 0 };
        (at + 1..=at + 1 + furthest)
            .map_while(|next| {
                self.tokens.get(next).filter(|token| token.sentence == sentence).map(|token| (next, token))
            })
            .filter(|(_, token)| self.fits(token, part))
            .find_map(|(next, _)| self.last_of(next, rest))
    }
}
