//! From lines to blocks, for formats that know no paragraphs: which lines belong together, what is a list item, what
//! runs along every page.

mod fields;
mod furniture;
pub(crate) mod looks;
pub(crate) mod marker;
mod nesting;
mod width;

use super::block::{Block, Place, Shape, TICKED, UNREADABLE_BOX, UNTICKED};
use super::line::Line;
use looks::{ends_sentence, is_alone, starts_lower, starts_with_label};
use marker::Marker;
use nesting::Nesting;
use width::Widths;

const BOXES: [char; 3] = [TICKED, UNTICKED, UNREADABLE_BOX];

/// A line with what a reader knows of it already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    /// The line.
    pub(crate) line: Line,
    /// What the reader knows it to be: a block of its own.
    pub(crate) fixed: Option<Shape>,
    /// The line ends here on purpose: the next one does not belong to it.
    pub(crate) ends: bool,
}

/// Puts lines together to blocks.
pub fn blocks(lines: &[Line]) -> Vec<Block> {
    let pieces: Vec<Piece> = lines.iter().map(|line| Piece { line: line.clone(), fixed: None, ends: false }).collect();
    let pieces = fields::apart(&pieces);
    let lines: Vec<Line> = pieces.iter().map(|piece| piece.line.clone()).collect();
    arrange(&pieces, &Widths::of(&lines))
}

/// Puts lines together to blocks where a line's end means nothing, as in Markdown.
pub(crate) fn flowing_blocks(pieces: &[Piece]) -> Vec<Block> {
    arrange(pieces, &Widths::flowing())
}

/// The block that is being put together.
struct Open {
    block: Block,
    /// How far its mark is set in, for an item.
    mark_indent: Option<usize>,
    last: Line,
    alone: bool,
    ends: bool,
}

fn arrange(pieces: &[Piece], widths: &Widths) -> Vec<Block> {
    let lines: Vec<&Line> = pieces.iter().map(|piece| &piece.line).collect();
    let furniture = furniture::reasons(&lines);
    let mut done: Vec<Block> = Vec::new();
    let mut open: Option<Open> = None;
    let mut aside: Vec<Block> = Vec::new();
    let mut nesting = Nesting::default();
    let mut blank = false;
    for (index, (piece, why)) in pieces.iter().zip(&furniture).enumerate() {
        let line = &piece.line;
        if line.text.trim().is_empty() {
            blank = true;
            continue;
        }
        if let Some(shape) = piece.fixed.clone().or(why.map(Shape::Furniture)) {
            let known = block_of(shape, line, &words_of(&line.text));
            if piece.fixed.is_none() {
                aside.push(known);
                continue;
            }
            flush(&mut done, &mut open, &mut aside);
            nesting.forget();
            done.push(known);
            blank = true;
            continue;
        }
        let mark = marker::of(&line.text);
        if let Some(current) = open.as_mut() {
            let next = Next { line, mark: mark.as_ref(), blank, width: widths.at(index) };
            if belongs(current, &next) {
                extend(current, line);
                current.ends = piece.ends;
                blank = false;
                continue;
            }
        }
        flush(&mut done, &mut open, &mut aside);
        open = Some(start(line, mark, piece.ends, &mut nesting));
        blank = false;
    }
    flush(&mut done, &mut open, &mut aside);
    done
}

fn flush(done: &mut Vec<Block>, open: &mut Option<Open>, aside: &mut Vec<Block>) {
    if let Some(open) = open.take() {
        done.push(open.block);
    }
    done.append(aside);
}

fn start(line: &Line, mark: Option<Marker>, ends: bool, nesting: &mut Nesting) -> Open {
    let (shape, text, mark_indent) = match mark {
        Some(mark) => {
            let depth = nesting.depth(mark.indent, &mark.printed);
            (Shape::Item { depth, printed: Some(mark.printed) }, words_of(mark.rest), Some(mark.indent))
        }
        None if line.text.trim_start().starts_with(BOXES) => {
            (Shape::Item { depth: 0, printed: None }, words_of(&line.text), None)
        }
        None => {
            nesting.forget();
            (Shape::Paragraph, words_of(&line.text), None)
        }
    };
    let alone = mark_indent.is_none() && is_alone(&text);
    Open { block: block_of(shape, line, &text), mark_indent, last: line.clone(), alone, ends }
}

fn block_of(shape: Shape, line: &Line, text: &str) -> Block {
    let place = Place { page: Some(line.page), first_line: line.number, last_line: line.number };
    Block { shape, text: text.to_owned(), place, bold: line.bold, size: line.size }
}

fn extend(open: &mut Open, line: &Line) {
    let words = words_of(&line.text);
    let hyphenated = open.block.text.ends_with('-') && starts_lower(&words) && !open.block.text.ends_with(" -");
    if !hyphenated && !open.block.text.is_empty() {
        open.block.text.push(' ');
    }
    open.block.text.push_str(&words);
    open.block.place.last_line = line.number;
    open.block.bold &= line.bold;
    open.last = line.clone();
}

/// The line that may belong to the open block.
struct Next<'a> {
    line: &'a Line,
    mark: Option<&'a Marker<'a>>,
    blank: bool,
    width: Option<usize>,
}

fn belongs(open: &Open, next: &Next<'_>) -> bool {
    let text = next.line.text.trim();
    if next.mark.is_some() || text.starts_with(BOXES) {
        return false;
    }
    if open.block.text.is_empty() {
        return true;
    }
    if open.ends || open.alone && !goes_on_in_capitals(open, next) {
        return false;
    }
    if starts_with_label(text) || looks_different(&open.last, next.line) {
        return false;
    }
    let unfinished = !ends_sentence(&open.last.text) && starts_lower(text);
    if next.blank || open.last.page != next.line.page {
        return unfinished && open.last.text.trim().chars().count() >= 45;
    }
    if is_alone(text) && !open.alone {
        return false;
    }
    if is_field(&open.block.text) {
        return starts_lower(text);
    }
    if looks::is_led_by_dots(text) || looks::is_led_by_dots(&open.last.text) {
        return false;
    }
    if open.mark_indent.is_some_and(|indent| looks::indent(&next.line.text) <= indent) && ends_sentence(&open.last.text)
    {
        return false;
    }
    if let Some(indent) = open.mark_indent
        && looks::indent(&next.line.text) > indent + 1
    {
        return true;
    }
    unfinished || is_full(&open.last, next)
}

/// A known label with a few words behind it: a field, which ends with its line.
fn is_field(text: &str) -> bool {
    looks::label_and_value(text).is_some_and(|(label, value)| {
        !value.is_empty() && value.split_whitespace().count() <= 6 && super::lexicon::label(label).is_some()
    })
}

/// A banner or heading in capitals over two lines.
fn goes_on_in_capitals(open: &Open, next: &Next<'_>) -> bool {
    let long = open.block.text.chars().count() >= 45;
    let capitals = looks::is_capitals(&open.block.text) && looks::is_capitals(next.line.text.trim());
    let known = |text: &str| super::lexicon::heading(text).is_some();
    !next.blank && long && capitals && !known(&open.block.text) && !known(&next.line.text)
}

fn looks_different(one: &Line, other: &Line) -> bool {
    let sizes = one.size.zip(other.size).is_some_and(|(one, other)| (one - other).abs() > 0.12);
    // A bold line is another paragraph when the next is not bold; a sentence may still end in bold words.
    let goes_on = !ends_sentence(&one.text) && starts_lower(&other.text) && one.text.trim().chars().count() >= 45;
    sizes || one.bold && !other.bold && !goes_on && !one.text.trim_end().ends_with(',')
}

/// Whether the next line's first word would not have fitted on the line before.
fn is_full(last: &Line, next: &Next<'_>) -> bool {
    let Some(width) = next.width else { return false };
    let first = next.line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let used = last.text.trim_end().chars().count();
    // A line that ends no sentence is likely to go on, though letters of unequal width make it look short.
    let share = if ends_sentence(&last.text) { 91 } else { 80 };
    (used + 1 + first) * 100 > width * share
}

/// The words with single blanks between them.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
