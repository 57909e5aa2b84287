//! How text becomes the terms of the index.

use std::sync::Arc;

use tantivy::tokenizer::{BoxTokenStream, TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::vocabulary::synonyms::SynonymRules;
use crate::vocabulary::words::{Words, push_lower, stem, with_stem};

/// What is made of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Analysis {
    /// English: accents folded, words stemmed, synonyms known.
    #[default]
    English,
    /// The letters as they stand, in lower case: for comparing with engines that do no more.
    Literal,
}

/// The term that stands before the words of each passage, so that passages can be told apart within a role.
pub(in crate::search) const BOUNDARY: &str = "\u{1}";

/// The term that stands where a phrase of synonyms begins.
pub(in crate::search) fn concept_term(concept: usize) -> String {
    format!("\u{2}{concept}")
}

/// Makes terms of text.
#[derive(Clone, Default)]
pub struct Analyzer {
    analysis: Analysis,
    synonyms: Option<Arc<SynonymRules>>,
}

/// A word of a query with the terms that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct QueryWord {
    pub(in crate::search) term: String,
    /// The word folded, without stemming.
    pub(in crate::search) folded: String,
}

impl Analyzer {
    /// English, with these synonyms.
    pub fn english(synonyms: Arc<SynonymRules>) -> Self {
        Self { analysis: Analysis::English, synonyms: Some(synonyms) }
    }

    /// Letters as they stand.
    pub fn literal() -> Self {
        Self { analysis: Analysis::Literal, synonyms: None }
    }

    /// What is made of a word.
    pub fn analysis(&self) -> Analysis {
        self.analysis
    }

    /// The synonyms that are known.
    pub(in crate::search) fn synonyms(&self) -> Option<&SynonymRules> {
        self.synonyms.as_deref()
    }

    /// The words of a query, in order.
    pub(in crate::search) fn query_words(&self, text: &str) -> Vec<QueryWord> {
        let mut found = Vec::new();
        match self.analysis {
            Analysis::English => {
                let mut words = Words::of(text);
                while words.advance().is_some() {
                    let folded = words.word().to_owned();
                    found.push(QueryWord { term: stem(&folded).into_owned(), folded });
                }
            }
            Analysis::Literal => {
                for (_, word) in literal_words(text) {
                    let mut term = String::new();
                    lower(word, &mut term);
                    found.push(QueryWord { folded: term.clone(), term });
                }
            }
        }
        found
    }

    /// The analyzer of the index; `bounded` puts the boundary before each value.
    pub(super) fn for_index(&self, bounded: bool) -> TextAnalyzer {
        TextAnalyzer::from(PassageTokenizer { analyzer: self.clone(), bounded, tokens: Vec::new() })
    }

    /// The tokens of a text without boundary: for highlighting.
    pub(in crate::search) fn for_highlighting(&self) -> TextAnalyzer {
        self.for_index(false)
    }
}

/// The words of a text, as tantivy's simple tokenizer has them: runs of letters and digits, with where they begin.
fn literal_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + run(text.get(at..)?, false);
        at = from + run(text.get(from..)?, true);
        text.get(from..at).filter(|word| !word.is_empty()).map(|word| (from, word))
    })
}

/// How many bytes a text begins with that are of words, or are not: letters and digits, most of them a byte long.
fn run(text: &str, of_words: bool) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_of_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
            (letter.is_alphanumeric(), letter.len_utf8())
        };
        if is_of_word != of_words {
            break;
        }
        at += length;
    }
    at
}

/// Adds a word in lower case.
fn lower(word: &str, to: &mut String) {
    if word.is_ascii() {
        push_lower(word, to);
    } else {
        to.extend(word.chars().flat_map(char::to_lowercase));
    }
}

#[derive(Clone)]
struct PassageTokenizer {
    analyzer: Analyzer,
    bounded: bool,
    /// Kept from text to text, so that tokens need not be made anew.
    tokens: Vec<Token>,
}

impl Tokenizer for PassageTokenizer {
    type TokenStream<'a> = BoxTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BoxTokenStream<'a> {
        let mut filler = Filler { tokens: &mut self.tokens, used: 0, position: 0 };
        if self.bounded {
            filler.push(BOUNDARY, 0, 0, 0);
            filler.position = 1;
        }
        match self.analyzer.analysis {
            Analysis::English => filler.english(text),
            Analysis::Literal => filler.literal(text),
        }
        let first_word = usize::from(self.bounded);
        if let Some(synonyms) = &self.analyzer.synonyms {
            filler.concepts(synonyms, first_word);
        }
        let used = filler.used;
        BoxTokenStream::new(PassageTokens { tokens: &mut self.tokens, used, at: None })
    }
}

/// Fills a list of tokens, using again those that are there.
struct Filler<'a> {
    tokens: &'a mut Vec<Token>,
    used: usize,
    position: usize,
}

impl Filler<'_> {
    fn push(&mut self, text: &str, from: usize, to: usize, position: usize) {
        self.push_with(|token| token.push_str(text), from, to, position);
    }

    fn push_with(&mut self, write: impl FnOnce(&mut String), from: usize, to: usize, position: usize) {
        if self.used == self.tokens.len() {
            self.tokens.push(Token::default());
        }
        if let Some(token) = self.tokens.get_mut(self.used) {
            token.text.clear();
            write(&mut token.text);
            token.offset_from = from;
            token.offset_to = to;
            token.position = position;
            token.position_length = 1;
        }
        self.used += 1;
    }

    fn english(&mut self, text: &str) {
        let mut words = Words::of(text);
        while let Some(place) = words.advance() {
            with_stem(words.word(), |stem| self.push(stem, place.start, place.end, self.position));
            self.position += 1;
        }
    }

    fn literal(&mut self, text: &str) {
        for (from, word) in literal_words(text) {
            self.push_with(|token| lower(word, token), from, from + word.len(), self.position);
            self.position += 1;
        }
    }

    /// Adds a token for each phrase of synonyms, at the place where it begins.
    fn concepts(&mut self, synonyms: &SynonymRules, first_word: usize) {
        let words = self.tokens.get(first_word..self.used).unwrap_or_default();
        let stems: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
        let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
        synonyms.for_each_match(&stems, |start, length, concept| {
            if let (Some(first), Some(last)) = (words.get(start), words.get(start + length - 1)) {
                found.push((first.offset_from, last.offset_to, first.position, concept));
            }
        });
        if found.is_empty() {
            return;
        }
        for (from, to, position, concept) in found {
            self.push(&concept_term(concept), from, to, position);
        }
        if let Some(tokens) = self.tokens.get_mut(..self.used) {
            tokens.sort_by_key(|token| token.position);
        }
    }
}

/// The tokens of a text.
struct PassageTokens<'a> {
    tokens: &'a mut Vec<Token>,
    used: usize,
    at: Option<usize>,
}

impl PassageTokens<'_> {
    fn at(&self) -> usize {
        self.at.unwrap_or_default()
    }
}

impl TokenStream for PassageTokens<'_> {
    fn advance(&mut self) -> bool {
        let next = self.at.map_or(0, |at| at + 1);
        self.at = Some(next);
        next < self.used
    }

    #[expect(clippy::indexing_slicing, reason = "a token is asked for only after `advance` has said that there is one")]
    fn token(&self) -> &Token {
        &self.tokens[self.at()]
    }

    #[expect(clippy::indexing_slicing, reason = "a token is asked for only after `advance` has said that there is one")]
    fn token_mut(&mut self) -> &mut Token {
        let at = self.at();
        &mut self.tokens[at]
    }
}
