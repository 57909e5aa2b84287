//! Why a file is refused, in words for whoever brought it.

use serde::{Deserialize, Serialize};

/// Why a file can't be read. The message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is of a kind that is not read.
    #[error("{what} can't be read; {advice}")]
    Kind {
        /// What it is: "a picture".
        what: String,
        /// What to do instead.
        advice: String,
    },
    /// It needs a password.
    #[error("the file is protected by a password; save a copy without one and bring that")]
    Encrypted,
    /// It is damaged, or not what its beginning says.
    #[error("the file is damaged: {0}; open it in the program that wrote it and save it anew")]
    Damaged(String),
    /// It is larger than a job description can be.
    #[error("the file is too large: it has {what}; at most {most} can be read")]
    TooLarge {
        /// What there is too much of.
        what: String,
        /// The limit.
        most: String,
    },
    /// It shows pages, but no text.
    #[error("there is no text layer: was it scanned? Run text recognition (OCR) on it, or bring the original file")]
    NoText,
}

impl Unreadable {
    /// There is too much of something.
    pub(super) fn too_large(what: &str, most: usize, unit: &str) -> Self {
        Self::TooLarge { what: what.to_owned(), most: format!("{most} {unit}") }
    }

    /// It is damaged; how, in a few words.
    pub(super) fn damaged(how: &str) -> Self {
        Self::Damaged(how.to_owned())
    }
}
