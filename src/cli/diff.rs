//! `rolebook diff`: the redline as text. Additions stand in {+ +}, removals in [- -], on a terminal with colour instead.

use std::io::Write as _;

use super::arguments::Diff;
use super::failure::{Failure, Verdict};
use super::output::{ADDED, Output, QUIET, REMOVED, STRONG};
use crate::app::diff::redline_between;
use crate::app::history::ChangeCounts;
use crate::catalog::store::CatalogStore;
use crate::compare::redline::{Entry, Fate, PieceKind, WordChange, WordRun};

pub(super) fn run(store: &dyn CatalogStore, options: &Diff, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let record = redline_between(store, &options.before, options.after.as_ref(), on)?;
    if output.json {
        output.data(&record)?;
        return Ok(Verdict::Fine);
    }
    writeln!(output, "{STRONG}{} → {}{STRONG:#}", record.before, record.after)?;
    let redline = &record.redline;
    if redline.is_empty() {
        writeln!(output, "Nothing changed.")?;
        return Ok(Verdict::Fine);
    }
    output.prose(&ChangeCounts::of(redline).words(), "", "")?;
    if !redline.title.is_empty() {
        let words = words(&redline.title, output.styled);
        output.prose(&format!("Title: {words}"), "\n", "    ")?;
    }
    if !redline.facts.is_empty() {
        writeln!(output, "\n{STRONG}Facts{STRONG:#}")?;
    }
    for fact in &redline.facts {
        let run = |text: &Option<String>, change| {
            text.iter().map(|text| WordRun { change, text: text.clone() }).collect::<Vec<_>>()
        };
        let mut runs = run(&fact.before, WordChange::Removed);
        runs.extend(run(&fact.after, WordChange::Added));
        let words = words(&runs, output.styled);
        output.prose(&format!("{}: {words}", fact.fact), "  ", "      ")?;
    }
    entries(&redline.entries, options.all, output)?;
    Ok(Verdict::Fine)
}

/// Writes the entries, each below the section that it stands in.
fn entries(entries: &[Entry], all: bool, output: &mut Output) -> Result<(), Failure> {
    let mut section: Option<&Entry> = None;
    for entry in entries {
        if entry.kind == PieceKind::Section {
            section = Some(entry);
            if entry.is_unchanged() {
                continue;
            }
        } else if entry.is_unchanged() && !all {
            continue;
        } else if let Some(heading) = section.take_if(|heading| heading.is_unchanged()) {
            let words = words(&heading.words, output.styled);
            writeln!(output, "\n{STRONG}{words}{STRONG:#}")?;
        }
        let mark = entry.mark.map_or("", crate::model::document::ChangeMark::letters);
        let words = words(&entry.words, output.styled);
        let (first, rest) = if entry.kind == PieceKind::Section {
            ("\n".to_owned(), "    ")
        } else {
            (format!("  {mark:<3} "), "      ")
        };
        output.prose(&words, &first, rest)?;
        let note = note(entry);
        if !note.is_empty() {
            output.prose(&format!("{QUIET}{note}{QUIET:#}"), "      ", "      ")?;
        }
    }
    Ok(())
}

/// What became of an entry, in words.
fn note(entry: &Entry) -> String {
    if matches!(entry.kind, PieceKind::Section | PieceKind::Group) {
        // A heading is its own place.
        let fate = match (entry.fate, entry.moved, entry.reworded) {
            (Fate::New | Fate::SplitOff, ..) => "new",
            (Fate::Dropped | Fate::Merged, ..) => "dropped",
            (Fate::Kept, true, true) => "moved and reworded",
            (Fate::Kept, true, false) => "moved",
            (Fate::Kept, false, true) => "reworded",
            (Fate::Kept, false, false) => return String::new(),
        };
        return format!("{fate} heading");
    }
    let place = |place: &Option<String>| place.clone().unwrap_or_default();
    let other = place(&entry.other);
    match entry.fate {
        Fate::New => format!("new: {}", place(&entry.after)),
        Fate::Dropped => format!("dropped: was {}", place(&entry.before)),
        Fate::SplitOff => format!("split off {other}: now {}", place(&entry.after)),
        Fate::Merged => format!("merged into {other}: was {}", place(&entry.before)),
        Fate::Kept => match (entry.moved, entry.reworded) {
            (true, true) => format!("moved and reworded: was {}, now {}", place(&entry.before), place(&entry.after)),
            (true, false) => format!("moved: was {}, now {}", place(&entry.before), place(&entry.after)),
            (false, true) => format!("reworded: {}", place(&entry.after)),
            (false, false) => place(&entry.after),
        },
    }
}

/// Runs as one line; each has its blank behind it, which is no part of what is marked.
fn words(runs: &[WordRun], styled: bool) -> String {
    let mut line = String::new();
    for run in runs {
        let text = run.text.trim_end();
        let text = match (run.change, styled) {
            (WordChange::Kept, _) => text.to_owned(),
            (WordChange::Added, true) => format!("{ADDED}{text}{ADDED:#}"),
            (WordChange::Removed, true) => format!("{REMOVED}{text}{REMOVED:#}"),
            (WordChange::Added, false) => format!("{{+{text}+}}"),
            (WordChange::Removed, false) => format!("[-{text}-]"),
        };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&text);
    }
    line
}
