//! Personal names that the source documents contain stand in no file of ours. They are held here as fingerprints,
//! so that they do not stand in this file either.

use std::path::{Path, PathBuf};

use super::seeds;

/// BLAKE3 of first and last name, in lower case, letters and digits only: the person in field j of the Oregon form,
/// the report's two authors, the mayor of the time.
const FULL_NAMES: [&str; 4] = [
    "13b5b121b7342592d275707434b686bc5c02f09d62799158dea8fb9be71c7d81",
    "d54886c2909290227121880f15beca37c9d83913fd430874cb750018b65f0af3",
    "7544f1032a34150158894047a88501eeb8870d6e20b8f2d29a935052ac271141",
    "4891c28e1af653844724fecabf3ea5aadbeded81819ac47bd16bfde42b2d0683",
];

/// The same of their last names alone.
const LAST_NAMES: [&str; 4] = [
    "5e2e77e1812701054529bdb0bceb8aed0658882a9330ab38ac9a1dddaeff47e3",
    "5971d7fb5f06f463a75a6d09a72d67bd8985e115672eb098e4de5fd6cfd34f68",
    "c8185aa588475d5e2300290ce42ce3059e609ac64b100e7549badee659428b3c",
    "3d985e6956a4d2290ed3e5a724167989d2021cb2f60160d2f5f89528044be7b3",
];

/// The words of a text in lower case, without apostrophes.
fn plain_words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn fingerprint(words: &str) -> String {
    blake3::hash(words.as_bytes()).to_hex().to_string()
}

/// The places in the lists at which a text has a name.
fn found_in(text: &str) -> (Vec<usize>, Vec<usize>) {
    let words = plain_words(text);
    let look = |list: &[&str], words: &str| list.iter().position(|known| *known == fingerprint(words));
    let full = words.windows(2).filter_map(|pair| look(&FULL_NAMES, &pair.join(" "))).collect();
    let last = words.iter().filter_map(|word| look(&LAST_NAMES, word)).collect();
    (full, last)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_personal_name_of_the_sources_stands_in_the_catalog_or_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["catalog", "src", "tests", "benches"] {
        files(&root.join(folder), &mut paths);
    }
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok().map(|text| (path, text)));
    let mut read = 0;
    for (path, text) in texts {
        read += 1;
        assert_eq!(found_in(&text), (vec![], vec![]), "{}", path.display());
    }
    assert!(read > 100, "only {read} files were read");
}

#[test]
fn the_fingerprints_are_those_of_names_in_the_sources() {
    let Some(folder) = seeds() else { return };
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let text: String = paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let (mut full, mut last) = found_in(&text);
    full.sort_unstable();
    full.dedup();
    last.sort_unstable();
    last.dedup();
    assert_eq!((full, last), (vec![0, 1, 2, 3], vec![0, 1, 2, 3]));
}
