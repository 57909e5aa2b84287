//! The log: one line for each request and for what goes wrong, on stderr, for people or for machines.

use std::io;

use tracing_subscriber::EnvFilter;

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

/// Begins the log of this process. `filter` says what is logged: `info`, or `warn,rolebook=debug`.
///
/// # Errors
/// When `filter` is not understood.
pub fn begin(format: LogFormat, filter: &str, coloured: bool) -> Result<(), LogError> {
    let parsed = EnvFilter::try_new(filter);
    let parsed = parsed.map_err(|error| LogError { given: filter.to_owned(), reason: error.to_string() })?;
    let log = tracing_subscriber::fmt().with_env_filter(parsed).with_writer(io::stderr).with_target(false);
    // A process has one log; if it was begun before, it goes on.
    let _ = match format {
        LogFormat::Text => log.with_ansi(coloured).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    Ok(())
}
