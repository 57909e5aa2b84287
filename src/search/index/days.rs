//! The days on which every document of the index applies: inside them, nobody has to ask document by document.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use tantivy::Searcher;

use super::schema::{FROM, UNTIL};

/// What was read last, for one state of the index.
#[derive(Debug, Default)]
pub(in crate::search) struct DaysOfAll(ArcSwapOption<Days>);

#[derive(Debug)]
struct Days {
    generation: u64,
    /// The latest first day of a document.
    latest_from: i64,
    /// The earliest day on which a document no longer applies.
    earliest_until: i64,
}

impl DaysOfAll {
    /// Whether everything that `searcher` sees applies on a day.
    ///
    /// # Errors
    /// When the index can't be read.
    pub(in crate::search) fn hold(&self, searcher: &Searcher, day: i64) -> tantivy::Result<bool> {
        let generation = searcher.generation().generation_id();
        let known = self.0.load();
        let days = match known.as_ref().filter(|days| days.generation == generation) {
            Some(days) => Arc::clone(days),
            None => {
                let days = Arc::new(Days::read(searcher, generation)?);
                self.0.store(Some(Arc::clone(&days)));
                days
            }
        };
        Ok(days.latest_from <= day && day < days.earliest_until)
    }
}

impl Days {
    fn read(searcher: &Searcher, generation: u64) -> tantivy::Result<Self> {
        let mut days = Self { generation, latest_from: i64::MIN, earliest_until: i64::MAX };
        for segment in searcher.segment_readers().iter().filter(|segment| segment.max_doc() > 0) {
            days.latest_from = days.latest_from.max(segment.fast_fields().i64(FROM)?.max_value());
            days.earliest_until = days.earliest_until.min(segment.fast_fields().i64(UNTIL)?.min_value());
        }
        Ok(days)
    }
}
