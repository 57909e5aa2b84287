//! A file that somebody brings: read in a process of its own, understood, and written as drafts.

mod drafts;
mod kin;
mod reading;

use std::path::Path;

pub use self::drafts::{Written, write_drafts};
pub use self::kin::Kin;
pub use self::reading::{BlockReading, Coverage, NotPlaced, Reading};

use super::error::AppError;
use super::worker::job::Job;
use super::worker::{Worker, WorkerError};
use crate::import::block::Blocks;
use crate::import::understand::judgement::{NotARole, judge};
use crate::import::understand::{lines, roles, tables};
use crate::import::unreadable::Unreadable;

/// Why a file was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Its reader failed.
    #[error(transparent)]
    Worker(#[from] WorkerError),
    /// It is no job description.
    #[error(transparent)]
    NotARole(#[from] NotARole),
}

/// Reads a file of the disk.
///
/// # Errors
/// When there is no such file, or it can't be opened.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|source| AppError::File { action: "read", path: path.display().to_string(), source })
}

/// Reads and understands the bytes of a file. `name` is what its drafts call their source.
///
/// # Errors
/// Why the file is refused.
pub fn read_file(worker: &Worker, name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let read: Result<Blocks, Unreadable> = worker.run(&Job::ReadFile, bytes)?;
    let Blocks { blocks, remarks, .. } = read?;
    let blocks = tables::loosened(blocks);
    let readings = lines::read(&blocks);
    judge(&readings)?;
    let found = roles::read(&blocks, &readings);
    Ok(reading::reading(name, blocks, &readings, found, remarks))
}
