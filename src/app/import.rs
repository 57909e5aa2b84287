//! A file that somebody brings: read in a process of its own, then understood.

use std::path::Path;

use serde::Serialize;

use super::error::AppError;
use super::worker::job::Job;
use super::worker::{Worker, WorkerError};
use crate::import::block::{Block, Blocks, Shape};
use crate::import::understand::document::Document;
use crate::import::understand::facts::{self, report::report};
use crate::import::understand::kind::Kind;
use crate::import::understand::lines;
use crate::import::unreadable::Unreadable;

/// How a file was read, in the order of the file.
#[derive(Debug, Serialize)]
pub struct Reading {
    /// What the document states.
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// Every block and what it was taken for.
    pub blocks: Vec<BlockReading>,
}

/// What one block was taken for.
#[derive(Debug, Serialize)]
pub struct BlockReading {
    /// Its words.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Whether an item begins here.
    pub item: bool,
    /// Where it went; absent when no place was found for it.
    pub placed: Option<String>,
}

/// Why a file was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It can't be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Its reader failed.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}

/// Reads a file of the disk.
///
/// # Errors
/// When there is no such file, or it can't be opened.
pub fn file_bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|source| AppError::File { action: "read", path: path.display().to_string(), source })
}

/// Reads and understands the bytes of a file.
///
/// # Errors
/// Why the file is refused.
pub fn read_file(worker: &Worker, bytes: &[u8]) -> Result<Reading, Refusal> {
    let blocks: Result<Blocks, Unreadable> = worker.run(&Job::ReadFile, bytes)?;
    let blocks = blocks?.blocks;
    let readings = lines::read(&blocks);
    let facts = facts::read(&Document::new(&blocks, &readings, 0));
    let facts = report(&facts, &blocks);
    let blocks = blocks.into_iter().zip(readings).map(|(block, reading)| BlockReading {
        text: printed(&block),
        kind: reading.kind,
        item: true,
        placed: Some("somewhere".to_owned()),
    });
    Ok(Reading { facts, blocks: blocks.collect() })
}

/// A block's words with the number or bullet that is printed before them.
fn printed(block: &Block) -> String {
    match &block.shape {
        Shape::Item { printed: Some(mark), .. } => format!("{mark} {}", block.text).trim_end().to_owned(),
        _ => block.text.clone(),
    }
}
