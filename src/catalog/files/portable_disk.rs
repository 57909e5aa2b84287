//! The disk by way of the standard library alone, for systems that have nothing better.

use std::any::Any;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::catalog::disk::{Disk, Entry, EntryKind, Written};

/// The disk below a folder, by way of the standard library. Links are looked for before each step.
#[derive(Debug, Clone)]
pub struct PortableDisk {
    root: PathBuf,
}

impl PortableDisk {
    /// The disk below `root`.
    pub fn below(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Refuses a path that leaves the folder, or leads through a link.
    fn refuse_links(&self, path: &Path) -> io::Result<()> {
        let refused = |why: &str| io::Error::new(io::ErrorKind::InvalidInput, why.to_owned());
        let below = path.strip_prefix(&self.root).map_err(|_| refused("outside the catalog's folder"))?;
        let mut at = self.root.clone();
        for part in below.components() {
            if !matches!(part, Component::Normal(_)) {
                return Err(refused("outside the catalog's folder"));
            }
            at.push(part);
            match fs::symlink_metadata(&at) {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(refused("a link; the catalog does not follow links"));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl Disk for PortableDisk {
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        self.refuse_links(path)?;
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
        }
        let file = File::open(path)?;
        let length = usize::try_from(metadata.len()).unwrap_or(usize::MAX).min(most);
        let mut bytes = Vec::with_capacity(length + 1);
        file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.refuse_links(folder)?;
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
        self.refuse_links(folder)?;
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            made => made,
        }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        self.refuse_links(path)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        self.refuse_links(path)?;
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.refuse_links(to)?;
        // A link fails where the name exists; a rename would not.
        fs::hard_link(from, to)?;
        fs::remove_file(from)
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.refuse_links(to)?;
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.refuse_links(path)?;
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
        self.refuse_links(path)?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        super::lock::try_lock(file)
    }
}

impl Written for File {
    fn sync(self: Box<Self>) -> io::Result<()> {
        self.sync_all()
    }
}
