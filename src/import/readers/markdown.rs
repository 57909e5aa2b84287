//! Markdown, as people write it for job pages: front matter, headings, hard-wrapped items, marks inside the text,
//! leftovers of a site's templates. Read line by line, so that every line is accounted for.

use super::rows::Rows;
use super::{front_matter, text};
use crate::import::block::{Blocks, Format, Shape, TICKED, UNTICKED};
use crate::import::layout::{self, Piece};
use crate::import::lexicon;
use crate::import::line::Line;

/// Reads Markdown that has been decoded.
pub fn read(text: &str) -> Blocks {
    let lines = text::lines_of(text);
    let fields = front_matter::extent(&lines);
    let (above, below) = lines.split_at_checked(fields).unwrap_or((&[], &lines));
    let mut pieces = front_matter::pieces(above);
    pieces.extend(body(below));
    Blocks { format: Format::Markdown, blocks: layout::flowing_blocks(&pieces), remarks: Vec::new() }
}

fn body(lines: &[Line]) -> Vec<Piece> {
    let mut comment: Option<&'static str> = None;
    let mut rows = Rows::default();
    let mut pieces = Vec::with_capacity(lines.len());
    for line in lines {
        let trimmed = line.text.trim();
        if let Some(end) = comment {
            pieces.push(known(line, Shape::Furniture("a comment")));
            if trimmed.contains(end) {
                comment = None;
            }
            continue;
        }
        comment = opened_comment(trimmed);
        if comment.is_some() || is_template_tag(trimmed) {
            pieces.push(known(line, Shape::Furniture("a mark of a template")));
            continue;
        }
        match rows.read(line) {
            Some(of_row) => pieces.extend(of_row),
            None => {
                if !trimmed.is_empty() {
                    rows.end();
                }
                pieces.push(piece(line));
            }
        }
    }
    join_underlined_headings(&mut pieces);
    pieces
}

fn opened_comment(line: &str) -> Option<&'static str> {
    if line.starts_with("<!--") && !line.contains("-->") {
        return Some("-->");
    }
    (line.starts_with("{%") && line.contains(" comment ") && !line.contains("endcomment")).then_some("endcomment")
}

fn is_template_tag(line: &str) -> bool {
    let tag = line.starts_with("{%") && line.ends_with("%}") || line.starts_with("<!--") && line.ends_with("-->");
    // A field whose value a template fills in says nothing here.
    tag || line.contains("{{") && line.contains("}}") && line.len() < 120
}

fn known(line: &Line, shape: Shape) -> Piece {
    Piece { line: line.clone(), fixed: Some(shape), ends: true }
}

fn piece(line: &Line) -> Piece {
    let ends = line.text.ends_with("  ") || line.text.trim_end().ends_with('\\');
    if let Some((level, words)) = heading_of(line.text.trim_end()) {
        let text = plain(words);
        return Piece { line: Line { text, ..line.clone() }, fixed: Some(Shape::Heading(level)), ends: true };
    }
    let set_in: String = line.text.chars().take_while(|c| c.is_whitespace()).collect();
    let trimmed = line.text.trim().trim_start_matches("> ");
    let bold = is_bold(trimmed);
    let text = match bold_label(trimmed) {
        Some((label, value)) => format!("{set_in}{}: {}", plain(label), plain(value)),
        None => format!("{set_in}{}", plain(trimmed)),
    };
    Piece { line: Line { text, bold, ..line.clone() }, fixed: None, ends }
}

fn heading_of(line: &str) -> Option<(u8, &str)> {
    let level = line.chars().take_while(|c| *c == '#').count();
    let words = line.get(level..)?;
    let starts = words.starts_with(' ')
        || level >= 2 && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '*'));
    ((1..=6).contains(&level) && starts)
        .then(|| (u8::try_from(level).unwrap_or(6), words.trim().trim_end_matches('#').trim_end()))
}

/// A line under a heading that consists of `=` or `-` makes it one.
fn join_underlined_headings(pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let Some([above, rule]) = pieces.get_mut(at - 1..=at) else { continue };
        let marks = rule.line.text.trim();
        let level = match marks.chars().next() {
            Some('=') if marks.chars().all(|c| c == '=') => 1,
            Some('-') if marks.len() >= 3 && marks.chars().all(|c| c == '-') => 2,
            _ => continue,
        };
        if above.fixed.is_none() && !above.line.text.trim().is_empty() && above.line.text.len() < 120 {
            above.fixed = Some(Shape::Heading(level));
            rule.fixed = Some(Shape::Furniture("a rule"));
        }
    }
}

/// `**Location** Portland, Oregon`: a label that is told from its value by its looks alone.
fn bold_label(text: &str) -> Option<(&str, &str)> {
    let (label, value) = text.strip_prefix("**")?.split_once("**")?;
    let known = lexicon::label(label).is_some() && !label.ends_with(':');
    (known && value.starts_with(' ') && value.trim_start().starts_with(char::is_alphanumeric))
        .then_some((label, value.trim()))
}

fn is_bold(text: &str) -> bool {
    let inner = text.strip_prefix("**").and_then(|rest| rest.trim_end_matches(['\\', ' ']).strip_suffix("**"));
    inner.is_some_and(|inner| !inner.contains("**"))
}

/// The words without the marks: emphasis, links (their address follows in parentheses), escapes, boxes.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("[x]", &TICKED.to_string()).replace("[X]", &TICKED.to_string());
    let text = text.replace("[ ]", &UNTICKED.to_string());
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match character {
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => plain.extend(characters.next()),
            '\\' if next.is_none() => {}
            '*' if !(before == ' ' && next.is_none_or(|c| c == ' ')) => {}
            '_' if emphasis(before, next) => {}
            '`' => {}
            '[' if text.contains("](") => {}
            ']' if next == Some('(') => plain.push(' '),
            other => plain.push(other),
        }
        before = character;
    }
    plain.trim_end().to_owned()
}

/// An underscore at the edge of a word, which opens or closes emphasis; a row of them is a blank to fill in.
fn emphasis(before: char, next: Option<char>) -> bool {
    let edge = before == ' ' || next.is_none_or(|c| !c.is_alphanumeric());
    edge && before != '_' && next != Some('_')
}
