//! The files of an index: small ones are held in memory, large ones are mapped.
//!
//! A mapped file that somebody truncates kills the whole process when it is read. So an index is held in memory as
//! long as it is small; only one that is larger than [`HELD_IN_MEMORY`] is mapped, and memory does not grow with it.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// The most bytes of an index that are held in memory: an index of some twenty thousand roles.
const HELD_IN_MEMORY: usize = 128 * 1024 * 1024;

/// A folder of index files.
#[derive(Debug, Clone)]
pub(super) struct IndexDirectory {
    folder: PathBuf,
    mapped: MmapDirectory,
    /// The bytes that are held at present.
    held: Arc<AtomicUsize>,
}

impl IndexDirectory {
    /// The files in `folder`, which must exist.
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        let mapped = MmapDirectory::open(folder)?;
        Ok(Self { folder: folder.to_owned(), mapped, held: Arc::default() })
    }
}

/// The bytes of a file in memory; their room is free again when nobody uses them any more.
#[derive(Debug)]
struct Held {
    bytes: OwnedBytes,
    held: Arc<AtomicUsize>,
}

impl HasLen for Held {
    fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl FileHandle for Held {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.bytes.len() {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the index file is shorter than it says"));
        }
        Ok(self.bytes.slice(range))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.held.fetch_sub(self.bytes.len(), Ordering::AcqRel);
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let wrapped = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let full = self.folder.join(path);
        let length = match std::fs::metadata(&full) {
            Ok(metadata) => usize::try_from(metadata.len()).unwrap_or(usize::MAX),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
            }
            Err(error) => return Err(wrapped(error)),
        };
        let before = self.held.fetch_add(length, Ordering::AcqRel);
        if before.saturating_add(length) > HELD_IN_MEMORY {
            self.held.fetch_sub(length, Ordering::AcqRel);
            return self.mapped.get_file_handle(path);
        }
        let bytes = match std::fs::read(&full) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.held.fetch_sub(length, Ordering::AcqRel);
                return Err(wrapped(error));
            }
        };
        // The file may have grown or shrunk since its length was asked for.
        self.held.fetch_add(bytes.len(), Ordering::AcqRel);
        self.held.fetch_sub(length, Ordering::AcqRel);
        Ok(Arc::new(Held { bytes: OwnedBytes::new(bytes), held: Arc::clone(&self.held) }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(watch_callback)
    }
}
