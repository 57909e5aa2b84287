//! How hard a posting is to read: the Flesch-Kincaid grade of each section, and sentences that are too long.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::{Sentence, sentences};
use super::{Remark, RemarkRequest};
use crate::posting::document::Posting;

/// A sentence longer than this loses readers.
const LONGEST_SENTENCE: usize = 40;
/// A text with fewer words has no grade.
const FEWEST_WORDS: usize = 60;
/// A grade above this asks for more than college.
const HARD: f64 = 14.0;
/// Sentences that are named, at most.
const MOST_NAMED: usize = 3;

const SOURCE: &str =
    "Kincaid, Fishburne, Rogers & Chissom (1975): 0.39 × words per sentence + 11.8 × syllables per word − 15.59";

/// The grade of one section.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionGrade {
    /// The section.
    pub section: String,
    /// Its words.
    pub words: usize,
    /// The Flesch-Kincaid grade: years of school.
    pub grade: f64,
}

/// The Flesch-Kincaid grade of every section that has enough prose for it.
pub fn reading_grades(posting: &Posting) -> Vec<SectionGrade> {
    grades(posting, &sentences(posting))
}

pub(super) fn remark(request: &RemarkRequest<'_>, sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    let long: Vec<&Sentence> =
        sentences.iter().filter(|sentence| sentence.prose && words(&sentence.words).len() > LONGEST_SENTENCE).collect();
    for sentence in long.iter().take(MOST_NAMED) {
        let message = format!("A sentence has {} words.", words(&sentence.words).len());
        let why = format!("Sentences of more than {LONGEST_SENTENCE} words are read twice or not at all.");
        let source = "Federal Plain Language Guidelines, on short sentences";
        remarks.push(
            Remark::new("long-sentence", message, why, source).quoting(&sentence.words).at(sentence.part.as_deref()),
        );
    }
    if let Some(more) = long.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let message = format!("{more} more sentences have over {LONGEST_SENTENCE} words.");
        let source = "Federal Plain Language Guidelines, on short sentences";
        remarks.push(Remark::new("long-sentence", message, "They are read twice or not at all.", source));
    }
    let grades = grades(request.posting, sentences);
    let hard: Vec<String> = grades
        .iter()
        .filter(|section| section.grade > HARD)
        .map(|section| format!("{} {:.1}", section.section, section.grade))
        .collect();
    if !hard.is_empty() {
        let message = format!("Some sections are hard to read; their grades: {}.", hard.join(", "));
        let why = "A grade above 14 asks for more schooling than the work; shorter sentences help most.";
        remarks.push(Remark::new("reading-grade", message, why, SOURCE));
    }
}

fn grades(posting: &Posting, sentences: &[Sentence]) -> Vec<SectionGrade> {
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for sentence in sentences.iter().filter(|sentence| sentence.prose) {
        let words = words(&sentence.words);
        if words.is_empty() {
            continue;
        }
        let (all, sentences, syllables) = counts.entry(&sentence.section).or_default();
        *all += words.len();
        *sentences += 1;
        *syllables += words.iter().map(|word| syllables_of(word)).sum::<usize>();
    }
    let in_order = posting.sections.iter().filter_map(|section| {
        let (words, sentences, syllables) = *counts.get(section.name.as_str())?;
        #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
        let grade = 0.39 * (words as f64 / sentences as f64) + 11.8 * (syllables as f64 / words as f64) - 15.59;
        (words >= FEWEST_WORDS).then(|| SectionGrade {
            section: section.name.clone(),
            words,
            grade: (grade * 10.0).round() / 10.0,
        })
    });
    in_order.collect()
}

fn words(sentence: &str) -> Vec<&str> {
    sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// Groups of vowels, without a silent e at the end; at least one.
fn syllables_of(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = letters
        .chunk_by(|one, next| vowel(one) == vowel(next))
        .filter(|group| group.first().is_some_and(vowel))
        .count();
    let silent = matches!(letters.as_slice(), [.., before, 'e'] if !vowel(before) && *before != 'l');
    groups.saturating_sub(usize::from(silent && groups > 1)).max(1)
}
