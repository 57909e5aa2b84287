//! Which kinds of work a duty is about: the cues of the catalog's activities, compiled once, looked for in its words.

mod tokens;

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::RandomState;

pub use self::tokens::Tokens;
use self::tokens::{Part, StemSet};
use super::cue::{Cue, CueWord};
use super::stem_map::StemMap;
use super::words::is_little_word;
use crate::model::vocabulary::Vocabulary;

/// A duty is about so many activities at most.
pub const MOST_ACTIVITIES: usize = 4;

/// An activity that a duty is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundActivity<'a> {
    /// Its id.
    pub activity: &'a str,
    /// The words that show it, as the duty or the heading above it has them; none where a person stated it.
    pub cue: Option<&'a str>,
    /// Whether a person stated it in the role's file.
    pub stated: bool,
}

/// The activities' cues, ready to be looked for.
#[derive(Debug, Default)]
pub struct ActivityRules {
    ids: Vec<String>,
    patterns: Vec<Pattern>,
    /// The number of each stem that some cue holds, from 1.
    stems: StemMap<u32>,
    /// The patterns that begin with a stem, by its number.
    by_stem: Vec<Vec<usize>>,
    /// The patterns that begin with the beginning of a word, by its first bytes.
    by_beginning: HashMap<[u8; BEGINNING_KEY], Vec<(String, usize)>, RandomState>,
}

/// A beginning of a word has at least so many bytes.
const BEGINNING_KEY: usize = 3;

#[derive(Debug)]
struct Pattern {
    activity: usize,
    /// Whether it shows that a duty is not about the activity.
    refuses: bool,
    weight: u32,
    parts: Vec<Part>,
    /// What its parts behind the first need.
    needs: Vec<StemSet>,
}

/// What speaks for an activity in a duty.
#[derive(Clone, Copy, Default)]
struct Evidence<'a> {
    cue: Option<&'a str>,
    best: u32,
    cues: u32,
    first: usize,
    refused: bool,
}

impl<'a> Evidence<'a> {
    fn shows(&self) -> bool {
        self.cue.is_some() && !self.refused
    }

    /// An example shows an activity, but does not add to what shows it elsewhere.
    fn add(&mut self, points: u32, at: usize, words: Option<&'a str>, is_example: bool) {
        self.first = if self.cue.is_none() { at } else { self.first.min(at) };
        if self.cue.is_none() || points > self.best {
            (self.cue, self.best) = (words, points);
        }
        self.cues += u32::from(!is_example);
    }

    /// A longer cue says more than a short one, one near the beginning more than one that comes later.
    fn score(&self) -> u32 {
        self.best + self.cues.saturating_sub(1).min(2)
    }
}

impl ActivityRules {
    /// Compiles the cues of a vocabulary. A cue that is none is passed over; reading the file has reported it.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut rules = Self { by_stem: vec![Vec::new()], ..Self::default() };
        for (index, activity) in vocabulary.activities.iter().enumerate() {
            rules.ids.push(activity.id.clone());
            for (cues, refuses) in [(&activity.cues, false), (&activity.unless, true)] {
                for cue in cues.iter().filter_map(|cue| cue.parse::<Cue>().ok()) {
                    rules.add(index, refuses, cue);
                }
            }
        }
        rules
    }

    fn add(&mut self, activity: usize, refuses: bool, cue: Cue) {
        let number = self.patterns.len();
        let telling = |word: &CueWord| {
            matches!(word, CueWord::Beginning(_)) || matches!(word, CueWord::Stem(stem) if !is_little_word(stem))
        };
        let told = cue.parts.iter().filter(|part| part.any_of.iter().any(telling)).count();
        let weight = 2 * u32::try_from(told.min(4)).unwrap_or(4);
        let mut parts = Vec::new();
        for part in cue.parts {
            let mut compiled = Part { after_gap: part.after_gap, stems: Vec::new(), beginnings: Vec::new() };
            for word in part.any_of {
                match word {
                    CueWord::Stem(stem) => compiled.stems.push(self.number_of(stem)),
                    CueWord::Beginning(beginning) => compiled.beginnings.push(beginning),
                }
            }
            parts.push(compiled);
        }
        if let Some(first) = parts.first() {
            for stem in &first.stems {
                self.by_stem.get_mut(*stem as usize).into_iter().for_each(|patterns| patterns.push(number));
            }
            for beginning in &first.beginnings {
                if let Some(key) = beginning.as_bytes().first_chunk() {
                    self.by_beginning.entry(*key).or_default().push((beginning.clone(), number));
                }
            }
        }
        let needs = parts.iter().skip(1).filter_map(Part::needs).collect();
        self.patterns.push(Pattern { activity, refuses, weight, parts, needs });
    }

    fn number_of(&mut self, stem: String) -> u32 {
        let next = u32::try_from(self.by_stem.len()).unwrap_or(u32::MAX);
        let number = *self.stems.get_or_insert_with(stem, || next);
        if number == next {
            self.by_stem.push(Vec::new());
        }
        number
    }

    /// What the duty `text` is about, primary first. `label` is the heading of the group that it stands in, or empty:
    /// it settles what the duty's own words leave open. What a person `stated` in the file stands as it is.
    pub fn activities_of<'a>(&'a self, text: &'a str, label: &'a str, stated: &'a [String]) -> Vec<FoundActivity<'a>> {
        self.activities_among(&self.tokens(text), text, label, stated)
    }

    /// The words of a text, for those who need them besides.
    pub fn tokens(&self, text: &str) -> Tokens {
        Tokens::of(text, &self.stems)
    }

    /// The same as [`ActivityRules::activities_of`] for a text whose words were taken apart.
    pub fn activities_among<'a>(
        &'a self,
        tokens: &Tokens,
        text: &'a str,
        label: &'a str,
        stated: &'a [String],
    ) -> Vec<FoundActivity<'a>> {
        if !stated.is_empty() {
            let found = |id: &'a String| FoundActivity { activity: id, cue: None, stated: true };
            return stated.iter().map(found).collect();
        }
        let mut evidence = vec![Evidence::default(); self.ids.len()];
        self.look(tokens, text, &mut evidence);
        let mut found = self.ranked(&evidence, label);
        if found.is_empty() && !label.is_empty() {
            evidence.fill(Evidence::default());
            self.look(&self.tokens(label), label, &mut evidence);
            found = self.ranked(&evidence, "");
            found.truncate(1);
        }
        found
    }

    fn ranked<'a>(&'a self, evidence: &[Evidence<'a>], label: &str) -> Vec<FoundActivity<'a>> {
        let mut shown: Vec<(usize, u32)> = evidence
            .iter()
            .enumerate()
            .filter(|(_, evidence)| evidence.shows())
            .map(|(index, evidence)| (index, evidence.score()))
            .collect();
        if shown.len() > 1 && !label.is_empty() {
            let mut of_label = vec![Evidence::default(); self.ids.len()];
            self.look(&self.tokens(label), label, &mut of_label);
            for (index, score) in &mut shown {
                *score += u32::from(of_label.get(*index).is_some_and(Evidence::shows));
            }
        }
        // What is hardly there beside what the duty is plainly about is a mention.
        let best = shown.iter().map(|(_, score)| *score).max().unwrap_or(0);
        shown.retain(|(_, score)| score * 2 >= best);
        let first = |index: usize| evidence.get(index).map_or(0, |evidence| evidence.first);
        shown.sort_by_key(|(index, score)| (Reverse(*score), first(*index), *index));
        shown.truncate(MOST_ACTIVITIES);
        let found = shown.into_iter().filter_map(|(index, _)| {
            let activity = self.ids.get(index)?;
            Some(FoundActivity { activity, cue: evidence.get(index)?.cue, stated: false })
        });
        found.collect()
    }

    /// Adds what speaks for each activity in `text`; every cue counts once.
    fn look<'a>(&self, tokens: &Tokens, text: &'a str, evidence: &mut [Evidence<'a>]) {
        let mut seen: Vec<usize> = Vec::new();
        for (at, token) in tokens.tokens.iter().enumerate() {
            let by_stem = self.by_stem.get(token.stem as usize).map_or(&[][..], Vec::as_slice);
            let letters = tokens.letters.get(token.letters.clone()).unwrap_or_default();
            let same_key = letters.as_bytes().first_chunk().and_then(|key| self.by_beginning.get(key));
            let by_beginning = same_key.into_iter().flatten();
            let by_beginning =
                by_beginning.filter(|(beginning, _)| letters.starts_with(beginning)).map(|(_, number)| number);
            for number in by_stem.iter().chain(by_beginning) {
                let Some(pattern) = self.patterns.get(*number) else { continue };
                if !pattern.needs.iter().all(|needs| needs.may_meet(tokens.stems)) {
                    continue;
                }
                let Some(last) = tokens.last_of(at, pattern.parts.get(1..).unwrap_or_default()) else { continue };
                let Some(evidence) = evidence.get_mut(pattern.activity) else { continue };
                if pattern.refuses {
                    evidence.refused = true;
                } else if !seen.contains(number) {
                    seen.push(*number);
                    let points = token.points.map_or(pattern.weight / 2, |points| pattern.weight + points);
                    let end = tokens.tokens.get(last).map_or(token.place.end, |last| last.place.end);
                    evidence.add(points, at, text.get(token.place.start..end), token.points.is_none());
                }
            }
        }
    }
}
