//! Short forms that are never spelt out.

use std::collections::BTreeMap;

use super::Remark;
use super::lists::ACRONYMS;
use super::sentences::Sentence;

pub(super) fn remark(sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    let mut undefined: BTreeMap<String, &Sentence> = BTreeMap::new();
    for sentence in sentences {
        for word in sentence.words.split(|c: char| !c.is_alphanumeric() && c != '-') {
            let acronym = word.strip_suffix('s').filter(|stem| is_acronym(stem)).unwrap_or(word);
            let known = ACRONYMS.known.iter().any(|known| known == acronym);
            if is_acronym(acronym) && !known && !sentences.iter().any(|other| spells_out(&other.words, acronym)) {
                undefined.entry(acronym.to_owned()).or_insert(sentence);
            }
        }
    }
    if undefined.is_empty() {
        return;
    }
    let all: Vec<&str> = undefined.keys().map(String::as_str).collect();
    let verb = if all.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} never spelt out.", all.join(", "));
    let mut remark = Remark::new("undefined-acronym", message, ACRONYMS.why.clone(), ACRONYMS.source.clone());
    if let Some(sentence) = undefined.values().next() {
        remark = remark.quoting(&sentence.words).at(sentence.part.as_deref());
    }
    remarks.push(remark);
}

/// Two to six capitals, or such with a hyphen between.
fn is_acronym(word: &str) -> bool {
    word.split('-').all(|part| (2..=6).contains(&part.len()) && part.chars().all(|c| c.is_ascii_uppercase()))
}

/// Whether the words say what the short form stands for: "Individual Success Plan (ISP)" or "ISP (Individual Success
/// Plan)".
fn spells_out(words: &str, acronym: &str) -> bool {
    let behind = words.split_once(&format!("({acronym})")).is_some_and(|(before, _)| {
        let before: Vec<&str> = before.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '&')).collect();
        let near = before.iter().rev().take(acronym.len() * 2 + 2).rev();
        stands_for(near.copied(), acronym)
    });
    let before = words.split_once(&format!("{acronym} (")).is_some_and(|(_, rest)| {
        let inside = rest.split(')').next().unwrap_or_default();
        stands_for(inside.split_whitespace(), acronym)
    });
    behind || before
}

/// Whether the letters are found, in order, at the beginnings of the words; a word may give several of its letters.
fn stands_for<'a>(words: impl Iterator<Item = &'a str>, acronym: &str) -> bool {
    let text: String = words.collect::<Vec<_>>().join(" ").to_lowercase();
    let mut wanted = acronym.chars().map(|c| c.to_ascii_lowercase()).peekable();
    let mut begins = true;
    for character in text.chars() {
        if begins && wanted.peek() == Some(&character) {
            wanted.next();
        }
        begins = !character.is_alphanumeric();
    }
    wanted.peek().is_none()
}
