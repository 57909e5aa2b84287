//! Which kinds of work a duty is about: the cues of the catalog's activities, compiled once, looked for in its words.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::cue::{Cue, CueWord, WIDEST_GAP};
use super::words::{Words, is_little_word, stem};
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
    stems: HashMap<String, u32>,
    /// The patterns that begin with a stem, by its number.
    by_stem: Vec<Vec<usize>>,
    /// The patterns that begin with the beginning of a word.
    by_beginning: Vec<(String, usize)>,
}

#[derive(Debug)]
struct Pattern {
    activity: usize,
    /// Whether it shows that a duty is not about the activity.
    refuses: bool,
    weight: u32,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    after_gap: bool,
    stems: Vec<u32>,
    beginnings: Vec<String>,
}

/// A word of a text.
struct Token {
    /// The number of its stem; 0 if no cue holds it.
    stem: u32,
    /// Its letters in [`Tokens::letters`].
    letters: Range<usize>,
    /// Where it stands in the text.
    place: Range<usize>,
    sentence: u32,
    /// How much is said by a cue that begins here.
    points: u32,
}

struct Tokens {
    tokens: Vec<Token>,
    letters: String,
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

    fn add(&mut self, points: u32, at: usize, words: Option<&'a str>) {
        if self.cue.is_none() || points > self.best {
            (self.cue, self.best) = (words, points);
        }
        self.first = if self.cues == 0 { at } else { self.first.min(at) };
        self.cues += 1;
    }

    /// A longer cue says more than a short one, one near the beginning more than one that comes later.
    fn score(&self) -> u32 {
        self.best + self.cues.saturating_sub(1).min(2)
    }
}

/// What a cue is worth by where it begins: a sentence names first what it is most about, a duty in its first sentence,
/// and what stands in brackets are examples.
fn points_for_place(position: usize, sentence: u32, in_brackets: bool) -> u32 {
    let in_sentence: u32 = match position {
        0..=2 => 4,
        3..=5 => 3,
        6..=9 => 2,
        10..=15 => 1,
        _ => 0,
    };
    if in_brackets { 0 } else { in_sentence.saturating_sub(sentence.min(2)) }
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
            self.by_beginning.extend(first.beginnings.iter().map(|beginning| (beginning.clone(), number)));
        }
        self.patterns.push(Pattern { activity, refuses, weight, parts });
    }

    fn number_of(&mut self, stem: String) -> u32 {
        let next = u32::try_from(self.by_stem.len()).unwrap_or(u32::MAX);
        let number = *self.stems.entry(stem).or_insert(next);
        if number == next {
            self.by_stem.push(Vec::new());
        }
        number
    }

    /// What the duty `text` is about, primary first. `label` is the heading of the group that it stands in, or empty:
    /// it settles what the duty's own words leave open. What a person `stated` in the file stands as it is.
    pub fn activities_of<'a>(&'a self, text: &'a str, label: &'a str, stated: &'a [String]) -> Vec<FoundActivity<'a>> {
        if !stated.is_empty() {
            let found = |id: &'a String| FoundActivity { activity: id, cue: None, stated: true };
            return stated.iter().map(found).collect();
        }
        let mut evidence = vec![Evidence::default(); self.ids.len()];
        self.look(text, &mut evidence);
        let mut found = self.ranked(&evidence, label);
        if found.is_empty() && !label.is_empty() {
            evidence.fill(Evidence::default());
            self.look(label, &mut evidence);
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
            self.look(label, &mut of_label);
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
    fn look<'a>(&self, text: &'a str, evidence: &mut [Evidence<'a>]) {
        let tokens = self.tokens(text);
        let mut seen: Vec<usize> = Vec::new();
        for (at, token) in tokens.tokens.iter().enumerate() {
            let by_stem = self.by_stem.get(token.stem as usize).map_or(&[][..], Vec::as_slice);
            let letters = tokens.letters.get(token.letters.clone()).unwrap_or_default();
            let by_beginning = self
                .by_beginning
                .iter()
                .filter(|(beginning, _)| letters.starts_with(beginning))
                .map(|(_, number)| number);
            for number in by_stem.iter().chain(by_beginning) {
                let Some(pattern) = self.patterns.get(*number) else { continue };
                let Some(last) = tokens.last_of(at, pattern.parts.get(1..).unwrap_or_default()) else { continue };
                let Some(evidence) = evidence.get_mut(pattern.activity) else { continue };
                if pattern.refuses {
                    evidence.refused = true;
                } else if !seen.contains(number) {
                    seen.push(*number);
                    let end = tokens.tokens.get(last).map_or(token.place.end, |last| last.place.end);
                    evidence.add(pattern.weight + token.points, at, text.get(token.place.start..end));
                }
            }
        }
    }

    fn tokens(&self, text: &str) -> Tokens {
        let mut tokens = Tokens { tokens: Vec::new(), letters: String::with_capacity(text.len()) };
        let mut words = Words::of(text);
        let (mut sentence, mut position, mut end, mut brackets) = (0, 0, 0, 0_u32);
        while let Some(place) = words.advance() {
            let between = text.get(end..place.start).unwrap_or_default();
            if ends_sentence(between) && !tokens.tokens.is_empty() {
                sentence += 1;
                position = 0;
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
            let stem = self.stems.get(stem(words.word()).as_ref()).copied().unwrap_or(0);
            let points = points_for_place(position, sentence, brackets > 0);
            tokens.tokens.push(Token { stem, letters: begin..tokens.letters.len(), place, sentence, points });
            position += 1;
        }
        tokens
    }
}

/// Whether a sentence, or a part of it that could be one, ends between two words.
fn ends_sentence(between: &str) -> bool {
    between.contains([';', ':']) || ["! ", "? ", ". ", ".\n"].iter().any(|end| between.contains(end))
}

impl Tokens {
    fn fits(&self, token: &Token, part: &Part) -> bool {
        let letters = || self.letters.get(token.letters.clone()).unwrap_or_default();
        token.stem != 0 && part.stems.contains(&token.stem)
            || !part.beginnings.is_empty() && part.beginnings.iter().any(|beginning| letters().starts_with(beginning))
    }

    /// The last word of a match whose first part fits at `at`; `rest` are its other parts.
    fn last_of(&self, at: usize, rest: &[Part]) -> Option<usize> {
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
