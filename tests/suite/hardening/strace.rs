//! System calls seen and spoiled, by way of strace.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use super::catalog::Catalog;

/// One system call of a run: the `nth` of its name, in its thread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) nth: usize,
}

/// Calls that change what the disk holds, or who may.
pub(super) const CHANGING: [&str; 13] = [
    "write",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "flock",
    "ftruncate",
    "exit_group",
];

/// Calls about memory: how many there are differs from run to run, and the disk sees none of them.
const OF_MEMORY: [&str; 6] = ["brk", "mmap", "munmap", "mprotect", "mremap", "madvise"];

/// Whether calls can be spoiled here.
pub(super) fn is_available() -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e", "trace=read", "-e", "inject=read:error=EIO:when=10000", "true"])
        .output();
    tried.is_ok_and(|output| output.status.success())
}

/// The rig that spoils calls: `inject(&[("fsync", "retval=0")])`.
pub(super) fn inject(faults: &[(&str, &str)]) -> Vec<String> {
    let calls: Vec<&str> = faults.iter().map(|(calls, _)| *calls).collect();
    let mut words = ["strace", "-f", "-o", "/dev/null", "-e"].map(str::to_owned).to_vec();
    words.push(format!("trace={}", calls.join(",")));
    for (calls, how) in faults {
        words.extend(["-e".to_owned(), format!("inject={calls}:{how}")]);
    }
    words
}

/// The calls that a run makes from the first that touches the catalog on, but for looking up the time zone;
/// what comes before is the system's own start.
pub(super) fn calls(catalog: &Catalog, arguments: &[&str]) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let rig = ["strace", "-f", "-o", log.path().to_str().unwrap()].map(str::to_owned);
    let run = catalog.run_under(&rig, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
    let text = String::from_utf8_lossy(&std::fs::read(log.path()).unwrap()).into_owned();
    let root = catalog.root().to_str().unwrap();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    let mut touched = false;
    for line in text.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((name, _)) = rest.trim_start().split_once('(') else { continue };
        // Signals, ends of threads and second halves of calls are lines too.
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            continue;
        }
        let nth = counts.entry((thread, name)).or_default();
        *nth += 1;
        // Calls on an open file don't name it: they belong to the last name that was seen.
        if name != "execve" && (rest.contains(root) || name == "openat2") {
            touched = true;
        } else if rest.contains("zoneinfo") {
            touched = false;
        }
        let call = Call { name: name.to_owned(), nth: *nth };
        if touched && !OF_MEMORY.contains(&name) && seen.insert(call.clone()) {
            calls.push(call);
        }
    }
    calls
}
