//! The operating system's disk.

use std::any::Any;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::catalog::disk::{Disk, Entry, EntryKind, Written};

/// The operating system's disk. Files are created for their owner's group to read and the owner to write.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file; the catalog does not follow links"));
        }
        let file = File::open(path)?;
        let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX).min(most);
        let mut bytes = Vec::with_capacity(length + 1);
        file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        if !is_folder(folder)? {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "not a folder; the catalog does not follow links"));
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let file_type = entry.file_type()?;
            let kind = if file_type.is_file() {
                EntryKind::File
            } else if file_type.is_dir() {
                EntryKind::Folder
            } else {
                EntryKind::Other
            };
            entries.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind });
        }
        entries.sort();
        Ok(entries)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(folder)? => Ok(()),
            made => made,
        }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            use rustix::io::Errno;
            match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
                // File systems that do not know the flag say so; a link does the same in two steps.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                renamed => return renamed.map_err(io::Error::from),
            }
        }
        fs::hard_link(from, to)?;
        fs::remove_file(from)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Any + Send>>> {
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        file.set_len(0)?;
        writeln!(file, "{}", std::process::id())?;
        Ok(Some(Box::new(file)))
    }
}

/// Whether a path names a folder itself, and not a link to one.
fn is_folder(path: &Path) -> io::Result<bool> {
    fs::symlink_metadata(path).map(|metadata| metadata.is_dir())
}

impl Written for File {
    fn sync(self: Box<Self>) -> io::Result<()> {
        self.sync_all()
    }
}
