//! The command and its `--name value` pairs.

use std::path::PathBuf;
use std::str::FromStr;

use crate::Outcome;

/// What the benchmark was started with.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    /// Those of this process, without what `cargo bench` adds.
    pub(crate) fn of_process() -> Self {
        Self(std::env::args().skip(1).filter(|argument| argument != "--bench").collect())
    }

    /// What is to be done.
    pub(crate) fn command(&self) -> Option<&str> {
        self.0.first().map(String::as_str).filter(|word| !word.starts_with('-'))
    }

    /// The value behind `--name`.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let flag = format!("--{name}");
        self.0.iter().skip_while(|argument| **argument != flag).nth(1).map(String::as_str)
    }

    /// The number behind `--name`, or the usual one.
    pub(crate) fn number<T: FromStr>(&self, name: &str, usual: T) -> Outcome<T> {
        match self.text(name) {
            Some(text) => text.parse().map_err(|_| format!("--{name} {text}: there should be a number").into()),
            None => Ok(usual),
        }
    }

    /// The path behind `--name`, which must be given.
    pub(crate) fn path(&self, name: &str) -> Outcome<PathBuf> {
        self.text(name).map(PathBuf::from).ok_or_else(|| format!("--{name} is missing").into())
    }

    /// The catalog whose vocabulary is used.
    pub(crate) fn catalog(&self) -> PathBuf {
        self.text("catalog").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("catalog"), PathBuf::from)
    }
}
