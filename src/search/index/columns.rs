//! The values of facts as they are counted, and how names among them are spelt: a segment does not change, so that its
//! columns are opened once.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwapOption;
use foldhash::fast::RandomState;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::schema::{BETWEEN, SPELT, VALUES, value_field_name};
use crate::search::query::Fact;

/// What was opened last, for one state of the index.
#[derive(Debug, Default)]
pub(in crate::search) struct ColumnsOfAll(ArcSwapOption<Columns>);

/// The columns of all segments.
#[derive(Debug)]
pub(in crate::search) struct Columns {
    generation: u64,
    segments: HashMap<SegmentId, Arc<SegmentColumns>, RandomState>,
}

/// The columns of a segment.
#[derive(Debug, Default)]
struct SegmentColumns {
    /// By fact. There is none of a fact that none of its roles states.
    values: HashMap<Fact, Arc<ValueColumn>, RandomState>,
    /// How values are spelt that are names, by fact and value.
    spelt: HashMap<Fact, HashMap<String, String, RandomState>, RandomState>,
}

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
        let mut segments = HashMap::default();
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
        self.segments.get(&segment)?.values.get(&fact).cloned()
    }

    /// How a value is spelt that is a name.
    pub(in crate::search) fn spelling(&self, fact: Fact, value: &str) -> Option<&str> {
        self.segments.values().find_map(|segment| segment.spelt.get(&fact)?.get(value)).map(String::as_str)
    }
}

fn columns_of(segment: &SegmentReader) -> tantivy::Result<Arc<SegmentColumns>> {
    let mut columns = SegmentColumns::default();
    for fact in VALUES {
        let Some(column) = segment.fast_fields().str(&value_field_name(fact))? else { continue };
        let names = names_of(&column)?;
        columns.values.insert(fact, Arc::new(ValueColumn { places: column.ords().clone(), names }));
    }
    if let Some(column) = segment.fast_fields().str(SPELT)? {
        for line in names_of(&column)? {
            let mut parts = line.splitn(3, BETWEEN);
            let fact = parts.next().and_then(Fact::named);
            if let (Some(fact), Some(value), Some(name)) = (fact, parts.next(), parts.next()) {
                columns.spelt.entry(fact).or_default().insert(value.to_owned(), name.to_owned());
            }
        }
    }
    Ok(Arc::new(columns))
}

fn names_of(column: &StrColumn) -> tantivy::Result<Vec<String>> {
    let mut names = Vec::with_capacity(column.num_terms());
    let mut terms = column.dictionary().stream()?;
    while terms.advance() {
        names.push(String::from_utf8_lossy(terms.key()).into_owned());
    }
    Ok(names)
}
