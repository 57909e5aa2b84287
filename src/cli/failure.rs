//! Errors become an exit code, a message and a hint here, and nowhere else.

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::findings;
use super::output::{ERROR, Output};
use crate::app::error::AppError;
use crate::catalog::store::StoreError;
use crate::config::ConfigError;
use crate::search::IndexError;

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All is well.
    Fine,
    /// It was asked to look, and found something wrong.
    FoundWrong,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error("could not write the output: {0}")]
    Output(#[from] io::Error),
    #[error("could not make JSON of the result: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::App(AppError::Store(error))
    }
}

impl Failure {
    /// Says what went wrong on stderr; the exit code.
    pub(super) fn report(&self) -> ExitCode {
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            // Whoever read our output has read enough.
            return ExitCode::SUCCESS;
        }
        let mut stderr = Output::errors();
        // If stderr is closed as well, there is nobody left to tell.
        let _ = self.write(&mut stderr);
        self.code()
    }

    fn write(&self, stderr: &mut Output) -> Result<(), Failure> {
        if let Self::App(error) = self {
            findings::write(error.findings(), stderr)?;
        }
        writeln!(stderr, "{ERROR}error:{ERROR:#} {self}")?;
        let hint = match self {
            Self::App(error) => error.hint(),
            _ => String::new(),
        };
        if !hint.is_empty() {
            stderr.hint(&hint)?;
        }
        stderr.flush()
    }

    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::App(AppError::Misuse { .. }) | Self::Config(_) => 2,
            Self::App(AppError::Store(StoreError::Busy { .. }) | AppError::Search(IndexError::Busy)) => 3,
            _ => 1,
        })
    }
}
