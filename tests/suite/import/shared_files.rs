//! Files that nobody on the project wrote: none of them may be the end of the program.

use std::path::{Path, PathBuf};

use rolebook::import::readers;
use rolebook::import::understand::{lines, roles};

use super::shared;

/// All files, instead of one in six.
fn everything() -> bool {
    std::env::var("ROLEBOOK_HARDENING").is_ok_and(|extent| extent == "full")
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("versions") {
                files_under(&path, found);
            }
        } else if path.extension().is_some_and(|kind| kind == "txt" || kind == "md" || kind == "pdf" || kind == "html")
        {
            found.push(path);
        }
    }
}

#[test]
fn every_real_document_is_read_and_every_piece_of_it_accounted_for() {
    let mut files = Vec::new();
    for folder in ["documents/la-bulletins", "documents/tts-18f", "documents/usajobs/usajobs_txt", "seeds"] {
        let Some(folder) = shared(folder) else { return };
        files_under(&folder, &mut files);
    }
    files.sort();
    let step = if everything() { 1 } else { 6 };
    let (mut read, mut pieces, mut placed) = (0, 0, 0);
    for path in files.iter().step_by(step) {
        let Ok(found) = readers::read(&std::fs::read(path).unwrap()) else { continue };
        let readings = lines::read(&found.blocks);
        assert_eq!(readings.len(), found.blocks.len(), "{}", path.display());
        let understood = roles::read(&found.blocks, &readings);
        assert_eq!(understood.placed.len(), found.blocks.len(), "{}", path.display());
        read += 1;
        pieces += understood.placed.len();
        placed += understood.placed.iter().filter(|place| place.is_some()).count();
    }
    println!("{read} files read; {placed} of {pieces} pieces placed");
    assert!(read > files.len() / step / 2, "only {read} of {} files were read", files.len() / step);
}
