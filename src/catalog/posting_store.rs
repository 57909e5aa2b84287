//! What a store of postings can do: hand out what is kept, keep more, and replace what somebody has seen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::store::StoreError;
use crate::model::finding::Finding;
use crate::model::identifier::{PostingId, TextHash};
use crate::model::posting::KeptPosting;

/// A place that keeps postings.
pub trait PostingStore: Send + Sync {
    /// All postings, with everything that is wrong with them.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn postings(&self) -> Result<KeptPostings, StoreError>;

    /// One posting, if it is there.
    ///
    /// # Errors
    /// When the disk refuses.
    fn posting(&self, id: &PostingId) -> Result<Option<PostingFile>, StoreError>;

    /// A text that postings were made from; none if it is gone or is not what it was.
    ///
    /// # Errors
    /// When the disk refuses.
    fn posting_text(&self, hash: &TextHash) -> Result<Option<String>, StoreError>;

    /// Keeps a posting with the texts that it was made from, and answers when it is safe on disk; the hash of its file.
    ///
    /// # Errors
    /// `PostingExists` when there is one of that name and none was to be replaced; `PostingChanged` when the one that
    /// was to be replaced is not the one that was `seen`; `Busy`, or what the disk said. Nothing has changed then.
    fn keep_posting(
        &self,
        posting: &KeptPosting,
        texts: &[String],
        seen: Option<&TextHash>,
    ) -> Result<TextHash, StoreError>;
}

/// All postings.
#[derive(Debug, Clone, Default)]
pub struct KeptPostings {
    /// Those that can be read.
    pub postings: BTreeMap<PostingId, Arc<PostingFile>>,
    /// What is wrong, with the file where it is.
    pub findings: Vec<Finding>,
}

/// The file of a posting.
#[derive(Debug, Clone, PartialEq)]
pub struct PostingFile {
    /// The posting; none when its file could not be understood.
    pub posting: Option<KeptPosting>,
    /// The hash of the file, by which a change is noticed.
    pub hash: TextHash,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

impl PostingFile {
    /// The posting, if nothing is wrong with its file.
    pub fn sound(&self) -> Option<&KeptPosting> {
        self.posting.as_ref().filter(|_| !self.findings.iter().any(Finding::is_error))
    }
}
