//! Wording: placeholders, words for insiders, words that exclude, words coded for one sex, remarks meant for editors.

use std::collections::BTreeSet;

use super::lists::{EXCLUSION, GENDER, JARGON, find};
use super::sentences::Sentence;
use super::{Remark, RemarkRequest};

/// Fewer different words than this show no leaning.
const FEWEST_CODED: usize = 4;

pub(super) fn remark(request: &RemarkRequest<'_>, sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    placeholders(sentences, remarks);
    if !request.posting.announces {
        return;
    }
    if let Some(most) = request.template.manifest.words {
        let words: usize = sentences.iter().map(|sentence| sentence.words.split_whitespace().count()).sum();
        if words > most * 6 / 5 {
            let message =
                format!("It has {words} words; a {} has about {most}.", request.template.manifest.title.to_lowercase());
            let why = "Boards cut long ads off. Choose fewer duties, or shorten some.";
            remarks.push(Remark::new("too-long", message, why, "The template's own measure"));
        }
    }
    exclusion(sentences, remarks);
    jargon(sentences, remarks);
    gender(sentences, remarks);
    for sentence in sentences {
        let words = sentence.words.to_lowercase();
        if ["the source ", "(not named)", "not stated in the role"].iter().any(|said| words.contains(said)) {
            let why = "It is meant for editors of the catalog; readers of a posting know no source.";
            let remark = Remark::new("editors-remark", "It speaks of the catalog's source.", why, "House rule");
            remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
        }
    }
}

fn placeholders(sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    for sentence in sentences {
        let words = sentence.words.to_lowercase();
        let spelt = ["tbd", "tba", "xxx", "lorem ipsum", "insert here", "fill in"]
            .iter()
            .any(|word| find(&words, word).is_some());
        let bracket = words.find('[').is_some_and(|at| words.get(at..).is_some_and(|rest| rest.contains(']')));
        if spelt || bracket || words.contains("{{") || words.contains("___") || words.contains("<insert") {
            let why = "It looks as if something was to be filled in.";
            let remark = Remark::new("placeholder", "A placeholder is left.", why, "House rule");
            remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
        }
    }
}

fn exclusion(sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    for sentence in sentences {
        let mut words = sentence.words.to_lowercase();
        for meant in &EXCLUSION.not_within {
            words = words.replace(meant.as_str(), " ");
        }
        for family in &EXCLUSION.family {
            for listed in &family.words {
                if find(&words, listed).is_some() {
                    let message =
                        format!("\u{201c}{}\u{201d} may keep people from applying.", listed.trim_end_matches('*'));
                    let remark = Remark::new(&family.rule, message, family.why.clone(), family.source.clone());
                    remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
                }
            }
        }
    }
}

fn jargon(sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    for (listed, plain) in &JARGON.words {
        let found = sentences.iter().find(|sentence| find(&sentence.words.to_lowercase(), listed).is_some());
        if let Some(sentence) = found {
            let message = format!("\u{201c}{listed}\u{201d}: {plain}.");
            let remark = Remark::new("jargon", message, JARGON.why.clone(), JARGON.source.clone());
            remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
        }
    }
}

/// One remark, and only where masculine-coded words clearly outnumber feminine-coded ones: that is what was shown to
/// matter.
fn gender(sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    let mut text = String::new();
    for sentence in sentences.iter().filter(|sentence| sentence.section != "about") {
        text.push_str(&sentence.words.to_lowercase());
        text.push('\n');
    }
    for meant in &GENDER.not_counted {
        while let Some(at) = find(&text, meant) {
            text.replace_range(at..at + meant.len(), " ");
        }
    }
    let count = |listed: &[String]| -> BTreeSet<String> {
        let stems = listed.iter().filter(|stem| find(&text, stem).is_some());
        stems.map(|stem| stem.trim_end_matches('*').to_owned()).collect()
    };
    let (masculine, feminine) = (count(&GENDER.masculine), count(&GENDER.feminine));
    if masculine.len() >= FEWEST_CODED && masculine.len() > feminine.len() {
        let stems: Vec<String> = masculine.iter().map(|stem| format!("{stem}…")).collect();
        let message = format!(
            "Words coded masculine ({}: {}) outnumber those coded feminine ({}).",
            masculine.len(),
            stems.join(", "),
            feminine.len()
        );
        remarks.push(Remark::new("gender-coded", message, GENDER.why.clone(), GENDER.source.clone()));
    }
}
