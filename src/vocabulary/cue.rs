//! Cues: the small language in which the activities' file says which words show a kind of work.
//!
//! `home visit` is two words side by side, each in any inflected form. `transport*` is any word that begins so.
//! `assess/identify .. need` is either of two words, up to four others, then a third; `..` stays within a sentence.

use std::str::FromStr;

use super::words::{Words, is_little_word, with_stem};

/// A cue, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its words in order; at least one, at most [`MOST_WORDS`].
    pub parts: Vec<CuePart>,
}

/// One word of a cue, or several to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CuePart {
    /// Whether up to [`WIDEST_GAP`] other words may stand before it.
    pub after_gap: bool,
    /// The words, any of which will do.
    pub any_of: Vec<CueWord>,
}

/// A word of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CueWord {
    /// A stem: all inflected forms of a word.
    Stem(String),
    /// The beginning of a word.
    Beginning(String),
}

/// More words than that are a sentence, not a cue.
pub const MOST_WORDS: usize = 8;
/// So many words may stand where a cue has `..`.
pub const WIDEST_GAP: usize = 4;
/// More gaps than that show nothing any more.
const MOST_GAPS: usize = 3;
/// A beginning of fewer letters would be that of too many words.
const SHORTEST_BEGINNING: usize = 3;

/// Why a cue was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CueFault {
    /// Nothing but marks and little words.
    #[error("it holds no word that could show anything")]
    NoWord,
    /// A star where none can be.
    #[error("`*` can only end a word of at least {SHORTEST_BEGINNING} letters")]
    Star,
    /// A gap without a word on both sides, or too many of them.
    #[error("`..` stands between two words, at most {MOST_GAPS} times")]
    Gap,
    /// A choice with an entry that is not one word.
    #[error("on each side of `/` stands one word, without hyphen or space")]
    Choice,
    /// A whole sentence.
    #[error("it has more than {MOST_WORDS} words")]
    TooLong,
}

impl FromStr for Cue {
    type Err = CueFault;

    fn from_str(given: &str) -> Result<Self, CueFault> {
        let spaced = given.replace("..", " .. ");
        let mut parts: Vec<CuePart> = Vec::new();
        let (mut gap, mut gaps, mut tells) = (false, 0, false);
        for token in spaced.split_whitespace() {
            if token == ".." {
                if gap || parts.is_empty() || gaps == MOST_GAPS {
                    return Err(CueFault::Gap);
                }
                gap = true;
                gaps += 1;
                continue;
            }
            for any_of in choices(token)? {
                tells |= any_of.iter().any(|word| match word {
                    CueWord::Stem(stem) => !is_little_word(stem),
                    CueWord::Beginning(_) => true,
                });
                parts.push(CuePart { after_gap: gap, any_of });
                gap = false;
            }
            if parts.len() > MOST_WORDS {
                return Err(CueFault::TooLong);
            }
        }
        match (tells, gap) {
            (false, _) => Err(CueFault::NoWord),
            (true, true) => Err(CueFault::Gap),
            (true, false) => Ok(Self { parts }),
        }
    }
}

/// The words of a token between spaces: one with its alternatives, or one after the other where a hyphen joins them.
fn choices(token: &str) -> Result<Vec<Vec<CueWord>>, CueFault> {
    if !token.contains('/') {
        return Ok(words(token)?.into_iter().map(|word| vec![word]).collect());
    }
    let mut any_of = Vec::new();
    for choice in token.split('/') {
        match <[CueWord; 1]>::try_from(words(choice)?) {
            Ok([word]) => any_of.push(word),
            Err(_) => return Err(CueFault::Choice),
        }
    }
    Ok(vec![any_of])
}

fn words(token: &str) -> Result<Vec<CueWord>, CueFault> {
    let (token, is_beginning) = token.strip_suffix('*').map_or((token, false), |token| (token, true));
    if token.contains('*') {
        return Err(CueFault::Star);
    }
    let mut read = Words::of(token);
    let (mut words, mut letters) = (Vec::new(), String::new());
    while read.advance().is_some() {
        letters.clear();
        letters.push_str(read.word());
        words.push(CueWord::Stem(with_stem(read.word(), str::to_owned)));
    }
    if is_beginning {
        // The last word's letters as they are, not its stem.
        let ends_in_word = token.ends_with(char::is_alphanumeric);
        match words.last_mut() {
            Some(last) if ends_in_word && letters.chars().count() >= SHORTEST_BEGINNING => {
                *last = CueWord::Beginning(letters);
            }
            _ => return Err(CueFault::Star),
        }
    }
    Ok(words)
}
