//! The folder that holds the index in use, and the one that is to take its place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::analysis::Analyzer;
use super::{IndexError, SearchIndex};

/// The file that names the index in use.
const CURRENT: &str = "current";
/// With what the names of index folders begin; a number follows.
const PREFIX: &str = "index-";

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
        let Some(name) = self.current() else { return Err(IndexError::Missing) };
        let folder = self.path.join(name);
        if !folder.is_dir() {
            return Err(IndexError::Missing);
        }
        SearchIndex::open_in(&folder, analyzer.clone(), activities.to_vec())
    }

    /// The name of the index in use, if it has the form of one.
    fn current(&self) -> Option<String> {
        let name = fs::read_to_string(self.path.join(CURRENT)).ok()?;
        number_of(name.trim()).map(|number| format!("{PREFIX}{number}"))
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
        let (number, folder) = self.new_folder()?;
        let made = SearchIndex::create_in(&folder, analyzer.clone(), activities.to_vec())
            .and_then(|index| fill(&index).map(|()| index))
            .and_then(|index| self.point_at(number).map(|()| index).map_err(IndexError::from));
        match made {
            Ok(index) => {
                self.sweep(number);
                Ok(index)
            }
            Err(error) => {
                // Half an index is of no use to anybody; if it can't be removed, the next one will.
                let _ = fs::remove_dir_all(&folder);
                Err(error)
            }
        }
    }

    /// A folder that nobody else uses, numbered higher than all there are.
    fn new_folder(&self) -> Result<(u64, PathBuf), IndexError> {
        let mut number = self.numbers()?.into_iter().max().unwrap_or_default() + 1;
        loop {
            let folder = self.path.join(format!("{PREFIX}{number}"));
            match fs::create_dir(&folder) {
                Ok(()) => return Ok((number, folder)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn numbers(&self) -> io::Result<Vec<u64>> {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            numbers.extend(entry?.file_name().to_str().and_then(number_of));
        }
        Ok(numbers)
    }

    fn point_at(&self, number: u64) -> io::Result<()> {
        let temporary = self.path.join(format!("{CURRENT}.{number}"));
        fs::write(&temporary, format!("{PREFIX}{number}\n"))?;
        fs::File::open(&temporary)?.sync_all()?;
        fs::rename(&temporary, self.path.join(CURRENT))
    }

    /// Removes the indexes that came before. Who still reads one goes on reading: its files are held or mapped.
    fn sweep(&self, newest: u64) {
        for number in self.numbers().unwrap_or_default().into_iter().filter(|number| *number < newest) {
            // One that can't be removed now is removed after the next.
            let _ = fs::remove_dir_all(self.path.join(format!("{PREFIX}{number}")));
        }
    }
}

fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}
