//! Remarks on a posting, beside the roles of the catalog that it can be compared with.

use std::sync::Arc;

use jiff::civil::Date;

use super::error::AppError;
use super::post::PostingSources;
use crate::catalog::store::CatalogReader;
use crate::model::revision::Revision;
use crate::model::role::Role;
use crate::posting::document::Posting;
use crate::posting::remarks::{Remark, RemarkRequest, remarks};
use crate::posting::template::Template;

/// A catalog with more roles than this is not read as a whole for the sake of remarks.
const MOST_ROLES: usize = 200;

/// The roles that a posting's role is compared with: all others in force, in a catalog small enough to be read.
/// A service that has a search index hands in the similar ones instead.
///
/// # Errors
/// What the store said.
pub fn comparable_roles(
    store: &(impl CatalogReader + ?Sized),
    sources: &PostingSources,
    on: Date,
) -> Result<Vec<Arc<Revision>>, AppError> {
    let mut names = 0;
    store.role_names(&mut |_| names += 1)?;
    if names > MOST_ROLES {
        return Ok(Vec::new());
    }
    let snapshot = store.snapshot()?;
    let others = snapshot.roles.values().filter(|history| history.id != sources.revision.id);
    let others = others.filter_map(|history| history.as_of(on)).filter(|other| other.stamp.status.is_in_force());
    Ok(others.cloned().collect())
}

/// What is to be remarked on a posting.
pub fn remarks_on(
    posting: &Posting,
    template: &Template,
    sources: &PostingSources,
    comparable: &[Arc<Revision>],
    today: Date,
) -> Vec<Remark> {
    let comparable: Vec<&Role> = comparable.iter().map(|revision| &revision.role).collect();
    remarks(&RemarkRequest { posting, template, role: &sources.revision.role, comparable: &comparable, today })
}
