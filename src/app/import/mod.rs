//! A file that somebody brings: read in a process of its own, understood, and written as drafts.

mod arrangement;
mod drafts;
mod employer;
mod kin;
mod preview;
mod reading;
mod surroundings;

use std::path::Path;

pub use self::arrangement::{Arrangement, MOST_PIECES, Step};
pub use self::drafts::{Destination, Written, destination, draft_of, prepared, write_draft, write_drafts};
pub use self::kin::Kin;
pub use self::preview::{Preview, preview};
pub use self::reading::{BlockReading, Coverage, NotPlaced, Reading};
pub use self::surroundings::{SearchedCatalog, Surroundings, WholeCatalog};

use super::error::AppError;
use super::worker::job::Job;
use super::worker::{Worker, WorkerError};
use crate::import::block::{Block, Blocks};
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

/// A file that was read and not yet understood: its blocks, and what its reader left out.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// The file's name, as whoever brought it has it.
    pub name: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// What its reader could not read or left out, in words.
    pub remarks: Vec<String>,
}

/// Reads a file of the disk.
///
/// # Errors
/// When there is no such file, or it can't be opened.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|source| AppError::File { action: "read", path: path.display().to_string(), source })
}

/// Reads the bytes of a file. `name` is what its drafts call their source.
///
/// # Errors
/// Why the file is refused.
pub fn read_blocks(worker: &Worker, name: &str, bytes: &[u8]) -> Result<ReadFile, Refusal> {
    let read: Result<Blocks, Unreadable> = worker.run(&Job::ReadFile, bytes)?;
    let Blocks { blocks, remarks, .. } = read?;
    Ok(ReadFile { name: name.to_owned(), blocks: tables::loosened(blocks), remarks })
}

/// Understands a file that was read.
///
/// # Errors
/// When it is no job description.
pub fn understand(file: &ReadFile) -> Result<Reading, Refusal> {
    let readings = lines::read(&file.blocks);
    judge(&file.blocks, &readings)?;
    let found = roles::read(&file.blocks, &readings);
    Ok(reading::reading(file, &file.blocks, &readings, found))
}

/// Understands a file as a person has arranged it. What they say of a piece counts.
pub fn understand_arranged(file: &ReadFile, arrangement: &Arrangement) -> Reading {
    let blocks = arrangement.blocks(&file.blocks);
    let mut readings = lines::read(&blocks);
    for (at, reading) in readings.iter_mut().enumerate() {
        if let Some(kind) = arrangement.chosen(at).filter(|kind| *kind != reading.kind) {
            (reading.kind, reading.by_hand) = (kind, true);
        }
    }
    let found = roles::read(&blocks, &readings);
    reading::reading(file, &blocks, &readings, found)
}

/// Reads and understands the bytes of a file.
///
/// # Errors
/// Why the file is refused.
pub fn read_file(worker: &Worker, name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    understand(&read_blocks(worker, name, bytes)?)
}
