//! Opening an index that may be damaged: nothing is read by tantivy before it was found to be as it was written.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use tantivy::Index;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory as _, INDEX_WRITER_LOCK};

use super::analysis::Analyzer;
use super::directory::IndexDirectory;
use super::schema::Fields;
use super::{IndexError, SearchIndex, settings};

/// So often is an index tried that somebody else writes to meanwhile, who may have removed what was about to be read.
const TRIES: u32 = 3;

fn unusable(what: impl std::fmt::Display) -> IndexError {
    IndexError::Unusable(what.to_string())
}

impl SearchIndex {
    /// Opens the index in a folder, if every file of it is as it was written.
    pub(super) fn open_in(folder: &Path, analyzer: &Analyzer, activities: &[String]) -> Result<Self, IndexError> {
        for _ in 1..TRIES {
            let opened = Self::try_to_open(folder, analyzer, activities);
            if opened.is_ok() || !somebody_writes(folder) {
                return opened;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Self::try_to_open(folder, analyzer, activities)
    }

    /// Should tantivy panic on what has passed every check, that is an unusable index like any other.
    fn try_to_open(folder: &Path, analyzer: &Analyzer, activities: &[String]) -> Result<Self, IndexError> {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let directory = IndexDirectory::open(folder).map_err(unusable)?;
            let index = Index::open(directory.clone()).map_err(unusable)?;
            let (schema, fields) = Fields::schema();
            if index.schema() != schema || *index.settings() != settings() {
                return Err(unusable("it was made by another version of the program"));
            }
            // Held until the reader holds them, so that what is read is what was looked at.
            let _held = look_at_files(&index, &directory)?;
            let opened = Self::of_index(index, fields, analyzer.clone(), activities.to_vec(), Some(directory))?;
            let stamp = opened.stamp().ok_or_else(|| unusable("it was made by another version of the program"))?;
            if opened.searcher().num_docs() != stamp.documents {
                return Err(unusable("documents are missing"));
            }
            Ok(opened)
        }));
        opened.unwrap_or_else(|_| Err(unusable("reading it failed")))
    }
}

/// Compares the files of every segment with their checksums.
fn look_at_files(
    index: &Index,
    directory: &IndexDirectory,
) -> Result<Vec<std::sync::Arc<dyn tantivy::directory::FileHandle>>, IndexError> {
    if !directory.is_there(Path::new(".managed.json")) {
        return Err(unusable("the list of its files is missing"));
    }
    let mut held = Vec::new();
    for path in index.load_metas().map_err(unusable)?.list_segment_files() {
        if !directory.exists(&path).map_err(unusable)? {
            // Not every segment has every kind of file; one that is needed is missed when the segment is read.
            continue;
        }
        held.push(directory.get_file_handle(&path).map_err(unusable)?);
        if !index.directory().validate_checksum(&path).map_err(unusable)? {
            return Err(unusable(format!("the file {} was altered", path.display())));
        }
    }
    Ok(held)
}

/// Whether somebody is writing to the index in a folder.
fn somebody_writes(folder: &Path) -> bool {
    let Ok(directory) = IndexDirectory::open(folder) else { return false };
    matches!(directory.acquire_lock(&INDEX_WRITER_LOCK), Err(LockError::LockBusy))
}
