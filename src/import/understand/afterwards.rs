//! What only shows when every line has been read: what its neighbours are, where the web site's own lines begin, what
//! stands before the first of several roles.

use super::cues::folded;
use super::kind::Kind;
use super::lines::LineReading;
use super::roles::split;
use crate::import::block::{Block, Shape};

/// A line is given its neighbours' kind when it is not surer of its own than this.
const UNSURE: f32 = 0.5;
/// The same for a line that introduces a list.
const UNSURE_LEAD: f32 = 1.6;
/// Lines that introduce a list have at most so many words.
const LEAD_WORDS: usize = 30;

/// Looks at every line again, beside the others.
pub(super) fn settle(blocks: &[Block], readings: &mut [LineReading]) {
    smooth(blocks, readings);
    introduce(blocks, readings);
    mark_foot(blocks, readings);
    mark_cover(blocks, readings);
}

/// A list item among others of one kind that is unsure of its own takes theirs.
fn smooth(blocks: &[Block], readings: &mut [LineReading]) {
    let before: Vec<(Kind, bool)> = readings
        .iter()
        .zip(blocks)
        .map(|(reading, block)| (reading.kind, matches!(block.shape, Shape::Item { .. })))
        .collect();
    for (at, reading) in readings.iter_mut().enumerate() {
        let neighbour =
            |to: Option<usize>| to.and_then(|to| before.get(to)).filter(|(_, item)| *item).map(|(kind, _)| *kind);
        let item = before.get(at).is_some_and(|(_, item)| *item);
        let (above, below) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
        if item && reading.margin < UNSURE && above.is_some() && above == below && above != Some(Kind::Heading) {
            reading.kind = above.unwrap_or(reading.kind);
        }
    }
}

/// From the site's own last lines on, everything is the site's.
fn mark_foot(blocks: &[Block], readings: &mut [LineReading]) {
    let half = blocks.len() * 2 / 5;
    let foot = readings.iter().enumerate().skip(half).find(|(at, reading)| {
        let text = blocks.get(*at).map(|block| folded(&block.text)).unwrap_or_default();
        reading.kind == Kind::Furniture
            && (text.starts_with("terms of use") || text.starts_with('©') || text.starts_with("privacy"))
    });
    let Some((from, _)) = foot else { return };
    let rest_is_site = readings.iter().skip(from).all(|reading| !matches!(reading.kind, Kind::Heading | Kind::Title));
    if rest_is_site
        || blocks.len() - from < 40
            && readings.iter().skip(from).filter(|reading| reading.kind == Kind::Furniture).count() >= 4
    {
        readings.iter_mut().skip(from).for_each(|reading| reading.kind = Kind::Furniture);
    }
}

/// A line that introduces a list is what its items are.
fn introduce(blocks: &[Block], readings: &mut [LineReading]) {
    for at in 0..blocks.len() {
        let leads = blocks.get(at).is_some_and(|block| {
            matches!(block.shape, Shape::Paragraph)
                && block.text.trim_end().ends_with(':')
                && block.text.split_whitespace().count() <= LEAD_WORDS
        });
        let listed = |to: usize| {
            let item = matches!(blocks.get(to)?.shape, Shape::Item { .. });
            readings.get(to).filter(|_| item).map(|reading| reading.kind)
        };
        let kind = listed(at + 1).filter(|kind| leads && *kind != Kind::Heading && listed(at + 2) == Some(*kind));
        if let (Some(kind), Some(reading)) = (kind, readings.get_mut(at))
            && reading.margin < UNSURE_LEAD
        {
            reading.kind = kind;
        }
    }
}

/// What stands before the first of several roles says nothing of any of them.
fn mark_cover(blocks: &[Block], readings: &mut [LineReading]) {
    let starts = split::starts(blocks);
    let [(first, _), _, ..] = starts.as_slice() else { return };
    for (block, reading) in blocks.iter().zip(readings.iter_mut()).take(*first) {
        if split::is_cover(block) && !matches!(reading.kind, Kind::Heading | Kind::Furniture | Kind::Date) {
            reading.kind = Kind::Other;
        }
    }
}
