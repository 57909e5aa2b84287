//! Counting in one pass: how many documents are found, and how many of them have each value of some facts.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Cardinality, RowId};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::search::index::columns::{Columns, ValueColumn};
use crate::search::query::Fact;

/// The most values that are counted of one fact, so that one with thousands of values makes no endless list.
const MOST_VALUES: usize = 60;

/// Counts documents, and the values of these facts.
pub(super) struct Tally<'a> {
    pub(super) facts: &'a [Fact],
    pub(super) columns: Arc<Columns>,
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The documents.
    pub(super) total: usize,
    /// For each fact, in the order in which they were asked for, the values that most have, in no order.
    pub(super) values: Vec<Vec<(String, u64)>>,
}

/// So many documents are counted together: columns are read much faster so than document by document.
const TOGETHER: usize = 256;

/// The counts of a segment.
pub(super) struct SegmentTally {
    total: usize,
    /// Documents that were found and are not counted yet.
    waiting: Vec<DocId>,
    /// By fact. A segment may have no values of one.
    counts: Vec<Option<ValueCounts>>,
    room: Room,
}

/// Room for reading a column, used again and again.
#[derive(Default)]
struct Room {
    documents: Vec<DocId>,
    rows: Vec<RowId>,
    places: Vec<u64>,
}

/// How many documents have each value of a fact, by the place of its name.
pub(super) struct ValueCounts {
    column: Arc<ValueColumn>,
    counts: Vec<u64>,
}

impl Collector for Tally<'_> {
    type Fruit = Counted;
    type Child = SegmentTally;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentTally> {
        let counts = self.facts.iter().map(|fact| {
            let column = self.columns.values(segment.segment_id(), *fact)?;
            let counts = vec![0; column.names.len()];
            Some(ValueCounts { column, counts })
        });
        Ok(SegmentTally { total: 0, waiting: Vec::new(), counts: counts.collect(), room: Room::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<SegmentTally>) -> tantivy::Result<Counted> {
        let values = (0..self.facts.len()).map(|fact| {
            let mut counts = segments.iter().filter_map(|segment| segment.counts.get(fact)?.as_ref());
            let first: Vec<(&str, u64)> = counts.next().map(|counts| counts.named().collect()).unwrap_or_default();
            let mut sums: Option<HashMap<&str, u64>> = None;
            for counts in counts {
                let sums = sums.get_or_insert_with(|| first.iter().copied().collect());
                counts.named().for_each(|(value, count)| *sums.entry(value).or_default() += count);
            }
            commonest(sums.map_or(first, |sums| sums.into_iter().collect()))
        });
        Ok(Counted { total: segments.iter().map(|segment| segment.total).sum(), values: values.collect() })
    }
}

impl SegmentCollector for SegmentTally {
    type Fruit = Self;

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        if !self.counts.is_empty() {
            self.waiting.push(document);
            if self.waiting.len() == TOGETHER {
                self.count_waiting();
            }
        }
    }

    fn collect_block(&mut self, documents: &[DocId]) {
        self.total += documents.len();
        self.counts.iter_mut().flatten().for_each(|counts| counts.add(documents, &mut self.room));
    }

    fn harvest(mut self) -> Self {
        self.count_waiting();
        self
    }
}

impl SegmentTally {
    fn count_waiting(&mut self) {
        self.counts.iter_mut().flatten().for_each(|counts| counts.add(&self.waiting, &mut self.room));
        self.waiting.clear();
    }
}

impl ValueCounts {
    /// Counts the values that these documents have.
    fn add(&mut self, documents: &[DocId], room: &mut Room) {
        let column = &self.column.places;
        // Where each document has one value, it is in the row of the document's own number.
        let rows = if column.index.get_cardinality() == Cardinality::Full {
            documents
        } else {
            room.documents.clear();
            room.rows.clear();
            column.row_ids_for_docs(documents, &mut room.documents, &mut room.rows);
            &room.rows
        };
        room.places.clear();
        room.places.resize(rows.len(), 0);
        column.values.get_vals(rows, &mut room.places);
        for place in &room.places {
            if let Some(count) = usize::try_from(*place).ok().and_then(|place| self.counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    /// The values that were found, with their counts.
    fn named(&self) -> impl Iterator<Item = (&str, u64)> {
        let named = self.column.names.iter().zip(&self.counts);
        named.filter(|(_, count)| **count > 0).map(|(name, count)| (name.as_str(), *count))
    }
}

/// The values that most have.
fn commonest(mut values: Vec<(&str, u64)>) -> Vec<(String, u64)> {
    if values.len() > MOST_VALUES {
        values.select_nth_unstable_by(MOST_VALUES - 1, |one, other| in_order(*one, *other));
        values.truncate(MOST_VALUES);
    }
    values.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

/// Values in the order in which they are shown: those first that more have, and those that as many have by name.
pub(super) fn in_order((one, few): (&str, u64), (other, many): (&str, u64)) -> Ordering {
    many.cmp(&few).then_with(|| one.cmp(other))
}
