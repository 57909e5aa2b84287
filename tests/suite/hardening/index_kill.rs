//! Whoever makes or changes the search index is killed, at random moments and at its system calls.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::catalog::{Catalog, DECISION};
use super::strace::{self, Call};
use super::{count, full_profile, skip};
use crate::store::dice::Dice;
use crate::support::{copy, shipped_catalog};

const QUESTION: [&str; 7] =
    ["search", "families OR records OR school", "--limit", "100", "--json", "--facets", "--index"];

/// What is being done when the blow falls.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Work {
    /// The index is made.
    First,
    /// The index is made anew beside the old one.
    Anew,
    /// A role was published since.
    Change,
}

const WORKS: [Work; 3] = [Work::First, Work::Anew, Work::Change];

/// A catalog, its index as it was before, and what is right now.
struct Ring {
    catalog: Catalog,
    work: TempDir,
    right: [Value; 2],
}

impl Ring {
    fn new() -> Self {
        let work = TempDir::new().unwrap();
        let catalog = Catalog::at(&work.path().join("catalog"));
        copy(&shipped_catalog(), catalog.root());
        catalog.write("organisations/acme.md", crate::support::ORGANISATION);
        let publish = |role: &str| {
            catalog.draft(role, "Keeps records of families.");
            let id = format!("acme/{role}");
            let arguments: Vec<&str> = ["publish", &id].into_iter().chain(DECISION).collect();
            catalog.must(&arguments);
        };
        publish("driver");
        let template = work.path().join("template");
        catalog.must(&[&QUESTION[..], &[template.to_str().unwrap()]].concat());
        publish("clerk");
        let changed = work.path().join("changed");
        copy(&template, &changed);
        let mut ring = Self { catalog, work, right: [Value::Null, Value::Null] };
        let made = ring.work.path().join("made");
        ring.right = [ring.ask(&changed).unwrap(), ring.ask(&made).unwrap()];
        ring
    }

    fn index(&self) -> PathBuf {
        self.work.path().join("index")
    }

    /// Puts the index into the state before, and says what is to be run.
    fn prepare(&self, work: Work) -> Vec<String> {
        let index = self.index();
        if index.exists() {
            fs::remove_dir_all(&index).unwrap();
        }
        if work != Work::First {
            copy(&self.work.path().join("template"), &index);
        }
        let words: &[&str] = if work == Work::Anew { &["index", "--rebuild"] } else { &["index"] };
        words.iter().copied().chain(["--index", index.to_str().unwrap()]).map(str::to_owned).collect()
    }

    fn ask(&self, index: &Path) -> Result<Value, String> {
        let run = self.catalog.run(&[&QUESTION[..], &[index.to_str().unwrap()]].concat());
        if run.code != 0 || !run.stderr.is_empty() {
            return Err(format!("{run:?}"));
        }
        serde_json::from_str(&run.stdout).map_err(|error| error.to_string())
    }

    /// What is wrong after the blow.
    fn faults(&self) -> Vec<String> {
        let index = self.index();
        let mut faults = Vec::new();
        match self.ask(&index) {
            Ok(page) if self.right.contains(&page) => {}
            Ok(page) => faults.push(format!("a wrong answer: {} roles", page["total"])),
            Err(error) => faults.push(error),
        }
        let verified = self.catalog.run(&["index", "--verify", "--index", index.to_str().unwrap()]);
        if verified.code != 0 {
            faults.push(format!("{verified:?}"));
        }
        let names = |folder: &Path| -> Vec<String> {
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let mut left = names(&index);
        left.retain(|name| name != ".lock" && name != "current");
        if left.len() != 1 {
            faults.push(format!("left behind: {left:?}"));
        }
        // Half-written files of the index in use go when it is written to the next time, which may be long.
        let inside: usize = left.iter().map(|folder| names(&index.join(folder)).len()).sum();
        if inside > 60 {
            faults.push(format!("{inside} files"));
        }
        faults
    }
}

#[test]
fn a_kill_at_any_moment_leaves_an_index_that_is_right_at_the_next_start() {
    let began = Instant::now();
    let ring = Ring::new();
    let mut dice = Dice::new(9);
    let (mut killed, mut all) = (0, Vec::new());
    let points = count(24, 240);
    for number in 0..points {
        let work = WORKS[number % WORKS.len()];
        let arguments = ring.prepare(work);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let started = Instant::now();
        let mut process =
            ring.catalog.command_under(&[], &arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let moment = Duration::from_micros(u64::try_from(dice.below(400_000)).unwrap());
        while started.elapsed() < moment && process.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(500));
        }
        killed += usize::from(process.try_wait().unwrap().is_none());
        let _ = process.kill();
        process.wait().unwrap();
        all.extend(ring.faults().into_iter().map(|fault| format!("{work:?} after {moment:?}: {fault}")));
    }
    eprintln!("index-kill: {points} runs, {killed} killed; {} s", began.elapsed().as_secs());
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(killed > 0, "nobody was killed");
}

#[test]
fn a_kill_at_any_call_that_changes_the_disk_leaves_an_index_that_is_right_at_the_next_start() {
    if !strace::is_available() {
        return skip("index-kill at system calls", "strace can't trace here");
    }
    let began = Instant::now();
    let ring = Ring::new();
    let (mut points, mut all) = (0, Vec::new());
    for work in WORKS {
        let arguments = ring.prepare(work);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let calls: Vec<Call> = strace::calls(&ring.catalog, &arguments)
            .into_iter()
            .filter(|call| strace::CHANGING.contains(&call.name.as_str()) || call.name == "openat")
            .collect();
        assert!(calls.len() > 10, "{calls:?}");
        let every = if full_profile() { 1 } else { calls.len() / 8 };
        for call in calls.iter().skip(every / 2).step_by(every) {
            ring.prepare(work);
            let rig = strace::inject(&[(&call.name, &format!("signal=SIGKILL:when={}", call.nth))]);
            let run = ring.catalog.run_under(&rig, &arguments);
            if run.code == 0 {
                // Threads took turns otherwise this time, and nobody made so many calls.
                continue;
            }
            points += 1;
            let point = format!("{work:?}, {} {}", call.name, call.nth);
            all.extend(ring.faults().into_iter().map(|fault| format!("{point}: {fault}")));
        }
    }
    eprintln!("index-kill: {points} system calls; {} s", began.elapsed().as_secs());
    assert!(all.is_empty(), "{}", all.join("\n"));
    assert!(points > 5, "only {points} were killed");
}
