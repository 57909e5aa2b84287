//! Words as search and classification see them: lower case, accents folded, hyphens and apostrophes harmless, stemmed.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
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
                self.word.push(char::from(byte.to_ascii_lowercase()));
                start.get_or_insert(self.at);
                self.at += 1;
                end = self.at;
                continue;
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
/// finding it.
#[derive(Debug, Default)]
struct StemMemory {
    known: HashMap<String, String, RandomState>,
}

/// So many words are remembered; then remembering begins anew, so that memory does not grow with the catalog.
const MOST_REMEMBERED: usize = 20_000;

impl StemMemory {
    /// Calls `with` on the stem of a word that is folded already, as [`stem`] has it.
    fn with<T>(&mut self, word: &str, with: impl FnOnce(&str) -> T) -> T {
        if let Some(stem) = self.known.get(word) {
            return with(stem);
        }
        if self.known.len() >= MOST_REMEMBERED {
            self.known.clear();
        }
        let stem = stem(word).into_owned();
        let done = with(&stem);
        self.known.insert(word.to_owned(), stem);
        done
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
