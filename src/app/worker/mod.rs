//! Work on what strangers wrote, done in a process of its own: a file that hangs its reader, or kills it, costs that
//! process and nothing else.

mod answer;
mod child;
#[cfg(target_os = "linux")]
mod confinement;
pub mod job;

pub use self::child::serve;

use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::de::DeserializeOwned;

use self::answer::read_answer;
use self::job::Job;

/// Starts worker processes.
#[derive(Debug, Clone)]
pub struct Worker {
    program: PathBuf,
    wall: Duration,
}

/// Why a worker process has no answer.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// It was not done in time.
    #[error("reading it took too long and was stopped; save it anew, or as another format, and try again")]
    TooLong,
    /// It wanted more memory than it may have, or was nested deeper than can be followed.
    #[error("it is nested too deeply or needs too much memory; save it anew, or as another format, and try again")]
    TooDemanding,
    /// What should be worked on is too large.
    #[error("it has {bytes} bytes; at most {most} are taken")]
    TooBig {
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        most: usize,
    },
    /// The answer is too large.
    #[error("there is too much in it; divide it and try again")]
    TooMuch,
    /// It ended without an answer.
    #[error("it can't be read: it is damaged in a way that no reader expects; save it anew and try again")]
    Died,
    /// It could not be started.
    #[error("the process that should read it could not be started: {0}")]
    NotStarted(#[from] io::Error),
}

impl Worker {
    /// Workers that run this very program.
    ///
    /// # Errors
    /// When the system does not tell which program this is.
    pub fn of_this_program() -> io::Result<Self> {
        // On Linux the link leads to the program that runs, even when a newer one was put in its place.
        let running = PathBuf::from("/proc/self/exe");
        let program = if cfg!(target_os = "linux") { running } else { std::env::current_exe()? };
        Ok(Self::of(program))
    }

    /// Workers that run `program`, which must be this program.
    pub fn of(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), wall: Duration::from_secs(15) }
    }

    /// The same, stopped after this time.
    #[must_use]
    pub fn stopped_after(self, wall: Duration) -> Self {
        Self { wall, ..self }
    }

    /// Has a job done on `input`.
    ///
    /// # Errors
    /// Why there is no answer. A job that says why it can't be done has one.
    pub fn run<T: DeserializeOwned>(&self, job: &Job, input: &[u8]) -> Result<T, WorkerError> {
        let limits = job.limits();
        if input.len() > limits.input_bytes {
            return Err(WorkerError::TooBig { bytes: input.len(), most: limits.input_bytes });
        }
        let mut head = serde_json::to_vec(job).map_err(io::Error::from)?;
        head.push(b'\n');
        let mut child = self.start()?;
        let output = self.converse(&mut child, &[&head, input], limits.answer_bytes);
        // Whoever has closed its output has nothing more to say.
        let _ = child.kill();
        let status = child.wait()?;
        read_answer(output?, limits.answer_bytes, status)
    }

    fn start(&self) -> io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.arg("worker").env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }

    /// Writes all of the input while reading all of the output, since either end may wait for the other.
    fn converse(&self, child: &mut Child, input: &[&[u8]], most: usize) -> Result<Vec<u8>, WorkerError> {
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(WorkerError::Died);
        };
        thread::scope(|scope| {
            scope.spawn(move || {
                // A child that has gone away has said so by then, or never will.
                let _ = input.iter().try_for_each(|part| stdin.write_all(part));
            });
            let (sender, receiver) = mpsc::channel();
            scope.spawn(move || {
                let mut output = Vec::new();
                let read = stdout.take(most as u64 + 1).read_to_end(&mut output);
                let _ = sender.send(read.map(|_| output));
            });
            let output = receiver.recv_timeout(self.wall);
            // Both threads end when the child's ends of the pipes are closed.
            let _ = child.kill();
            output.map_or(Err(WorkerError::TooLong), |output| Ok(output?))
        })
    }
}
