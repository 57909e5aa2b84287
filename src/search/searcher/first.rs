//! The first documents in the order of the index: where no words are looked for, none fits better than another.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

/// Finds so many documents. Unlike tantivy's collectors of the best it asks for no scores, so that documents are found
/// and counted many at a time.
pub(super) struct First(pub(super) usize);

/// The first documents of a segment.
pub(super) struct SegmentFirst {
    segment: SegmentOrdinal,
    most: usize,
    found: Vec<DocAddress>,
}

impl Collector for First {
    type Fruit = Vec<DocAddress>;
    type Child = SegmentFirst;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentFirst> {
        Ok(SegmentFirst { segment, most: self.0, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<DocAddress>>) -> tantivy::Result<Vec<DocAddress>> {
        let mut found = segments.concat();
        found.sort_unstable();
        found.truncate(self.0);
        Ok(found)
    }
}

impl SegmentCollector for SegmentFirst {
    type Fruit = Vec<DocAddress>;

    fn collect(&mut self, document: DocId, _: Score) {
        self.collect_block(&[document]);
    }

    fn collect_block(&mut self, documents: &[DocId]) {
        let room = self.most.saturating_sub(self.found.len());
        self.found.extend(documents.iter().take(room).map(|document| DocAddress::new(self.segment, *document)));
    }

    fn harvest(self) -> Vec<DocAddress> {
        self.found
    }
}
