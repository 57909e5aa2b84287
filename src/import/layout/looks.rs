//! What a line's looks say: set in, in capitals, a label, the end of a sentence.

use crate::import::lexicon;

/// How far a line is set in; a tab counts eight.
pub(crate) fn indent(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 8 } else { 1 }).sum()
}

/// Whether it begins with a small letter.
pub(crate) fn starts_lower(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(char::is_lowercase)
}

/// Whether it ends like a sentence, or like a line that introduces something.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['"', '”', '\'', '’', ')', '*', '_']);
    end.ends_with(['.', '!', '?', ':', ';'])
}

/// Whether nearly all its letters are capitals.
pub(crate) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 3 && small * 12 <= letters
}

/// Whether a line is likely to stand for itself: a heading, a banner, a label whose value follows.
pub(crate) fn is_alone(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    if length > 110 {
        return false;
    }
    if is_capitals(text) && !text.ends_with([',', ';']) {
        return true;
    }
    let words = text.split_whitespace().count();
    let opens = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let ends = text.ends_with(['.', ',', ';', '!', '?']);
    opens
        && !ends
        && (text.ends_with(':') && words <= 9
            || lexicon::heading(text).is_some()
            || words <= 4 && lexicon::label(text).is_some())
}

/// The label and the value of a `Label: value` line; the value may be empty.
pub(crate) fn label_and_value(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (label, value) = text.split_once(':')?;
    let (label, value) = (label.trim().trim_matches('*').trim(), value.trim_start_matches('*').trim());
    // A time or an address has no label before its colon.
    let part_of_word = text.get(label.len()..).is_some_and(|rest| rest.starts_with("://"))
        || label.ends_with(|c: char| c.is_ascii_digit()) && value.starts_with(|c: char| c.is_ascii_digit());
    if label.is_empty() || part_of_word || label.contains(['.', ';']) && label.len() > 30 {
        return None;
    }
    (label.split_whitespace().count() <= lexicon::LABEL_WORDS + 2).then_some((label, value))
}

/// Whether a line begins with a label: a known one, or a few capitalised words before a colon.
pub(crate) fn starts_with_label(text: &str) -> bool {
    let Some((label, _)) = label_and_value(text) else { return false };
    if lexicon::label(label).is_some() || lexicon::heading(label).is_some() {
        return text.trim_start().starts_with(|c: char| !c.is_lowercase());
    }
    let words: Vec<&str> = label.split_whitespace().collect();
    let small = ["of", "and", "or", "the", "to", "for", "in", "by", "a", "&", "/"];
    let capitalised = |word: &&str| word.starts_with(|c: char| c.is_uppercase()) || small.contains(word);
    words.len() <= 6 && words.iter().all(capitalised) && words.first().is_some_and(|word| !small.contains(word))
}

/// Whether dots lead from one column to the next, as in tables of contents.
pub(crate) fn is_led_by_dots(text: &str) -> bool {
    text.contains(". . . .") || text.contains(".....")
}
