//! Concepts in a sequence of words: the groups of synonyms, then the occupations with the titles in use for them.

use std::cmp::Reverse;

use super::stem_map::StemMap;
use super::words::stems;
use crate::model::vocabulary::Vocabulary;

/// The phrases of a vocabulary, ready to be found by their stems.
///
/// A concept is a number: first the groups of synonyms in the order of their file, then the occupations.
#[derive(Debug, Default)]
pub struct SynonymRules {
    names: Vec<String>,
    /// How many concepts are groups of synonyms.
    groups: usize,
    phrases: Vec<Vec<Phrase>>,
    /// By their first stem: the phrases, longest first.
    by_first: StemMap<Vec<Entry>>,
}

/// A phrase of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As the file has it.
    pub words: String,
    /// The stems of its words.
    pub stems: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    rest: Vec<String>,
    concept: usize,
}

/// Where a concept stands in a sequence of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConceptMatch {
    /// The position of its first word.
    pub start: usize,
    /// How many words it takes.
    pub length: usize,
    /// Which concept.
    pub concept: usize,
}

impl SynonymRules {
    /// Compiles the synonyms and titles of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut rules = Self { groups: vocabulary.synonyms.len(), ..Self::default() };
        for group in &vocabulary.synonyms {
            rules.add(&group.id, group.words.iter());
        }
        for occupation in &vocabulary.occupations {
            rules.add(&occupation.title, std::iter::once(&occupation.title).chain(&occupation.titles));
        }
        for entries in rules.by_first.values_mut() {
            entries.sort_by_key(|entry| (Reverse(entry.rest.len()), entry.concept));
        }
        rules
    }

    fn add<'a>(&mut self, name: &str, phrases: impl Iterator<Item = &'a String>) {
        let concept = self.names.len();
        self.names.push(name.to_owned());
        let mut known: Vec<Phrase> = Vec::new();
        for words in phrases {
            let stems = stems(words);
            let Some((first, rest)) = stems.split_first() else { continue };
            if known.iter().any(|phrase| phrase.stems == stems) {
                continue;
            }
            let entry = Entry { rest: rest.to_vec(), concept };
            self.by_first.get_or_insert_with(first.clone(), Vec::new).push(entry);
            known.push(Phrase { words: words.clone(), stems });
        }
        self.phrases.push(known);
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no concept.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of a concept: a group's id, an occupation's title. Empty for a number that is no concept.
    pub fn name(&self, concept: usize) -> &str {
        self.names.get(concept).map_or("", String::as_str)
    }

    /// Whether a concept is an occupation.
    pub fn is_occupation(&self, concept: usize) -> bool {
        (self.groups..self.names.len()).contains(&concept)
    }

    /// The phrases of a concept, those that differ only in their endings once.
    pub fn phrases(&self, concept: usize) -> &[Phrase] {
        self.phrases.get(concept).map_or(&[], Vec::as_slice)
    }

    /// The concepts in a sequence of stems, by their beginning, longer ones first.
    pub fn matches(&self, stems: &[impl AsRef<str>]) -> Vec<ConceptMatch> {
        let mut matches = Vec::new();
        self.for_each_match(stems, |start, length, concept| matches.push(ConceptMatch { start, length, concept }));
        matches
    }

    /// Calls `found` with start, length and concept of each match: by its beginning, longer ones first. Matches of
    /// different concepts may overlap; of one concept the longest of those that begin first is taken, and none within it.
    pub fn for_each_match(&self, stems: &[impl AsRef<str>], mut found: impl FnMut(usize, usize, usize)) {
        // Of each concept that was found, where its last match ends; few are found in any text.
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (start, first) in stems.iter().enumerate() {
            let Some(entries) = self.by_first.get(first.as_ref()) else { continue };
            let behind = stems.get(start + 1..).unwrap_or_default();
            for entry in entries {
                let fits = behind.len() >= entry.rest.len()
                    && entry.rest.iter().zip(behind).all(|(word, stem)| word == stem.as_ref());
                if !fits {
                    continue;
                }
                let end = start + 1 + entry.rest.len();
                match taken.iter_mut().find(|(concept, _)| *concept == entry.concept) {
                    Some((_, taken)) if start < *taken => continue,
                    Some((_, taken)) => *taken = end,
                    None => taken.push((entry.concept, end)),
                }
                found(start, end - start, entry.concept);
            }
        }
    }
}
