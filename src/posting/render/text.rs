//! A posting as plain text, for mail and for boards that take nothing else.

use crate::model::document::Tick;
use crate::posting::document::{Block, Cell, ListItem, Posting, Run, words_of};

/// Lines are no longer than this.
const WIDTH: usize = 78;

/// The posting as plain text.
pub fn render_text(posting: &Posting) -> Vec<u8> {
    let mut text = format!("{}\n{}\n", posting.title, "=".repeat(posting.title.chars().count().min(WIDTH)));
    for section in &posting.sections {
        if !section.heading.is_empty() {
            let heading = words_of(&section.heading);
            text.push_str(&format!("\n\n{heading}\n{}\n", "-".repeat(heading.chars().count().min(WIDTH))));
        }
        blocks(&section.blocks, "", &mut text);
    }
    text.into_bytes()
}

fn blocks(all: &[Block], margin: &str, text: &mut String) {
    for block in all {
        text.push('\n');
        match block {
            Block::Heading { runs, .. } | Block::Paragraph { runs } => wrapped(&shown(runs), margin, margin, text),
            Block::List { start, items } => list_items(items, *start, margin, text),
            Block::Table { head, rows } => table(head, rows, margin, text),
        }
    }
}

fn list_items(items: &[ListItem], start: Option<u64>, margin: &str, text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        let marker = match (item.tick, start) {
            (Some(Tick::Ticked), _) => "[x]".to_owned(),
            (Some(_), _) => "[ ]".to_owned(),
            (None, Some(start)) => format!("{}.", start + index as u64),
            (None, None) => "-".to_owned(),
        };
        let under = format!("{margin}{}", " ".repeat(marker.len() + 1));
        wrapped(&shown(&item.runs), &format!("{margin}{marker} "), &under, text);
        match item.blocks.as_slice() {
            [] => {}
            [Block::List { start, items }] => list_items(items, *start, &under, text),
            several => blocks(several, &under, text),
        }
    }
}

/// A table row by row, each cell with its column's heading: columns do not fit into lines of text.
fn table(head: &[Cell], rows: &[Vec<Cell>], margin: &str, text: &mut String) {
    let headed = head.iter().any(|cell| !cell.runs.is_empty());
    for row in rows {
        if !headed {
            let cells: Vec<String> = row.iter().map(|cell| shown(&cell.runs)).collect();
            wrapped(&cells.join(": "), margin, &format!("{margin}  "), text);
            continue;
        }
        let mut first = true;
        for (column, cell) in head.iter().zip(row) {
            let (heading, words) = (shown(&column.runs), shown(&cell.runs));
            let only = row.iter().filter(|cell| !cell.runs.is_empty()).count() == 1;
            if words.is_empty() && row.iter().any(|cell| !cell.runs.is_empty()) {
                continue;
            }
            let line = if only { words } else { format!("{heading}: {words}") };
            let mark = if first { "- " } else { "  " };
            wrapped(line.trim_end(), &format!("{margin}{mark}"), &format!("{margin}    "), text);
            first = false;
        }
    }
}

/// The words of runs; a link that does not show its address is followed by it.
fn shown(runs: &[Run]) -> String {
    let mut words = String::new();
    for run in runs {
        words.push_str(&run.text);
        if let Some(link) = run.style.link.as_ref().filter(|link| !link.ends_with(run.text.trim())) {
            words.push_str(&format!(" ({link})"));
        }
    }
    words
}

fn wrapped(words: &str, first: &str, rest: &str, text: &mut String) {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(words, options) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
}
