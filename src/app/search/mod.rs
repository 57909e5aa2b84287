//! Search over the catalog: questions are answered here; `keeping` keeps the index as the catalog is.

mod documents;
mod keeping;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::{ArcSwap, ArcSwapOption};
use jiff::civil::Date;

use self::documents::{Labels, Organisations, Words};
pub use self::keeping::{Progress, Refreshed};
use super::error::AppError;
use crate::catalog::store::CatalogStore;
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::organisation::Organisation;
use crate::search::index::IndexFolder;
use crate::search::index::roster::Roster;
use crate::search::page::{Hit, SearchPage};
use crate::search::query::Fact;
use crate::search::request::SearchRequest;
use crate::search::{IndexError, SearchIndex};

/// Search over a catalog.
pub struct SearchService {
    store: Arc<dyn CatalogStore>,
    folder: IndexFolder,
    open: ArcSwapOption<Open>,
    /// One refresh at a time. How far the news of the catalog were read.
    refreshing: Mutex<u64>,
    /// How the staffing standards stood when somebody looked last.
    standards: AtomicU64,
    /// How many roles have been indexed, of how many, while an index is being made.
    making: Mutex<Option<(usize, usize)>>,
    /// Why the index is held in memory and not in its folder, if it is.
    trouble: ArcSwap<Option<String>>,
}

/// An index in use, with what belongs to it.
struct Open {
    index: SearchIndex,
    words: Words,
    organisations: Organisations,
    labels: Labels,
}

impl SearchService {
    /// Search over `store` with its index in `folder`. Nothing is read yet: see [`SearchService::refresh`].
    pub fn new(store: Arc<dyn CatalogStore>, folder: &Path) -> Self {
        Self {
            store,
            folder: IndexFolder::new(folder),
            open: ArcSwapOption::empty(),
            refreshing: Mutex::new(0),
            standards: AtomicU64::new(0),
            making: Mutex::new(None),
            trouble: ArcSwap::from_pointee(None),
        }
    }

    /// Whether questions can be answered.
    pub fn is_ready(&self) -> bool {
        self.open.load().is_some()
    }

    /// How many roles have been indexed, of how many, while an index is being made.
    pub fn progress(&self) -> Option<(usize, usize)> {
        *self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that changes whenever answers may change, those about staffing standards among them; none before the
    /// first refresh.
    pub fn generation(&self) -> Option<u64> {
        let open = self.open.load();
        let open = open.as_ref()?;
        let stamp = open.index.stamp()?;
        let standards = self.standards.load(Ordering::Relaxed);
        Some(stamp.catalog.rotate_left(1) ^ stamp.shared ^ standards.rotate_left(2))
    }

    /// Why the index is held in memory only, if it is.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.load().as_ref().clone()
    }

    /// The page that answers `request`.
    ///
    /// # Errors
    /// `Search` when there is no index yet, or it can't be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, AppError> {
        let open = self.open.load();
        let open = open.as_ref().ok_or(IndexError::Missing)?;
        let mut request = request.clone();
        if request.about.is_empty() && !request.literal {
            let found = open.words.activities.activities_of(&request.query, "", &[]);
            request.about = found.into_iter().map(|found| found.activity.to_owned()).collect();
        }
        let mut page = open.index.search(&request)?;
        for facet in &mut page.facets {
            let Some(labels) = Fact::named(&facet.name).and_then(|fact| open.labels.get(&fact)) else { continue };
            for value in &mut facet.values {
                if let Some(label) = labels.get(&value.value) {
                    value.label.clone_from(label);
                }
            }
        }
        Ok(page)
    }

    /// Which roles there are.
    ///
    /// # Errors
    /// As for [`SearchService::search`].
    pub fn roster(&self) -> Result<Roster, AppError> {
        let open = self.open.load();
        Ok(open.as_ref().ok_or(IndexError::Missing)?.index.roster()?)
    }

    /// An organisation, as the index knows it.
    pub fn organisation(&self, id: &OrganisationId) -> Option<Arc<Organisation>> {
        self.open.load().as_ref()?.organisations.get(id).cloned()
    }

    /// The work activities that a duty is about, primary first, by name in addresses and name for people: its text, the
    /// label of its group, what its note states. None while there is no index.
    pub fn activities(&self, text: &str, group: &str, stated: &[String]) -> Vec<(String, String)> {
        let open = self.open.load();
        let Some(open) = open.as_ref() else { return Vec::new() };
        let found = open.words.activities.activities_of(text, group, stated);
        let labels = open.labels.get(&Fact::Activity);
        let named = found.into_iter().map(|found| {
            let id = found.activity.to_owned();
            let name = labels.and_then(|labels| labels.get(&id)).unwrap_or(&id).clone();
            (id, name)
        });
        named.collect()
    }

    /// The roles that resemble `id` most, best first.
    ///
    /// # Errors
    /// As for [`SearchService::search`].
    pub fn similar(&self, id: &RoleId, as_of: Date, limit: usize) -> Result<Vec<Hit>, AppError> {
        let open = self.open.load();
        let open = open.as_ref().ok_or(IndexError::Missing)?;
        Ok(open.index.similar(id, as_of, limit)?)
    }
}
