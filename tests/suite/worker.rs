//! The worker process: real ones, and what becomes of those that hang, die or want too much.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use rolebook::app::worker::job::Job;
use rolebook::app::worker::{Worker, WorkerError};
use rolebook::import::block::Blocks;
use rolebook::import::limits;
use rolebook::import::unreadable::Unreadable;

use crate::support::binary;

type Reading = Result<Blocks, Unreadable>;

fn read(worker: &Worker, bytes: &[u8]) -> Result<Reading, WorkerError> {
    worker.run(&Job::ReadFile, bytes)
}

#[test]
fn a_worker_hands_back_what_a_file_says() {
    let blocks = read(&Worker::of(binary()), b"Case Manager\n\nVisits families.\n").unwrap().unwrap();
    let texts: Vec<&str> = blocks.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["Case Manager", "Visits families."]);
    assert_eq!(blocks.blocks[1].place.first_line, 3);
}

#[test]
fn a_file_that_is_refused_is_an_answer_and_no_failure() {
    assert_eq!(read(&Worker::of(binary()), b" \n").unwrap(), Err(Unreadable::Empty));
}

#[test]
fn input_and_answer_may_both_be_larger_than_a_pipe_holds() {
    let line = "Visits families at home. ".repeat(40);
    let text = format!("{line}\n\n").repeat(1_500);
    let blocks = read(&Worker::of(binary()), text.as_bytes()).unwrap().unwrap();
    assert_eq!(blocks.blocks.len(), 1_500);
}

#[test]
fn what_is_too_large_is_not_even_sent() {
    let error = read(&Worker::of(binary()), &vec![b'a'; limits::FILE_BYTES + 1]).unwrap_err();
    assert!(matches!(error, WorkerError::TooBig { .. }), "{error}");
}

#[test]
fn a_worker_that_does_not_answer_in_time_is_stopped() {
    let error = read(&Worker::of(binary()).stopped_after(Duration::ZERO), b"Case Manager").unwrap_err();
    assert!(matches!(error, WorkerError::TooLong), "{error}");
}

#[test]
fn a_worker_that_ends_without_an_answer_is_reported_as_such() {
    let error = read(&Worker::of("/bin/false"), b"Case Manager").unwrap_err();
    assert!(matches!(error, WorkerError::Died), "{error}");
    let error = read(&Worker::of("/no/such/program"), b"Case Manager").unwrap_err();
    assert!(matches!(error, WorkerError::NotStarted(_)), "{error}");
}

#[test]
fn a_job_that_nobody_knows_is_refused_and_without_a_job_nothing_happens() {
    for head in ["{\"job\":\"dance\"}\n", "", "{}\n", "\n"] {
        let mut child = Command::new(binary())
            .arg("worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(head.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{head:?}: {output:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_confines_itself_before_it_reads_what_it_is_to_work_on() {
    let mut child = Command::new(binary()).arg("worker").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"job\":\"read-file\"}\nthe file has only beg").unwrap();
    let limits = loop {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        if limits.lines().any(|line| line.starts_with("Max core file size") && hard(line) == "0") {
            break limits;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    for (what, most) in
        [("Max address space", "536870912"), ("Max cpu time", "6"), ("Max open files", "3"), ("Max file size", "0")]
    {
        let line = limits.lines().find(|line| line.starts_with(what)).unwrap();
        assert_eq!(hard(line), most, "{line}");
    }
    drop(stdin);
    assert!(child.wait_with_output().unwrap().status.success());
}

/// The hard limit of a line of `/proc/PID/limits`.
#[cfg(target_os = "linux")]
fn hard(line: &str) -> &str {
    let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    columns[2]
}
