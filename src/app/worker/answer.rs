//! What a worker process said, or how it ended without a word.

use std::process::ExitStatus;

use serde::de::DeserializeOwned;

use super::WorkerError;

/// The answer in `output`, which is data and nothing more.
pub(super) fn read_answer<T: DeserializeOwned>(
    output: Vec<u8>,
    most: usize,
    status: ExitStatus,
) -> Result<T, WorkerError> {
    if output.len() > most {
        return Err(WorkerError::TooMuch);
    }
    serde_json::from_slice(&output).map_err(|_| cause(status))
}

#[cfg(unix)]
fn cause(status: ExitStatus) -> WorkerError {
    use std::os::unix::process::ExitStatusExt as _;
    // The numbers of these signals are the same on every Unix: an abort follows memory that is refused and a stack that
    // is used up, and processor time that is used up has a signal of its own.
    const ABORT: i32 = 6;
    const SEGMENT: i32 = 11;
    const PROCESSOR_TIME: i32 = 24;
    match status.signal() {
        Some(PROCESSOR_TIME) => WorkerError::TooLong,
        Some(ABORT | SEGMENT) => WorkerError::TooDemanding,
        _ => WorkerError::Died,
    }
}

#[cfg(not(unix))]
fn cause(_: ExitStatus) -> WorkerError {
    WorkerError::Died
}
