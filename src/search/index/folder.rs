//! The folder that holds the index in use, and the one that is to take its place.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::analysis::Analyzer;
use super::directory::NEW;
use super::{IndexError, SearchIndex};

/// The file that names the index in use.
const CURRENT: &str = "current";
/// With what the names of index folders begin; a number follows.
const PREFIX: &str = "index-";
/// Held, together with others, by who makes an index; and alone by who clears away.
const LOCK: &str = ".lock";

/// The index folder.
#[derive(Debug, Clone)]
pub struct IndexFolder {
    path: PathBuf,
}

impl IndexFolder {
    /// The index folder at `path`, which need not exist yet.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// The index in use.
    ///
    /// # Errors
    /// `Missing` when there is none, `Unusable` when it is damaged or of another version.
    pub fn open(&self, analyzer: &Analyzer, activities: &[String]) -> Result<SearchIndex, IndexError> {
        let Some(number) = self.current() else { return Err(IndexError::Missing) };
        let folder = self.index(number);
        if !folder.is_dir() {
            return Err(IndexError::Missing);
        }
        SearchIndex::open_in(&folder, analyzer, activities)
    }

    fn index(&self, number: u32) -> PathBuf {
        self.path.join(format!("{PREFIX}{number}"))
    }

    /// The number of the index in use.
    fn current(&self) -> Option<u32> {
        number_of(fs::read_to_string(self.path.join(CURRENT)).ok()?.trim())
    }

    /// Makes a new index with `fill`, and puts it in the place of the one in use once it is safe on disk.
    ///
    /// # Errors
    /// What `fill` or the disk said; the index in use stays.
    pub fn replace(
        &self,
        analyzer: &Analyzer,
        activities: &[String],
        fill: impl FnOnce(&SearchIndex) -> Result<(), IndexError>,
    ) -> Result<SearchIndex, IndexError> {
        fs::create_dir_all(&self.path)?;
        let making = File::create(self.path.join(LOCK))?;
        // Where files can't be locked, an index that is being made may be cleared away; then it is made once more.
        let _ = making.lock_shared();
        let (number, folder) = self.new_folder()?;
        let made = SearchIndex::create_in(&folder, analyzer.clone(), activities.to_vec())
            .and_then(|index| fill(&index).map(|()| index))
            .and_then(|index| self.point_at(number).map(|()| index).map_err(IndexError::from));
        drop(making);
        match made {
            Ok(index) => {
                self.sweep();
                Ok(index)
            }
            Err(error) => {
                remove(&folder);
                Err(error)
            }
        }
    }

    /// A folder that nobody else uses, numbered higher than all there are.
    fn new_folder(&self) -> Result<(u32, PathBuf), IndexError> {
        let mut number = self.numbers()?.into_iter().max().unwrap_or_default();
        loop {
            number =
                number.checked_add(1).ok_or_else(|| IndexError::Failed("its folder has no number left".to_owned()))?;
            let folder = self.index(number);
            match fs::create_dir(&folder) {
                Ok(()) => return Ok((number, folder)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn numbers(&self) -> io::Result<Vec<u32>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            numbers.extend(entry?.file_name().to_str().and_then(number_of));
        }
        Ok(numbers)
    }

    fn point_at(&self, number: u32) -> io::Result<()> {
        let temporary = self.path.join(format!("{CURRENT}{NEW}-{number}"));
        fs::write(&temporary, format!("{PREFIX}{number}\n"))?;
        File::open(&temporary)?.sync_all()?;
        fs::rename(&temporary, self.path.join(CURRENT)).inspect_err(|_| drop(fs::remove_file(&temporary)))
    }

    /// Removes the indexes that came before, and what somebody left behind who was killed, unless an index is being
    /// made right now. Who still reads one goes on reading: its files are held or mapped.
    pub fn sweep(&self) {
        let Ok(lock) = File::create(self.path.join(LOCK)) else { return };
        if matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
            return;
        }
        // Asked for under the lock: nobody changes it now.
        let Some(current) = self.current().filter(|number| self.index(*number).is_dir()) else { return };
        for number in self.numbers().unwrap_or_default().into_iter().filter(|number| *number != current) {
            remove(&self.index(number));
        }
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with(&format!("{CURRENT}{NEW}-"))) {
                // What can't be removed now is removed the next time.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// The number in the name of an index folder.
fn number_of(name: &str) -> Option<u32> {
    let digits = name.strip_prefix(PREFIX)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Removes an index. Only files are removed that an index is made of, because the folder may have been named by mistake;
/// with anything else in it the folder stays. What can't be removed now is removed the next time.
fn remove(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_of_an_index) {
            let _ = fs::remove_file(entry.path());
        }
    }
    let _ = fs::remove_dir(folder);
}

fn is_of_an_index(name: &str) -> bool {
    let name = name.strip_suffix(NEW).unwrap_or(name);
    let of_segment = name
        .split_once('.')
        .is_some_and(|(segment, _)| segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit()));
    of_segment || matches!(name, "meta.json" | ".managed.json") || name.starts_with(".tantivy-")
}
