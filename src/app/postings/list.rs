//! The postings that are kept, in short.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::behind::{Behind, behind};
use crate::app::acting::Acting;
use crate::app::error::AppError;
use crate::app::posting_templates::PostingTemplates;
use crate::catalog::posting_store::PostingStore;
use crate::catalog::store::CatalogReader;
use crate::model::facts::CivilDate;
use crate::model::identifier::{PostingId, RoleId};
use crate::model::posting::{KeptPosting, PostingStatus};
use crate::model::snapshot::RoleHistory;

/// A posting in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PostingInShort {
    /// Its name in the catalog.
    pub id: PostingId,
    /// Its title.
    pub title: String,
    /// What has become of it.
    pub status: PostingStatus,
    /// The role.
    pub role: RoleId,
    /// The revision of the role.
    pub revision: u32,
    /// The template.
    pub template: String,
    /// The last day on which one can apply, if it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<CivilDate>")]
    pub closing_date: Option<Date>,
    /// What has moved on since it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<Behind>,
    /// When it was changed last.
    #[schemars(with = "Option<String>")]
    pub changed: Option<Timestamp>,
    /// Who changed it last.
    pub by: String,
}

/// The postings that may be seen, and how many can't be read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PostingList {
    /// Those that can be read: drafts first, then those that are published, the newest first.
    pub items: Vec<PostingInShort>,
    /// How many have errors in their files; `rolebook check` names them.
    pub broken: usize,
}

/// The postings that `acting` may see, as they stand to their roles on the day `on`.
///
/// # Errors
/// What the store said.
pub fn list_postings(
    store: &dyn PostingStore,
    catalog: &(impl CatalogReader + ?Sized),
    acting: &Acting,
    templates: &PostingTemplates,
    on: Date,
) -> Result<PostingList, AppError> {
    let kept = store.postings()?;
    let organisations = catalog.organisations()?;
    let mut histories: BTreeMap<RoleId, RoleHistory> = BTreeMap::new();
    let mut list = PostingList::default();
    for file in kept.postings.values() {
        let Some(posting) = file.sound() else {
            list.broken += 1;
            continue;
        };
        if !acting.may_see(posting.facts.status) {
            continue;
        }
        let role = &posting.facts.role;
        if !histories.contains_key(role) {
            histories.insert(role.clone(), catalog.role(role)?);
        }
        let Some(history) = histories.get(role) else { continue };
        let organisation = organisations.get(&role.organisation_id()).map(AsRef::as_ref);
        list.items.push(in_short(posting, behind(posting, history, organisation, templates, on)));
    }
    if !acting.may_see(PostingStatus::Draft) {
        // Whether there is a draft that can't be read is nobody's business.
        list.broken = 0;
    }
    list.items.sort_by(|one, other| (one.status, other.changed, &one.id).cmp(&(other.status, one.changed, &other.id)));
    Ok(list)
}

/// A posting in short, with what has moved on since it was made.
pub fn in_short(kept: &KeptPosting, behind: Behind) -> PostingInShort {
    let facts = &kept.facts;
    let last = facts.record.last();
    PostingInShort {
        id: kept.id.clone(),
        title: kept.title.clone(),
        status: facts.status,
        role: facts.role.clone(),
        revision: facts.revision,
        template: facts.template.clone(),
        closing_date: facts.particulars.get("closing_date").and_then(|date| date.as_str()?.parse().ok()),
        behind: behind.is_behind().then_some(behind),
        changed: last.map(|act| act.at),
        by: last.map(|act| act.by.clone()).unwrap_or_default(),
    }
}
