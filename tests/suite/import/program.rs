//! All shared files through the real program: none crashes it, none hangs it, none takes more than its share of memory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde_json::Value;

use super::shared;
use crate::support::binary;

/// A debug build is many times slower than a released one; still nothing may come near the limits.
const PATIENCE: Duration = Duration::from_secs(60);
/// What the program and its worker may take together at their most.
const MOST_MIB: u64 = 600;

struct Run {
    file: PathBuf,
    time: Duration,
    peak_mib: u64,
    said: Value,
}

/// The most memory that a process and its children have had so far, in MiB.
fn peak(id: u32) -> u64 {
    let own = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let most = own.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    let below: u64 = children.split_whitespace().filter_map(|child| child.parse().ok()).map(peak).sum();
    most.unwrap_or_default() / 1024 + below
}

fn run(file: &Path) -> Run {
    let begun = Instant::now();
    let output = tempfile::tempfile().unwrap();
    let mut child = Command::new(binary())
        .args(["import", "--dry-run", "--json"])
        .arg(file)
        .stdout(Stdio::from(output.try_clone().unwrap()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak_mib = 0;
    let status = loop {
        peak_mib = peak_mib.max(peak(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{} took more than {PATIENCE:?}", file.display());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(matches!(status.code(), Some(0 | 1)), "{}: {status}", file.display());
    let mut output = output;
    std::io::Seek::rewind(&mut output).unwrap();
    let said = std::io::read_to_string(output).unwrap();
    let said = serde_json::from_str(&said).unwrap_or_else(|why| panic!("{}: {why}: {said}", file.display()));
    Run { file: file.to_owned(), time: begun.elapsed(), peak_mib, said }
}

fn files() -> Vec<PathBuf> {
    let folders =
        ["la-bulletins/txt", "la-bulletins/pdf", "tts-18f/md", "tts-18f/pdf", "usajobs/usajobs_txt", "../seeds"];
    let mut files = Vec::new();
    for folder in folders {
        let Some(folder) = shared(&format!("documents/{folder}")) else { continue };
        let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.retain(|path| path.is_file());
        found.sort();
        files.extend(found);
    }
    files
}

#[test]
fn every_shared_file_goes_through_the_program_in_good_time_and_memory() {
    let full = std::env::var("ROLEBOOK_HARDENING").is_ok_and(|extent| extent == "full");
    let files: Vec<PathBuf> = files().into_iter().step_by(if full { 1 } else { 40 }).collect();
    if files.is_empty() {
        return;
    }
    let threads = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let mut runs: Vec<Run> = threads.install(|| files.par_iter().map(|file| run(file)).collect());
    let (mut pieces, mut placed, mut refused) = (0, 0, 0);
    for run in &runs {
        match run.said["refused"].as_str() {
            Some(why) => {
                refused += 1;
                println!("refused: {}: {why}", run.file.display());
            }
            None => {
                pieces += run.said["coverage"]["blocks"].as_u64().unwrap();
                placed += run.said["coverage"]["placed"].as_u64().unwrap();
            }
        }
        assert!(run.peak_mib < MOST_MIB, "{}: {} MiB", run.file.display(), run.peak_mib);
    }
    println!("{} files, {refused} refused; {placed} of {pieces} pieces placed", runs.len());
    runs.sort_by_key(|run| std::cmp::Reverse(run.time));
    for run in runs.iter().take(5) {
        println!("{:6} ms, {:4} MiB: {}", run.time.as_millis(), run.peak_mib, run.file.display());
    }
    println!("most memory: {} MiB", runs.iter().map(|run| run.peak_mib).max().unwrap());
    assert!(refused * 20 <= runs.len(), "{refused} of {} files were refused", runs.len());
    assert!(placed * 1000 >= pieces * 999, "{placed} of {pieces} pieces have a place");
}
