//! The log: one line for each request and for what goes wrong, on stderr, for people or for machines.

use tracing_subscriber::EnvFilter;

use super::log_clock::LogClock;
use super::log_fields::PlainFields;
use super::log_lines::LogLines;

/// How lines of the log look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// A JSON object a line.
    Json,
}

/// What is logged if nobody says: what is worth knowing, of everything.
pub const USUAL: &str = "info";

/// A wish for the log that is not understood.
#[derive(Debug, thiserror::Error)]
#[error("`{given}` does not say what to log: {reason}")]
pub struct LogError {
    given: String,
    reason: String,
}

/// The log of this process; dropped, it waits until the last lines are written.
#[must_use = "the last lines are lost when nobody waits for them"]
#[derive(Debug)]
pub struct Log(LogLines);

impl Drop for Log {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Begins the log of this process. `filter` says what is logged: `info`, or `warn,rolebook=debug`.
///
/// # Errors
/// When `filter` is not understood, or there is no thread left to write lines.
pub fn begin(format: LogFormat, filter: &str, coloured: bool) -> Result<Log, LogError> {
    let failed = |reason: String| LogError { given: filter.to_owned(), reason };
    let parsed = EnvFilter::try_new(filter).map_err(|error| failed(error.to_string()))?;
    let lines = LogLines::begin().map_err(|error| failed(error.to_string()))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(parsed)
        .with_writer(lines.clone())
        .with_target(false)
        .with_timer(LogClock);
    // A process has one log; if it was begun before, it goes on.
    let _ = match format {
        LogFormat::Text if coloured => log.with_ansi(true).try_init(),
        LogFormat::Text => log.with_ansi(false).fmt_fields(PlainFields).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    Ok(Log(lines))
}
