//! A heading or label reduced to its words, so that printed variants meet.

use unicode_normalization::UnicodeNormalization;

/// Lower-case words with single blanks: no numbering, marks, remarks in parentheses or "continued"; `&` is "and".
pub fn plain_wording(line: &str) -> String {
    let line = without_parentheses(line);
    let mut plain = String::with_capacity(line.len());
    for character in line.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match character {
            '\'' | '’' | '‘' | '`' => {}
            '&' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|word| is_numbering(word)) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| matches!(*word, "continued" | "cont" | "contd")) {
        words.pop();
    }
    words.join(" ")
}

fn is_numbering(word: &str) -> bool {
    let roman = word.len() <= 4 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    word == "section"
        || word == "part"
        || roman
        || word.chars().all(|c| c.is_ascii_digit())
        || (word.len() == 1 && word != "a")
}

fn without_parentheses(line: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    // A line that is nothing but a remark keeps its words.
    if kept.chars().any(char::is_alphanumeric) { kept } else { line.replace(['(', ')', '[', ']'], " ") }
}
