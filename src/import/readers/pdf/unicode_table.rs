//! The table in which a font says what its codes mean to a reader.
//!
//! lopdf has one too, but gives up on tables that are a little out of the ordinary, and spells out every code of a range,
//! of which there may be four thousand million.

use std::collections::HashMap;

/// What codes mean.
#[derive(Debug, Default)]
pub(super) struct UnicodeTable {
    single: HashMap<u32, String>,
    ranges: Vec<Range>,
}

/// Codes that follow each other, whose meanings follow each other.
#[derive(Debug)]
struct Range {
    first: u32,
    last: u32,
    meaning: Vec<u16>,
}

/// A word of the table.
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a str),
}

impl UnicodeTable {
    /// Reads a table; what is not understood is passed over.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut table = Self::default();
        let mut section = "";
        let mut given: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in tokens(&text) {
            match (token, list.as_mut()) {
                (Token::Word(word), _) => {
                    section = word;
                    given.clear();
                    list = None;
                }
                (Token::Open, _) => list = Some(Vec::new()),
                (Token::Close, _) => {
                    if let ([first, _], Some(meanings)) = (given.as_slice(), list.take()) {
                        let codes = code(first)..;
                        table.single.extend(codes.zip(meanings.iter().map(|meaning| string(&units(meaning)))));
                    }
                    given.clear();
                }
                (Token::Hex(hex), Some(list)) => list.push(hex),
                (Token::Hex(hex), None) => {
                    given.push(hex);
                    table.take(section, &mut given);
                }
            }
        }
        table
    }

    fn take(&mut self, section: &str, given: &mut Vec<Vec<u8>>) {
        match (section, given.as_slice()) {
            ("beginbfchar", [from, to]) => {
                self.single.insert(code(from), string(&units(to)));
            }
            ("beginbfrange", [first, last, meaning]) => {
                self.ranges.push(Range { first: code(first), last: code(last), meaning: units(meaning) });
            }
            ("beginbfchar" | "beginbfrange", _) => return,
            _ => {}
        }
        given.clear();
    }

    /// What a code means; nothing, if the table does not say.
    pub(super) fn meaning(&self, code: u32) -> Option<String> {
        if let Some(single) = self.single.get(&code) {
            return Some(single.clone());
        }
        let range = self.ranges.iter().find(|range| (range.first..=range.last).contains(&code))?;
        let mut meaning = range.meaning.clone();
        if let Some(last) = meaning.last_mut() {
            *last = last.wrapping_add((code - range.first) as u16);
        }
        Some(string(&meaning))
    }
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let first = rest.chars().next()?;
        let (token, length) = match first {
            '[' => (Token::Open, 1),
            ']' => (Token::Close, 1),
            '<' => {
                let end = rest.find('>').unwrap_or(rest.len());
                let digits: Vec<u8> =
                    rest.get(1..end)?.chars().filter_map(|c| c.to_digit(16)).map(|d| d as u8).collect();
                let pair = |pair: &[u8]| pair.iter().fold(0_u8, |value, digit| value << 4 | digit);
                (Token::Hex(digits.chunks(2).map(pair).collect()), end)
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "[]<>".contains(c)).unwrap_or(rest.len());
                (Token::Word(rest.get(..end)?), end)
            }
        };
        rest = rest.get(length..)?;
        Some(token)
    })
}

fn code(hex: &[u8]) -> u32 {
    hex.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn units(hex: &[u8]) -> Vec<u16> {
    hex.chunks(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect()
}

fn string(units: &[u16]) -> String {
    String::from_utf16_lossy(units).chars().filter(|c| *c != '\0').collect()
}
