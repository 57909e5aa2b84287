//! What the index has of each role's files: the number that stood for them when they were indexed.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};

use super::schema::DIGEST;
use super::{IndexError, IndexStamp};
use crate::model::identifier::RoleId;

/// What an index has of roles' files, read when it is asked for.
pub struct Digests {
    role: Field,
    segments: Vec<Segment>,
    stamp: Option<Arc<IndexStamp>>,
}

struct Segment {
    reader: SegmentReader,
    roles: Arc<InvertedIndexReader>,
    digests: Column<u64>,
}

impl Digests {
    pub(super) fn of(searcher: &Searcher, role: Field, stamp: Option<Arc<IndexStamp>>) -> Result<Self, IndexError> {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let (roles, digests) = (reader.inverted_index(role)?, reader.fast_fields().u64(DIGEST)?);
            Ok(Segment { reader: reader.clone(), roles, digests })
        });
        Ok(Self { role, segments: segments.collect::<Result<_, IndexError>>()?, stamp })
    }

    /// That of one role; none when the index does not know it.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn get(&self, role: &RoleId) -> Result<Option<u64>, IndexError> {
        let term = Term::from_field_text(self.role, role.as_str());
        for segment in &self.segments {
            let found = segment.roles.read_postings(&term, IndexRecordOption::Basic)?;
            if let Some(digest) = found.and_then(|documents| segment.first_of(documents)) {
                return Ok(Some(digest));
            }
        }
        Ok(self.stamp.as_ref().and_then(|stamp| stamp.unclear.get(role)).copied())
    }
}

impl Segment {
    /// The digest of the first of these documents that has not been taken out.
    fn first_of(&self, mut documents: impl Postings) -> Option<u64> {
        while documents.doc() != TERMINATED {
            if !self.reader.is_deleted(documents.doc()) {
                return self.digests.first(documents.doc());
            }
            documents.advance();
        }
        None
    }
}
