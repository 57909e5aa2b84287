//! `duty:…`: the documents in which a word stands in a passage of a certain kind.

use std::fmt;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::passages::{PassageFilter, PassageMatch, PassageReader};
use super::plan::Leaf;
use crate::search::index::schema::Fields;

/// What `inner` finds, as far as the leaf stands in a passage that the filter allows.
pub(super) struct ScopedQuery {
    inner: Box<dyn Query>,
    leaf: Leaf,
    filter: PassageFilter,
    fields: Fields,
}

impl ScopedQuery {
    pub(super) fn new(inner: Box<dyn Query>, leaf: Leaf, filter: PassageFilter, fields: Fields) -> Self {
        Self { inner, leaf, filter, fields }
    }
}

impl Clone for ScopedQuery {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            leaf: self.leaf.clone(),
            filter: self.filter,
            fields: self.fields.clone(),
        }
    }
}

impl fmt::Debug for ScopedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scoped({:?}, {:?})", self.filter, self.inner)
    }
}

impl Query for ScopedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        Ok(Box::new(ScopedWeight { inner, leaf: self.leaf.clone(), filter: self.filter, fields: self.fields.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct ScopedWeight {
    inner: Box<dyn Weight>,
    leaf: Leaf,
    filter: PassageFilter,
    fields: Fields,
}

impl Weight for ScopedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inner = self.inner.scorer(segment, boost)?;
        let reader = PassageReader::open(segment, &self.fields, &[&self.leaf])?;
        let leaf = self.leaf.clone();
        let mut scorer = ScopedScorer { inner, reader, leaf, filter: self.filter, found: Vec::new() };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(segment, document)
    }
}

struct ScopedScorer {
    inner: Box<dyn Scorer>,
    reader: PassageReader,
    leaf: Leaf,
    filter: PassageFilter,
    found: Vec<PassageMatch>,
}

impl ScopedScorer {
    fn fits(&mut self) -> bool {
        let document = self.inner.doc();
        self.reader.passages(document, &[&self.leaf], &mut self.found);
        let mut marks = self.reader.marks(document).enumerate();
        self.found.iter().any(|passage| {
            marks.by_ref().find(|(place, _)| *place == passage.place).is_some_and(|(_, mark)| self.filter.allows(mark))
        })
    }

    /// Goes on to the next document that fits, if this one does not.
    fn settle(&mut self) -> DocId {
        while self.inner.doc() != TERMINATED && !self.fits() {
            self.inner.advance();
        }
        self.inner.doc()
    }
}

impl DocSet for ScopedScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.inner.doc() < target {
            self.inner.seek(target);
            return self.settle();
        }
        self.inner.doc()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for ScopedScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
