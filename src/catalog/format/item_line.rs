//! The line of an item or heading taken apart: `[x] **Label:** text {note} ^d7`.

use std::ops::Range;

use crate::model::document::Tick;
use crate::model::identifier::ItemId;
use crate::model::text::{Text, is_escaped};

/// A line taken apart. Byte ranges are those of the line.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) tick: Option<Tick>,
    pub(super) label: Text,
    pub(super) text: Text,
    /// The note in braces, with the place of its opening brace.
    pub(super) note: Option<(&'a str, usize)>,
    pub(super) id: Option<ItemId>,
    /// A `^word` at the end that is no item's name.
    pub(super) bad_id: Option<Range<usize>>,
}

/// Takes an item's line apart.
pub(super) fn item(line: &str) -> Line<'_> {
    let mut parts = tail(line);
    let mut rest = parts.1;
    if let Some((tick, after)) = tick(rest) {
        parts.0.tick = Some(tick);
        rest = after;
    }
    if let Some((label, after)) = label(rest) {
        parts.0.label = Text::from_markdown(label);
        rest = after;
    }
    parts.0.text = Text::from_markdown(rest);
    parts.0
}

/// Takes a heading apart: only a note may stand behind its words.
pub(super) fn heading(line: &str) -> Line<'_> {
    let mut parts =
        Line { tick: None, label: Text::default(), text: Text::default(), note: None, id: None, bad_id: None };
    let (words, note) = note(line.trim_end());
    parts.note = note;
    parts.text = Text::from_markdown(words);
    parts
}

/// What stands at the end, and what is left before it.
fn tail(line: &str) -> (Line<'_>, &str) {
    let mut parts =
        Line { tick: None, label: Text::default(), text: Text::default(), note: None, id: None, bad_id: None };
    let mut rest = line.trim_end();
    let word = rest.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let name = rest.get(word..).and_then(|word| word.strip_prefix('^'));
    if let Some(name) = name.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')) {
        match name.parse() {
            Ok(id) => parts.id = Some(id),
            Err(_) => parts.bad_id = Some(word..rest.len()),
        }
        rest = rest.get(..word).unwrap_or("").trim_end();
    }
    let (rest, note) = note(rest);
    parts.note = note;
    (parts, rest)
}

/// The note in braces at the end of `line`, and what stands before it.
fn note(line: &str) -> (&str, Option<(&str, usize)>) {
    if !line.ends_with('}') || is_escaped(line, line.len() - 1) {
        return (line, None);
    }
    let mut depth = 0_usize;
    for (at, byte) in line.bytes().enumerate().rev() {
        match byte {
            b'}' => depth += 1,
            b'{' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let before = line.get(..at).unwrap_or("");
            if before.is_empty() || before.ends_with(char::is_whitespace) {
                return (before.trim_end(), line.get(at..).map(|note| (note, at)));
            }
            break;
        }
    }
    (line, None)
}

fn tick(line: &str) -> Option<(Tick, &str)> {
    let (tick, rest) = [("[x]", Tick::Ticked), ("[X]", Tick::Ticked), ("[ ]", Tick::Unticked), ("[?]", Tick::Unclear)]
        .into_iter()
        .find_map(|(mark, tick)| line.strip_prefix(mark).map(|rest| (tick, rest)))?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (tick, rest.trim_start()))
}

fn label(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix("**")?;
    let end = inner.find("**")?;
    let (label, rest) = (inner.get(..end)?, inner.get(end + 2..)?);
    let (label, rest) = match (label.strip_suffix(':'), rest.strip_prefix(':')) {
        (Some(label), _) => (label, rest),
        (None, Some(rest)) => (label, rest),
        (None, None) => return None,
    };
    let separate = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (separate && !label.trim().is_empty()).then(|| (label.trim(), rest.trim_start()))
}
