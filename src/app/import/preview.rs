//! A draft before it is kept: its file, and what it changes of the role that is there.

use crate::app::error::AppError;
use crate::catalog::format::{RoleFile, Stamp, write_role};
use crate::catalog::store::CatalogReader;
use crate::compare::redline::{Redline, redline};
use crate::model::revision::Draft;

/// What a draft would be.
#[derive(Debug)]
pub struct Preview {
    /// The text of its file.
    pub text: String,
    /// What it changes, when the role is there already.
    pub redline: Option<Redline>,
}

/// What a draft would be beside what is there.
///
/// # Errors
/// When the catalog can't be read.
pub fn preview(catalog: &(impl CatalogReader + ?Sized), draft: &Draft) -> Result<Preview, AppError> {
    let history = catalog.role(&draft.id)?;
    let redline = history.newest().map(|newest| redline(&newest.role, &draft.role));
    let file = RoleFile { stamp: Stamp::Draft(draft.stamp.clone()), role: draft.role.clone() };
    Ok(Preview { text: write_role(&file), redline })
}
