//! The roles that a document holds, each as a draft: sections, groups, items, requirements, facts with their sources.

mod draft;
mod footnotes;
mod inline_list;
mod items;
mod lists;
mod marks;
mod requirements;
mod section_kind;
mod sections;
pub mod split;

use super::document::Document;
use super::facts::{self, Facts};
use super::lines::LineReading;
use crate::import::block::Block;
use crate::model::role::Role;

/// A role that was found in a document.
#[derive(Debug)]
pub struct FoundRole {
    /// The draft; its organisation is not set yet.
    pub role: Role,
    /// What the document states of it.
    pub facts: Facts,
    /// Its first block.
    pub from: usize,
    /// The block behind its last.
    pub to: usize,
}

/// What a document holds.
#[derive(Debug)]
pub struct Found {
    /// Its roles, in order.
    pub roles: Vec<FoundRole>,
    /// For each block, where it went; none when no place was found.
    pub placed: Vec<Option<String>>,
}

/// Makes drafts of the roles in a document.
pub fn read(blocks: &[Block], readings: &[LineReading]) -> Found {
    let mut placed: Vec<Option<String>> = vec![None; blocks.len()];
    let mut roles = Vec::new();
    let spans = split::spans(blocks, readings);
    let (first, last) = (spans.first().map_or(0, |span| span.start), spans.last().map_or(0, |span| span.end));
    if spans.len() > 1 {
        for (at, (place, block)) in placed.iter_mut().zip(blocks).enumerate() {
            if at < first && split::is_cover(block) {
                *place = Some("left out: the cover and the contents of the collection".to_owned());
            } else if at >= last {
                *place = Some("left out: what stands behind the last role of the collection".to_owned());
            }
        }
    }
    for span in spans {
        let (Some(of_role), Some(read_as)) = (blocks.get(span.clone()), readings.get(span.clone())) else { continue };
        let facts = facts::read(&Document::new(of_role, read_as, span.start));
        let built = sections::build(of_role, read_as);
        for (place, went) in placed.iter_mut().skip(span.start).zip(built.placed) {
            *place = went;
        }
        let mut role = draft::draft(&facts, built.sections, built.footnotes, blocks);
        draft::with_requirements(&mut role, of_role, read_as);
        roles.push(FoundRole { role, facts, from: span.start, to: span.end });
    }
    for (place, block) in placed.iter_mut().zip(blocks) {
        if let crate::import::block::Shape::Furniture(why) = &block.shape {
            *place = Some(format!("left out: {why}"));
        }
    }
    Found { roles, placed }
}
