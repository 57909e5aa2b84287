//! Changing an index: documents in and out, then one commit.

use std::collections::BTreeMap;
use std::sync::{MutexGuard, PoisonError};

use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexWriter, TantivyDocument};

use super::schema::role_term;
use super::{IndexError, IndexStamp, SearchIndex};
use crate::model::identifier::RoleId;
use crate::search::document::SearchDocument;

/// An index that is being changed. Nothing is seen of it before [`Writing::commit`]; dropped, it changes nothing.
pub struct Writing<'a> {
    index: &'a SearchIndex,
    writer: Option<IndexWriter<TantivyDocument>>,
    slot: MutexGuard<'a, Option<IndexWriter>>,
    /// How many documents there will be.
    documents: u64,
    /// The roles that only their files can tell of: see [`IndexStamp`].
    unclear: BTreeMap<RoleId, u64>,
}

impl<'a> Writing<'a> {
    pub(super) fn new(index: &'a SearchIndex, writer: IndexWriter, slot: MutexGuard<'a, Option<IndexWriter>>) -> Self {
        let documents = index.searcher().num_docs();
        let unclear = index.stamp().map(|stamp| stamp.unclear.clone()).unwrap_or_default();
        Self { index, writer: Some(writer), slot, documents, unclear }
    }

    fn writer(&mut self) -> Result<&mut IndexWriter, IndexError> {
        self.writer.as_mut().ok_or_else(|| IndexError::Failed("writing has ended".to_owned()))
    }

    /// Adds a document.
    ///
    /// # Errors
    /// What the disk said.
    pub fn add(&mut self, document: &SearchDocument) -> Result<(), IndexError> {
        let entry = self.index.fields.document(document, &self.index.activities);
        self.writer()?.add_document(entry)?;
        self.documents += 1;
        Ok(())
    }

    /// Notes that the documents of a role do not tell how it stands; `digest` stands for its files.
    pub fn note_unclear(&mut self, role: RoleId, digest: u64) {
        self.unclear.insert(role, digest);
    }

    /// Takes out what was there of a role when writing began. Each role is taken out once at most.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn remove(&mut self, role: &RoleId) -> Result<(), IndexError> {
        let term = role_term(&self.index.fields, role);
        let query = TermQuery::new(term.clone(), IndexRecordOption::Basic);
        let there = self.index.searcher().search(&query, &Count)?;
        self.writer()?.delete_term(term);
        self.unclear.remove(role);
        self.documents = self.documents.saturating_sub(u64::try_from(there).unwrap_or(u64::MAX));
        Ok(())
    }

    /// Makes what was changed safe and visible. `catalog` and `shared` say what the index was made from.
    ///
    /// # Errors
    /// What the disk said; what can be found has not changed then.
    pub fn commit(mut self, catalog: u64, shared: u64) -> Result<(), IndexError> {
        let literal = self.index.is_literal();
        let unclear = std::mem::take(&mut self.unclear);
        let stamp = IndexStamp { catalog, shared, documents: self.documents, unclear };
        let mut prepared = self.writer()?.prepare_commit()?;
        prepared.set_payload(&stamp.to_payload(literal));
        let number = prepared.commit()?;
        self.index.now_at(number, Some(stamp))?;
        *self.slot = self.writer.take();
        Ok(())
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if let Some(mut writer) = self.writer.take()
            && writer.rollback().is_ok()
        {
            *self.slot = Some(writer);
        }
    }
}

impl SearchIndex {
    /// Waits until what was written is merged, and lets go of the writer.
    ///
    /// # Errors
    /// What the disk said.
    pub fn settle(&self) -> Result<(), IndexError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            writer.wait_merging_threads()?;
            self.reader.reload()?;
        }
        Ok(())
    }
}
