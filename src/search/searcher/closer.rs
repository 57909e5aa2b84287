//! A closer look at the first results: words that stand together in one passage count more than words scattered over a
//! long document.

use tantivy::{DocAddress, Score};

use super::Search;
use super::hits::bit;
use super::passages::{PassageMatch, PassageReader};
use super::plan::Leaf;

/// So many results are looked at more closely.
pub(super) const CLOSER: usize = 30;
/// A role that says everything in one passage counts this much more than one that says it nowhere together.
const TOGETHER: f32 = 3.0;
/// A synonym counts this much of the word itself.
const SYNONYM: f32 = 0.6;

impl Search<'_> {
    /// Whether a closer look can change the order: several words, at the beginning of the results.
    pub(super) fn looks_closer(&self, offset: usize) -> bool {
        !self.request.literal && self.plan.leaves.len() > 1 && offset < CLOSER
    }

    /// The first results in the order that a closer look gives; those behind them stay.
    pub(super) fn closer(&self, mut found: Vec<(Score, DocAddress)>) -> tantivy::Result<Vec<(Score, DocAddress)>> {
        let rest = found.split_off(found.len().min(CLOSER));
        let spelt = self.spelt_out()?;
        let leaves: Vec<&Leaf> = spelt.iter().collect();
        let all: f32 = leaves.iter().map(|leaf| worth(leaf)).sum();
        // Positions are read in the order of the documents.
        found.sort_by_key(|(_, address)| *address);
        let mut reader: Option<(u32, PassageReader)> = None;
        let mut matches = Vec::new();
        for (score, address) in &mut found {
            let segment = address.segment_ord;
            if reader.as_ref().is_none_or(|(open, _)| *open != segment) {
                let opened = PassageReader::open(self.searcher.segment_reader(segment), &self.index.fields, &leaves)?;
                reader = Some((segment, opened));
            }
            let Some((_, reader)) = &mut reader else { continue };
            reader.passages(address.doc_id, &leaves, &mut matches);
            let best = matches.iter().map(|passage| together(passage, &leaves)).fold(0.0, f32::max);
            if all > 0.0 {
                *score *= 1.0 + TOGETHER * best / all;
            }
        }
        found.sort_by(|(one, first), (other, second)| other.total_cmp(one).then_with(|| first.cmp(second)));
        found.extend(rest);
        Ok(found)
    }
}

fn worth(leaf: &Leaf) -> f32 {
    if leaf.rarity.is_finite() { leaf.rarity } else { 0.0 }
}

/// How much of what is looked for stands in a passage.
fn together(passage: &PassageMatch, leaves: &[&Leaf]) -> f32 {
    let mut sum = 0.0;
    for (place, leaf) in leaves.iter().enumerate().filter(|(place, _)| passage.leaves & bit(*place) != 0) {
        let by_synonym = passage.by_synonym & bit(place) != 0;
        sum += worth(leaf) * if by_synonym { SYNONYM } else { 1.0 };
    }
    sum
}
