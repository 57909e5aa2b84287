//! The disk by way of Linux: every path is opened beneath the catalog's folder, and no link is followed on the way.

use std::any::Any;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{
    AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags, ResolveFlags, fstat, mkdirat, openat, openat2, renameat,
    renameat_with, statat, unlinkat,
};

use super::lock;
use crate::catalog::disk::{Disk, Entry, EntryKind, Written, fingerprint};

/// The disk below a folder. Files are their owner's to read and write, folders their owner's to enter.
#[derive(Debug)]
pub struct LinuxDisk {
    root: PathBuf,
    folder: OwnedFd,
}

const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

impl LinuxDisk {
    /// The disk below `root`.
    ///
    /// # Errors
    /// When `root` is no folder, or the kernel can't open paths beneath a folder (before Linux 5.6).
    pub fn below(root: &Path) -> io::Result<Self> {
        let folder = openat(CWD, root, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let disk = Self { root: root.to_owned(), folder };
        disk.open(root, OFlags::DIRECTORY)?;
        Ok(disk)
    }

    fn open(&self, path: &Path, flags: OFlags) -> io::Result<File> {
        let outside = |_| io::Error::new(io::ErrorKind::InvalidInput, "outside the catalog's folder");
        let below = path.strip_prefix(&self.root).map_err(outside)?;
        let below = if below.as_os_str().is_empty() { Path::new(".") } else { below };
        let mode = if flags.contains(OFlags::CREATE) { Mode::from_raw_mode(FILE_MODE) } else { Mode::empty() };
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        // Opening a named pipe would wait for its other end.
        let flags = flags | OFlags::CLOEXEC | OFlags::NONBLOCK;
        match openat2(&self.folder, below, flags, mode, resolve) {
            Ok(opened) => Ok(File::from(opened)),
            Err(rustix::io::Errno::LOOP) => {
                Err(io::Error::new(io::ErrorKind::InvalidInput, "a link; the catalog does not follow links"))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The folder that holds `path`, and the name of `path` in it.
    fn parent<'a>(&self, path: &'a Path) -> io::Result<(File, &'a Path)> {
        let no_name = || io::Error::new(io::ErrorKind::InvalidInput, "not a name in the catalog's folder");
        let name = path.file_name().map(Path::new).ok_or_else(no_name)?;
        let folder = self.open(path.parent().ok_or_else(no_name)?, OFlags::DIRECTORY)?;
        Ok((folder, name))
    }
}

impl Disk for LinuxDisk {
    fn read(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let file = self.open(path, OFlags::RDONLY)?;
        let status = fstat(&file)?;
        if FileType::from_raw_mode(status.st_mode) != FileType::RegularFile {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
        }
        let length = usize::try_from(status.st_size).unwrap_or(0).min(most);
        let mut bytes = Vec::with_capacity(length + 1);
        file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_from(&self, path: &Path, from: u64, most: usize) -> io::Result<(u64, Vec<u8>)> {
        let mut file = self.open(path, OFlags::RDONLY)?;
        let status = fstat(&file)?;
        if FileType::from_raw_mode(status.st_mode) != FileType::RegularFile {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file"));
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        Ok((u64::try_from(status.st_size).unwrap_or_default(), bytes))
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in Dir::new(self.open(folder, OFlags::DIRECTORY)?)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::RegularFile => EntryKind::File,
                FileType::Directory => EntryKind::Folder,
                _ => EntryKind::Other,
            };
            entries.push(Entry { name, kind });
        }
        entries.sort();
        Ok(entries)
    }

    /// By the time of the last change, which nobody can set back, the length and the file's own number.
    fn stamps(&self, folder: &Path) -> io::Result<Vec<(String, u64)>> {
        let opened = self.open(folder, OFlags::DIRECTORY)?;
        let mut stamps = Vec::new();
        for entry in Dir::read_from(&opened)? {
            let entry = entry?;
            let status = match statat(&opened, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                // Gone since the folder was listed.
                Err(rustix::io::Errno::NOENT) => continue,
                status => status?,
            };
            if FileType::from_raw_mode(status.st_mode) == FileType::RegularFile {
                let marks =
                    format!("{} {} {} {}", status.st_ctime, status.st_ctime_nsec, status.st_size, status.st_ino);
                stamps.push((entry.file_name().to_string_lossy().into_owned(), fingerprint(marks.as_bytes())));
            }
        }
        stamps.sort();
        Ok(stamps)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let (parent, name) = self.parent(folder)?;
        match mkdirat(&parent, name, Mode::from_raw_mode(FOLDER_MODE)) {
            Err(rustix::io::Errno::EXIST) => self.open(folder, OFlags::DIRECTORY).map(|_| ()),
            made => Ok(made?),
        }
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        let mut file = self.open(path, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Written>> {
        let mut file = self.open(path, OFlags::WRONLY | OFlags::CREATE | OFlags::APPEND)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let ((from_folder, from), (to_folder, to)) = (self.parent(from)?, self.parent(to)?);
        match renameat_with(&from_folder, from, &to_folder, to, RenameFlags::NOREPLACE) {
            // File systems that do not know the flag say so; a link does the same in two steps.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOTSUP) => {
                rustix::fs::linkat(&from_folder, from, &to_folder, to, AtFlags::empty())?;
                Ok(unlinkat(&from_folder, from, AtFlags::empty())?)
            }
            renamed => Ok(renamed?),
        }
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        let ((from_folder, from), (to_folder, to)) = (self.parent(from)?, self.parent(to)?);
        Ok(renameat(&from_folder, from, &to_folder, to)?)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let (folder, name) = self.parent(path)?;
        Ok(unlinkat(folder.as_fd(), name, AtFlags::empty())?)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.open(folder, OFlags::DIRECTORY)?.sync_all()
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<Box<dyn Any + Send>>> {
        lock::try_lock(self.open(path, OFlags::RDWR | OFlags::CREATE)?)
    }
}
