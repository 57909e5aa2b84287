//! Errors become an exit code, a message and a hint here, and nowhere else.

use std::io::{self, ErrorKind, Write as _};
use std::net::SocketAddr;
use std::process::ExitCode;

use super::findings;
use super::output::{ERROR, Output};
use crate::app::error::AppError;
use crate::catalog::store::StoreError;
use crate::config::ConfigError;
use crate::search::IndexError;
use crate::web::log::LogError;

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
    #[error(transparent)]
    Log(#[from] LogError),
    #[error("could not listen on {address}: {source}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("could not start the server: {0}")]
    Start(#[source] io::Error),
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
        if matches!(self, Self::Output(error) if error.kind() == ErrorKind::BrokenPipe) {
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
            Self::Log(_) => "write ROLEBOOK_LOG as `info`, `warn` or `rolebook=debug`".to_owned(),
            Self::Listen { source, .. } => listen_hint(source).to_owned(),
            _ => String::new(),
        };
        if !hint.is_empty() {
            stderr.hint(&hint)?;
        }
        stderr.flush()
    }

    fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::App(AppError::Misuse { .. } | AppError::Fields(_)) | Self::Config(_) | Self::Log(_) => 2,
            Self::App(AppError::Store(StoreError::Busy { .. }) | AppError::Search(IndexError::Busy)) => 3,
            _ => 1,
        })
    }
}

fn listen_hint(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::AddrInUse => {
            "another program listens there, perhaps another rolebook; take another port, or any free one with --listen 127.0.0.1:0"
        }
        ErrorKind::PermissionDenied => "ports below 1024 are for the system; take a higher one, such as 8080",
        ErrorKind::AddrNotAvailable => "this machine does not have that address; 0.0.0.0 stands for all that it has",
        _ => "",
    }
}
