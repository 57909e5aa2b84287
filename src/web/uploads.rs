//! Files that people brought, read in workers and held for a while, so that a reading can be shown again and corrected.
//! What is held is what was read; the files themselves are forgotten.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::limits::Limits;
use super::problem::{Problem, ProblemKind};
use crate::app::import::{ReadFile, Refusal, read_blocks};
use crate::app::worker::Worker;
use crate::vocabulary::words::is_invisible;

/// Names of files are shown no longer than this.
const LONGEST_NAME: usize = 120;

/// Files that were read.
#[derive(Default)]
pub struct Uploads {
    held: Mutex<VecDeque<Held>>,
    under_way: Mutex<usize>,
    one_is_done: Condvar,
}

struct Held {
    hash: String,
    bytes: usize,
    file: Arc<ReadFile>,
}

/// A file under the name by which it is held.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The BLAKE3 hash of its name and its bytes. Nobody guesses it who has not got the file.
    pub hash: String,
    /// What was read.
    pub file: Arc<ReadFile>,
}

/// Why a file that was brought is not shown.
#[derive(Debug)]
pub enum NotRead {
    /// It is refused.
    Refused(Refusal),
    /// So many others are being read that its turn did not come.
    Busy,
}

impl From<NotRead> for Problem {
    fn from(why: NotRead) -> Self {
        match why {
            NotRead::Refused(why) => Self::new(ProblemKind::UnreadableFile, why.to_string()),
            NotRead::Busy => Self::new(ProblemKind::Overloaded, "many files are being read; come back in a moment"),
        }
    }
}

impl Uploads {
    /// Reads a file in a worker of its own, and holds what was read.
    ///
    /// # Errors
    /// Why it is refused, or that its turn did not come.
    pub fn read(&self, name: &str, bytes: &[u8], limits: &Limits) -> Result<Upload, NotRead> {
        let name = shown_name(name);
        let hash = hash_of(&name, bytes);
        if let Some(file) = self.held(&hash) {
            return Ok(Upload { hash, file });
        }
        let worker = Worker::of_this_program().map_err(|error| NotRead::Refused(Refusal::Worker(error.into())))?;
        let file = {
            let _turn = self.turn(limits)?;
            Arc::new(read_blocks(&worker.stopped_after(limits.reading), &name, bytes).map_err(NotRead::Refused)?)
        };
        self.hold(&hash, &file, limits);
        Ok(Upload { hash, file })
    }

    /// A file that is still held.
    pub fn held(&self, hash: &str) -> Option<Arc<ReadFile>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|held| held.hash == hash).map(|held| Arc::clone(&held.file))
    }

    fn hold(&self, hash: &str, file: &Arc<ReadFile>, limits: &Limits) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|held| held.hash != hash);
        held.push_back(Held { hash: hash.to_owned(), bytes: size_of(file), file: Arc::clone(file) });
        // The newest stays, however large it is: its page is about to be asked for.
        while held.len() > 1
            && (held.len() > limits.held_files || held.iter().map(|held| held.bytes).sum::<usize>() > limits.held_bytes)
        {
            held.pop_front();
        }
    }

    fn turn(&self, limits: &Limits) -> Result<Turn<'_>, NotRead> {
        let until = Instant::now() + limits.wait_to_read;
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        while *under_way >= limits.files_being_read {
            let left = until.saturating_duration_since(Instant::now());
            if left == Duration::ZERO {
                return Err(NotRead::Busy);
            }
            let waited = self.one_is_done.wait_timeout(under_way, left);
            under_way = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *under_way += 1;
        Ok(Turn { uploads: self })
    }
}

/// The right to have a worker; it ends when this is dropped.
struct Turn<'a> {
    uploads: &'a Uploads,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.uploads.under_way.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.uploads.one_is_done.notify_one();
    }
}

/// About how much memory a file takes that was read.
fn size_of(file: &ReadFile) -> usize {
    const BLOCK: usize = 200;
    file.blocks.iter().map(|block| BLOCK + 2 * block.text.len()).sum()
}

fn hash_of(name: &str, bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(name.len() as u64).to_le_bytes());
    hasher.update(name.as_bytes());
    hasher.update(bytes);
    hasher.finalize().to_hex().to_string()
}

/// The name of a file without the folders before it, and without what can't be seen: it could make it read as another.
fn shown_name(given: &str) -> String {
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control() && !is_invisible(*c)).take(LONGEST_NAME).collect();
    let name = name.trim().to_owned();
    if name.is_empty() { "file".to_owned() } else { name }
}
