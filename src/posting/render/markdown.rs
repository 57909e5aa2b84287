//! A posting as Markdown that any reader of Markdown shows alike.

use crate::model::document::Tick;
use crate::posting::document::{Block, Cell, ListItem, Posting, Run, words_of};
use crate::posting::values::escaped;

/// The posting as Markdown.
pub fn render_markdown(posting: &Posting) -> Vec<u8> {
    let mut markdown = format!("# {}\n", line_start(&escaped(&posting.title)));
    for section in &posting.sections {
        if !section.heading.is_empty() {
            markdown.push_str(&format!("\n## {}\n", heading(&section.heading)));
        }
        blocks(&section.blocks, "", &mut markdown);
    }
    markdown.push_str(&format!("\n<!-- {} -->\n", posting.made_from.trace()));
    markdown.into_bytes()
}

fn blocks(all: &[Block], margin: &str, markdown: &mut String) {
    let mut after_list = false;
    for block in all {
        let list = matches!(block, Block::List { .. });
        if after_list && list {
            // Two lists in a row would become one.
            markdown.push_str(&format!("\n{margin}<!-- -->\n"));
        }
        after_list = list;
        markdown.push('\n');
        match block {
            Block::Heading { level, runs } => {
                markdown.push_str(&format!("{margin}{} {}\n", "#".repeat(usize::from(*level)), heading(runs)));
            }
            Block::Paragraph { runs } => {
                markdown.push_str(&format!("{margin}{}\n", line_start(&inline(runs))));
            }
            Block::List { start, items } => list_items(items, *start, margin, markdown),
            Block::Table { head, rows } => table(head, rows, margin, markdown),
        }
    }
}

fn list_items(items: &[ListItem], start: Option<u64>, margin: &str, markdown: &mut String) {
    for (index, item) in items.iter().enumerate() {
        let marker = start.map_or_else(|| "-".to_owned(), |start| format!("{}.", start + index as u64));
        let tick = match item.tick {
            Some(Tick::Ticked) => "[x] ",
            Some(_) => "[ ] ",
            None => "",
        };
        markdown.push_str(&format!("{margin}{marker} {tick}{}\n", line_start(&inline(&item.runs))));
        let under = format!("{margin}{}", " ".repeat(marker.len() + 1));
        match item.blocks.as_slice() {
            [] => {}
            // A list under an item needs no blank line.
            [Block::List { start, items }] => list_items(items, *start, &under, markdown),
            several => {
                blocks(several, &under, markdown);
                markdown.push('\n');
            }
        }
    }
}

fn table(head: &[Cell], rows: &[Vec<Cell>], margin: &str, markdown: &mut String) {
    let line = |cells: &[Cell]| {
        let cells: Vec<String> = cells.iter().map(|cell| inline(&cell.runs)).collect();
        format!("{margin}| {} |\n", cells.join(" | "))
    };
    markdown.push_str(&line(head));
    markdown.push_str(&format!("{margin}|{}\n", " --- |".repeat(head.len())));
    for row in rows {
        markdown.push_str(&line(row));
    }
}

fn heading(runs: &[Run]) -> String {
    let words = inline(runs);
    // A `#` at the end would close the heading.
    match words.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => words,
    }
}

/// Runs as inline Markdown.
fn inline(runs: &[Run]) -> String {
    let mut markdown = String::new();
    // Words that look alike are written as one, wherever they come from.
    for alike in runs.chunk_by(|one, next| one.style == next.style) {
        let Some(run) = alike.first() else { continue };
        let words = escaped(&words_of(alike));
        // Marks stand next to words, never next to blanks.
        let inner = words.trim();
        if inner.is_empty() {
            markdown.push_str(&words);
            continue;
        }
        let (before, after) = words.split_once(inner).unwrap_or_default();
        let marks = match (run.style.strong, run.style.emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let marked = format!("{marks}{inner}{marks}");
        let linked = run
            .style
            .link
            .as_ref()
            .map(|link| if *link == run.text { format!("<{link}>") } else { format!("[{marked}](<{link}>)") });
        markdown.push_str(&format!("{before}{}{after}", linked.unwrap_or(marked)));
    }
    markdown
}

/// Words that stay a paragraph at the start of a line.
fn line_start(words: &str) -> String {
    let first = words.chars().next();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=9).contains(&digits) && words.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    match first {
        Some('#' | '-' | '+' | '=' | ':') => format!("\\{words}"),
        _ if numbered => {
            let (number, rest) = words.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => words.to_owned(),
    }
}
