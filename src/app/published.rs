//! The catalog as everybody may see it: published revisions and nothing else.
//!
//! Drafts, and what is wrong with them, are taken out here, before any use case looks, so that no use case can let one
//! slip. What the server answers to people whom it does not know comes through this door.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::error::AppError;
use super::list::{PublishedCounts, count_published};
use super::search::SearchService;
use crate::catalog::store::{CatalogReader, CatalogStore, StoreError};
use crate::model::finding::Finding;
use crate::model::identifier::{OrganisationId, RoleId, StandardId};
use crate::model::organisation::Organisation;
use crate::model::snapshot::{RoleHistory, Snapshot};
use crate::model::standard::Standard;
use crate::vocabulary::ready::ReadyVocabulary;

/// The published part of a store.
pub struct PublishedCatalog {
    store: Arc<dyn CatalogStore>,
    standards: WhileItStands<Standards>,
    vocabulary: WhileItStands<Arc<ReadyVocabulary>>,
    counts: WhileItStands<PublishedCounts>,
}

/// The staffing standards.
type Standards = BTreeMap<StandardId, Arc<Standard>>;

/// What was read before, and how its files stood then: good until one of them is another.
struct WhileItStands<T>(Mutex<Option<(u64, T)>>);

impl<T: Clone> WhileItStands<T> {
    fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// What was read when the files stood like this; otherwise they are read now, and whoever else comes waits.
    fn get<E>(&self, stands: impl FnOnce() -> Result<u64, E>, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let stands = stands()?;
        if let Some((_, value)) = held.as_ref().filter(|(stood, _)| *stood == stands) {
            return Ok(value.clone());
        }
        let value = read()?;
        *held = Some((stands, value.clone()));
        Ok(value)
    }
}

impl PublishedCatalog {
    /// The published part of `store`.
    pub fn new(store: Arc<dyn CatalogStore>) -> Self {
        let (standards, vocabulary) = (WhileItStands::new(), WhileItStands::new());
        Self { store, standards, vocabulary, counts: WhileItStands::new() }
    }

    /// Looks whether the catalog can be reached.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn reach(&self) -> Result<(), StoreError> {
        self.store.reach()
    }

    /// How many roles have been published; none while there is no index to say so. They are counted once, until something
    /// changes.
    ///
    /// # Errors
    /// When the index or a broken role can't be read.
    pub fn counts(&self, search: &SearchService) -> Result<Option<PublishedCounts>, AppError> {
        let Some(stands) = search.generation() else { return Ok(None) };
        self.counts.get(|| Ok(stands), || count_published(self, &search.roster()?)).map(Some)
    }

    /// The organisations. What they say is published as it stands.
    ///
    /// # Errors
    /// When the catalog can't be read.
    pub fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError> {
        self.store.organisations()
    }

    /// Hands every role that was published to `take`, one at a time, so that they need not all be in memory.
    ///
    /// # Errors
    /// When the catalog can't be read.
    pub fn each_role(&self, take: &mut dyn FnMut(RoleHistory)) -> Result<(), StoreError> {
        self.store.each_role(None, &mut |history, _| {
            let published = published_part(&history);
            if !published.is_empty() {
                take(published);
            }
        })
    }
}

impl CatalogReader for PublishedCatalog {
    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.store.snapshot().map(published)
    }

    fn role(&self, id: &RoleId) -> Result<RoleHistory, StoreError> {
        self.store.role(id).map(|history| published_part(&history))
    }

    fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError> {
        self.store.role_names(take)
    }

    /// The words are read once, until one of their files is another.
    fn vocabulary(&self) -> Result<Arc<ReadyVocabulary>, StoreError> {
        self.vocabulary.get(|| self.store.vocabulary_state(), || CatalogReader::vocabulary(self.store.as_ref()))
    }

    /// What standards say is published as it stands. They are read once, until one of their files is another.
    fn standards(&self) -> Result<Standards, StoreError> {
        self.standards.get(|| self.store.standards_state(), || self.store.standards())
    }

    fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError> {
        self.store.organisations()
    }

    fn organisation(&self, id: &OrganisationId) -> Result<Option<Arc<Organisation>>, StoreError> {
        self.store.organisation(id)
    }
}

fn published(snapshot: Snapshot) -> Snapshot {
    let roles = snapshot.roles.values().map(|history| published_part(history));
    let roles = roles.filter(|history| !history.is_empty()).map(|history| (history.id.clone(), Arc::new(history)));
    let roles = roles.collect();
    Snapshot { roles, findings: Vec::new(), ..snapshot }
}

/// Findings that speak of files as such, and quote nothing of what stands in them.
const ABOUT_FILES: [&str; 6] =
    ["altered", "not-as-recorded", "broken-chain", "lost-revision", "wrong-number", "not-published"];

/// A role without its draft; nothing at all if nothing of it was published. Of what is wrong with its published files
/// it says where and of what kind it is. What stands there is not said: it was never published.
fn published_part(history: &RoleHistory) -> RoleHistory {
    let mut published = RoleHistory::empty(history.id.clone());
    published.revisions.clone_from(&history.revisions);
    if history.is_broken() {
        let message = if history.revisions.is_empty() {
            "this role's files have errors, and no revision of it can be read"
        } else {
            "this role's files have errors; what is shown is the last good revision"
        };
        published.findings.push(Finding::error("broken-role", message).advising("tell those who keep the catalog"));
        published.findings.extend(history.findings.iter().filter(|finding| finding.is_error()).map(without_words));
    }
    published
}

/// A finding without a word of the file that it is about.
fn without_words(finding: &Finding) -> Finding {
    let message = if ABOUT_FILES.contains(&finding.code.as_str()) {
        finding.message.clone()
    } else {
        format!("an error of the kind `{}`; `rolebook check` shows it", finding.code)
    };
    Finding { message, excerpt: String::new(), advice: String::new(), ..finding.clone() }
}
