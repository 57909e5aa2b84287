//! The worker process itself: one job, one answer, and the end.

use std::io::{self, BufRead, Read, Write};
use std::thread;

#[cfg(target_os = "linux")]
use super::confinement;
use super::job::Job;

/// What it takes to follow the deepest nesting that the limits of memory allow.
const STACK_BYTES: usize = 64 * 1024 * 1024;
/// A job's line is short.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Reads a job from `input`, does it within its limits and writes the answer to `output`.
///
/// # Errors
/// When there is no job, or nobody takes the answer, or the job panicked.
pub fn serve(mut input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    let mut head = Vec::new();
    input.by_ref().take(LONGEST_HEAD).read_until(b'\n', &mut head)?;
    let job: Job = serde_json::from_slice(&head)?;
    #[cfg(target_os = "linux")]
    confinement::confine(job.limits())?;
    let mut bytes = Vec::new();
    input.take(job.limits().input_bytes as u64).read_to_end(&mut bytes)?;
    let answer = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        #[cfg(target_os = "linux")]
        confinement::stay_alone()?;
        job.run(&bytes)
    })?;
    let answer = answer.join().map_err(|_| io::Error::other("the job panicked"))??;
    output.write_all(&answer)?;
    output.flush()
}
