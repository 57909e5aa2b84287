//! The fields above a Markdown text: what the document says of itself, and settings of the web site it was written for.

use crate::import::block::Shape;
use crate::import::layout::Piece;
use crate::import::layout::looks::label_and_value;
use crate::import::lexicon;
use crate::import::line::Line;

/// How many lines at the start are front matter, with both fences; 0 when there is none.
pub(super) fn extent(lines: &[Line]) -> usize {
    let fence = |line: &Line| line.text.trim_end() == "---";
    if !lines.first().is_some_and(fence) {
        return unfenced_extent(lines);
    }
    lines.iter().skip(1).position(fence).map_or(0, |at| at + 2)
}

/// Fields under a comment, with a fence only behind them.
fn unfenced_extent(lines: &[Line]) -> usize {
    let Some(end) = lines.iter().position(|line| line.text.trim_end() == "---") else { return 0 };
    let above = || lines.iter().take(end).map(|line| line.text.as_str());
    let field = |text: &&str| text.starts_with(|c: char| c.is_ascii_lowercase()) && label_and_value(text).is_some();
    let prose = |text: &&str| text.starts_with(|c: char| c.is_ascii_uppercase() || c == '*');
    let starts = above().next().is_some_and(|text| text.starts_with('#'));
    if starts && above().filter(field).count() >= 2 && !above().any(|text| prose(&text)) { end + 1 } else { 0 }
}

/// The fields as pieces: a field that is known is a line of its own, everything else is the site's.
pub(super) fn pieces(lines: &[Line]) -> Vec<Piece> {
    let mut listed_under_known = false;
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    // Whether the line above names what stands below it, and says nothing of it yet.
    let mut names_what_follows = false;
    for (at, line) in lines.iter().enumerate() {
        let text = without_block_mark(line.text.trim());
        let field = (!text.starts_with(['#', '-'])).then(|| label_and_value(text)).flatten();
        let set_in = line.text.starts_with([' ', '\t']) || text.starts_with("- ");
        let known = match field {
            Some((label, _)) if !set_in => lexicon::label(label).is_some() || lexicon::heading(label).is_some(),
            _ => listed_under_known && set_in && !text.starts_with('#'),
        };
        if field.is_some() && !set_in {
            listed_under_known = known;
        }
        // Nobody filled it in, unless something is set in below; within an entry it names a list of the site's.
        let is_empty = field.is_some_and(|(_, value)| value.is_empty());
        let is_filled_below = || {
            lines
                .get(at + 1)
                .is_some_and(|below| below.text.trim_start().starts_with('-') || below.text.starts_with(' '))
        };
        let known = known && !(is_empty && (set_in || !is_filled_below()));
        // An entry that is too long for its line goes on below.
        if known
            && set_in
            && field.is_none()
            && !text.starts_with('-')
            && !names_what_follows
            && let Some(above) = pieces.last_mut().filter(|above| above.fixed.is_none())
        {
            above.ends = false;
        }
        let fixed = (!known).then_some(Shape::Furniture("a setting of the web site"));
        names_what_follows = is_empty;
        let text = without_block_mark(&line.text).replace(['"'], "");
        pieces.push(Piece { line: Line { text, ..line.clone() }, fixed, ends: true });
    }
    pieces
}

/// A field without the mark that its value is the block of lines below.
fn without_block_mark(text: &str) -> &str {
    let bare = text.trim_end();
    ["|", ">", "|-", ">-"]
        .iter()
        .find_map(|mark| bare.strip_suffix(mark)?.strip_suffix(": "))
        .map_or(text, |field| text.get(..=field.len()).unwrap_or(text))
}
