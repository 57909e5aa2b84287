//! Words and phrases that mean the same, found in running text.

use std::collections::HashMap;

use super::words::stems;
use crate::model::vocabulary::Vocabulary;

/// Finds the phrases of synonym groups and occupations in a text that is cut into stems.
#[derive(Debug, Default)]
pub struct SynonymRules {
    names: Vec<String>,
    occupations_from: usize,
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl SynonymRules {
    /// The rules of a vocabulary: concepts are numbered through its synonym groups, then its occupations.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut rules = Self { occupations_from: vocabulary.synonyms.len(), ..Self::default() };
        for group in &vocabulary.synonyms {
            rules.add(&group.id, &group.words);
        }
        for occupation in &vocabulary.occupations {
            rules.add(&occupation.title, &occupation.titles);
        }
        rules
    }

    fn add(&mut self, name: &str, phrases: &[String]) {
        let concept = self.names.len();
        self.names.push(name.to_owned());
        for phrase in phrases {
            let mut stems = stems(phrase).into_iter();
            if let Some(first) = stems.next() {
                self.by_first.entry(first).or_default().push((stems.collect(), concept));
            }
        }
    }

    /// Calls `found(start, length, concept)` for each phrase, the longest of a concept at each place.
    pub fn for_each_match<S: AsRef<str>>(&self, stems: &[S], mut found: impl FnMut(usize, usize, usize)) {
        for start in 0..stems.len() {
            let Some(candidates) = stems.get(start).and_then(|first| self.by_first.get(first.as_ref())) else {
                continue;
            };
            let rest = stems.get(start + 1..).unwrap_or_default();
            let mut longest: Vec<(usize, usize)> = Vec::new();
            for (phrase, concept) in candidates {
                let fits = rest.len() >= phrase.len() && rest.iter().zip(phrase).all(|(stem, word)| stem.as_ref() == word);
                if !fits {
                    continue;
                }
                match longest.iter_mut().find(|(known, _)| known == concept) {
                    Some((_, length)) => *length = (*length).max(phrase.len() + 1),
                    None => longest.push((*concept, phrase.len() + 1)),
                }
            }
            longest.into_iter().for_each(|(concept, length)| found(start, length, concept));
        }
    }

    /// The name of a concept.
    pub fn name(&self, concept: usize) -> &str {
        self.names.get(concept).map(String::as_str).unwrap_or_default()
    }

    /// Whether a concept is an occupation, whose titles are looser than synonyms.
    pub fn is_occupation(&self, concept: usize) -> bool {
        concept >= self.occupations_from
    }
}
