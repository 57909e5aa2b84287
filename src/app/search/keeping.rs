//! The index is opened, made, changed and mended here, so that it says what the catalog says.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;

use super::documents::{Organisations, Words, add_role, labels};
use super::{Open, SearchService};
use crate::app::error::AppError;
use crate::catalog::store::{CatalogState, RolesState};
use crate::model::identifier::RoleId;
use crate::model::vocabulary::Vocabulary;
use crate::search::{IndexError, SearchIndex};

/// Memory for making a whole index, in bytes for each thread, and for a few changes.
const HEAP_FOR_ALL: usize = 96 * 1024 * 1024;
const HEAP_FOR_CHANGES: usize = 16 * 1024 * 1024;
/// When more than one in so many roles changed, making the index anew is quicker than changing it.
const MANY: usize = 3;
/// So few roles are indexed before anybody could read of it.
const FEW: usize = 2000;

/// What making an index tells of its progress: how many roles are done, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// How the catalog is otherwise than the index.
#[derive(Default)]
struct Changed {
    /// The roles that changed, new ones and such as are gone among them.
    roles: BTreeSet<RoleId>,
    /// How all roles stood when they were compared.
    now: RolesState,
}

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
        if stamp.is_some_and(|stamp| stamp.catalog == state.roles.token) {
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
        let changed = self.changed(&open.index)?;
        if changed.roles.len() * MANY > state.roles.count + MANY {
            return self.make(&state, progress);
        }
        match self.change(&open, state.shared, &changed) {
            Ok(()) => {
                if first {
                    self.folder.sweep();
                }
                Ok(Refreshed::Changed(changed.roles.len()))
            }
            Err(AppError::Search(IndexError::Busy)) => {
                if first && state.roles.count < FEW {
                    self.make_in_memory(&state, &IndexError::Busy, progress)?;
                }
                Ok(Refreshed::Elsewhere)
            }
            Err(AppError::Search(_)) => self.make(&state, progress),
            Err(error) => Err(error),
        }
    }

    /// Brings the roles up to date that were published since this was asked last, in little time however large the
    /// catalog is, and looks whether the staffing standards are what they were. Whether there is anything else to do, only [`SearchService::refresh`] can tell.
    ///
    /// # Errors
    /// What the store said; `Search` when the index can't be changed.
    pub fn catch_up(&self) -> Result<Refreshed, AppError> {
        let mut read = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        self.standards.store(self.store.standards_state()?, Ordering::Relaxed);
        let news = self.store.news(*read)?;
        let first = *read == 0;
        *read = news.read;
        let (Some(open), Some(roles)) = (self.open.load_full(), news.roles) else { return Ok(Refreshed::Unchanged) };
        // The first time everything is news; and what happened to the index's files is the refresh's to find out.
        if first || roles.is_empty() || open.index.catch_up().is_err() {
            return Ok(Refreshed::Unchanged);
        }
        let Some(stamp) = open.index.stamp() else { return Ok(Refreshed::Unchanged) };
        let mut token = stamp.catalog;
        let mut writing = match open.index.write(1, HEAP_FOR_CHANGES) {
            Err(IndexError::Busy) => return Ok(Refreshed::Elsewhere),
            writing => writing?,
        };
        let digests = open.index.digests()?;
        let mut changed = 0;
        for id in &roles {
            let (was, is) = (digests.get(id)?, self.store.role_state(id)?);
            if was == is {
                continue;
            }
            changed += 1;
            token = token.wrapping_sub(was.map_or(0, |was| RolesState::share(id, was)));
            writing.remove(id)?;
            if let Some(is) = is {
                token = token.wrapping_add(RolesState::share(id, is));
                add_role(&mut writing, &self.store.role(id)?, Some(is), &open.organisations, &open.words)?;
            }
        }
        if changed == 0 {
            return Ok(Refreshed::Unchanged);
        }
        writing.commit(token, stamp.shared)?;
        Ok(Refreshed::Changed(changed))
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
            let mut all = Vec::new();
            self.store.role_states(&mut |id, _| all.push(id))?;
            return Ok(all);
        }
        if stamp.is_some_and(|stamp| stamp.catalog == state.roles.token) {
            return Ok(Vec::new());
        }
        Ok(self.changed(&index)?.roles.into_iter().collect())
    }

    /// The index in the folder, if it can be used.
    fn open_folder(&self) -> Result<Option<Arc<Open>>, AppError> {
        let vocabulary = self.store.vocabulary()?;
        let words = Words::of(&vocabulary);
        let Ok(index) = self.folder.open(&words.analyzer(), &words.names) else { return Ok(None) };
        let organisations = self.store.organisations()?;
        let labels = labels(&vocabulary, &organisations);
        Ok(Some(Arc::new(Open { index, words, organisations, labels })))
    }

    /// The roles that the index has otherwise than the catalog. They are compared one by one, so that neither side is ever
    /// held whole.
    fn changed(&self, index: &SearchIndex) -> Result<Changed, AppError> {
        let digests = index.digests()?;
        let mut changed = Changed::default();
        let (mut known, mut failed) = (0, None);
        self.store.role_states(&mut |id, is| {
            changed.now.add(&id, is);
            let was = digests.get(&id).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                None
            });
            known += usize::from(was.is_some());
            if was != Some(is) {
                changed.roles.insert(id);
            }
        })?;
        failed.map_or(Ok(()), Err)?;
        // On what day is of no matter: only the names are looked at.
        let roster = index.roster()?;
        let mut indexed = 0;
        roster.each(Date::MAX, &mut |_, _| indexed += 1)?;
        if indexed == known {
            return Ok(changed);
        }
        let mut failed = None;
        roster.each(Date::MAX, &mut |name, _| {
            let Ok(id) = name.parse() else { return };
            match self.store.role_state(&id) {
                Ok(Some(_)) => {}
                Ok(None) => {
                    changed.roles.insert(id);
                }
                Err(error) => {
                    failed.get_or_insert(error);
                }
            }
        })?;
        failed.map_or(Ok(changed), |error| Err(error.into()))
    }

    fn change(&self, open: &Open, shared: u64, changed: &Changed) -> Result<(), AppError> {
        let mut writing = open.index.write(1, HEAP_FOR_CHANGES)?;
        for id in &changed.roles {
            writing.remove(id)?;
        }
        let mut failed = None;
        self.store.each_role(Some(&changed.roles), &mut |history, files| {
            if let Err(error) = add_role(&mut writing, &history, files, &open.organisations, &open.words) {
                failed.get_or_insert(error);
            }
        })?;
        failed.map_or(Ok(()), Err)?;
        writing.commit(changed.now.token, shared)?;
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
                self.take(index, words, &vocabulary, organisations);
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
        self.take(index, words, &vocabulary, organisations);
        Ok(())
    }

    /// Answers from this index from now on.
    fn take(&self, index: SearchIndex, words: Words, vocabulary: &Vocabulary, organisations: Organisations) {
        let labels = labels(vocabulary, &organisations);
        *self.making.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.open.store(Some(Arc::new(Open { index, words, organisations, labels })));
    }

    fn fill(
        &self,
        index: &SearchIndex,
        state: &CatalogState,
        organisations: &Organisations,
        words: &Words,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        let of = state.roles.count;
        let (threads, heap) = if of < FEW { (1, HEAP_FOR_CHANGES) } else { (2, HEAP_FOR_ALL) };
        let mut writing = index.write(threads, heap)?;
        let mut failed = None;
        let mut done = 0;
        // What was published while the index was made is in it too.
        let mut indexed = RolesState::default();
        self.store.each_role(None, &mut |history, files| {
            if let Some(files) = files {
                indexed.add(&history.id, files);
            }
            if let Err(error) = add_role(&mut writing, &history, files, organisations, words) {
                failed.get_or_insert(error);
            }
            done += 1;
            *self.making.lock().unwrap_or_else(PoisonError::into_inner) = Some((done, of));
            progress(done, of);
        })?;
        failed.map_or(Ok(()), Err)?;
        writing.commit(indexed.token, state.shared)?;
        Ok(())
    }
}
