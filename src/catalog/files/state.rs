//! How the catalog stands, without reading what it says; and its roles, some at a time.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::layout::revision_number;
use super::ledger::{parse, whole_lines};
use super::read::{Known, Reader};
use super::read_vocabulary::KnownActivities;
use crate::catalog::disk::fingerprint;
use crate::catalog::store::{CatalogState, News, RolesState, StoreError};
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::snapshot::RoleHistory;

/// The most bytes of the ledger that are news; more is a reason to look at everything.
const MOST_NEWS: usize = 64 * 1024;
/// So many roles are held in memory at a time.
const AT_A_TIME: usize = 512;

impl Reader<'_> {
    /// How the published catalog stands.
    pub(super) fn state(&self) -> Result<CatalogState, StoreError> {
        let mut shared = self.stamps(&self.layout.organisations())?;
        shared.extend(self.stamps(&self.layout.vocabulary())?);
        let mut roles = RolesState::default();
        self.role_states(&mut |id, state| roles.add(&id, state))?;
        Ok(CatalogState { roles, shared: number_of(&shared) })
    }

    /// The names of all roles that have a folder.
    pub(super) fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError> {
        self.some_at_a_time(&mut |some| {
            some.into_iter().for_each(&mut *take);
            Ok(())
        })
    }

    /// How the published files of each role stand.
    pub(super) fn role_states(&self, take: &mut dyn FnMut(RoleId, u64)) -> Result<(), StoreError> {
        self.some_at_a_time(&mut |some| {
            let states = some.into_par_iter().map(|id| Ok(self.role_state(&id)?.map(|state| (id, state))));
            let states: Result<Vec<Option<(RoleId, u64)>>, StoreError> = states.collect();
            states?.into_iter().flatten().for_each(|(id, state)| take(id, state));
            Ok(())
        })
    }

    /// How the files of the staffing standards stand.
    pub(super) fn standards_state(&self) -> Result<u64, StoreError> {
        self.stamps(&self.layout.standards()).map(|stamps| number_of(&stamps))
    }

    /// How the files of the vocabulary stand.
    pub(super) fn vocabulary_state(&self) -> Result<u64, StoreError> {
        self.stamps(&self.layout.vocabulary()).map(|stamps| number_of(&stamps))
    }

    /// How the published files of a role stand; none when it has none.
    pub(super) fn role_state(&self, id: &RoleId) -> Result<Option<u64>, StoreError> {
        let mut stamps = self.stamps(&self.layout.role(id))?;
        stamps.retain(|(name, _)| revision_number(name).is_some());
        Ok((!stamps.is_empty()).then(|| number_of(&stamps)))
    }

    /// The roles that the ledger names from `read` bytes on.
    pub(super) fn news(&self, read: u64) -> Result<News, StoreError> {
        let path = self.layout.ledger();
        let (length, bytes) = match self.disk.read_from(&path, read, MOST_NEWS) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => (0, Vec::new()),
            Err(source) => return Err(StoreError::Disk { action: "read", path, source }),
        };
        if length < read || length - read > u64::try_from(MOST_NEWS).unwrap_or(u64::MAX) {
            // Another ledger than before, or too much at once.
            return Ok(News { read: length, roles: None });
        }
        let whole = bytes.get(..whole_lines(&bytes)).unwrap_or_default();
        let ledger = parse(whole, "");
        let read = read + u64::try_from(whole.len()).unwrap_or_default();
        let roles = ledger.findings.is_empty().then(|| ledger.roles.into_keys().collect());
        Ok(News { read, roles })
    }

    fn stamps(&self, folder: &Path) -> Result<Vec<(String, u64)>, StoreError> {
        match self.disk.stamps(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            stamps => stamps.map_err(|source| StoreError::Disk { action: "list", path: folder.to_owned(), source }),
        }
    }

    /// Hands out roles, some at a time, in the order of their names.
    pub(super) fn each_role(
        &self,
        only: Option<&BTreeSet<RoleId>>,
        take: &mut dyn FnMut(RoleHistory, Option<u64>),
    ) -> Result<(), StoreError> {
        let ledger = self.ledger()?;
        let organisations = self.organisations(&mut Vec::new())?;
        let known = Known {
            organisation: &|id: &OrganisationId| organisations.contains_key(id),
            activities: KnownActivities::default(),
        };
        self.some_at_a_time(&mut |mut some| {
            some.retain(|id| only.is_none_or(|only| only.contains(id)));
            let read = some.into_par_iter().map(|id| {
                let state = self.role_state(&id)?;
                Ok((self.role(id, &ledger, &known)?, state))
            });
            let read: Result<Vec<(RoleHistory, Option<u64>)>, StoreError> = read.collect();
            read?.into_iter().for_each(|(history, state)| take(history, state));
            Ok(())
        })
    }

    /// Hands out the names of the roles that have a folder, some at a time, those of one organisation after
    /// those of another.
    fn some_at_a_time(&self, take: &mut dyn FnMut(Vec<RoleId>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut some = Vec::new();
        for organisation in self.role_folders(&mut Vec::new())? {
            some.extend(self.roles_of(&organisation, &mut Vec::new())?);
            while some.len() >= AT_A_TIME {
                let rest = some.split_off(AT_A_TIME);
                take(std::mem::replace(&mut some, rest))?;
            }
        }
        take(some)
    }
}

fn number_of(stamps: &[(String, u64)]) -> u64 {
    let text: String = stamps.iter().map(|(name, stamp)| format!("{name} {stamp}\n")).collect();
    fingerprint(text.as_bytes())
}
