//! What a person writes in brackets behind a group of duties: `(75 %, revised, essential)`.

use std::fmt::Write as _;

use crate::model::document::{ChangeMark, DutyMarks};
use crate::model::quantity::Percent;
use crate::model::text::{Text, is_escaped};

/// The words of a label and what the brackets behind it say.
///
/// # Errors
/// What cannot be understood, when the brackets begin like marks.
pub(super) fn split(label: &Text) -> Result<(Text, DutyMarks), String> {
    let source = label.as_markdown();
    let Some((words, inner)) = brackets(source) else { return Ok((unescaped(source), DutyMarks::default())) };
    let mut marks = DutyMarks::default();
    let mut understood = 0;
    let mut refused = Vec::new();
    for word in inner.split(',').map(str::trim) {
        match mark(word, &mut marks) {
            Ok(true) => understood += 1,
            Ok(false) => refused.push(format!("`{word}` is not a mark of a group of duties")),
            Err(message) => return Err(message),
        }
    }
    match refused.into_iter().next() {
        None => Ok((unescaped(words), marks)),
        Some(message) if understood > 0 => Err(message),
        Some(_) => Ok((unescaped(source), DutyMarks::default())),
    }
}

/// What to do when the brackets are not understood.
pub(super) const ADVICE: &str = "write the share of time, then new, revised or no change, then essential or not essential: (75 %, revised, essential)";

/// The label with its marks, as our files write it.
pub(super) fn join(label: &Text, marks: &DutyMarks) -> String {
    let mut line = label.as_markdown().to_owned();
    if let Some((words, _)) = brackets(&line) {
        // A label that ends in brackets of its own must not be taken for marks.
        let at = words.len() + line.get(words.len()..).and_then(|rest| rest.find('(')).unwrap_or(0);
        line.insert(at, '\\');
    }
    if marks.is_empty() {
        return line;
    }
    let mut words = Vec::new();
    if let Some(share) = marks.share_percent {
        words.push(share.to_string());
    }
    words.extend(marks.change.map(|change| change.words().to_owned()));
    words.extend(marks.essential.map(|essential| if essential { "essential" } else { "not essential" }.to_owned()));
    let _ = write!(line, " ({})", words.join(", "));
    line
}

fn brackets(source: &str) -> Option<(&str, &str)> {
    let before = source.strip_suffix(')')?;
    let open = before.rfind('(')?;
    if is_escaped(source, open) || is_escaped(source, source.len() - 1) {
        return None;
    }
    Some((before.get(..open)?.trim_end(), before.get(open + 1..)?))
}

/// The label without the backslash that kept its own brackets from being marks.
fn unescaped(words: &str) -> Text {
    if words.ends_with(')')
        && let Some(open) = words.rfind("\\(")
    {
        let mut plain = words.to_owned();
        if !is_escaped(words, open) {
            plain.remove(open);
        }
        return Text::from_markdown(&plain);
    }
    Text::from_markdown(words)
}

/// Enters one word; false when it is no mark at all.
fn mark(word: &str, marks: &mut DutyMarks) -> Result<bool, String> {
    if let Some(figure) = word.strip_suffix('%') {
        let figure = figure.trim();
        let share: f64 = figure.parse().map_err(|_| format!("`{word}` is not a share of time"))?;
        marks.share_percent = Some(Percent::try_from(share)?);
        return Ok(true);
    }
    match word.to_lowercase().as_str() {
        "n" | "new" => marks.change = Some(ChangeMark::New),
        "r" | "revised" => marks.change = Some(ChangeMark::Revised),
        "nc" | "no change" => marks.change = Some(ChangeMark::NoChange),
        "e" | "essential" => marks.essential = Some(true),
        "ne" | "not essential" | "non-essential" => marks.essential = Some(false),
        _ => return Ok(false),
    }
    Ok(true)
}
