//! R3: each system call fails once, and from then on, with each of the errors that disks have.

use std::time::Instant;

use tempfile::TempDir;

use super::catalog::{Catalog, timeless};
use super::crash_syscall::{Scenario, scenarios};
use super::inspection::{Acknowledged, Faults, Tally, inspect};
use super::strace::{self, Call};
use super::{full_profile, skip};
use crate::support::Run;

const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EROFS", "EMFILE"];
const CALLS: [&str; 5] = ["write", "fsync", "renameat2", "openat2", "openat"];
/// Calls that fail with EIO in the full profile.
const MORE_CALLS: [&str; 10] =
    ["read", "statx", "newfstatat", "getdents64", "renameat", "unlinkat", "mkdirat", "ftruncate", "flock", "fcntl"];

/// How long a fault lasts.
#[derive(Clone, Copy, PartialEq)]
enum Lasting {
    Once,
    FromThenOn,
}

#[test]
fn a_call_that_fails_is_reported_and_changes_nothing() {
    if !strace::is_available() {
        return skip("io-fail-at-N", "strace can't trace here");
    }
    let began = Instant::now();
    let work = TempDir::new().unwrap();
    let catalog = Catalog::at(&work.path().join("c"));
    let mut tally = Tally::default();
    for scenario in scenarios(&work).iter().take(if full_profile() { 6 } else { 1 }) {
        catalog.become_copy_of(&scenario.template);
        for call in strace::calls(&catalog, &scenario.arguments) {
            for (error, lasting) in faults_of(&call) {
                fail(scenario, &catalog, &call, error, lasting, &mut tally);
            }
        }
    }
    eprintln!("io-fail-at-N: {tally}; {} s", began.elapsed().as_secs());
    assert!(tally.is_clean(), "{tally}");
    assert!(tally.points > 100, "{tally}");
}

fn faults_of(call: &Call) -> Vec<(&'static str, Lasting)> {
    let name = call.name.as_str();
    let mut faults = Vec::new();
    if CALLS.contains(&name) {
        faults.extend(ERRORS.map(|error| (error, Lasting::Once)));
        faults.extend(["ENOSPC", "EROFS"].map(|error| (error, Lasting::FromThenOn)));
    } else if MORE_CALLS.contains(&name) && full_profile() {
        faults.extend([("EIO", Lasting::Once), ("EIO", Lasting::FromThenOn)]);
    }
    faults
}

fn fail(scenario: &Scenario, catalog: &Catalog, call: &Call, error: &str, lasting: Lasting, tally: &mut Tally) {
    let plus = if lasting == Lasting::Once { "" } else { "+" };
    let point = format!("{}, {} {}{plus}: {error}", scenario.name, call.name, call.nth);
    catalog.become_copy_of(&scenario.template);
    let how = format!("error={error}:when={}{plus}", call.nth);
    let run = catalog.run_under(&strace::inject(&[(&call.name, &how)]), &scenario.arguments);
    // Who can't write any more can't say so either.
    let mute = call.name == "write" && lasting == Lasting::FromThenOn;
    let faults = judge(scenario, catalog, &run, lasting, mute);
    tally.acknowledged += usize::from(run.code == 0);
    tally.add(&point, &faults);
}

/// Whether a run that met a fault told the truth: done and there, or refused with a reason and nothing changed.
fn judge(scenario: &Scenario, catalog: &Catalog, run: &Run, lasting: Lasting, mute: bool) -> Faults {
    let untouched = catalog.files() == scenario.template.files();
    let fresh = if run.code == 0 { Acknowledged::read(run) } else { None };
    let acknowledged: Vec<Acknowledged> = scenario.acknowledged.iter().chain(&fresh).cloned().collect();
    let mut faults = inspect(catalog, &acknowledged);
    let left = timeless(&catalog.files());
    if run.code == 0 {
        if left != scenario.after {
            faults.lost.push(format!("acknowledged, but undone: {run:?}"));
        }
        return faults;
    }
    let clear = run.stderr.lines().any(|line| line.starts_with("error: ")) && !run.stderr.contains("panicked");
    if !(1..=3).contains(&run.code) || !(clear || mute) {
        faults.unreadable.push(format!("no clear error: {run:?}"));
    }
    // Only a result that could not be printed is there although the command failed.
    let unsaid = run.stderr.contains("could not write the output");
    if !run.stdout.is_empty() && !unsaid {
        faults.lost.push(format!("failed, but said something else: {run:?}"));
    }
    // Where taking back fails too, the revision may stay, but wholly, and it must be said.
    let unsure = mute || run.stderr.contains("may have been published or not");
    // A draft in place of another can't be called back, nor any where nothing can be looked at; it is no publication.
    let draft = matches!(scenario.arguments[0], "revise" | "new") && run.stderr.contains("could not make safe on disk");
    let may_stay = draft && (lasting == Lasting::FromThenOn || scenario.arguments.contains(&"--discard"));
    let right = match lasting {
        _ if unsaid => left == scenario.after,
        _ if may_stay => left == scenario.before || left == scenario.after,
        Lasting::Once => untouched && left == scenario.before,
        Lasting::FromThenOn => left == scenario.before || (unsure && left == scenario.after),
    };
    if !right {
        faults.unreadable.push(format!("refused, but changed: {run:?}"));
    }
    faults
}

#[test]
fn a_refused_publish_that_leaves_something_behind_is_noticed() {
    if !strace::is_available() {
        return skip("io-fail-at-N, planted", "strace can't trace here");
    }
    let work = TempDir::new().unwrap();
    let catalog = Catalog::at(&work.path().join("c"));
    let scenario = &scenarios(&work)[0];
    let verdict = |faults: &[(&str, &str)]| {
        catalog.become_copy_of(&scenario.template);
        let run = catalog.run_under(&strace::inject(faults), &scenario.arguments);
        (judge(scenario, &catalog, &run, Lasting::Once, false), run)
    };
    let (honest, run) = verdict(&[("renameat2", "error=EIO")]);
    assert!(honest.is_none(), "{honest:?} {run:?}");
    let (untidy, run) = verdict(&[("renameat2", "error=EIO"), ("unlink,unlinkat", "retval=0")]);
    assert!(!untidy.is_none(), "{run:?}");
    let (wordless, run) = verdict(&[("renameat2", "signal=SIGKILL")]);
    assert!(!wordless.is_none(), "{run:?}");
    let (lying, run) = verdict(&[("renameat2", "retval=0")]);
    assert!(!lying.is_none(), "{run:?}");
}
