//! Counting in one pass: how many documents are found, and how many of them have each value of some facts.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::search::index::schema::value_field_name;
use crate::search::query::Fact;

/// Counts documents, and the values of these facts.
pub(super) struct Tally<'a> {
    pub(super) facts: &'a [Fact],
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The documents.
    pub(super) total: usize,
    /// For each fact, in the order in which they were asked for, its values.
    pub(super) values: Vec<HashMap<String, u64>>,
}

/// The counts of a segment.
pub(super) struct SegmentTally {
    total: usize,
    columns: Vec<ValueColumn>,
}

/// The values of a fact, counted by their place in the column's dictionary. A segment may have none.
struct ValueColumn {
    values: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Collector for Tally<'_> {
    type Fruit = Counted;
    type Child = SegmentTally;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentTally> {
        let mut columns = Vec::with_capacity(self.facts.len());
        for fact in self.facts {
            let values = segment.fast_fields().str(&value_field_name(*fact))?;
            let counts = vec![0; values.as_ref().map_or(0, |values| values.num_terms())];
            columns.push(ValueColumn { values, counts });
        }
        Ok(SegmentTally { total: 0, columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counted>>) -> tantivy::Result<Counted> {
        let mut all = Counted { total: 0, values: vec![HashMap::new(); self.facts.len()] };
        for segment in segments {
            let segment = segment?;
            all.total += segment.total;
            for (sums, counts) in all.values.iter_mut().zip(segment.values) {
                if sums.is_empty() {
                    *sums = counts;
                    continue;
                }
                for (value, count) in counts {
                    *sums.entry(value).or_default() += count;
                }
            }
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentTally {
    type Fruit = tantivy::Result<Counted>;

    fn collect(&mut self, document: DocId, _: Score) {
        self.collect_block(&[document]);
    }

    fn collect_block(&mut self, documents: &[DocId]) {
        self.total += documents.len();
        for column in &mut self.columns {
            let Some(values) = &column.values else { continue };
            let places = documents.iter().flat_map(|document| values.ords().values_for_doc(*document));
            for place in places {
                if let Some(count) = usize::try_from(place).ok().and_then(|place| column.counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Counted> {
        let values = self.columns.into_iter().map(ValueColumn::named).collect::<tantivy::Result<_>>()?;
        Ok(Counted { total: self.total, values })
    }
}

impl ValueColumn {
    /// The counts by the words of the values.
    fn named(self) -> tantivy::Result<HashMap<String, u64>> {
        let Some(values) = self.values else { return Ok(HashMap::new()) };
        let counted = (0_u64..).zip(&self.counts).filter(|(_, count)| **count > 0);
        let (places, mut counts): (Vec<u64>, Vec<u64>) = counted.map(|(place, count)| (place, *count)).unzip();
        let mut named = HashMap::with_capacity(places.len());
        let mut counts = counts.drain(..);
        values.dictionary().sorted_ords_to_term_cb(&places, |value| {
            if let Some(count) = counts.next() {
                named.insert(String::from_utf8_lossy(value).into_owned(), count);
            }
        })?;
        Ok(named)
    }
}
