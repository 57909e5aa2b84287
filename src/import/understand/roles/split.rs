//! Where one role ends and the next begins, in documents that hold several.

use std::collections::HashSet;
use std::ops::Range;

use super::super::head;
use super::super::kind::Kind;
use super::super::lines::LineReading;
use crate::import::block::{Block, Shape};
use crate::import::layout::looks::{is_capitals, label_and_value};
use crate::import::lexicon::{self, plain_wording};
use crate::model::section::SectionKind;

/// `JOB DESCRIPTION: CASE MANAGER`, wherever it stands.
pub fn is_titled(block: &Block) -> bool {
    let Some((label, value)) = label_and_value(&block.text) else { return false };
    let titled =
        matches!(plain_wording(label).as_str(), "job description" | "position description" | "class specification");
    titled && (1..=10).contains(&value.split_whitespace().count()) && !value.ends_with('.')
}

/// A short line above a title: whose role it is.
fn is_caption(block: &Block) -> bool {
    let words = block.text.split_whitespace().count();
    matches!(block.shape, Shape::Paragraph) && words <= 14 && !block.text.ends_with(['.', ':'])
}

/// The blocks with which roles begin, and the kind of each; empty when the document holds one role.
pub fn starts(blocks: &[Block]) -> Vec<(usize, Kind)> {
    let titles: Vec<usize> = (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(is_titled)).collect();
    if titles.is_empty() {
        return series(blocks);
    }
    let listed = contents(blocks);
    let mut starts: Vec<(usize, Kind)> = Vec::new();
    let mut after = 0;
    for title in titles {
        let between = blocks.get(after..title).unwrap_or_default();
        let announced = between.iter().rposition(|block| listed.contains(&plain_wording(&block.text)));
        let above = title.checked_sub(1).filter(|above| *above >= after && blocks.get(*above).is_some_and(is_caption));
        match announced.map(|at| at + after).or(above) {
            Some(caption) => starts.push((caption, Kind::Organization)),
            None => starts.push((title, Kind::Title)),
        }
        after = title + 1;
    }
    starts
}

/// Whether a block before the first role is of a cover: a title, a name, a date, an entry of the contents, a sentence
/// about the collection. A list there is something that all roles share.
pub fn is_cover(block: &Block) -> bool {
    !matches!(block.shape, Shape::Item { .. } | Shape::Row { .. })
}

/// The entries of a table of contents, without their page numbers.
fn contents(blocks: &[Block]) -> HashSet<String> {
    let Some(at) = blocks.iter().position(|block| plain_wording(&block.text).ends_with("contents")) else {
        return HashSet::new();
    };
    let numbered = |block: &&Block| block.text.ends_with(|c: char| c.is_ascii_digit());
    let entries = blocks.iter().skip(at + 1).take_while(numbered);
    entries.map(|block| plain_wording(block.text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))).collect()
}

/// A series of classes: titles of jobs, each followed by the same first heading.
fn series(blocks: &[Block]) -> Vec<(usize, Kind)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let short = block.text.split_whitespace().count() <= 8;
        let looks = is_capitals(&block.text) || block.bold || matches!(block.shape, Shape::Heading(_));
        let named = short && looks && head::names_a_job(&block.text) && lexicon::heading(&block.text).is_none();
        if !named || matches!(block.shape, Shape::Furniture(_) | Shape::Item { .. }) {
            continue;
        }
        let heads = blocks.iter().enumerate().skip(at + 1).take(4).find_map(|(below, next)| {
            let label = label_and_value(&next.text).map_or(next.text.as_str(), |(label, _)| label);
            lexicon::heading(label).filter(|topic| topic.kind == Kind::Summary).map(|_| (below, plain_wording(label)))
        });
        // Two lines above one heading are one title.
        if let Some((below, heading)) = heads
            && found.last().is_none_or(|(_, other, _)| *other != below)
        {
            found.push((at, below, heading));
        }
    }
    let same = found.first().map(|(_, _, first)| found.iter().filter(|(_, _, heading)| heading == first).count());
    if same.is_some_and(|same| same >= 2 && same == found.len()) {
        found.into_iter().map(|(at, _, _)| (at, Kind::Title)).collect()
    } else {
        Vec::new()
    }
}

/// The blocks of each role.
pub(super) fn spans(blocks: &[Block], readings: &[LineReading]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = starts(blocks).into_iter().map(|(at, _)| at).collect();
    let Some((first, rest)) = starts.split_first() else {
        return std::iter::once(0..blocks.len()).collect();
    };
    // One title in the middle of the head is no collection.
    let first = if rest.is_empty() { 0 } else { *first };
    let mut spans = Vec::new();
    let mut from = first;
    for next in rest {
        spans.push(from..*next);
        from = *next;
    }
    let to = if rest.is_empty() { blocks.len() } else { back_matter(blocks, readings, from) };
    spans.push(from..to);
    spans
}

/// Where the last role of a collection ends: at acknowledgments and the like.
fn back_matter(blocks: &[Block], readings: &[LineReading], from: usize) -> usize {
    let ends = |at: &usize| {
        let heads = readings.get(*at).is_some_and(|reading| reading.kind == Kind::Heading);
        let topic = blocks.get(*at).and_then(|block| lexicon::heading(&block.text));
        heads && topic.is_some_and(|topic| topic.section == SectionKind::TitleHistory)
    };
    (from..blocks.len()).find(ends).unwrap_or(blocks.len())
}
