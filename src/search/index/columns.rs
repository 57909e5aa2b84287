//! The values of facts as they are counted: a segment does not change, so that its columns are opened once.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::schema::{VALUES, value_field_name};
use crate::search::query::Fact;

/// What was opened last, for one state of the index.
#[derive(Debug, Default)]
pub(in crate::search) struct ColumnsOfAll(ArcSwapOption<Columns>);

/// The columns of all segments.
#[derive(Debug)]
pub(in crate::search) struct Columns {
    generation: u64,
    segments: HashMap<SegmentId, SegmentColumns>,
}

/// The columns of a segment, by fact. It has none of a fact that none of its roles states.
type SegmentColumns = Arc<HashMap<Fact, Arc<ValueColumn>>>;

/// The values of a fact in a segment.
#[derive(Debug)]
pub(in crate::search) struct ValueColumn {
    /// The values of each document, by their places among the names.
    pub(in crate::search) places: Column<u64>,
    /// Their names.
    pub(in crate::search) names: Vec<String>,
}

impl ColumnsOfAll {
    /// The columns of what `searcher` sees.
    ///
    /// # Errors
    /// When the index can't be read.
    pub(in crate::search) fn of(&self, searcher: &Searcher) -> tantivy::Result<Arc<Columns>> {
        let generation = searcher.generation().generation_id();
        let known = self.0.load_full();
        if let Some(columns) = known.as_ref().filter(|columns| columns.generation == generation) {
            return Ok(Arc::clone(columns));
        }
        let mut segments = HashMap::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let open = known.as_ref().and_then(|columns| columns.segments.get(&id)).cloned();
            segments.insert(id, open.map_or_else(|| columns_of(segment), Ok)?);
        }
        let columns = Arc::new(Columns { generation, segments });
        self.0.store(Some(Arc::clone(&columns)));
        Ok(columns)
    }
}

impl Columns {
    /// The values of a fact in a segment.
    pub(in crate::search) fn values(&self, segment: SegmentId, fact: Fact) -> Option<Arc<ValueColumn>> {
        self.segments.get(&segment)?.get(&fact).cloned()
    }
}

fn columns_of(segment: &SegmentReader) -> tantivy::Result<SegmentColumns> {
    let mut columns = HashMap::new();
    for fact in VALUES {
        let Some(column) = segment.fast_fields().str(&value_field_name(fact))? else { continue };
        let mut names = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            names.push(String::from_utf8_lossy(terms.key()).into_owned());
        }
        columns.insert(fact, Arc::new(ValueColumn { places: column.ords().clone(), names }));
    }
    Ok(Arc::new(columns))
}
