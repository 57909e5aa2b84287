//! The words that the index knows: how often each is written, what begins so, what is spelt nearly so.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

use crate::search::index::SearchIndex;
use crate::vocabulary::words::stem;

/// The most spellings that are tried for one word.
const MOST_SPELLINGS: usize = 3;
/// The most terms that stand for a beginning where passages are compared.
const MOST_BEGINNINGS: usize = 64;

/// The words of the index.
pub(super) struct Dictionary<'a> {
    index: &'a SearchIndex,
    searcher: &'a Searcher,
}

impl<'a> Dictionary<'a> {
    pub(super) fn new(index: &'a SearchIndex, searcher: &'a Searcher) -> Self {
        Self { index, searcher }
    }

    /// How many roles have this term, in passages of any kind.
    pub(super) fn documents(&self, term: &str) -> tantivy::Result<u64> {
        let fields = &self.index.fields;
        let text = self.searcher.doc_freq(&Term::from_field_text(fields.text, term))?;
        let rest = self.searcher.doc_freq(&Term::from_field_text(fields.rest, term))?;
        Ok(text.max(rest))
    }

    /// A word as two that are both written somewhere: "fulltime".
    pub(super) fn two_words(&self, folded: &str) -> tantivy::Result<Option<Vec<String>>> {
        let mut best: Option<(u64, Vec<String>)> = None;
        for (at, _) in folded.char_indices().filter(|(at, _)| *at >= 3 && at + 3 <= folded.len()).take(24) {
            let (first, second) = folded.split_at(at);
            let terms = vec![stem(first).into_owned(), stem(second).into_owned()];
            let mut least = u64::MAX;
            for term in &terms {
                least = least.min(self.documents(term)?);
            }
            if least > best.as_ref().map_or(0, |(count, _)| *count) {
                best = Some((least, terms));
            }
        }
        Ok(best.map(|(_, terms)| terms))
    }

    /// The terms that are spelt nearly like this one, the nearest and commonest first.
    pub(super) fn near(&self, term: &str, folded: &str) -> tantivy::Result<Vec<String>> {
        let found = self.near_term(term)?;
        // A misspelt ending may have been taken off as one that it is not: "famly" has the stem "fam".
        let whole = folded.strip_suffix('y').map_or_else(|| folded.to_owned(), |rest| format!("{rest}i"));
        if found.is_empty() && whole != term { self.near_term(&whole) } else { Ok(found) }
    }

    fn near_term(&self, term: &str) -> tantivy::Result<Vec<String>> {
        let letters = term.chars().count();
        let farthest = match letters {
            0..=3 => return Ok(Vec::new()),
            4..=7 => 1,
            8..=11 => 2,
            _ => 3,
        };
        let spelling = Spelling(builder(farthest).build_dfa(term));
        let mut found: Vec<(u8, u64, String)> = Vec::new();
        for field in [self.index.fields.text, self.index.fields.rest] {
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(field)?;
                let mut stream = index.terms().search(&spelling).into_stream()?;
                while stream.advance() {
                    let Ok(candidate) = std::str::from_utf8(stream.key()) else { continue };
                    let Distance::Exact(distance) = spelling.0.eval(candidate) else { continue };
                    if candidate.starts_with(char::is_control) {
                        continue;
                    }
                    let count = u64::from(stream.value().doc_freq);
                    match found.iter_mut().find(|(_, _, known)| known == candidate) {
                        Some((_, known, _)) => *known += count,
                        None => found.push((distance, count, candidate.to_owned())),
                    }
                }
            }
        }
        let first = term.chars().next();
        // Most people get the first letter right.
        found.sort_by_key(|(distance, count, candidate)| {
            (*distance, candidate.chars().next() != first, std::cmp::Reverse(*count))
        });
        let nearest = found.first().map(|(distance, ..)| *distance);
        Ok(found
            .into_iter()
            .take_while(|(distance, ..)| Some(*distance) == nearest)
            .map(|(_, _, candidate)| candidate)
            .take(MOST_SPELLINGS)
            .collect())
    }

    /// Some of the terms that begin so, for comparing passages.
    pub(super) fn beginning(&self, letters: &str) -> tantivy::Result<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.index.fields.text)?;
            let mut stream = index.terms().range().ge(letters.as_bytes()).into_stream()?;
            while found.len() < MOST_BEGINNINGS && stream.advance() {
                match std::str::from_utf8(stream.key()) {
                    Ok(term) if term.starts_with(letters) => {
                        if !found.iter().any(|known| known == term) {
                            found.push(term.to_owned());
                        }
                    }
                    _ => break,
                }
            }
        }
        Ok(found)
    }
}

/// Builders take long to make, and serve for ever.
fn builder(distance: u8) -> &'static LevenshteinAutomatonBuilder {
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 3] = [const { OnceLock::new() }; 3];
    let distance = distance.clamp(1, 3);
    let [one, two, three] = &BUILDERS;
    let slot = match distance {
        1 => one,
        2 => two,
        _ => three,
    };
    slot.get_or_init(|| LevenshteinAutomatonBuilder::new(distance, true))
}

/// The spellings that an automaton accepts, as the dictionary walks them.
struct Spelling(DFA);

impl Automaton for Spelling {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
