//! How people name a role or one of its revisions: `hayward/student-success-coach`, `…@2`, `…@draft`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use super::error::AppError;
use crate::catalog::store::CatalogReader;
use crate::model::identifier::RoleId;
use crate::model::revision::{Draft, Revision};
use crate::model::snapshot::RoleHistory;

/// A role, or one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleReference {
    /// Which role.
    pub id: RoleId,
    /// Which of its revisions.
    pub which: Which,
}

/// Which revision of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that applies on the day in question.
    InForce,
    /// The one with this number.
    Number(u32),
    /// The draft.
    Draft,
}

impl FromStr for RoleReference {
    type Err = AppError;

    fn from_str(given: &str) -> Result<Self, AppError> {
        let (id, which) = match given.split_once('@') {
            None => (given, Which::InForce),
            Some((id, "draft")) => (id, Which::Draft),
            Some((id, number)) => match number.parse() {
                Ok(number) if number > 0 => (id, Which::Number(number)),
                _ => {
                    let message = format!("`@{number}` does not name a revision");
                    return Err(AppError::misuse(
                        message,
                        format!("write {id}@1 for the first revision, or {id}@draft"),
                    ));
                }
            },
        };
        Ok(Self { id: id.parse()?, which })
    }
}

impl fmt::Display for RoleReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.which {
            Which::InForce => write!(f, "{}", self.id),
            Which::Number(number) => write!(f, "{}@{number}", self.id),
            Which::Draft => write!(f, "{}@draft", self.id),
        }
    }
}

/// What a reference names.
#[derive(Debug, Clone)]
pub enum Referent {
    /// A published revision.
    Revision(Arc<Revision>),
    /// A draft.
    Draft(Arc<Draft>),
}

/// The history of a role that must exist.
///
/// # Errors
/// `NoRole` with similar names when it does not; what the store said.
pub fn existing(store: &(impl CatalogReader + ?Sized), id: &RoleId) -> Result<RoleHistory, AppError> {
    let history = store.role(id)?;
    if !history.is_empty() {
        return Ok(history);
    }
    let mut all = Vec::new();
    store.role_names(&mut |other| all.extend(distance(id, &other).map(|distance| (distance, other))))?;
    all.sort();
    let mut near = Vec::new();
    for (_, other) in all.into_iter().take(MOST_LOOKED_AT) {
        // A name that nobody may know of is not told.
        if near.len() < MOST_NEAR && !store.role(&other)?.is_empty() {
            near.push(other);
        }
    }
    Err(AppError::NoRole { id: id.clone(), near })
}

/// So many similar names are told.
const MOST_NEAR: usize = 3;
/// So many are looked at for this.
const MOST_LOOKED_AT: usize = 20;
/// Names are similar up to so many letters.
const FARTHEST: usize = 4;

/// How far two names are apart: by spelling, or hardly at all when only the organisation is another. None when they are
/// not similar.
fn distance(one: &RoleId, other: &RoleId) -> Option<usize> {
    if one.role() == other.role() {
        return Some(1);
    }
    if fewest_changes(one.as_str(), other.as_str()) > FARTHEST {
        return None;
    }
    Some(strsim::osa_distance(one.as_str(), other.as_str())).filter(|distance| *distance <= FARTHEST)
}

/// How many letters have to be changed at least to make one name of the other, whatever their order: little to work out,
/// and more than enough for most of a large catalog's names to be told from one that is looked for.
fn fewest_changes(one: &str, other: &str) -> usize {
    let mut surplus = [0_i16; 256];
    let mut count = |name: &str, by: i16| {
        for byte in name.bytes() {
            if let Some(count) = surplus.get_mut(usize::from(byte)) {
                *count += by;
            }
        }
    };
    count(one, 1);
    count(other, -1);
    let sum = |sign: i16| surplus.iter().map(|count| usize::from((count * sign).max(0).unsigned_abs())).sum();
    usize::max(sum(1), sum(-1))
}

/// What `reference` names on the day `on`.
///
/// # Errors
/// `NoRole`, `NoRevision`, or what the store said.
pub fn resolve(history: &RoleHistory, reference: &RoleReference, on: Date) -> Result<Referent, AppError> {
    let missing = |what: String| {
        let numbers: Vec<String> = history.revisions.iter().map(|revision| revision.stamp.number.to_string()).collect();
        let hint = match (numbers.is_empty(), history.is_broken()) {
            (_, true) => "its files have errors: `rolebook check` names them".to_owned(),
            (true, _) => format!("it has only a draft so far: `rolebook show {}@draft`", history.id),
            (false, _) => format!("it has revision {}; `rolebook history {}`", numbers.join(", "), history.id),
        };
        AppError::NoRevision { id: history.id.clone(), what, hint }
    };
    match reference.which {
        Which::Draft => history.draft.clone().map(Referent::Draft).ok_or_else(|| missing("draft".to_owned())),
        Which::Number(number) => history
            .revision(number)
            .cloned()
            .map(Referent::Revision)
            .ok_or_else(|| missing(format!("revision {number}"))),
        Which::InForce => history
            .as_of(on)
            .cloned()
            .map(Referent::Revision)
            .ok_or_else(|| missing(format!("revision in force on {on}"))),
    }
}
