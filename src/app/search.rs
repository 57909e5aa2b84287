//! Search over the catalog: the index is opened, made and kept up to date here, and questions are answered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::{ArcSwap, ArcSwapOption};
use jiff::civil::Date;

use super::error::AppError;
use crate::catalog::store::{CatalogState, CatalogStore};
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::organisation::Organisation;
use crate::model::snapshot::RoleHistory;
use crate::model::vocabulary::Vocabulary;
use crate::search::document::{SearchDocument, Surroundings};
use crate::search::index::IndexFolder;
use crate::search::page::{Hit, SearchPage};
use crate::search::query::Fact;
use crate::search::request::SearchRequest;
use crate::search::{Analyzer, IndexError, SearchIndex};
use crate::vocabulary::activities::ActivityRules;
use crate::vocabulary::synonyms::SynonymRules;

/// Memory for making a whole index, in bytes for each thread, and for a few changes.
const HEAP_FOR_ALL: usize = 96 * 1024 * 1024;
const HEAP_FOR_CHANGES: usize = 16 * 1024 * 1024;
/// When more than one in so many roles changed, making the index anew is quicker than changing it.
const MANY: usize = 3;
/// So few roles are indexed before anybody could read of it.
const FEW: usize = 2000;

/// What making an index tells of its progress: how many roles are done, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Search over a catalog.
pub struct SearchService {
    store: Arc<dyn CatalogStore>,
    folder: IndexFolder,
    open: ArcSwapOption<Open>,
    /// One refresh at a time.
    refreshing: Mutex<()>,
    /// Why the index is held in memory and not in its folder, if it is.
    trouble: ArcSwap<Option<String>>,
}

/// An index in use, with what belongs to it.
struct Open {
    index: SearchIndex,
    words: Words,
    labels: BTreeMap<(Fact, String), String>,
}

/// The catalog's vocabulary, ready to be used.
struct Words {
    activities: Arc<ActivityRules>,
    synonyms: Arc<SynonymRules>,
    names: Vec<String>,
}

impl Words {
    fn of(vocabulary: &Vocabulary) -> Self {
        Self {
            activities: Arc::new(ActivityRules::new(vocabulary)),
            synonyms: Arc::new(SynonymRules::new(vocabulary)),
            names: vocabulary.activities.iter().map(|activity| activity.id.clone()).collect(),
        }
    }

    fn analyzer(&self) -> Analyzer {
        Analyzer::english(Arc::clone(&self.synonyms))
    }
}

type Organisations = BTreeMap<OrganisationId, Arc<Organisation>>;

/// What a refresh did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refreshed {
    /// The index was up to date.
    Unchanged,
    /// So many roles were indexed anew or taken out.
    Changed(usize),
    /// The whole index was made anew.
    Rebuilt,
    /// Another process is writing to the index in the folder. What there is answers meanwhile: what that process has
    /// finished, or, where the roles are few, an index in memory.
    Elsewhere,
}

impl SearchService {
    /// Search over `store` with its index in `folder`. Nothing is read yet: see [`SearchService::refresh`].
    pub fn new(store: Arc<dyn CatalogStore>, folder: &Path) -> Self {
        Self {
            store,
            folder: IndexFolder::new(folder),
            open: ArcSwapOption::empty(),
            refreshing: Mutex::new(()),
            trouble: ArcSwap::from_pointee(None),
        }
    }

    /// Whether questions can be answered.
    pub fn is_ready(&self) -> bool {
        self.open.load().is_some()
    }

    /// A number that changes whenever answers may change; none before the first refresh.
    pub fn generation(&self) -> Option<u64> {
        let open = self.open.load();
        let open = open.as_ref()?;
        let stamp = open.index.stamp()?;
        Some(stamp.catalog.rotate_left(1) ^ stamp.shared)
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
            let Some(fact) = Fact::named(&facet.name) else { continue };
            for value in &mut facet.values {
                if let Some(label) = open.labels.get(&(fact, value.value.clone())) {
                    value.label.clone_from(label);
                }
            }
        }
        Ok(page)
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

    /// Brings the index up to date with the catalog: opens it, changes it, or makes it anew, whichever is needed.
    /// An index that can't be kept in its folder is held in memory, and [`SearchService::trouble`] says why.
    ///
    /// # Errors
    /// What the store said.
    pub fn refresh(&self, progress: Progress<'_>) -> Result<Refreshed, AppError> {
        let _one = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.store.state()?;
        let (open, first) = match self.open.load_full() {
            Some(open) if open.index.catch_up().is_ok() => (Some(open), false),
            // There is none yet, or something happened to its files: what is in the folder now?
            _ => (self.open_folder()?, true),
        };
        let Some(open) = open else { return self.make(&state, progress) };
        let stamp = open.index.stamp();
        if stamp.as_ref().is_none_or(|stamp| stamp.shared != state.shared) {
            return self.make(&state, progress);
        }
        if stamp.is_some_and(|stamp| stamp.catalog == state.token()) {
            if first {
                self.folder.sweep();
                self.open.store(Some(open));
            }
            return Ok(Refreshed::Unchanged);
        }
        if first {
            // What there is answers until it is up to date.
            self.open.store(Some(Arc::clone(&open)));
        }
        let changed = changed(&open.index.digests()?, &state);
        if changed.len() * MANY > state.roles.len() + MANY {
            return self.make(&state, progress);
        }
        match self.change(&open, &state, &changed) {
            Ok(()) => {
                if first {
                    self.folder.sweep();
                }
                Ok(Refreshed::Changed(changed.len()))
            }
            Err(AppError::Search(IndexError::Busy)) => {
                if first && state.roles.len() < FEW {
                    self.make_in_memory(&state, &IndexError::Busy, progress)?;
                }
                Ok(Refreshed::Elsewhere)
            }
            Err(AppError::Search(_)) => self.make(&state, progress),
            Err(error) => Err(error),
        }
    }

    /// Makes the index anew.
    ///
    /// # Errors
    /// What the store said.
    pub fn rebuild(&self, progress: Progress<'_>) -> Result<(), AppError> {
        let _one = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.store.state()?;
        self.make(&state, progress).map(|_| ())
    }

    /// Whether the index in the folder is whole, and which roles it lacks or has otherwise than the catalog.
    ///
    /// # Errors
    /// What the store said; `Search` when the index is missing or damaged.
    pub fn verify(&self) -> Result<Vec<RoleId>, AppError> {
        let vocabulary = self.store.vocabulary()?;
        let words = Words::of(&vocabulary);
        let index = self.folder.open(&words.analyzer(), &words.names)?;
        let state = self.store.state()?;
        let stamp = index.stamp();
        if stamp.as_ref().is_none_or(|stamp| stamp.shared != state.shared) {
            return Ok(state.roles.into_keys().collect());
        }
        if stamp.is_some_and(|stamp| stamp.catalog == state.token()) {
            // Roles that are in force on no day, or can't be read, are in no index.
            return Ok(Vec::new());
        }
        Ok(changed(&index.digests()?, &state).into_iter().collect())
    }

    /// The index in the folder, if it can be used.
    fn open_folder(&self) -> Result<Option<Arc<Open>>, AppError> {
        let vocabulary = self.store.vocabulary()?;
        let words = Words::of(&vocabulary);
        let Ok(index) = self.folder.open(&words.analyzer(), &words.names) else { return Ok(None) };
        let labels = labels(&vocabulary, &self.store.organisations()?);
        Ok(Some(Arc::new(Open { index, words, labels })))
    }

    fn change(&self, open: &Open, state: &CatalogState, changed: &BTreeSet<RoleId>) -> Result<(), AppError> {
        let organisations = self.store.organisations()?;
        let mut writing = open.index.write(1, HEAP_FOR_CHANGES)?;
        for id in changed {
            writing.remove(id)?;
        }
        let mut failed = None;
        self.store.each_role(Some(changed), &mut |history| {
            for document in documents(&history, state, &organisations, &open.words) {
                if let Err(error) = writing.add(&document) {
                    failed.get_or_insert(error);
                }
            }
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        writing.commit(state.token(), state.shared)?;
        Ok(())
    }

    /// Makes the index anew beside the old one, which answers meanwhile.
    fn make(&self, state: &CatalogState, progress: Progress<'_>) -> Result<Refreshed, AppError> {
        let vocabulary = self.store.vocabulary()?;
        let organisations = self.store.organisations()?;
        let words = Words::of(&vocabulary);
        let mut stored: Result<(), AppError> = Ok(());
        let made = self.folder.replace(&words.analyzer(), &words.names, |index| {
            stored = self.fill(index, state, &organisations, &words, progress);
            match &mut stored {
                Err(AppError::Search(error)) => Err(IndexError::Failed(error.to_string())),
                Err(_) => Err(IndexError::Failed("the catalog could not be read".to_owned())),
                Ok(()) => Ok(()),
            }
        });
        match made {
            Ok(index) => {
                self.trouble.store(Arc::new(None));
                self.take(index, words, &vocabulary, &organisations);
            }
            Err(_) if !matches!(stored, Ok(()) | Err(AppError::Search(_))) => {
                return stored.map(|()| Refreshed::Unchanged);
            }
            Err(error) => self.make_in_memory(state, &error, progress)?,
        }
        Ok(Refreshed::Rebuilt)
    }

    /// Makes the index in memory, because of `why` it can't be kept in its folder.
    fn make_in_memory(&self, state: &CatalogState, why: &IndexError, progress: Progress<'_>) -> Result<(), AppError> {
        let vocabulary = self.store.vocabulary()?;
        let organisations = self.store.organisations()?;
        let words = Words::of(&vocabulary);
        let index = SearchIndex::in_memory(words.analyzer(), words.names.clone())?;
        self.fill(&index, state, &organisations, &words, progress)?;
        self.trouble.store(Arc::new(Some(why.to_string())));
        self.take(index, words, &vocabulary, &organisations);
        Ok(())
    }

    /// Answers from this index from now on.
    fn take(&self, index: SearchIndex, words: Words, vocabulary: &Vocabulary, organisations: &Organisations) {
        let labels = labels(vocabulary, organisations);
        self.open.store(Some(Arc::new(Open { index, words, labels })));
    }

    fn fill(
        &self,
        index: &SearchIndex,
        state: &CatalogState,
        organisations: &Organisations,
        words: &Words,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        let few = state.roles.len() < FEW;
        let (threads, heap) = if few { (1, HEAP_FOR_CHANGES) } else { (2, HEAP_FOR_ALL) };
        let mut writing = index.write(threads, heap)?;
        let mut failed = None;
        let mut done = 0;
        self.store.each_role(None, &mut |history| {
            for document in documents(&history, state, organisations, words) {
                if let Err(error) = writing.add(&document) {
                    failed.get_or_insert(error);
                }
            }
            done += 1;
            progress(done, state.roles.len());
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        writing.commit(state.token(), state.shared)?;
        Ok(())
    }
}

/// The roles that the index has otherwise than the catalog.
fn changed(digests: &BTreeMap<RoleId, u64>, state: &CatalogState) -> BTreeSet<RoleId> {
    let gone = digests.keys().filter(|id| !state.roles.contains_key(*id));
    let other = state.roles.iter().filter(|(id, number)| digests.get(*id) != Some(*number)).map(|(id, _)| id);
    gone.chain(other).cloned().collect()
}

fn documents(
    history: &RoleHistory,
    state: &CatalogState,
    organisations: &Organisations,
    words: &Words,
) -> Vec<SearchDocument> {
    let organisation = history.id.organisation();
    let name = organisation
        .parse::<OrganisationId>()
        .ok()
        .and_then(|id| organisations.get(&id))
        .map_or_else(|| organisation.to_owned(), |organisation| organisation.name.to_plain());
    let activities = |text: &str, group: &str, stated: &[String]| {
        let found = words.activities.activities_of(text, group, stated);
        found.into_iter().map(|found| found.activity.to_owned()).collect()
    };
    let digest = state.roles.get(&history.id).copied().unwrap_or_default();
    SearchDocument::of_history(history, digest, Surroundings { organisation: &name, activities: &activities })
}

/// The names for people of organisations and work activities.
fn labels(vocabulary: &Vocabulary, organisations: &Organisations) -> BTreeMap<(Fact, String), String> {
    let activities =
        vocabulary.activities.iter().map(|activity| ((Fact::Activity, activity.id.clone()), activity.name.clone()));
    let organisations = organisations
        .iter()
        .map(|(id, organisation)| ((Fact::Organisation, id.to_string()), organisation.name.to_plain()));
    activities.chain(organisations).collect()
}
