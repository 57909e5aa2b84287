//! R6: two processes, one catalog.

use std::fs::{self, File};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::catalog::{Catalog, DECISION};
use super::inspection::{Acknowledged, inspect};
use super::{count, skip, strace};
use crate::support::Run;

/// A catalog with one role, published once.
struct Ring {
    catalog: Catalog,
    acknowledged: Vec<Acknowledged>,
    _work: TempDir,
}

impl Ring {
    fn new() -> Self {
        let work = TempDir::new().unwrap();
        let catalog = Catalog::create(&work.path().join("catalog"));
        catalog.draft("driver", "Drives van 0.");
        let run = catalog.must(&publish("first"));
        Self { catalog, acknowledged: vec![Acknowledged::read(&run).unwrap()], _work: work }
    }

    /// Two processes publish the same draft, the second a moment later.
    fn round(&mut self, rig: &[String], number: usize) -> Result<(), String> {
        self.catalog.must(&["revise", "acme/driver", "--discard"]);
        self.catalog.edit("driver", "van ", &format!("van {number}"));
        let start = |reason| {
            let mut command = self.catalog.command_under(rig, &publish(reason));
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let one = start("one");
        std::thread::sleep(Duration::from_millis(number as u64 % 10));
        let other = start("other");
        let runs: [Run; 2] = [one, other].map(|process| process.wait_with_output().unwrap().into());
        let verdict = judge(&runs);
        self.acknowledged.extend(runs.iter().filter(|run| run.code == 0).filter_map(Acknowledged::read));
        let faults = inspect(&self.catalog, &self.acknowledged);
        verdict?;
        if faults.is_none() { Ok(()) } else { Err(format!("{faults:?} after {runs:?}")) }
    }
}

fn publish(reason: &str) -> Vec<&str> {
    let mut arguments = vec!["publish", "acme/driver", "--json"];
    arguments.extend(DECISION);
    arguments.iter_mut().filter(|word| **word == "hardening").for_each(|word| *word = reason);
    arguments
}

/// One wins, and the other is told to look again.
fn judge(runs: &[Run; 2]) -> Result<(), String> {
    let won = |run: &&Run| run.code == 0;
    if runs.iter().filter(won).count() != 1 {
        return Err(format!("not one winner: {runs:?}"));
    }
    let Some(loser) = runs.iter().find(|run| run.code != 0) else { return Ok(()) };
    let told = |words: &str| loser.stderr.contains(words);
    let right = match loser.code {
        1 => {
            told("error: acme/driver has changed: its newest revision is now")
                || told("error: acme/driver has no draft")
        }
        2 => told("error: the draft of acme/driver says what revision"),
        3 => told("is writing to this catalog"),
        _ => false,
    };
    if right && loser.stdout.is_empty() { Ok(()) } else { Err(format!("the loser was not told: {loser:?}")) }
}

#[test]
fn of_two_publishes_of_one_draft_one_wins_and_the_other_is_told() {
    let began = Instant::now();
    let mut ring = Ring::new();
    let rounds = count(40, 400);
    for number in 1..=rounds {
        if number % 20 == 0 {
            ring = Ring::new();
        }
        let before = ring.acknowledged.len();
        if let Err(fault) = ring.round(&[], number) {
            panic!("round {number}: {fault}");
        }
        assert_eq!(ring.acknowledged.len(), before + 1);
    }
    eprintln!("two-processes: {rounds} rounds, {rounds} winners, 0 lost; {} s", began.elapsed().as_secs());
}

#[test]
fn two_publishes_without_a_lock_are_noticed() {
    if !strace::is_available() {
        return skip("two-processes, planted", "strace can't trace here");
    }
    let rig = strace::inject(&[("flock", "retval=0"), ("renameat2", "delay_enter=50000")]);
    let mut ring = Ring::new();
    let fault = (1..=20).find_map(|number| ring.round(&rig, number).err());
    assert!(fault.is_some(), "twenty rounds without a lock, and nothing was noticed");
}

#[test]
fn a_catalog_that_another_process_holds_is_refused_by_its_number_and_taken_over_when_it_dies() {
    if !strace::is_available() {
        return skip("two-processes, holder", "strace can't trace here");
    }
    let mut ring = Ring::new();
    let catalog = &ring.catalog;
    catalog.must(&["revise", "acme/driver"]);
    catalog.edit("driver", "van 0", "van 1");
    // A publish that is stopped half-way.
    let rig = strace::inject(&[("fsync", "signal=SIGSTOP:when=1")]);
    let mut holder = catalog.command_under(&rig, &publish("stopped"));
    let mut holder = holder.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let lock = catalog.root().join(".lock");
    let held = || fs::read_to_string(&lock).is_ok_and(|pid| pid.trim().parse::<u32>().is_ok_and(|pid| pid > 0));
    while !held() {
        assert!(holder.try_wait().unwrap().is_none(), "the holder has ended");
        std::thread::sleep(Duration::from_millis(5));
    }
    // From taking the lock to the first fsync, where it stops, is a matter of milliseconds.
    std::thread::sleep(Duration::from_millis(500));
    let pid = catalog.lock_pid();
    let began = Instant::now();
    let second = catalog.run(&publish("second"));
    let waited = began.elapsed().as_millis();
    assert_eq!(second.code, 3, "{second:?}");
    assert!(second.stderr.contains(&format!("error: another rolebook (process {pid}) is writing")), "{second:?}");
    let repair = catalog.run(&["check", "--repair"]);
    assert_eq!(repair.code, 3, "{repair:?}");
    assert_eq!(catalog.run(&["show", "acme/driver"]).code, 0, "reading goes on");

    let kill = Command::new("kill").args(["-9", &pid]).status().unwrap();
    assert!(kill.success(), "{pid} was not there to be killed");
    let holder: Run = holder.wait_with_output().unwrap().into();
    assert_ne!(holder.code, 0, "{holder:?}");
    assert_eq!(catalog.lock_pid(), pid, "the dead process has left its lock file behind");
    let third = catalog.must(&publish("third"));
    ring.acknowledged.push(Acknowledged::read(&third).unwrap());
    let faults = inspect(&ring.catalog, &ring.acknowledged);
    assert!(faults.is_none(), "{faults:?}");
    eprintln!("two-processes: refused after {waited} ms, naming process {pid}; taken over after kill -9");
}

#[test]
fn a_lock_counts_while_it_is_held_and_not_because_its_file_is_there() {
    let ring = Ring::new();
    let catalog = &ring.catalog;
    catalog.must(&["revise", "acme/driver"]);
    catalog.edit("driver", "van 0", "van 1");
    let path = catalog.root().join(".lock");
    let mut file = File::create(&path).unwrap();
    let pid = std::process::id();
    writeln!(file, "{pid}").unwrap();
    file.lock().unwrap();
    for arguments in [publish("x"), vec!["revise", "acme/driver", "--discard"], vec!["check", "--repair"]] {
        let run = catalog.run(&arguments);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.stderr.contains(&format!("process {pid}")), "{run:?}");
    }
    drop(file);
    assert_eq!(fs::read_to_string(&path).unwrap().trim(), pid.to_string());
    catalog.must(&publish("x"));
}

#[test]
fn a_loser_that_is_not_told_is_noticed() {
    let run = |code, stderr: &str| Run { code, stdout: String::new(), stderr: stderr.to_owned() };
    let conflict = "error: acme/driver has changed: its newest revision is now 2";
    assert!(judge(&[run(0, ""), run(1, conflict)]).is_ok());
    assert!(judge(&[run(0, ""), run(0, "")]).is_err());
    assert!(judge(&[run(1, conflict), run(1, conflict)]).is_err());
    assert!(judge(&[run(0, ""), run(1, "error: could not write 2.md: File exists")]).is_err());
    assert!(judge(&[run(0, ""), run(101, "thread 'main' panicked")]).is_err());
}
