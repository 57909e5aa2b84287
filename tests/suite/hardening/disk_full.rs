//! R4: the disk is full while eight processes publish, and then it is not.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tempfile::TempDir;

use super::catalog::{Catalog, DECISION};
use super::inspection::{Acknowledged, inspect};
use super::mount::Mounted;
use super::{count, skip};
use crate::support::Run;

const ROLES: [&str; 8] =
    ["acme/one", "acme/two", "acme/three", "acme/four", "acme/five", "acme/six", "acme/seven", "acme/eight"];

/// What came of publishing on a disk that may be full.
#[derive(Debug, Default)]
struct Outcome {
    acknowledged: Vec<Acknowledged>,
    /// Refusals without a clear reason.
    unclear: Vec<Run>,
    refused: usize,
    reads: usize,
    failed_reads: Vec<Run>,
    /// Whether a file changed.
    changed: bool,
}

impl Outcome {
    /// Whether all was as it must be on a full disk.
    fn is_right(&self) -> bool {
        self.acknowledged.is_empty()
            && self.unclear.is_empty()
            && self.refused == ROLES.len()
            && self.reads > 0
            && self.failed_reads.is_empty()
            && !self.changed
    }
}

#[test]
fn a_full_disk_refuses_publishing_goes_on_reading_and_heals() {
    let began = Instant::now();
    let work = TempDir::new().unwrap();
    let mounted = match Mounted::in_memory(&work.path().join("mounted"), "4m") {
        Ok(mounted) => mounted,
        Err(why) => return skip("disk-full", &why),
    };
    let catalog = Catalog::create(&mounted.at().join("catalog"));
    let ballast = mounted.at().join("ballast");
    let mut acknowledged = first_revisions(&catalog);
    let (mut refused, mut reads) = (0, 0);
    for round in 0..count(5, 40) {
        edit_all(&catalog, round);
        fill(&ballast);
        let outcome = everybody_publishes(&catalog);
        assert!(outcome.is_right(), "round {round}: {outcome:?}");
        let revise = catalog.run(&["revise", "acme/one", "--discard"]);
        assert_eq!(revise.code, 1, "{revise:?}");
        assert!(is_clear(&revise), "{revise:?}");
        refused += outcome.refused;
        reads += outcome.reads;
        fs::remove_file(&ballast).unwrap();
        acknowledged.extend(ROLES.iter().map(|role| publish_at_last(&catalog, role)));
        let faults = inspect(&catalog, &acknowledged);
        assert!(faults.is_none(), "round {round}: {faults:?}");
    }
    let seconds = began.elapsed().as_secs();
    eprintln!(
        "disk-full: {refused} refused, {reads} reads, 0 failed, {} published after; {seconds} s",
        acknowledged.len()
    );
}

#[test]
fn a_disk_with_room_is_not_taken_for_a_full_one() {
    let work = TempDir::new().unwrap();
    let catalog = Catalog::create(&work.path().join("catalog"));
    first_revisions(&catalog);
    edit_all(&catalog, 0);
    let outcome = everybody_publishes(&catalog);
    assert!(!outcome.is_right() && outcome.changed && !outcome.acknowledged.is_empty(), "{outcome:?}");
}

#[test]
fn a_read_that_fails_meanwhile_is_noticed() {
    let work = TempDir::new().unwrap();
    let catalog = Catalog::create(&work.path().join("catalog"));
    first_revisions(&catalog);
    fs::write(catalog.root().join("roles/acme/one/1.md"), "").unwrap();
    let outcome = everybody_publishes(&catalog);
    assert!(!outcome.is_right() && !outcome.failed_reads.is_empty(), "{outcome:?}");
}

fn first_revisions(catalog: &Catalog) -> Vec<Acknowledged> {
    ROLES
        .iter()
        .map(|role| {
            catalog.draft(role.trim_start_matches("acme/"), "Visits families, visit 0.");
            publish_at_last(catalog, role)
        })
        .collect()
}

/// Begins the next revision of every role.
fn edit_all(catalog: &Catalog, round: usize) {
    for role in ROLES {
        catalog.must(&["revise", role]);
        let (from, to) = (format!("visit {round}."), format!("visit {}.", round + 1));
        catalog.edit(role.trim_start_matches("acme/"), &from, &to);
    }
}

/// Fills the disk to the last byte.
fn fill(ballast: &Path) {
    let mut file = fs::File::create(ballast).unwrap();
    for size in [65536, 4096, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
}

fn publish(catalog: &Catalog, role: &str) -> Run {
    let arguments: Vec<&str> = ["publish", role, "--json"].into_iter().chain(DECISION).collect();
    catalog.run(&arguments)
}

/// Publishes, also when others are at it.
fn publish_at_last(catalog: &Catalog, role: &str) -> Acknowledged {
    let mut run = publish(catalog, role);
    while run.code == 3 {
        run = publish(catalog, role);
    }
    assert_eq!(run.code, 0, "{run:?}");
    Acknowledged::read(&run).unwrap()
}

fn is_clear(run: &Run) -> bool {
    let full = run.code == 1 && run.stderr.contains("No space left") && run.stderr.contains("the disk is full");
    (full || run.code == 3) && run.stderr.starts_with("error: ") && run.stdout.is_empty()
}

/// Eight processes publish at once, and one reads until they have finished.
fn everybody_publishes(catalog: &Catalog) -> Outcome {
    let before = catalog.files();
    let finished = AtomicBool::new(false);
    let mut outcome = Outcome::default();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = Vec::new();
            while !finished.load(Ordering::Acquire) || reads.len() < 4 {
                reads.push(catalog.run(&["list"]));
                reads.push(catalog.run(&["show", "acme/one@1"]));
            }
            reads
        });
        let writers: Vec<_> = ROLES.iter().map(|role| scope.spawn(move || publish(catalog, role))).collect();
        for run in writers.into_iter().map(|writer| writer.join().unwrap()) {
            match Acknowledged::read(&run) {
                Some(revision) => outcome.acknowledged.push(revision),
                None if is_clear(&run) => outcome.refused += 1,
                None => outcome.unclear.push(run),
            }
        }
        finished.store(true, Ordering::Release);
        let reads = reader.join().unwrap();
        outcome.reads = reads.len();
        outcome.failed_reads = reads.into_iter().filter(|run| run.code != 0 || !run.stderr.is_empty()).collect();
    });
    outcome.changed = catalog.files() != before;
    outcome
}
