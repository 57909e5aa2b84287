//! How a file was read: its roles, its facts, and what became of every line.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::ReadFile;
use crate::import::block::{Block, Shape};
use crate::import::understand::document::Document;
use crate::import::understand::facts::{self, report::report};
use crate::import::understand::kind::Kind;
use crate::import::understand::lines::LineReading;
use crate::import::understand::roles::Found;
use crate::model::role::Role;
use crate::model::source::{LineSpan, Source};

/// How a file was read, in the order of the file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reading {
    /// The file's name.
    pub file: String,
    /// The roles, as drafts.
    pub roles: Vec<Role>,
    /// For each role, the organisation whose role it is, as the file names it.
    pub employers: Vec<Option<String>>,
    /// What the document states, each with its lines under `sources`.
    pub facts: Map<String, Value>,
    /// Every block and what it was taken for.
    pub blocks: Vec<BlockReading>,
    /// How much of it found a place.
    pub coverage: Coverage,
    /// What could not be read or was left out, in words.
    pub remarks: Vec<String>,
}

/// What one block was taken for.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BlockReading {
    /// Its words, with the number or bullet printed before them.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Whether an item begins here.
    pub item: bool,
    /// Where it went; absent when no place was found for it.
    pub placed: Option<String>,
    /// Its first and last line in the file.
    pub lines: [u32; 2],
}

/// How much of a file found a place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Coverage {
    /// Blocks of the file.
    pub blocks: usize,
    /// Those with a place, or left out for a stated reason.
    pub placed: usize,
    /// What has none.
    pub not_placed: Vec<NotPlaced>,
}

/// Something that found no place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotPlaced {
    /// Its first line in the file.
    pub line: u32,
    /// Its words, shortened.
    pub text: String,
}

impl Reading {
    /// The organisation whose role the role at this place is, as the file names it.
    pub fn employer(&self, at: usize) -> Option<&str> {
        self.employers.get(at)?.as_deref()
    }
}

impl Coverage {
    /// The share placed, in percent.
    pub fn percent(&self) -> usize {
        (self.placed * 100).checked_div(self.blocks).unwrap_or(100)
    }
}

pub(super) fn reading(file: &ReadFile, blocks: &[Block], readings: &[LineReading], found: Found) -> Reading {
    // The facts of a document with several roles are those of the first.
    let facts = match found.roles.as_slice() {
        [first, _, ..] => report(&first.facts, blocks),
        _ => report(&facts::read(&Document::new(blocks, readings, 0)), blocks),
    };
    let of_file = facts.get("organization").and_then(Value::as_str).filter(|_| found.roles.len() == 1);
    let employers = found.roles.iter().map(|found| {
        let own = found.facts.organization.as_ref().map(|name| name.value.clone());
        own.or_else(|| of_file.map(str::to_owned))
    });
    let employers = employers.collect();
    let roles = found.roles.into_iter().map(|mut found| {
        let span = |at: usize| blocks.get(at).map(|block| block.place);
        let first = span(found.from).map_or(1, |place| place.first_line.max(1));
        let last = span(found.to.saturating_sub(1)).map_or(first, |place| place.last_line.max(first));
        found.role.facts.source = Some(source(&file.name, LineSpan { first, last }));
        found.role
    });
    let roles = roles.collect();
    let shown: Vec<BlockReading> = blocks
        .iter()
        .zip(readings)
        .zip(found.placed)
        .map(|((block, reading), placed)| BlockReading {
            text: printed(block),
            kind: reading.kind,
            item: true,
            placed,
            lines: [block.place.first_line, block.place.last_line],
        })
        .collect();
    let coverage = coverage(&shown);
    Reading { file: file.name.clone(), roles, employers, facts, blocks: shown, coverage, remarks: file.remarks.clone() }
}

fn coverage(blocks: &[BlockReading]) -> Coverage {
    let lost = blocks.iter().filter(|block| block.placed.is_none());
    let not_placed: Vec<NotPlaced> =
        lost.map(|block| NotPlaced { line: block.lines[0], text: block.text.chars().take(120).collect() }).collect();
    Coverage { blocks: blocks.len(), placed: blocks.len() - not_placed.len(), not_placed }
}

fn source(name: &str, lines: LineSpan) -> Source {
    Source {
        document: name.to_owned(),
        publisher: None,
        dated: None,
        section: None,
        lines: Some(lines),
        licence: "not stated".to_owned(),
        attribution: None,
    }
}

/// A block's words with the number or bullet that is printed before them.
fn printed(block: &Block) -> String {
    match &block.shape {
        Shape::Item { printed: Some(mark), .. } => format!("{mark} {}", block.text).trim_end().to_owned(),
        _ => block.text.clone(),
    }
}
