//! Where the words of a posting come from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where some words of a posting come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Origin {
    /// The template's own words, in this section of it.
    Template {
        /// The section.
        section: String,
    },
    /// The approved role.
    Role {
        /// The role and its revision, for example `hayward/student-success-coach@1`.
        role: String,
        /// Which part of it: an item (`d3`), a paragraph (`summary.1`), a fact (`caseload`).
        part: String,
    },
    /// The organisation's own file.
    Organisation {
        /// Which.
        organisation: String,
        /// Which part of it: a paragraph (`about.1`) or a fact (`website`).
        part: String,
    },
    /// What was asked for and given for this posting.
    Particular {
        /// Its name, for example `closing_date`.
        name: String,
    },
    /// Approved words that somebody changed for this posting.
    Edited {
        /// Where the original stands.
        of: Box<Origin>,
        /// What it says.
        original: String,
    },
}

impl Origin {
    /// The address under which these words can be changed by hand, if they can: `d3`, `summary.1`, `about.1`.
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::Role { part, .. } | Self::Organisation { part, .. } => Some(part),
            Self::Edited { of, .. } => of.part(),
            Self::Template { .. } | Self::Particular { .. } => None,
        }
    }

    /// The origin in a few words.
    pub fn words(&self) -> String {
        match self {
            Self::Template { section } => format!("the template, section {section}"),
            Self::Role { role, part } => format!("{role}, {part}"),
            Self::Organisation { organisation, part } => format!("the file of {organisation}, {part}"),
            Self::Particular { name } => format!("what was given as {name}"),
            Self::Edited { of, .. } => format!("changed by hand from {}", of.words()),
        }
    }
}
