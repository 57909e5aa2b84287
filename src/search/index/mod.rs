//! The index: derived from the catalog, never the truth. Any doubt about it is answered by making it anew.
//!
//! An index is a folder of its own below the index folder; the file `current` names the one in use. A new one is made
//! beside the old one, which answers meanwhile, and takes its place by renaming that one file.

pub mod analysis;
pub(in crate::search) mod columns;
mod days;
mod digests;
mod directory;
mod folder;
mod opening;
pub mod roster;
pub(in crate::search) mod schema;
mod seal;
mod stamp;
pub(in crate::search) mod stored;
mod writing;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::ArcSwapOption;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::store::Compressor;
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyError};

pub use self::digests::Digests;
pub use self::folder::IndexFolder;
pub use self::stamp::IndexStamp;
pub use self::writing::Writing;

use self::analysis::{Analysis, Analyzer};
use self::columns::ColumnsOfAll;
use self::days::DaysOfAll;
use self::directory::IndexDirectory;
use self::roster::Roster;
use self::schema::Fields;

/// An index that is open for searching.
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    pub(in crate::search) fields: Fields,
    pub(in crate::search) analyzer: Analyzer,
    pub(in crate::search) activities: Vec<String>,
    pub(in crate::search) days: DaysOfAll,
    pub(in crate::search) columns: ColumnsOfAll,
    /// One writer, kept open as long as the index: opening one costs more than most writing.
    writer: Mutex<Option<IndexWriter>>,
    /// The folder's files; none of an index in memory.
    files: Option<IndexDirectory>,
    /// The commit that is being read.
    read: ArcSwapOption<Commit>,
}

/// A commit of an index.
#[derive(Debug)]
struct Commit {
    number: u64,
    stamp: Option<Arc<IndexStamp>>,
}

/// Why an index can't be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none.
    #[error("there is no index yet")]
    Missing,
    /// It is damaged, or was made by another version of the program.
    #[error("the index can't be used: {0}")]
    Unusable(String),
    /// Another process is writing to it.
    #[error("another process is writing to the index")]
    Busy,
    /// Writing or reading it failed.
    #[error("the index: {0}")]
    Failed(String),
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            TantivyError::DataCorruption(damage) => Self::Unusable(format!("{damage:?}")),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Blocks of the document store: small, because a page needs ten documents from ten places.
const STORE_BLOCK: usize = 4096;

fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    }
}

impl SearchIndex {
    /// An empty index in memory. `activities` are the names of the work activities, in the order of the vocabulary.
    ///
    /// # Errors
    /// When tantivy refuses.
    pub fn in_memory(analyzer: Analyzer, activities: Vec<String>) -> Result<Self, IndexError> {
        Self::create_on(RamDirectory::create(), analyzer, activities, None)
    }

    fn create_on(
        directory: impl Into<Box<dyn Directory>>,
        analyzer: Analyzer,
        activities: Vec<String>,
        files: Option<IndexDirectory>,
    ) -> Result<Self, IndexError> {
        let (schema, fields) = Fields::schema();
        let index = Index::create(directory, schema, settings())?;
        Self::of_index(index, fields, analyzer, activities, files)
    }

    fn of_index(
        index: Index,
        fields: Fields,
        analyzer: Analyzer,
        activities: Vec<String>,
        files: Option<IndexDirectory>,
    ) -> Result<Self, IndexError> {
        index.tokenizers().register(schema::PASSAGES, analyzer.for_index(true));
        index.tokenizers().register(schema::TITLES, analyzer.for_index(false));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (writer, read) = (Mutex::new(None), ArcSwapOption::empty());
        let (days, columns) = (DaysOfAll::default(), ColumnsOfAll::default());
        let opened = Self { index, reader, fields, analyzer, activities, days, columns, writer, files, read };
        opened.catch_up()?;
        Ok(opened)
    }

    /// Makes an empty index in a new folder.
    fn create_in(folder: &Path, analyzer: Analyzer, activities: Vec<String>) -> Result<Self, IndexError> {
        let directory = IndexDirectory::open(folder).map_err(|error| IndexError::Failed(error.to_string()))?;
        Self::create_on(directory.clone(), analyzer, activities, Some(directory))
    }

    /// What the index was made from; none when this version of the program did not make it.
    pub fn stamp(&self) -> Option<Arc<IndexStamp>> {
        self.read.load().as_ref().and_then(|commit| commit.stamp.clone())
    }

    /// Reads what another process has written since, if any has.
    ///
    /// # Errors
    /// When the files of the index are not there any more, or not as they were.
    pub fn catch_up(&self) -> Result<(), IndexError> {
        let metas = self.index.load_metas()?;
        if let Some(files) = &self.files
            && let Some(gone) = self.needed(&metas.list_segment_files()).find(|path| !files.is_there(path))
        {
            return Err(IndexError::Unusable(format!("the file {} is not there any more", gone.display())));
        }
        let stamp = metas.payload.and_then(|payload| IndexStamp::of_payload(&payload, self.is_literal()));
        self.now_at(metas.opstamp, stamp)
    }

    /// Those of these files that the index was seen to have.
    fn needed<'a>(&self, files: &'a HashSet<PathBuf>) -> impl Iterator<Item = &'a PathBuf> {
        let managed = self.index.directory().list_managed_files();
        files.iter().filter(move |path| managed.contains(*path))
    }

    /// Reads commit `number`, if it is not being read yet.
    fn now_at(&self, number: u64, stamp: Option<IndexStamp>) -> Result<(), IndexError> {
        let before = self.read.load().as_ref().map(|commit| commit.number);
        if before != Some(number) {
            if before.is_some() {
                self.reader.reload()?;
            }
            self.read.store(Some(Arc::new(Commit { number, stamp: stamp.map(Arc::new) })));
        }
        Ok(())
    }

    fn is_literal(&self) -> bool {
        self.analyzer.analysis() == Analysis::Literal
    }

    pub(in crate::search) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Changes whenever what can be found changes.
    pub fn generation(&self) -> u64 {
        self.reader.searcher().generation().generation_id()
    }

    /// What the index has of the roles' files at this moment.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn digests(&self) -> Result<Digests, IndexError> {
        Digests::of(&self.searcher(), self.fields.role, self.stamp())
    }

    /// The roles that the index knows at this moment.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn roster(&self) -> Result<Roster, IndexError> {
        Roster::of(&self.searcher(), self.fields.role, self.stamp())
    }

    /// Begins to write; `heap` are the bytes that may be used before something is written out.
    ///
    /// # Errors
    /// `Busy` when another process writes; what the disk said.
    pub fn write(&self, threads: usize, heap: usize) -> Result<Writing<'_>, IndexError> {
        let mut slot = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match slot.take() {
            Some(writer) => writer,
            None => {
                let writer = self.index.writer_with_num_threads(threads, heap)?;
                // Nobody else writes from here on; what somebody has written until now counts.
                self.reader.reload()?;
                writer
            }
        };
        Ok(Writing::new(self, writer, slot))
    }
}
