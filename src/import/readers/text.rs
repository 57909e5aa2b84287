//! Plain text.

use crate::import::block::{Blocks, Format};
use crate::import::layout;
use crate::import::line::Line;

/// Reads plain text that has been decoded.
pub fn read(text: &str) -> Blocks {
    Blocks { format: Format::Text, blocks: layout::blocks(&lines_of(text)), remarks: Vec::new() }
}

/// The lines of a text with their numbers and pages; a form feed begins a page.
pub(super) fn lines_of(text: &str) -> Vec<Line> {
    let mut page = 1;
    let mut lines = Vec::new();
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        page += u32::try_from(line.matches('\u{c}').count()).unwrap_or(0);
        let line = line.trim_end_matches('\r').replace('\u{c}', "");
        // A text with bare carriage returns has them for line ends.
        for part in line.split('\r') {
            lines.push(Line { number, page, text: part.to_owned(), bold: false, size: None });
        }
    }
    lines
}

/// The text of bytes: UTF-8, UTF-16 with its mark, or what Windows wrote in the west.
pub fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(read));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// What Windows-1252 has between 0x80 and 0x9f, where Latin-1 has control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    let known = byte.checked_sub(0x80).and_then(|offset| WINDOWS.get(usize::from(offset)));
    known.copied().unwrap_or(char::from(byte))
}
