//! Roles of the catalog that a new one resembles: it may be a newer version of one, or the same once more.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::identifier::RoleId;
use crate::model::role::Role;
use crate::model::snapshot::RoleHistory;

/// A role that resembles the new one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Kin {
    /// Which.
    pub id: RoleId,
    /// How many of the words of their duties they share, in percent.
    pub shared_percent: usize,
}

/// Below this, two roles merely do similar work.
const SAME: usize = 60;

/// The words of a role's duties, by which others are held beside it.
pub(super) struct DutyWords {
    id: RoleId,
    words: HashSet<String>,
}

impl DutyWords {
    /// Those of a role's newest revision, if it has one.
    pub(super) fn of(history: &RoleHistory) -> Option<Self> {
        Some(Self { id: history.id.clone(), words: duty_words(&history.newest()?.role) })
    }
}

/// The roles among these whose duties say nearly the same, the most similar first.
pub(super) fn kin<'a>(roles: impl Iterator<Item = &'a DutyWords>, role: &Role) -> Vec<Kin> {
    let own = duty_words(role);
    if own.len() < 8 {
        return Vec::new();
    }
    let mut kin: Vec<Kin> = roles
        .filter_map(|theirs| {
            let shared = own.intersection(&theirs.words).count();
            let shared_percent = 200 * shared / (own.len() + theirs.words.len()).max(1);
            (shared_percent >= SAME).then(|| Kin { id: theirs.id.clone(), shared_percent })
        })
        .collect();
    kin.sort_by(|one, other| other.shared_percent.cmp(&one.shared_percent).then_with(|| one.id.cmp(&other.id)));
    kin
}

fn duty_words(role: &Role) -> HashSet<String> {
    role.duties().iter().flat_map(|item| words_of(&item.text.to_plain())).collect()
}

fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_lowercase).collect()
}
