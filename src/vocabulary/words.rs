//! Words as search and classification see them: lower case, accents folded, hyphens and apostrophes harmless, stemmed.

use std::borrow::Cow;
use std::cell::RefCell;
use std::hash::BuildHasher as _;
use std::ops::Range;

use foldhash::fast::FixedState;
use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, one after the other.
///
/// A word is a run of letters and digits. "client's" is `client`, "don't" is `dont`, "20,000" is `20000`, "café" is
/// `cafe`; "full-time" is two words.
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    word: String,
}

impl<'a> Words<'a> {
    /// The words of `text`.
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0, word: String::new() }
    }

    /// Goes on to the next word; where it stands in the text, in bytes. Its letters are in [`Words::word`].
    pub fn advance(&mut self) -> Option<Range<usize>> {
        loop {
            let place = self.next_run()?;
            // Marks that stand alone are letters to Unicode, and nothing is left of them.
            if !self.word.is_empty() {
                return Some(place);
            }
        }
    }

    fn next_run(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        self.word.clear();
        let mut start = None;
        let mut end = self.at;
        while let Some(byte) = bytes.get(self.at).copied() {
            if byte.is_ascii_alphanumeric() {
                start.get_or_insert(self.at);
                let rest = bytes.get(self.at..).unwrap_or_default();
                end = self.at + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                push_lower(self.text.get(self.at..end).unwrap_or_default(), &mut self.word);
                self.at = end;
                continue;
            }
            if byte == b' ' {
                self.at += 1;
                match start {
                    Some(begun) => return Some(begun..end),
                    None => continue,
                }
            }
            let Some(character) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
            let next = self.at + character.len_utf8();
            // Most of what stands between words is plain, and needs no tables of Unicode.
            let is_plain = byte.is_ascii();
            if !is_plain && (character.is_alphanumeric() || (start.is_some() && is_combining_mark(character))) {
                start.get_or_insert(self.at);
                fold(character, &mut self.word);
                self.at = next;
                end = next;
                continue;
            }
            self.at = next;
            let Some(begun) = start else { continue };
            let after = self.text.get(next..).unwrap_or_default();
            match character {
                '\'' | '’' | 'ʼ' => {
                    if is_possessive(after) {
                        self.at = next + 1;
                        return Some(begun..end);
                    }
                    if after.starts_with(char::is_alphanumeric) {
                        continue;
                    }
                }
                ',' | '.' if is_digit_at_end(&self.word) && after.starts_with(|c: char| c.is_ascii_digit()) => {
                    if character == '.' {
                        self.word.push('.');
                    }
                    continue;
                }
                _ if is_invisible(character) => continue,
                _ => {}
            }
            return Some(begun..end);
        }
        start.map(|begun| begun..end)
    }

    /// The word that [`Words::advance`] went on to.
    pub fn word(&self) -> &str {
        &self.word
    }
}

/// Adds plain letters and digits in lower case; any others as they are.
#[inline]
pub(crate) fn push_lower(plain: &str, to: &mut String) {
    let before = to.len();
    to.push_str(plain);
    if let Some(added) = to.get_mut(before..) {
        added.make_ascii_lowercase();
    }
}

/// Whether a character is never seen: soft hyphens, joiners, marks of direction, byte-order marks.
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Whether an apostrophe is followed by a single `s` that ends the word.
fn is_possessive(after: &str) -> bool {
    let mut characters = after.chars();
    matches!(characters.next(), Some('s' | 'S')) && !characters.next().is_some_and(char::is_alphanumeric)
}

fn is_digit_at_end(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

/// Adds a character without its accents, in lower case.
fn fold(character: char, word: &mut String) {
    for part in std::iter::once(character).nfkd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'ß' => word.push_str("ss"),
            'æ' | 'Æ' => word.push_str("ae"),
            'ø' | 'Ø' => word.push('o'),
            'ł' | 'Ł' => word.push('l'),
            _ => word.extend(part.to_lowercase().filter(|lower| lower.is_alphanumeric())),
        }
    }
}

/// The stem of a word that is folded already: "coordinates", "coordinating" and "coordinated" have the same one.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    Stemmer::new(Algorithm::English).stem(word)
}

/// Stems that were found before: indexing meets the same words again and again, and looking a stem up is quicker than
/// finding it. Each word has one place, which it shares with others; the one that came last is remembered there. So memory
/// does not grow with the catalog, and rare words hardly drive out common ones.
#[derive(Debug)]
struct StemMemory {
    places: Vec<KnownStem>,
    hasher: FixedState,
    /// A stem that is no beginning of its word.
    spelt: String,
}

/// So many words are remembered; a power of two.
const PLACES: usize = 1 << 14;
/// Words of more bytes are not remembered.
const LONGEST_WORD: usize = 24;
/// Stems are not remembered that have more bytes of their own behind what they share with the word.
const LONGEST_CHANGE: usize = 6;

/// A word with its stem, side by side: all that is read of memory for one word.
#[derive(Debug, Clone, Copy, Default)]
struct KnownStem {
    word: [u8; LONGEST_WORD],
    /// How many bytes of the word its stem begins with.
    shared: u8,
    changed: u8,
    /// The bytes behind them: most endings are only taken off, and then there are none.
    change: [u8; LONGEST_CHANGE],
}

impl KnownStem {
    /// None when the word or the change is too long.
    fn of(word: [u8; LONGEST_WORD], stem: &str) -> Option<Self> {
        let mut shared = word.iter().zip(stem.as_bytes()).take_while(|(one, other)| one == other).count();
        while !stem.is_char_boundary(shared) {
            shared -= 1;
        }
        let mut known = Self { word, shared: u8::try_from(shared).ok()?, ..Self::default() };
        let change = stem.as_bytes().get(shared..)?;
        known.change.get_mut(..change.len())?.copy_from_slice(change);
        known.changed = u8::try_from(change.len()).ok()?;
        Some(known)
    }
}

impl Default for StemMemory {
    fn default() -> Self {
        Self { places: vec![KnownStem::default(); PLACES], hasher: FixedState::default(), spelt: String::new() }
    }
}

impl StemMemory {
    /// Calls `with` on the stem of a word that is folded already, as [`stem`] has it.
    fn with<T>(&mut self, word: &str, with: impl FnOnce(&str) -> T) -> T {
        let mut letters = [0; LONGEST_WORD];
        match letters.get_mut(..word.len()) {
            Some(room) if !room.is_empty() => room.copy_from_slice(word.as_bytes()),
            _ => return with(&stem(word)),
        }
        let place = usize::try_from(self.hasher.hash_one(letters) % PLACES as u64).unwrap_or_default();
        let Some(known) = self.places.get_mut(place) else { return with(&stem(word)) };
        if known.word != letters {
            let stem = stem(word);
            match KnownStem::of(letters, &stem) {
                Some(found) => *known = found,
                None => return with(&stem),
            }
        }
        let shared = word.get(..usize::from(known.shared)).unwrap_or(word);
        let change = known.change.get(..usize::from(known.changed)).unwrap_or_default();
        if change.is_empty() {
            return with(shared);
        }
        self.spelt.clear();
        self.spelt.push_str(shared);
        self.spelt.push_str(std::str::from_utf8(change).unwrap_or_default());
        with(&self.spelt)
    }
}

thread_local! {
    /// The stems that this thread has worked out: catalogs say the same words over and over.
    static REMEMBERED: RefCell<StemMemory> = RefCell::default();
}

/// Calls `with` on the stem of a word that is folded already, remembered from the last time.
pub(crate) fn with_stem<T>(word: &str, with: impl FnOnce(&str) -> T) -> T {
    REMEMBERED.with_borrow_mut(|stems| stems.with(word, with))
}

/// The stems of a text's words, in order.
pub fn stems(text: &str) -> Vec<String> {
    let mut words = Words::of(text);
    let mut stems = Vec::new();
    while words.advance().is_some() {
        stems.push(with_stem(words.word(), str::to_owned));
    }
    stems
}

/// Words that carry so little that a search for others does without them, in the order of the alphabet.
const LITTLE_WORDS: [&str; 117] = [
    "a",
    "about",
    "all",
    "am",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "as",
    "at",
    "be",
    "been",
    "being",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "each",
    "every",
    "everybody",
    "everyone",
    "for",
    "from",
    "get",
    "gets",
    "getting",
    "got",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "job",
    "jobs",
    "just",
    "let",
    "like",
    "me",
    "might",
    "mine",
    "my",
    "of",
    "on",
    "onto",
    "or",
    "other",
    "our",
    "ours",
    "own",
    "please",
    "put",
    "role",
    "roles",
    "s",
    "shall",
    "she",
    "should",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "too",
    "up",
    "us",
    "want",
    "wants",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "yours",
];

/// The longest of them has so many letters: most words need not be looked for.
const LONGEST_LITTLE_WORD: usize = {
    let (mut longest, mut words) = (0, LITTLE_WORDS.as_slice());
    while let [word, rest @ ..] = words {
        if word.len() > longest {
            longest = word.len();
        }
        words = rest;
    }
    longest
};

/// Whether a folded word carries little, such as "the" or "with".
pub fn is_little_word(word: &str) -> bool {
    word.len() <= LONGEST_LITTLE_WORD && LITTLE_WORDS.binary_search(&word).is_ok()
}
