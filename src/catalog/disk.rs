//! What the store asks of a disk: few verbs, each a single step, so that tests can cut the power between any two.

use std::any::Any;
use std::io;
use std::path::Path;

/// A disk. Paths are those of the operating system; no verb follows a symbolic link at the path's end.
pub trait Disk: Send + Sync {
    /// The bytes of a file, at most `most` of them.
    ///
    /// # Errors
    /// When it does not exist, is no plain file or can't be read.
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;

    /// How long a file is, and its bytes from `from` on, at most `most` of them.
    ///
    /// # Errors
    /// When it does not exist, is no plain file or can't be read.
    fn read_from(&self, path: &Path, from: u64, most: usize) -> io::Result<(u64, Vec<u8>)> {
        let bytes = self.read(path, usize::MAX)?;
        let start = usize::try_from(from).unwrap_or(usize::MAX);
        let tail = bytes.get(start..).unwrap_or_default();
        let tail = tail.get(..most.min(tail.len())).unwrap_or_default();
        Ok((u64::try_from(bytes.len()).unwrap_or(u64::MAX), tail.to_vec()))
    }

    /// What stands in a folder, sorted by name.
    ///
    /// # Errors
    /// When it does not exist or can't be read.
    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// The plain files of a folder by name, each with a number that is another one once the file was changed.
    ///
    /// # Errors
    /// When the folder does not exist or can't be read.
    fn stamps(&self, folder: &Path) -> io::Result<Vec<(String, u64)>> {
        let files = self.entries(folder)?.into_iter().filter(|entry| entry.kind == EntryKind::File);
        files
            .map(|entry| {
                let bytes = self.read(&folder.join(&entry.name), usize::MAX)?;
                Ok((entry.name, fingerprint(&bytes)))
            })
            .collect()
    }

    /// Makes a folder; its parent exists. One that is there already is left alone.
    ///
    /// # Errors
    /// When it can't be made.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Creates a file that does not exist and writes `bytes` to it. They are safe only after [`Written::sync`].
    ///
    /// # Errors
    /// When the file exists or the bytes can't be written; what was written of it is left behind.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>>;

    /// Adds `bytes` at the end of a file, creating it if need be.
    ///
    /// # Errors
    /// When the bytes can't be written; some of them may be there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>>;

    /// Renames a file to a name that must not exist yet.
    ///
    /// # Errors
    /// `AlreadyExists` when it does; nothing has changed then.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Renames a file over one that may exist.
    ///
    /// # Errors
    /// When it can't; nothing has changed then.
    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it does not exist or can't be removed.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes sure that names which were added to or removed from a folder survive a power cut.
    ///
    /// # Errors
    /// When the disk says that it could not.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Takes the lock that is held by at most one process; `None` if another has it. Dropping the value gives it back.
    ///
    /// # Errors
    /// When the lock's file can't be opened or written.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Any + Send>>>;
}

/// A file that has been written to, still open.
pub trait Written {
    /// Makes sure that the bytes survive a power cut.
    ///
    /// # Errors
    /// When the disk says that it could not.
    fn sync(self: Box<Self>) -> io::Result<()>;
}

/// A name in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name; characters that are not Unicode are replaced.
    pub name: String,
    /// What it names.
    pub kind: EntryKind,
}

/// What a name in a folder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link or anything else, which the catalog does not use.
    Other,
}

/// A number that stands for these bytes: equal bytes have the same one, others practically never.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let mut number = [0; 8];
    number.iter_mut().zip(hash.as_bytes()).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(number)
}
