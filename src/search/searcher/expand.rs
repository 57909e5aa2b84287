//! The words that the index knows: how often each is written, what begins so, what is spelt nearly so.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, Searcher, TERMINATED, Term};
use tantivy_fst::Automaton;

use crate::search::index::SearchIndex;
use crate::vocabulary::words::stem;

/// The most spellings that are tried for one word.
const MOST_SPELLINGS: usize = 3;
/// The most terms that stand for a beginning where passages are compared.
const MOST_BEGINNINGS: usize = 64;

/// A word is rare that no more documents of a segment have.
const RARE: u32 = 64;

/// Endings that change no more than a word's form.
const ENDINGS: [&str; 16] =
    ["s", "es", "er", "ers", "or", "ors", "ed", "ing", "al", "als", "ment", "ments", "ion", "ions", "ist", "ists"];
/// So many letters of a word have to be left before an ending.
const LEAST_LEFT: usize = 4;

/// A term that is spelt nearly like a word.
struct Near {
    term: String,
    /// How many letters differ.
    distance: u8,
    /// How many documents have it, in passages of any kind.
    documents: u64,
}

/// The words of the index.
pub(super) struct Dictionary<'a> {
    index: &'a SearchIndex,
    searcher: &'a Searcher,
}

impl<'a> Dictionary<'a> {
    pub(super) fn new(index: &'a SearchIndex, searcher: &'a Searcher) -> Self {
        Self { index, searcher }
    }

    /// How many documents have this term, in passages of any kind.
    pub(super) fn documents(&self, term: &str) -> tantivy::Result<u64> {
        let fields = &self.index.fields;
        Ok(self.documents_in(fields.text, term)?.max(self.documents_in(fields.rest, term)?))
    }

    /// A word that only removed documents have is written nowhere; so those of rare words are looked at one by one.
    fn documents_in(&self, field: Field, term: &str) -> tantivy::Result<u64> {
        let term = Term::from_field_text(field, term);
        let mut all = 0;
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let Some(found) = index.get_term_info(&term)? else { continue };
            if !segment.has_deletes() || found.doc_freq > RARE {
                all += u64::from(found.doc_freq);
                continue;
            }
            let mut postings = index.read_postings_from_terminfo(&found, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                all += u64::from(!segment.is_deleted(postings.doc()));
                postings.advance();
            }
        }
        Ok(all)
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
        let Some(farthest) = farthest(term) else { return Ok(Vec::new()) };
        let mut found = self.spelt_nearly(term, farthest)?;
        // A misspelt ending may have been taken off as one that it is not: "famly" has the stem "fam".
        let whole = folded.strip_suffix('y').map_or_else(|| folded.to_owned(), |rest| format!("{rest}i"));
        if found.is_empty() && whole != term {
            found = self.spelt_nearly(&whole, farthest)?;
        }
        // Or it may have been left on, since without it too little would be left: "manger" has the stem "manger".
        for ending in ENDINGS {
            let Some(rest) = folded.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEAST_LEFT) else {
                continue;
            };
            for candidate in self.spelt_nearly(rest, farthest)? {
                if stem(&format!("{}{ending}", candidate.term)) != candidate.term {
                    continue;
                }
                match found.iter_mut().find(|known| known.term == candidate.term) {
                    Some(known) => known.distance = known.distance.min(candidate.distance),
                    None => found.push(candidate),
                }
            }
        }
        let first = folded.chars().next();
        // Most people get the first letter right.
        found.sort_by_key(|near| (near.distance, near.term.chars().next() != first, std::cmp::Reverse(near.documents)));
        let nearest = found.first().map(|near| near.distance);
        let nearest = found.into_iter().take_while(|near| Some(near.distance) == nearest);
        Ok(nearest.map(|near| near.term).take(MOST_SPELLINGS).collect())
    }

    /// The terms that some document has and that are so many letters from this one at most.
    fn spelt_nearly(&self, term: &str, farthest: u8) -> tantivy::Result<Vec<Near>> {
        let spelling = Spelling(builder(farthest).build_dfa(term));
        let mut found: Vec<Near> = Vec::new();
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
                    let documents = u64::from(stream.value().doc_freq);
                    match found.iter_mut().find(|near| near.term == candidate) {
                        Some(near) => near.documents += documents,
                        None => found.push(Near { term: candidate.to_owned(), distance, documents }),
                    }
                }
            }
        }
        if self.searcher.segment_readers().iter().any(tantivy::SegmentReader::has_deletes) {
            let mut written = Vec::new();
            for near in found {
                if self.documents(&near.term)? > 0 {
                    written.push(near);
                }
            }
            found = written;
        }
        Ok(found)
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

/// How many letters may be wrong in a word; none in one that is so short that it would become any other.
fn farthest(term: &str) -> Option<u8> {
    match term.chars().count() {
        0..=3 => None,
        4..=7 => Some(1),
        8..=11 => Some(2),
        _ => Some(3),
    }
}

/// How many letters of two words differ, as far as that is few.
pub(super) fn letters_between(one: &str, other: &str) -> u8 {
    builder(3).build_dfa(one).eval(other).to_u8()
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
