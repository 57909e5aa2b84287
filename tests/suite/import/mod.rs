//! Import: from files to blocks, from blocks to what they mean, from there to drafts.

mod facts;
mod gold;
mod gold_items;
mod journey;
mod labelled;
mod layout;
mod program;
mod seeds;
mod shared_files;
mod twins;
pub(crate) mod web;
mod web_hostile;

use std::path::{Path, PathBuf};

use rolebook::import::block::Block;
use rolebook::import::readers;
use rolebook::import::understand::lines::{self, LineReading};
use rolebook::import::understand::tables;

/// Material that is kept beside the project; tests that need it say so and pass where it is not there.
fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: {} is not there", found.display());
    None
}

fn understood(bytes: &[u8]) -> (Vec<Block>, Vec<LineReading>) {
    let blocks = tables::loosened(readers::read(bytes).unwrap().blocks);
    let readings = lines::read(&blocks);
    (blocks, readings)
}
