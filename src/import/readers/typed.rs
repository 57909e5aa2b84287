//! Paragraphs typed by hand: lines broken on purpose, bullets and numbers that are letters like any other.

use super::passage::{Passage, words};
use crate::import::block::{Block, Shape};

/// Bullets that people type, or paste.
const BULLETS: [char; 18] = ['•', '●', '▪', '◦', '■', '○', '➢', '►', '✓', '◆', '·', '–', '-', '*', '→', '∙', '▫', '‣'];

/// The blocks of a paragraph that is in no list: an item for each line with a bullet of its own.
pub(super) fn typed_lines(passage: &Passage) -> Vec<Block> {
    let lines: Vec<String> = passage.lines().map(words).collect();
    let several = lines.len() > 1 && lines.iter().all(|line| stands_alone(line));
    let parts = if several { lines } else { vec![passage.words()] };
    let whole = passage.block(Shape::Paragraph);
    parts.into_iter().map(|line| of_line(&line, &whole)).collect()
}

/// Whether a line is no piece of a sentence that goes on: it is one of several bullets, labels or short facts.
fn stands_alone(line: &str) -> bool {
    !line.starts_with(char::is_lowercase) && !line.ends_with(',')
}

fn of_line(line: &str, whole: &Block) -> Block {
    let (shape, text) = match bullet(line) {
        Some((printed, text)) => (Shape::Item { depth: 0, printed: Some(printed.to_string()) }, text),
        None => (Shape::Paragraph, line),
    };
    Block { shape, text: text.to_owned(), ..whole.clone() }
}

/// A bullet with a blank behind it, or one that is nothing else.
fn bullet(line: &str) -> Option<(char, &str)> {
    let first = line.chars().next().filter(|c| BULLETS.contains(c))?;
    let rest = line.get(first.len_utf8()..)?;
    let sure = !matches!(first, '-' | '–' | '*' | '→');
    let text = rest.trim_start();
    (!text.is_empty() && (sure || text.len() < rest.len())).then_some((first, text))
}
