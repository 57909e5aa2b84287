//! How many documents a second are read, format by format: to blocks alone and to what they mean, in this process, and the
//! whole way with two workers at a time, as `rolebook import` and the service go it.
//! `cargo bench --bench read_files -- FILE…`; without files, those of `../shared/documents` are taken, where they are.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rolebook::app::import::{ReadFile, read_file, understand};
use rolebook::app::worker::Worker;
use rolebook::import::readers::read;
use rolebook::import::understand::tables::loosened;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).map(PathBuf::from).collect();
    let mut paths = named;
    if paths.is_empty() {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents"), &mut paths)?;
    }
    let mut groups: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for path in paths {
        let bytes = std::fs::read(path)?;
        if let Ok(blocks) = read(&bytes) {
            groups.entry(format!("{:?}", blocks.format)).or_default().push(bytes);
        }
    }
    let worker = Worker::of(env!("CARGO_BIN_EXE_rolebook"));
    println!(
        "{:<14}{:>8}{:>16}{:>18}{:>18}{:>18}",
        "format", "files", "to blocks, /s", "to meaning, /s", "2 workers, /s", "slowest, ms"
    );
    for (format, files) in &groups {
        let blocks: Duration = files.iter().map(|bytes| time(|| drop(read(bytes)))).sum();
        let times: Vec<Duration> = files.iter().map(|bytes| time(|| whole(bytes))).collect();
        let meaning: Duration = times.iter().sum();
        let slowest = times.iter().max().copied().unwrap_or_default();
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
        let apart =
            time(|| threads.install(|| files.par_iter().for_each(|bytes| drop(read_file(&worker, "file", bytes)))));
        let rate = |time: Duration| files.len() as f64 / time.as_secs_f64().max(1e-9);
        let slowest = slowest.as_secs_f64() * 1000.0;
        let (blocks, meaning, apart) = (rate(blocks), rate(meaning), rate(apart));
        println!("{format:<14}{:>8}{blocks:>16.0}{meaning:>18.0}{apart:>18.0}{slowest:>18.1}", files.len());
    }
    Ok(())
}

/// Reads a file and understands it, in this process.
fn whole(bytes: &[u8]) {
    if let Ok(found) = read(bytes) {
        let file = ReadFile { name: String::new(), blocks: loosened(found.blocks), remarks: found.remarks };
        drop(understand(&file));
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The documents below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Outcome<()> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("{} is not here", folder.display());
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        let kind = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            files(&path, found)?;
        } else if ["txt", "md", "html", "docx", "odt", "pdf"].contains(&kind.as_str()) {
            found.push(path);
        }
    }
    Ok(())
}
