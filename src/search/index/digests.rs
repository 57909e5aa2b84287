//! What the index has of each role's files: the number that stood for them when they were indexed.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};

use super::IndexError;
use super::schema::DIGEST;
use crate::model::identifier::RoleId;

/// What an index has of roles' files, read when it is asked for.
pub struct Digests {
    role: Field,
    segments: Vec<Segment>,
}

struct Segment {
    reader: SegmentReader,
    roles: Arc<InvertedIndexReader>,
    digests: Column<u64>,
}

impl Digests {
    pub(super) fn of(searcher: &Searcher, role: Field) -> Result<Self, IndexError> {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let (roles, digests) = (reader.inverted_index(role)?, reader.fast_fields().u64(DIGEST)?);
            Ok(Segment { reader: reader.clone(), roles, digests })
        });
        Ok(Self { role, segments: segments.collect::<Result<_, IndexError>>()? })
    }

    /// That of one role; none when the index has no document of it.
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
        Ok(None)
    }

    /// Names each role that the index has a document of.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn each(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), IndexError> {
        for segment in &self.segments {
            let mut terms = segment.roles.terms().stream()?;
            while terms.advance() {
                let Ok(Ok(role)) = std::str::from_utf8(terms.key()).map(str::parse) else { continue };
                let option = IndexRecordOption::Basic;
                let documents = segment.roles.read_postings_from_terminfo(terms.value(), option)?;
                if segment.first_of(documents).is_some() {
                    take(role);
                }
            }
        }
        Ok(())
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
