//! The files of an index: small ones are held in memory, large ones are mapped.
//!
//! A mapped file that somebody truncates kills the whole process when it is read. So an index is held in memory as
//! long as it is small; only one that is larger than [`HELD_IN_MEMORY`] is mapped, and memory does not grow with it.
//!
//! A file is written once and never changed. So whoever needs one that is held already gets the same bytes, which were
//! found whole when the index was opened: damage done later on the disk can't get into a merged segment.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::seal::{NAME_SEAL, length_without_seal, opened, seal_of_name, sealed};

/// The most bytes of an index that are held in memory: an index of some twenty thousand roles.
const HELD_IN_MEMORY: usize = 128 * 1024 * 1024;

/// A folder of index files.
#[derive(Debug, Clone)]
pub(super) struct IndexDirectory {
    folder: PathBuf,
    mapped: MmapDirectory,
    held: Arc<Holding>,
}

/// What is held in memory at present.
#[derive(Debug, Default)]
struct Holding {
    bytes: AtomicUsize,
    files: Mutex<HashMap<PathBuf, Weak<Held>>>,
}

impl Holding {
    fn files(&self) -> MutexGuard<'_, HashMap<PathBuf, Weak<Held>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, path: &Path) -> Option<Arc<Held>> {
        self.files().get(path).and_then(Weak::upgrade)
    }

    /// Holds the bytes of a file, if there is room for `length` bytes.
    fn hold(self: &Arc<Self>, path: &Path, full: &Path, length: usize) -> io::Result<Option<Arc<Held>>> {
        let before = self.bytes.fetch_add(length, Ordering::AcqRel);
        let read = if before.saturating_add(length) > HELD_IN_MEMORY { None } else { Some(read_whole(path, full)) };
        // The file may have grown or shrunk since its length was asked for.
        let there = read.as_ref().and_then(|read| read.as_ref().ok()).map_or(0, Vec::len);
        self.bytes.fetch_add(there, Ordering::AcqRel);
        self.bytes.fetch_sub(length, Ordering::AcqRel);
        let Some(bytes) = read.transpose()? else { return Ok(None) };
        let held = Arc::new(Held { bytes: OwnedBytes::new(bytes), held: Arc::clone(self) });
        let mut files = self.files();
        files.retain(|_, held| held.strong_count() > 0);
        files.insert(path.to_owned(), Arc::downgrade(&held));
        Ok(Some(held))
    }
}

impl IndexDirectory {
    /// The files in `folder`, which must exist.
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        let mapped = MmapDirectory::open(folder)?;
        Ok(Self { folder: folder.to_owned(), mapped, held: Arc::default() })
    }

    /// Whether a file is still there, as long as it was when it was read. It costs no more than asking for its length.
    pub(super) fn is_there(&self, path: &Path) -> bool {
        let held = self.held.find(path).map(|held| held.len() + NAME_SEAL);
        let length = fs::metadata(self.folder.join(path)).map(|metadata| usize::try_from(metadata.len()));
        matches!((length, held), (Ok(Ok(length)), held) if held.is_none_or(|held| held == length))
    }

    /// Writes a list beside the old one, and puts it in its place when it is safe. The name is always the same, so that
    /// one who is killed leaves nothing that the next does not write over.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let full = self.folder.join(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = self.folder.join(format!("{name}{NEW}"));
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        fs::rename(&beside, &full)
    }
}

/// The bytes of a file, if it is the one that `path` names.
fn read_whole(path: &Path, full: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = fs::read(full)?;
    let length = length_without_seal(path, bytes.len(), &bytes)?;
    bytes.truncate(length);
    Ok(bytes)
}

/// A file that is being written, and ends with the seal of its name.
struct Named {
    file: WritePtr,
    seal: [u8; NAME_SEAL],
}

impl io::Write for Named {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Named {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.file.write_all(&self.seal)?;
        self.file.terminate_ref(token)
    }
}

/// A mapped file without the seal of its name.
#[derive(Debug)]
struct Mapped {
    file: Arc<dyn FileHandle>,
    length: usize,
}

impl Mapped {
    /// The file, if it is the one that `path` names.
    fn new(path: &Path, file: Arc<dyn FileHandle>) -> io::Result<Self> {
        let length = file.len();
        let end = file.read_bytes(length.saturating_sub(NAME_SEAL)..length)?;
        Ok(Self { length: length_without_seal(path, length, &end)?, file })
    }
}

impl HasLen for Mapped {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Mapped {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.file.read_bytes(range)
    }
}

/// How the name of a list ends that is being written.
pub(super) const NEW: &str = ".new";

/// The bytes of a file in memory; their room is free again when nobody uses them any more.
#[derive(Debug)]
struct Held {
    bytes: OwnedBytes,
    held: Arc<Holding>,
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
        self.held.bytes.fetch_sub(self.bytes.len(), Ordering::AcqRel);
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let wrapped = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        if let Some(held) = self.held.find(path) {
            return Ok(held);
        }
        let full = self.folder.join(path);
        let length = match fs::metadata(&full) {
            Ok(metadata) => usize::try_from(metadata.len()).unwrap_or(usize::MAX),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
            }
            Err(error) => return Err(wrapped(error)),
        };
        match self.held.hold(path, &full, length).map_err(wrapped)? {
            Some(held) => Ok(held),
            None => Ok(Arc::new(Mapped::new(path, self.mapped.get_file_handle(path)?).map_err(wrapped)?)),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.held.files().remove(path);
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.mapped.open_write(path)?;
        Ok(WritePtr::new(Box::new(Named { file, seal: seal_of_name(path) })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.mapped.atomic_read(path)?;
        opened(bytes).map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.put(path, &sealed(data))
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
