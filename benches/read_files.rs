//! How many documents a second are read, format by format, in this process and each in a worker of its own.
//! `cargo bench --bench read_files -- FILE…`; without files, those of `../shared/documents` are taken, where they are.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rolebook::app::worker::Worker;
use rolebook::app::worker::job::Job;
use rolebook::import::block::Blocks;
use rolebook::import::readers::read;
use rolebook::import::unreadable::Unreadable;

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
    println!("{:<14}{:>8}{:>14}{:>16}{:>18}", "format", "files", "here, /s", "2 workers, /s", "largest, ms");
    for (format, files) in &groups {
        let times: Vec<Duration> = files.iter().map(|bytes| time(|| drop(read(bytes)))).collect();
        let here: Duration = times.iter().sum();
        let slowest = times.iter().max().copied().unwrap_or_default();
        let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
        let apart = time(|| threads.install(|| files.par_iter().for_each(|bytes| in_worker(&worker, bytes))));
        let rate = |time: Duration| files.len() as f64 / time.as_secs_f64().max(1e-9);
        let slowest = slowest.as_secs_f64() * 1000.0;
        println!("{format:<14}{:>8}{:>14.0}{:>16.0}{slowest:>18.1}", files.len(), rate(here), rate(apart));
    }
    Ok(())
}

fn in_worker(worker: &Worker, bytes: &[u8]) {
    let read: Result<Result<Blocks, Unreadable>, _> = worker.run(&Job::ReadFile, bytes);
    drop(read);
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
