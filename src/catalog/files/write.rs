//! Writing, step by step, so that a kill or a power cut between any two steps loses nothing that was acknowledged:
//! a temporary file, its bytes made safe, a rename that never overwrites a revision, the folder made safe, the ledger.

use std::io;
use std::path::{Path, PathBuf};

use super::layout::{DRAFT, Layout, TEMPORARY};
use super::ledger::{LARGEST_LEDGER, LedgerLine, whole_lines};
use crate::catalog::disk::Disk;
use crate::catalog::store::StoreError;

/// Writes below the catalog's folder. The caller holds the lock.
pub(super) struct Writer<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) layout: &'a Layout,
}

/// Why writing failed, and whether the disk can still be trusted.
pub(super) struct Failure {
    pub(super) error: StoreError,
    /// Making bytes safe failed: what the disk holds is unknown.
    pub(super) in_doubt: bool,
}

fn failure(action: &'static str, path: &Path, source: io::Error, in_doubt: bool) -> Failure {
    Failure { error: StoreError::Disk { action, path: path.to_owned(), source }, in_doubt }
}

impl Writer<'_> {
    /// Makes the folder of a role where it is missing, and makes it and the folders above it safe. Those that are there
    /// already may have been made by a process that was killed before it could make them safe.
    pub(super) fn make_folders(&self, folder: &Path) -> Result<(), Failure> {
        let above: Vec<&Path> = folder.ancestors().take_while(|at| *at != self.layout.root()).collect();
        for folder in above.iter().rev() {
            if self.disk.entries(folder).is_err() {
                self.disk.make_folder(folder).map_err(|error| failure("make the folder", folder, error, false))?;
            }
        }
        above.iter().filter_map(|folder| folder.parent()).try_for_each(|parent| self.sync_folder(parent))
    }

    /// Makes the names in a role's folder safe, and the folder itself: a process may have been killed before it could.
    pub(super) fn make_names_safe(&self, folder: &Path) -> Result<(), Failure> {
        self.sync_folder(folder)?;
        self.make_folders(folder)
    }

    /// Creates a file that must not exist yet; it is wholly there and safe when this returns, or not there.
    pub(super) fn create_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.place(path, bytes, false)
    }

    /// Replaces a file, or creates it.
    pub(super) fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.place(path, bytes, true)
    }

    fn place(&self, path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
        let folder = path.parent().unwrap_or(self.layout.root());
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let temporary = folder.join(format!("{TEMPORARY}{name}"));
        let placed = self.place_by_way_of(&temporary, path, bytes, replace);
        if placed.is_err() {
            // What is left is swept at the next start, if even this fails.
            let _ = self.disk.remove(&temporary);
        }
        placed?;
        self.sync_folder(folder)
    }

    fn place_by_way_of(&self, temporary: &Path, path: &Path, bytes: &[u8], replace: bool) -> Result<(), Failure> {
        let written = self.disk.create(temporary, bytes).map_err(|error| failure("write", path, error, false))?;
        written.sync().map_err(|error| failure("make safe on disk", path, error, true))?;
        let renamed =
            if replace { self.disk.rename_over(temporary, path) } else { self.disk.rename_new(temporary, path) };
        renamed.map_err(|error| failure("write", path, error, false))
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), Failure> {
        self.disk.sync_folder(folder).map_err(|error| failure("make safe on disk", folder, error, true))
    }

    /// Removes a file, safely.
    pub(super) fn remove(&self, path: &Path) -> Result<(), Failure> {
        match self.disk.remove(path) {
            Ok(()) => {}
            // It may have been removed by a process that was killed before it could make that safe.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failure("remove", path, error, false)),
        }
        let folder = path.parent().unwrap_or(self.layout.root());
        match self.disk.sync_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            synced => synced.map_err(|error| failure("make safe on disk", folder, error, true)),
        }
    }

    /// Publishes: the revision's file, then its line in the ledger. Taken back if either fails.
    pub(super) fn publish(&self, path: &Path, text: &str, line: &LedgerLine) -> Result<(), Failure> {
        let ledger = self.layout.ledger();
        let before = match self.disk.read(&ledger, LARGEST_LEDGER) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failure("read", &ledger, error, false)),
        };
        self.create_new(path, text.as_bytes()).and_then(|()| self.record(line)).map_err(|failure| {
            // Not acknowledged, so it must not be there; where it can't be taken back, the disk is in doubt.
            if self.take_back(path, text, &before).is_ok() {
                return failure;
            }
            let error = StoreError::Unsure { id: line.role.clone(), source: Box::new(failure.error) };
            Failure { error, in_doubt: true }
        })
    }

    /// Adds a line to the ledger. The ledger's own name, if it has one, was made safe with the role's folder.
    pub(super) fn record(&self, line: &LedgerLine) -> Result<(), Failure> {
        let path = self.layout.ledger();
        let is_new = self.disk.read(&path, 1).is_err();
        let written = self
            .disk
            .append(&path, line.to_text().as_bytes())
            .map_err(|error| failure("write to", &path, error, false))?;
        written.sync().map_err(|error| failure("make safe on disk", &path, error, true))?;
        if is_new { self.sync_folder(self.layout.root()) } else { Ok(()) }
    }

    /// Removes the revision if it is ours, and makes the ledger what it was. Whatever step fails, the ledger never
    /// names a revision that is gone: a revision without its line is an interrupted publish, a line without its
    /// revision would be a loss.
    fn take_back(&self, path: &Path, text: &str, ledger_before: &[u8]) -> Result<(), Failure> {
        let ledger = self.layout.ledger();
        let now = match self.disk.read(&ledger, LARGEST_LEDGER) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failure("read", &ledger, error, false)),
        };
        if whole_lines(&now) > ledger_before.len() {
            self.restore_ledger(&now, ledger_before)?;
            return self.remove_own(path, text);
        }
        // A line that was cut off names nothing, and on a full disk removing the revision makes the room to mend it.
        // Where there is none even so, the line can wait: the next publishing mends it.
        self.remove_own(path, text)?;
        let restored = self.restore_ledger(&now, ledger_before);
        restored.or_else(|failure| if failure.in_doubt { Err(failure) } else { Ok(()) })
    }

    fn restore_ledger(&self, now: &[u8], before: &[u8]) -> Result<(), Failure> {
        let ledger = self.layout.ledger();
        if now == before {
            return Ok(());
        }
        if before.is_empty() { self.remove(&ledger) } else { self.replace(&ledger, before) }
    }

    /// Removes a file that says exactly this; one that says something else is another's.
    pub(super) fn remove_own(&self, path: &Path, text: &str) -> Result<(), Failure> {
        match self.disk.read(path, text.len() + 1) {
            Ok(bytes) if bytes == text.as_bytes() => self.remove(path),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failure("read", path, error, false)),
        }
    }

    /// Makes the ledger safe as it stands: a process may have been killed between adding a line and making it safe.
    pub(super) fn make_ledger_safe(&self) -> Result<(), Failure> {
        let path = self.layout.ledger();
        match self.disk.read(&path, 1) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            _ => {}
        }
        let written = self.disk.append(&path, b"").map_err(|error| failure("write to", &path, error, false))?;
        written.sync().map_err(|error| failure("make safe on disk", &path, error, true))?;
        self.sync_folder(self.layout.root())
    }

    /// Cuts off a line of the ledger that was not written to its end, by way of a new file; whether there was one.
    pub(super) fn mend_ledger(&self) -> Result<bool, Failure> {
        let path = self.layout.ledger();
        let bytes = match self.disk.read(&path, LARGEST_LEDGER) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(failure("read", &path, error, false)),
        };
        let whole = whole_lines(&bytes);
        if whole == bytes.len() {
            return Ok(false);
        }
        self.replace(&path, bytes.get(..whole).unwrap_or_default())?;
        Ok(true)
    }

    /// Removes temporary files from a folder; their paths.
    pub(super) fn sweep(&self, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
        let entries = match self.disk.entries(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failure("list", folder, error, false)),
        };
        let mut swept = Vec::new();
        for entry in entries.iter().filter(|entry| entry.name.starts_with(TEMPORARY)) {
            let path = folder.join(&entry.name);
            self.remove(&path)?;
            swept.push(path);
        }
        Ok(swept)
    }

    /// The path of a role's draft in its folder.
    pub(super) fn draft_in(folder: &Path) -> PathBuf {
        folder.join(DRAFT)
    }
}
