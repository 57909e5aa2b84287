//! Lines of the log on their way to stderr. A thread of its own writes them, many at once, so that no request waits for
//! whoever reads the log; if nobody reads it any more, lines are lost, and the service goes on.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// Bytes of lines that may wait; what comes above is lost.
const MOST_WAITING: usize = 1024 * 1024;
/// After lines were written, others are gathered for so long.
const GATHERING: Duration = Duration::from_millis(5);
/// How long the end of the process may wait for the last lines.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Where the log is written to.
#[derive(Debug, Clone, Default)]
pub(super) struct LogLines(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    came: Condvar,
    gone: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    lines: Vec<u8>,
    /// How many lines were lost since the last that was written.
    lost: usize,
    /// Whether lines were taken out that are not written yet.
    writing: bool,
}

impl LogLines {
    /// Begins to write to stderr.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn begin() -> io::Result<Self> {
        let lines = Self::default();
        let writer = lines.clone();
        thread::Builder::new().name("log".to_owned()).spawn(move || {
            loop {
                writer.write_next();
                thread::sleep(GATHERING);
            }
        })?;
        Ok(lines)
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_next(&self) {
        let waiting = self.0.came.wait_while(self.waiting(), |waiting| waiting.lines.is_empty());
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        let (lines, lost) = (std::mem::take(&mut waiting.lines), std::mem::take(&mut waiting.lost));
        waiting.writing = true;
        drop(waiting);
        let mut stderr = io::stderr().lock();
        let _ = stderr.write_all(&lines);
        if lost > 0 {
            let _ = writeln!(stderr, "{lost} lines of the log were lost: they were not read in time");
        }
        drop(stderr);
        self.waiting().writing = false;
        self.0.gone.notify_all();
    }

    /// Waits until everything is written, or for as long as that may take.
    pub(super) fn finish(&self) {
        let left = |waiting: &mut Waiting| waiting.writing || !waiting.lines.is_empty();
        let _ = self.0.gone.wait_timeout_while(self.waiting(), LAST_LINES, left);
    }
}

impl Write for &LogLines {
    /// Takes a line, whole.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut waiting = self.waiting();
        let first = waiting.lines.is_empty();
        if waiting.lines.len() + line.len() > MOST_WAITING {
            waiting.lost += 1;
        } else {
            waiting.lines.extend_from_slice(line);
        }
        drop(waiting);
        if first {
            self.0.came.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogLines {
    type Writer = &'a Self;

    fn make_writer(&'a self) -> Self::Writer {
        self
    }
}
