//! What would change in a posting, in its own words.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::lines::{LineChange, changed_lines};
use crate::posting::document::{Block, Posting, Section, words_of};

/// What would change in one part of a posting.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectionDifference {
    /// The heading of the part.
    pub heading: String,
    /// The lines that would change.
    pub lines: Vec<LineChange>,
}

/// What would change from one posting to another; nothing of what stays.
pub fn difference(before: &Posting, after: &Posting) -> Vec<SectionDifference> {
    let find = |posting: &Posting, name: &str| {
        posting.sections.iter().find(|section| section.name == name).map(lines).unwrap_or_default()
    };
    let gone = before.sections.iter().filter(|section| after.sections.iter().all(|other| other.name != section.name));
    let mut found = Vec::new();
    if before.title != after.title {
        let lines = changed_lines(std::slice::from_ref(&before.title), std::slice::from_ref(&after.title));
        found.push(SectionDifference { heading: "Title".to_owned(), lines });
    }
    for section in after.sections.iter().chain(gone) {
        let lines = changed_lines(&find(before, &section.name), &find(after, &section.name));
        if !lines.is_empty() {
            let heading = words_of(&section.heading);
            let heading = if heading.is_empty() { section.name.replace('_', " ") } else { heading };
            found.push(SectionDifference { heading, lines });
        }
    }
    found
}

/// A part, a line for each paragraph, item and row.
fn lines(section: &Section) -> Vec<String> {
    let mut found = vec![words_of(&section.heading)];
    section.blocks.iter().for_each(|block| add(block, &mut found));
    found.retain(|line| !line.trim().is_empty());
    found
}

fn add(block: &Block, found: &mut Vec<String>) {
    match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } => found.push(words_of(runs)),
        Block::List { items, .. } => {
            for item in items {
                found.push(words_of(&item.runs));
                item.blocks.iter().for_each(|block| add(block, found));
            }
        }
        Block::Table { head, rows } => {
            for row in std::iter::once(head).chain(rows) {
                let cells: Vec<String> = row.iter().map(|cell| words_of(&cell.runs)).collect();
                found.push(cells.join(" | "));
            }
        }
    }
}
