//! How the catalog stands, without reading what it says; and its roles, some at a time.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::layout::revision_number;
use super::read::{Known, Reader};
use super::read_vocabulary::KnownActivities;
use crate::catalog::disk::fingerprint;
use crate::catalog::store::{CatalogState, StoreError};
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::snapshot::RoleHistory;

/// So many roles are held in memory at a time.
const AT_A_TIME: usize = 512;

impl Reader<'_> {
    /// How the published catalog stands.
    pub(super) fn state(&self) -> Result<CatalogState, StoreError> {
        let mut shared = self.stamps(&self.layout.organisations())?;
        shared.extend(self.stamps(&self.layout.vocabulary())?);
        let ids = self.role_ids(&mut Vec::new())?;
        let roles = ids.into_par_iter().map(|id| {
            let mut stamps = self.stamps(&self.layout.role(&id))?;
            stamps.retain(|(name, _)| revision_number(name).is_some());
            // Of what was never published nothing is said.
            Ok((!stamps.is_empty()).then(|| (id, number_of(&stamps))))
        });
        let roles: Result<_, StoreError> = roles.filter_map(Result::transpose).collect();
        Ok(CatalogState { roles: roles?, shared: number_of(&shared) })
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
        take: &mut dyn FnMut(RoleHistory),
    ) -> Result<(), StoreError> {
        let ledger = self.ledger(None)?;
        let organisations = self.organisations(&mut Vec::new())?;
        let known = Known {
            organisation: &|id: &OrganisationId| organisations.contains_key(id),
            activities: KnownActivities::default(),
        };
        let mut ids = self.role_ids(&mut Vec::new())?;
        ids.retain(|id| only.is_none_or(|only| only.contains(id)));
        ids.sort_unstable();
        for some in ids.chunks(AT_A_TIME) {
            let read: Result<Vec<RoleHistory>, StoreError> =
                some.par_iter().map(|id| self.role(id.clone(), &ledger, &known)).collect();
            read?.into_iter().for_each(&mut *take);
        }
        Ok(())
    }
}

fn number_of(stamps: &[(String, u64)]) -> u64 {
    let text: String = stamps.iter().map(|(name, stamp)| format!("{name} {stamp}\n")).collect();
    fingerprint(text.as_bytes())
}
