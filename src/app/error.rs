//! What can go wrong in a use case, with what to do about it.

use crate::catalog::store::StoreError;
use crate::model::finding::Finding;
use crate::model::identifier::{InvalidIdentifier, PostingId, RoleId, StandardId};
use crate::posting::particular::FieldProblem;
use crate::posting::template::TemplateProblem;
use crate::search::IndexError;

/// Why a use case could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What was asked for is not well formed.
    #[error("{message}")]
    Misuse {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// There is no such role.
    #[error("there is no role `{id}`")]
    NoRole {
        /// The name that was asked for.
        id: RoleId,
        /// Roles with similar names.
        near: Vec<RoleId>,
    },
    /// The role has no such revision.
    #[error("{id} has no {what}")]
    NoRevision {
        /// Which role.
        id: RoleId,
        /// What it does not have: "revision 7", "draft".
        what: String,
        /// What to do.
        hint: String,
    },
    /// There is no such staffing standard.
    #[error("there is no standard `{name}`")]
    NoStandard {
        /// The name that was asked for.
        name: String,
        /// Standards with similar names.
        near: Vec<StandardId>,
    },
    /// There is no such posting.
    #[error("there is no posting `{name}`")]
    NoPosting {
        /// The name that was asked for.
        name: String,
    },
    /// A posting that is kept can't be made again.
    #[error("the posting {id} can't be made again as it was: {why}")]
    NotRemade {
        /// Which posting.
        id: PostingId,
        /// Why.
        why: String,
    },
    /// A text has errors that must be mended first.
    #[error("{what} has errors; nothing was changed")]
    Findings {
        /// Which text.
        what: String,
        /// The findings.
        findings: Vec<Finding>,
    },
    /// Whoever acts may not keep anything.
    #[error("nothing is kept here: the service was started for reading alone")]
    ReadOnly,
    /// Fields of a form can't be used.
    #[error("{}", problem_lines(.0))]
    Fields(Vec<FieldProblem>),
    /// A template of postings is wrong.
    #[error(transparent)]
    Template(#[from] TemplateProblem),
    /// A posting could not be written in the form that was asked for.
    #[error("{0}")]
    Render(String),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Search refused.
    #[error(transparent)]
    Search(#[from] IndexError),
    /// A file could not be read or written.
    #[error("could not {action} {path}: {source}")]
    File {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl AppError {
    /// A request that is not well formed.
    pub fn misuse(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Misuse { message: message.into(), hint: hint.into() }
    }

    /// What the person can do about it; empty when the message says it all.
    pub fn hint(&self) -> String {
        match self {
            Self::Misuse { hint, .. } | Self::NoRevision { hint, .. } => hint.clone(),
            Self::NoRole { near, .. } if near.is_empty() => "`rolebook list` shows the roles there are".to_owned(),
            Self::NoRole { near, .. } => {
                let names: Vec<&str> = near.iter().map(RoleId::as_str).collect();
                format!("did you mean {}?", names.join(" or "))
            }
            Self::NoStandard { near, .. } if near.is_empty() => "`rolebook standards` lists them".to_owned(),
            Self::NoStandard { near, .. } => {
                let names: Vec<&str> = near.iter().map(StandardId::as_str).collect();
                format!("did you mean {}?", names.join(" or "))
            }
            Self::NoPosting { .. } => "`rolebook postings` lists those that are kept".to_owned(),
            Self::NotRemade { .. } => {
                "restore what is gone from a backup or from git, or bring the posting up to date".to_owned()
            }
            Self::ReadOnly => {
                "to keep postings on your own machine, start the program with your name: rolebook serve --as \"Personnel office\""
                    .to_owned()
            }
            Self::Findings { .. } => "correct what is named above and try again".to_owned(),
            Self::File { .. } | Self::Render(_) => String::new(),
            Self::Fields(_) => "correct what is named above and try again".to_owned(),
            Self::Template(problem) => format!("`rolebook template check {}` looks again", problem.template),
            Self::Search(IndexError::Busy) => "try again when it has finished".to_owned(),
            Self::Search(_) => "`rolebook index --rebuild` makes it anew".to_owned(),
            Self::Store(error) => store_hint(error),
        }
    }

    /// The findings that explain the error.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Findings { findings, .. }
            | Self::Store(StoreError::Broken { findings, .. } | StoreError::BrokenPosting { findings, .. }) => findings,
            _ => &[],
        }
    }
}

fn problem_lines(problems: &[FieldProblem]) -> String {
    problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect::<Vec<_>>().join("\n")
}

fn store_hint(error: &StoreError) -> String {
    match error {
        StoreError::NoCatalog(_) => "name the catalog's folder with --catalog DIR, or ROLEBOOK_CATALOG".to_owned(),
        StoreError::Conflict { id, .. } => {
            format!(
                "look again: `rolebook history {id}`, then `rolebook revise {id}` to start from the newest revision"
            )
        }
        StoreError::Busy { .. } => "try again when it has finished".to_owned(),
        StoreError::DraftExists(id) => {
            format!("go on with it (`rolebook show {id}@draft`), or start over with `rolebook revise {id} --discard`")
        }
        StoreError::Broken { id, .. } => {
            format!("`rolebook check` names every error; `rolebook history {id}` shows what can still be read")
        }
        StoreError::PostingExists(_) => "take another name, or change the one that is there".to_owned(),
        StoreError::PostingChanged(id) => format!("look at it as it is now: `rolebook postings show {id}`"),
        StoreError::BrokenPosting { .. } => "make its texts shorter".to_owned(),
        StoreError::Disk { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
            "the disk is full; nothing was published. Make room and try again".to_owned()
        }
        StoreError::Disk { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied => {
            "check who may write to the catalog's folder".to_owned()
        }
        StoreError::Disk { .. } => "nothing was published; check the disk, then run `rolebook check`".to_owned(),
        StoreError::Unsure { id, .. } => {
            format!("check the disk, then run `rolebook check --repair`; `rolebook history {id}` shows which it is")
        }
        StoreError::ReadOnly => "check the disk, then start again".to_owned(),
    }
}

impl From<InvalidIdentifier> for AppError {
    fn from(error: InvalidIdentifier) -> Self {
        Self::misuse(error.to_string(), "`rolebook list` shows the roles there are")
    }
}
