//! Lasting names for the items of a role: kept from revision to revision, never given twice.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::pairing::pair;
use super::pieces::pieces_of;
use crate::model::identifier::ItemId;
use crate::model::role::Role;

/// A name that was given to an item, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Naming {
    /// The name.
    pub id: ItemId,
    /// The item's words.
    pub text: String,
    /// Whether the previous revision has the item under this name, in the same or similar words.
    pub recognised: bool,
}

/// Gives every item of `role` that has none a name: that of the item of the newest earlier revision which it is,
/// or a new one beyond all that were ever used. `earlier` are all revisions so far, oldest first.
pub fn name_items(role: &mut Role, earlier: &[&Role]) -> Vec<Naming> {
    let recognised = earlier.last().map(|newest| recognise(role, newest)).unwrap_or_default();
    let mut highest: BTreeMap<String, u32> = BTreeMap::new();
    for earlier in earlier.iter().copied().chain(std::iter::once(&*role)) {
        for (prefix, number) in earlier.highest_item_numbers() {
            let entry = highest.entry(prefix).or_default();
            *entry = number.max(*entry);
        }
    }
    let mut used: BTreeSet<ItemId> = role.items().filter_map(|(_, item)| item.id.clone()).collect();
    let mut given = Vec::new();
    let mut index = 0;
    role.for_each_item_mut(|kind, item| {
        let known = recognised.get(&index).filter(|id| !used.contains(*id)).cloned();
        index += 1;
        if item.id.is_some() {
            return;
        }
        let was_known = known.is_some();
        let id = known.or_else(|| {
            let number = highest.entry(kind.item_prefix().to_owned()).or_default();
            *number += 1;
            ItemId::new(kind.item_prefix(), *number).ok()
        });
        if let Some(id) = id {
            used.insert(id.clone());
            given.push(Naming { id: id.clone(), text: item.text.to_plain(), recognised: was_known });
            item.id = Some(id);
        }
    });
    given
}

/// For the items of `role`, by their index among all its items: the names that `earlier` has them under.
fn recognise(role: &Role, earlier: &Role) -> BTreeMap<usize, ItemId> {
    let (old, new) = (pieces_of(earlier), pieces_of(role));
    let pairing = pair(&old, &new);
    let items = new.iter().enumerate().filter(|(_, piece)| piece.kind == super::pieces::PieceKind::Item);
    items
        .enumerate()
        .filter_map(|(item, (piece, _))| {
            let partner = pairing.before_of.get(piece).copied().flatten()?;
            Some((item, old.get(partner)?.id.clone()?))
        })
        .collect()
}
