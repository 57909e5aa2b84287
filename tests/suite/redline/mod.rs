//! The redline between two revisions: made by hand, made at random, and over real edit histories.

use rolebook::catalog::format::parse_role;
use rolebook::compare::redline::{Entry, Fate, Redline, WordChange, WordRun, redline};
use rolebook::model::role::Role;

mod at_random;
mod duties;
mod facts;
mod headings;
mod histories;
mod names;
mod order;
mod other_pieces;
mod printed;
mod promises;
mod word_runs;

/// A role with these words below its title; they must be free of errors.
fn role(words: &str) -> Role {
    role_with("", words)
}

/// A role with these facts and words.
fn role_with(facts: &str, words: &str) -> Role {
    let text = format!(
        "---\nschema: rolebook/1\nkind: job-description\norganisation: acme\n{facts}\
         source: {{document: Written for a test, licence: not stated}}\n---\n\n# Case Manager\n\n{words}\n"
    );
    let parsed = parse_role(text.as_bytes());
    assert!(!parsed.has_errors(), "{:#?}\n{text}", parsed.findings);
    parsed.file.unwrap().role
}

/// A role with these duties.
fn duties(duties: &[&str]) -> Role {
    role(&format!("## Duties\n\n{}", list(duties)))
}

/// A list of these items.
fn list(items: &[&str]) -> String {
    items.iter().map(|item| format!("- {item}\n")).collect()
}

/// The redline, when it keeps the promises of all redlines.
fn kept_promises(before: &Role, after: &Role) -> Redline {
    let redline = redline(before, after);
    promises::hold(before, after, &redline);
    redline
}

/// What changed, a line each: `fate, place before > place after, mark: words`.
fn changes(before: &Role, after: &Role) -> Vec<String> {
    let redline = kept_promises(before, after);
    redline.entries.iter().filter(|entry| !entry.is_unchanged()).map(line).collect()
}

fn line(entry: &Entry) -> String {
    let fate = match (entry.fate, entry.moved, entry.reworded) {
        (Fate::New, ..) => "new",
        (Fate::Dropped, ..) => "dropped",
        (Fate::SplitOff, ..) => "split off",
        (Fate::Merged, ..) => "merged",
        (Fate::Kept, true, true) => "moved and reworded",
        (Fate::Kept, true, false) => "moved",
        (Fate::Kept, false, true) => "reworded",
        (Fate::Kept, false, false) => "kept",
    };
    let places: Vec<&str> = [&entry.before, &entry.after].into_iter().flatten().map(String::as_str).collect();
    let other = entry.other.as_deref().map(|other| format!(" ({other})")).unwrap_or_default();
    let mark = entry.mark.map(|mark| format!(" {}", mark.letters())).unwrap_or_default();
    format!("{fate}{other}, {}{mark}: {}", places.join(" > "), shown(&entry.words))
}

/// Runs with additions in `{+ +}` and removals in `[- -]`.
fn shown(runs: &[WordRun]) -> String {
    let shown = runs.iter().map(|run| match run.change {
        WordChange::Kept => run.text.clone(),
        WordChange::Added => format!("{{+{}+}}", run.text),
        WordChange::Removed => format!("[-{}-]", run.text),
    });
    shown.collect()
}
