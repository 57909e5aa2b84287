//! The shared PDFs beside what another program reads from them, line by line.

use std::path::{Path, PathBuf};

use rolebook::import::readers::pdf::lines;
use similar::{Algorithm, capture_diff_slices, diff_ratio};

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents").join(path)
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn the_words_of_the_gold_pdfs_are_those_of_their_reference_text() {
    let folder = shared("import-gold");
    if !folder.exists() {
        println!("skipped: there are no shared documents here");
        return;
    }
    let mut read = 0;
    for entry in std::fs::read_dir(folder.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "pdf") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let reference = std::fs::read_to_string(folder.join("text").join(format!("{name}.txt"))).unwrap();
        let (lines, _) = lines(&std::fs::read(&path).unwrap()).unwrap();
        let text: Vec<String> = lines.into_iter().map(|line| line.text).collect();
        let text = text.join("\n");
        let (one, other) = (words(&text), words(&reference));
        let ratio = diff_ratio(&capture_diff_slices(Algorithm::Myers, &one, &other), one.len(), other.len());
        println!("{ratio:.4} {name}");
        assert!(ratio >= 0.97, "{name}: {ratio}");
        read += 1;
    }
    assert!(read >= 4, "{read}");
}

#[test]
fn all_shared_pdfs_have_text() {
    let mut read = 0;
    for folder in ["la-bulletins/pdf", "tts-18f/pdf"] {
        let Ok(entries) = std::fs::read_dir(shared(folder)) else {
            println!("skipped: {folder} is not here");
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let (lines, _) = lines(&std::fs::read(&path).unwrap()).unwrap_or_else(|why| panic!("{path:?}: {why}"));
            let letters: usize = lines.iter().map(|line| line.text.trim().len()).sum();
            assert!(letters > 500, "{path:?}: {letters}");
            read += 1;
        }
    }
    println!("{read} PDFs read");
}
