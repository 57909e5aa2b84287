//! Rows of tables inside Markdown: between bars, or between tabs with HTML in their cells, as form converters write.

use super::markdown::plain;
use crate::import::block::{Shape, TICKED, UNTICKED};
use crate::import::layout::Piece;
use crate::import::line::Line;

/// Which table and row comes next.
#[derive(Default)]
pub(super) struct Rows {
    table: u32,
    row: u32,
}

impl Rows {
    /// A line that is no row ends the table.
    pub(super) fn end(&mut self) {
        if self.row > 0 {
            self.table += 1;
            self.row = 0;
        }
    }

    /// The pieces of a line that is a row.
    pub(super) fn read(&mut self, line: &Line) -> Option<Vec<Piece>> {
        let text = with_boxes(line.text.trim_end_matches([' ', '\r']));
        let barred = text.trim().strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
        let cells: Vec<&str> = match barred {
            Some(inner) => inner.split('|').map(str::trim).collect(),
            None if text.matches('\t').count() >= 2 => text.split('\t').map(str::trim).collect(),
            None => return None,
        };
        if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            return Some(vec![fixed(line, Shape::Furniture("a rule"), String::new())]);
        }
        // Boxes side by side are a list, not a table.
        if barred.is_some() && cells.iter().all(|cell| cell.starts_with([TICKED, UNTICKED])) {
            return Some(cells.iter().map(|cell| loose(line, plain(cell))).collect());
        }
        let rich = cells.iter().position(|cell| cell.contains("<p>") || cell.contains("<ol") || cell.contains("<ul"));
        let Some(rich) = rich else {
            return Some(vec![self.row(line, cells.iter().map(|cell| plain(cell)).collect())]);
        };
        let (label, fragments) = fragments(cells.get(rich).copied().unwrap_or_default());
        let mut plain_cells: Vec<String> = cells.iter().take(rich).map(|cell| plain(cell)).collect();
        plain_cells.push(label);
        let mut pieces = Vec::new();
        if plain_cells.iter().any(|cell| !cell.is_empty()) {
            pieces.push(self.row(line, plain_cells));
        }
        pieces.extend(fragments.into_iter().map(|text| loose(line, text)));
        // The last item may go on behind the row.
        if let Some(last) = pieces.last_mut() {
            last.ends = last.fixed.is_some();
        }
        Some(pieces)
    }

    fn row(&mut self, line: &Line, cells: Vec<String>) -> Piece {
        let text = cells.join("\t");
        let shape = Shape::Row { table: self.table, row: self.row, cells };
        self.row += 1;
        fixed(line, shape, text)
    }
}

fn fixed(line: &Line, shape: Shape, text: String) -> Piece {
    let text = if text.is_empty() { line.text.clone() } else { text };
    Piece { line: Line { text, ..line.clone() }, fixed: Some(shape), ends: true }
}

fn loose(line: &Line, text: String) -> Piece {
    Piece { line: Line { text, ..line.clone() }, fixed: None, ends: true }
}

/// Boxes that HTML draws, as letters.
fn with_boxes(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<input") {
        result.push_str(before);
        let (tag, after) = behind.split_once('>').unwrap_or((behind, ""));
        if tag.contains("checkbox") {
            result.push(if tag.contains("checked") { TICKED } else { UNTICKED });
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// What stands in a cell with HTML: its underlined heading, then its paragraphs and items.
fn fragments(cell: &str) -> (String, Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    let mut label = String::new();
    let mut numbered = false;
    for part in cell.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        if name == "ol" {
            numbered = !tag.starts_with('/');
        }
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        match name {
            "u" if !tag.starts_with('/') && lines.is_empty() && label.is_empty() => label = words.to_owned(),
            "u" | "b" | "i" | "strong" | "em" | "span" if !lines.is_empty() => {
                if let Some(last) = lines.last_mut() {
                    last.push(' ');
                    last.push_str(words);
                }
            }
            _ => lines.extend(items(words, numbered)),
        }
    }
    (label, lines.iter().map(|line| plain(line)).collect())
}

/// The items of a run of text: at bullets, and at numbers where it is a numbered list.
fn items(words: &str, numbered: bool) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let mut last = String::new();
    for word in words.split_whitespace() {
        let number = numbered
            && word.ends_with('.')
            && word.len() <= 3
            && word.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit());
        if word == "•" || number && !word.starts_with('.') {
            items.push(std::mem::take(&mut last));
        }
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word);
    }
    items.push(last);
    items.retain(|item| !item.is_empty());
    items
}
