//! The passages of a role in which words stand, read from the positions that the index keeps.
//!
//! A boundary term stands before each passage. Words between two boundaries stand in one passage; how far apart the
//! boundaries are is how long it is. So neither a second index of passages nor their texts are needed to compare them.

use tantivy::columnar::Column;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet as _, SegmentReader, TERMINATED};

use super::plan::{Leaf, Match, term};
use crate::search::index::analysis::BOUNDARY;
use crate::search::index::schema::{Fields, MARK, PassageKind, PassageMark};
use crate::search::query::Scope;
use crate::search::request::Find;

/// The length at which a passage counts as neither short nor long, in words.
const USUAL_LENGTH: f32 = 20.0;
/// BM25's parameters, for passages.
const K1: f32 = 1.2;
const B: f32 = 0.5;

/// A passage in which something was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PassageMatch {
    /// Its place among the role's passages as they are stored, from 0.
    pub(super) place: usize,
    /// The leaves that were found in it: bit by place.
    pub(super) leaves: u64,
    /// Those of them of which only a synonym was found.
    pub(super) by_synonym: u64,
    /// How well it fits.
    pub(super) score: f32,
}

/// Which passages are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageFilter {
    /// Whatever has a lasting name, so that it can be linked to.
    Items,
    /// Duties.
    Duties,
    /// Qualifications.
    Qualifications,
}

impl PassageFilter {
    pub(super) fn of_scope(scope: Option<Scope>) -> Option<Self> {
        match scope {
            Some(Scope::Duties) => Some(Self::Duties),
            Some(Scope::Qualifications) => Some(Self::Qualifications),
            Some(Scope::Title) | None => None,
        }
    }

    pub(super) fn of_find(find: Find) -> Self {
        if find == Find::Duties { Self::Duties } else { Self::Items }
    }

    pub(super) fn allows(self, mark: PassageMark) -> bool {
        match self {
            Self::Items => mark.kind != PassageKind::Other,
            Self::Duties => mark.kind == PassageKind::Duty,
            Self::Qualifications => mark.kind == PassageKind::Qualification,
        }
    }
}

/// Reads the passages of the documents of a segment, in the order of the documents.
pub(super) struct PassageReader {
    fields: Vec<FieldReader>,
    marks: Column<u64>,
    positions: Vec<u32>,
}

struct FieldReader {
    boundaries: SegmentPostings,
    leaves: Vec<Vec<Way>>,
    starts: Vec<u32>,
}

/// One way in which a leaf is found.
struct Way {
    leaf: usize,
    weight: f32,
    is_synonym: bool,
    /// One for a term; several that stand one behind the other for a phrase.
    postings: Vec<SegmentPostings>,
}

impl PassageReader {
    /// A reader of `segment` for these leaves.
    pub(super) fn open(segment: &SegmentReader, fields: &Fields, leaves: &[&Leaf]) -> tantivy::Result<Self> {
        let mut readers = Vec::new();
        for field in [fields.text, fields.rest] {
            let index = segment.inverted_index(field)?;
            let option = IndexRecordOption::WithFreqsAndPositions;
            let boundaries = index.read_postings(&term(field, BOUNDARY), option)?;
            let Some(boundaries) = boundaries else { continue };
            let mut found = Vec::new();
            for (place, leaf) in leaves.iter().enumerate() {
                found.push(ways(segment, field, place, leaf)?);
            }
            readers.push(FieldReader { boundaries, leaves: found, starts: Vec::new() });
        }
        let marks = segment.fast_fields().u64(MARK)?;
        Ok(Self { fields: readers, marks, positions: Vec::new() })
    }

    /// The marks of a document's passages, in their order.
    pub(super) fn marks(&self, document: DocId) -> impl Iterator<Item = PassageMark> {
        self.marks.values_for_doc(document).map(PassageMark::from_number)
    }

    /// The passages of `document` in which a leaf stands. Documents must be asked for in their order.
    pub(super) fn passages(&mut self, document: DocId, leaves: &[&Leaf], found: &mut Vec<PassageMatch>) {
        found.clear();
        let mut before = 0;
        for field in &mut self.fields {
            field.read(document, leaves, before, &mut self.positions, found);
            before += field.starts.len();
        }
        found.retain(|passage| passage.leaves != 0);
    }
}

/// The postings of everything that stands for a leaf in a field.
fn ways(segment: &SegmentReader, field: Field, place: usize, leaf: &Leaf) -> tantivy::Result<Vec<Way>> {
    let index = segment.inverted_index(field)?;
    let mut ways = Vec::new();
    for alternative in &leaf.alternatives {
        let run: &[String] = match &alternative.what {
            Match::Term(term) => std::slice::from_ref(term),
            Match::Phrase(terms) => terms,
            // Planned as terms where passages are compared: see `Leaf::spelt_out`.
            Match::Beginning(_) => continue,
        };
        let mut postings = Vec::new();
        for text in run {
            let option = IndexRecordOption::WithFreqsAndPositions;
            postings.extend(index.read_postings(&term(field, text), option)?);
        }
        if postings.len() == run.len() && !postings.is_empty() {
            let is_synonym = alternative.is_synonym;
            ways.push(Way { leaf: place, weight: alternative.weight, is_synonym, postings });
        }
    }
    Ok(ways)
}

fn stands_at(postings: &mut SegmentPostings, document: DocId) -> bool {
    let at = postings.doc();
    at == document || (at < document && at != TERMINATED && postings.seek(document) == document)
}

impl FieldReader {
    fn read(
        &mut self,
        document: DocId,
        leaves: &[&Leaf],
        before: usize,
        positions: &mut Vec<u32>,
        found: &mut Vec<PassageMatch>,
    ) {
        self.starts.clear();
        if !stands_at(&mut self.boundaries, document) {
            return;
        }
        self.boundaries.positions(&mut self.starts);
        let first = found.len();
        found.extend((0..self.starts.len()).map(|place| PassageMatch {
            place: before + place,
            leaves: 0,
            by_synonym: 0,
            score: 0.0,
        }));
        let Some(found) = found.get_mut(first..) else { return };
        let mut counts: Vec<(usize, f32, f32, bool)> = Vec::new();
        for (ways, leaf) in self.leaves.iter_mut().zip(leaves) {
            counts.clear();
            for way in ways.iter_mut() {
                way.positions(document, positions);
                count(&self.starts, positions, way, &mut counts);
            }
            for (place, weight, frequency, is_synonym) in &counts {
                let Some(passage) = found.get_mut(*place) else { continue };
                let leaf_place = ways.first().map_or(0, |way| way.leaf);
                let bit = 1_u64.checked_shl(u32::try_from(leaf_place).unwrap_or(u32::MAX)).unwrap_or_default();
                passage.leaves |= bit;
                if *is_synonym {
                    passage.by_synonym |= bit;
                }
                let length = length(&self.starts, *place);
                let saturation = frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length / USUAL_LENGTH));
                let rarity = if leaf.rarity.is_finite() { leaf.rarity } else { 1.0 };
                passage.score += weight * rarity * saturation;
            }
        }
    }
}

impl Way {
    /// Where it stands in the document: its first word.
    fn positions(&mut self, document: DocId, positions: &mut Vec<u32>) {
        positions.clear();
        let Some((first, rest)) = self.postings.split_first_mut() else { return };
        if !stands_at(first, document) {
            return;
        }
        first.positions(positions);
        let mut others = Vec::new();
        for (offset, postings) in (1_u32..).zip(rest) {
            if !stands_at(postings, document) {
                positions.clear();
                return;
            }
            postings.positions(&mut others);
            positions.retain(|position| others.binary_search(&(position + offset)).is_ok());
        }
    }
}

/// Adds up, for each passage, the best way in which the leaf is found: place, weight, how often, only by synonym.
fn count(starts: &[u32], positions: &[u32], way: &Way, counts: &mut Vec<(usize, f32, f32, bool)>) {
    for position in positions {
        let Some(place) = starts.partition_point(|start| start < position).checked_sub(1) else { continue };
        match counts.iter_mut().find(|(known, ..)| *known == place) {
            Some((_, weight, frequency, is_synonym)) => {
                *frequency += 1.0;
                *weight = weight.max(way.weight);
                *is_synonym &= way.is_synonym;
            }
            None => counts.push((place, way.weight, 1.0, way.is_synonym)),
        }
    }
}

/// How many words a passage has; the last one of a field is taken as usual.
#[expect(clippy::cast_precision_loss, reason = "a number of words")]
fn length(starts: &[u32], place: usize) -> f32 {
    match (starts.get(place), starts.get(place + 1)) {
        (Some(start), Some(next)) => (next - start) as f32,
        _ => USUAL_LENGTH,
    }
}
