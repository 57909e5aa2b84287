//! A run of prose: one paragraph's worth of inline Markdown on a single line.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Prose as inline Markdown (emphasis, links, footnote references), on one line, without outer blanks.
///
/// Whatever would open a list, a heading or any other block at the start of a line is escaped,
/// so a text stays one paragraph wherever it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String")]
pub struct Text(String);

impl Text {
    /// Takes inline Markdown; blanks and line ends become single spaces.
    pub fn from_markdown(source: &str) -> Self {
        let mut text = if is_folded(source) { source.to_owned() } else { folded(source) };
        if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
            text = text.trim().to_owned();
        }
        if text.contains('|') {
            unescape_bars(&mut text);
        }
        escape_block_start(&mut text);
        escape_tail(&mut text);
        Self(text)
    }

    /// Takes plain words: every character that Markdown gives a meaning to is escaped.
    pub fn from_plain(words: &str) -> Self {
        let mut source = String::with_capacity(words.len() + 8);
        for character in words.chars() {
            if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '{' | '}' | '^') {
                source.push('\\');
            }
            source.push(character);
        }
        Self::from_markdown(&source)
    }

    /// The Markdown.
    pub fn as_markdown(&self) -> &str {
        &self.0
    }

    /// The words, with escapes undone; emphasis marks and links stay as they are written.
    pub fn to_plain(&self) -> String {
        if !self.0.contains('\\') {
            return self.0.clone();
        }
        let mut plain = String::with_capacity(self.0.len());
        let mut characters = self.0.chars().peekable();
        while let Some(character) = characters.next() {
            match characters.peek() {
                Some(next) if character == '\\' && next.is_ascii_punctuation() => {
                    plain.push(*next);
                    characters.next();
                }
                _ => plain.push(character),
            }
        }
        plain
    }

    /// Whether there are no words at all: a field left blank.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Text {
    fn from(source: String) -> Self {
        Self::from_markdown(&source)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_plain())
    }
}

/// Whether all blanks are single spaces between words already. Bytes tell that quickly of nearly every text; where
/// a control character may begin, they do not.
fn is_folded(source: &str) -> bool {
    let mut before = b' ';
    for byte in source.bytes() {
        if byte < b' ' || matches!(byte, 0x7f | 0xc2) || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    source.is_empty() || before != b' '
}

fn folded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for word in source.split(is_blank).filter(|word| !word.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Blanks that Markdown folds. A no-break space is a character that somebody meant.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}') || (character.is_control())
}

/// Takes the backslash before a `|` away: bars matter in tables only, and are escaped where a table is written.
fn unescape_bars(text: &mut String) {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("\\|")) {
        let at = from + found;
        if is_escaped(text, at) {
            from = at + 2;
        } else {
            text.remove(at);
            from = at + 1;
        }
    }
}

/// Puts a backslash before what would open a block at the start of a line.
fn escape_block_start(text: &mut String) {
    let Some(first) = text.chars().next() else { return };
    let second_is_blank = matches!(text.chars().nth(1), None | Some(' '));
    let opens = match first {
        '#' | '>' | '|' | '~' | '=' | '<' => true,
        '-' => second_is_blank || text.bytes().all(|b| matches!(b, b'-' | b' ' | b':' | b'|')),
        '+' => second_is_blank,
        '*' | '_' => second_is_blank || text.chars().all(|c| c == first || c == ' '),
        '`' => text.starts_with("```"),
        ':' => text.bytes().all(|b| matches!(b, b'-' | b' ' | b':' | b'|')),
        '[' => {
            // A box has a blank behind it; a link of one letter has its address there.
            let mut behind = text.chars().skip(1);
            let boxed = behind.next() != Some('^') && behind.next() == Some(']');
            let tick = boxed && behind.next().is_none_or(char::is_whitespace);
            tick || text.contains("]:")
        }
        _ => false,
    };
    if opens {
        text.insert(0, '\\');
        return;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marker = text.as_bytes().get(digits);
    let after = text.as_bytes().get(digits + 1);
    if (1..=9).contains(&digits) && matches!(marker, Some(b'.' | b')')) && matches!(after, None | Some(b' ')) {
        text.insert(digits, '\\');
    }
}

/// Puts a backslash before a closing brace or a `^name` at the end, where our files keep notes and names of items,
/// and before a `#` there, which would close a heading.
fn escape_tail(text: &mut String) {
    if text.ends_with('#') && !is_escaped(text, text.len() - 1) {
        text.insert(text.len() - 1, '\\');
    }
    if text.ends_with('}') && !is_escaped(text, text.len() - 1) {
        text.insert(text.len() - 1, '\\');
    }
    let word = text.rfind(' ').map_or(0, |blank| blank + 1);
    if text.get(word..).is_some_and(|word| word.starts_with('^')) {
        text.insert(word, '\\');
    }
}

/// Whether the byte at `at` stands behind an odd number of backslashes.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
}
