//! Good files, damaged at random, read by workers: some are read, some refused, and each is answered.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::build::{Docx, at, odt, p, pdf};
use super::hostile::said;
use crate::store::dice::Dice;

/// How many there are in CI, and in the full run.
const FEW: usize = 80;
const MANY: usize = 5_000;

fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    match dice.below(5) {
        0 => bytes.truncate(dice.below(bytes.len())),
        1 => set(dice, bytes, 1),
        2 => set(dice, bytes, 20),
        3 => {
            let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            for _ in 0..3 {
                if let Some(at) = digits.get(dice.below(digits.len())) {
                    bytes[*at] = b'0' + dice.below(10) as u8;
                }
            }
        }
        _ => {
            let (from, length) = (dice.below(bytes.len()), dice.below(200));
            let piece: Vec<u8> = bytes.iter().skip(from).take(length).copied().collect();
            let at = dice.below(bytes.len());
            bytes.splice(at..at, piece);
        }
    }
}

fn set(dice: &mut Dice, bytes: &mut [u8], times: usize) {
    for _ in 0..times {
        let at = dice.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte = dice.below(256) as u8;
        }
    }
}

/// Good files: those of our own making, and the shared ones where there are any.
fn seeds() -> Vec<Vec<u8>> {
    let page = at(&[(14.0, "B", 72.0, 700.0, "Case Manager"), (10.0, "R", 72.0, 670.0, "Visits families at home.")]);
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let mut seeds = vec![
        pdf(&[&page, &page]),
        Docx::of(&format!("{}{table}", p("Visits families."))).bytes(),
        odt("<text:h>Duties</text:h><text:p>Visits</text:p>", "", ""),
        b"<html><body><h1>Duties</h1><ul><li>Visits</ul><table><tr><td>a</table></body></html>".to_vec(),
    ];
    for folder in ["la-bulletins/pdf", "tts-18f/pdf"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents").join(folder);
        let Ok(entries) = std::fs::read_dir(&folder) else {
            println!("{} is not here", folder.display());
            continue;
        };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        seeds.extend(paths.iter().map(|path| std::fs::read(path).unwrap()).filter(|bytes| bytes.len() < 1 << 20));
    }
    seeds
}

#[test]
fn damaged_files_are_read_or_refused_and_every_one_is_answered() {
    let full = std::env::var("ROLEBOOK_HARDENING").is_ok_and(|value| value == "full");
    let seeds = seeds();
    let outcomes: Vec<String> =
        (0..if full { MANY } else { FEW }).into_par_iter().map(|number| outcome(&seeds, number)).collect();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        *tally.entry(outcome).or_default() += 1;
    }
    for (outcome, count) in &tally {
        println!("{count:5} {outcome}");
    }
    assert!(tally["read"] > 0);
}

/// What became of the damaged file of this number.
fn outcome(seeds: &[Vec<u8>], number: usize) -> String {
    let mut bytes = seeds[number % seeds.len()].clone();
    damage(&mut Dice::new(number as u64), &mut bytes);
    match said(&bytes) {
        Ok(blocks) => {
            assert!(!blocks.blocks.is_empty());
            "read".to_owned()
        }
        Err(why) => {
            assert!(!why.is_empty() && !why.contains("panick"), "{why}");
            why.split([':', ';']).next().unwrap_or_default().to_owned()
        }
    }
}
