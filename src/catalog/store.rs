//! What a store of the catalog can do, in few verbs: hand out what is there, add a revision, keep drafts.
//! Questions are answered from the snapshot, never by the store.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::disk::fingerprint;
use super::posting_store::PostingStore;
use crate::model::finding::Finding;
use crate::model::identifier::{OrganisationId, PostingId, RoleId, StandardId};
use crate::model::organisation::Organisation;
use crate::model::revision::{Draft, Revision, RevisionHash, RevisionStatus};
use crate::model::role::Role;
use crate::model::snapshot::{RoleHistory, Snapshot};
use crate::model::standard::Standard;
use crate::model::vocabulary::Vocabulary;
use crate::vocabulary::ready::ReadyVocabulary;

/// A place that keeps the catalog.
pub trait CatalogStore: PostingStore {
    /// Everything there is, with everything that is wrong with it.
    ///
    /// # Errors
    /// Only when the catalog as a whole can't be read; a broken role is a finding in the snapshot.
    fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// One role with its revisions, draft and findings; an empty history if there is no such role.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role(&self, id: &RoleId) -> Result<RoleHistory, StoreError>;

    /// How the published catalog stands: another answer means that something was published, or edited by hand.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn state(&self) -> Result<CatalogState, StoreError>;

    /// How the published files of one role stand, as [`CatalogStore::state`] has it; none if it has none.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role_state(&self, id: &RoleId) -> Result<Option<u64>, StoreError>;

    /// What was published since `read`, in little time however large the catalog is. Edits by hand are no news.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn news(&self, read: u64) -> Result<News, StoreError>;

    /// Looks whether the catalog can be reached, and at no more of it than that takes.
    ///
    /// # Errors
    /// When it can't be read.
    fn reach(&self) -> Result<(), StoreError>;

    /// The names of all roles, drafts among them, one after the other, without looking into any.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError>;

    /// How the published files of each role stand, one role after the other, so that nobody has to hold them all.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role_states(&self, take: &mut dyn FnMut(RoleId, u64)) -> Result<(), StoreError>;

    /// Hands out roles one after the other, without holding more than some of them at a time: all, or only these. With
    /// each comes how its published files stood just before it was read.
    ///
    /// # Errors
    /// When the catalog as a whole can't be read.
    fn each_role(
        &self,
        only: Option<&BTreeSet<RoleId>>,
        take: &mut dyn FnMut(RoleHistory, Option<u64>),
    ) -> Result<(), StoreError>;

    /// The organisations that can be read.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError>;

    /// One organisation, without looking at any other; none if there is none of that name, or its file can't be read.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn organisation(&self, id: &OrganisationId) -> Result<Option<Arc<Organisation>>, StoreError>;

    /// The staffing standards that can be read.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn standards(&self) -> Result<BTreeMap<StandardId, Arc<Standard>>, StoreError>;

    /// How the files of the staffing standards stand, edits by hand among them, in little time. No search finds
    /// standards, so they are no part of [`CatalogStore::state`], on which the index depends.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn standards_state(&self) -> Result<u64, StoreError>;

    /// The catalog's own words, without looking at any role. A part that is not there, or has errors, is empty.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn vocabulary(&self) -> Result<Vocabulary, StoreError>;

    /// How the files of the vocabulary stand, edits by hand among them, in little time.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn vocabulary_state(&self) -> Result<u64, StoreError>;

    /// Publishes a revision and answers when it is safe on disk. This is the one commit point of the store.
    /// The draft that it was made from is removed; one that says something else, because somebody changed it
    /// meanwhile, is kept.
    ///
    /// # Errors
    /// `Conflict` when the newest revision is not the one that `revision.parent` names; `Busy` when another process
    /// is writing; `Broken` when the role's files have errors; otherwise what the disk said. Nothing has changed then.
    fn append(&self, revision: NewRevision) -> Result<Revision, StoreError>;

    /// Keeps a draft. `replaces` says whether there is one already; one that nobody expected is never overwritten.
    ///
    /// # Errors
    /// `DraftExists`, `Busy`, or what the disk said.
    fn write_draft(&self, draft: &Draft, replaces: bool) -> Result<(), StoreError>;

    /// Removes the draft of a role.
    ///
    /// # Errors
    /// `Busy`, or what the disk said.
    fn discard_draft(&self, id: &RoleId) -> Result<(), StoreError>;

    /// Finishes or clears away what interrupted writing left behind, and says what it did.
    ///
    /// # Errors
    /// `Busy`, or what the disk said.
    fn repair(&self) -> Result<Vec<String>, StoreError>;
}

/// What reading needs of a catalog. Every store can do it; so can a view of a store that shows less than all.
pub trait CatalogReader {
    /// Everything that may be seen, with everything that is wrong with it.
    ///
    /// # Errors
    /// Only when the catalog as a whole can't be read.
    fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// One role as it may be seen; an empty history if there is no such role.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role(&self, id: &RoleId) -> Result<RoleHistory, StoreError>;

    /// The names of all roles that there are, one after the other, without looking into any: also of such as may not be
    /// seen, so that whoever is to tell one asks for the role first.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError>;

    /// The catalog's vocabulary.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn vocabulary(&self) -> Result<Arc<ReadyVocabulary>, StoreError>;

    /// The staffing standards.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn standards(&self) -> Result<BTreeMap<StandardId, Arc<Standard>>, StoreError>;

    /// The organisations that can be read.
    ///
    /// # Errors
    /// When their folder can't be read.
    fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError>;

    /// One organisation, without looking at any other; none if there is none of that name, or its file can't be read.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn organisation(&self, id: &OrganisationId) -> Result<Option<Arc<Organisation>>, StoreError>;
}

impl<S: CatalogStore + ?Sized> CatalogReader for S {
    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        CatalogStore::snapshot(self)
    }

    fn role(&self, id: &RoleId) -> Result<RoleHistory, StoreError> {
        CatalogStore::role(self, id)
    }

    fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError> {
        CatalogStore::role_names(self, take)
    }

    fn vocabulary(&self) -> Result<Arc<ReadyVocabulary>, StoreError> {
        CatalogStore::vocabulary(self).map(|written| Arc::new(ReadyVocabulary::of(Arc::new(written))))
    }

    fn standards(&self) -> Result<BTreeMap<StandardId, Arc<Standard>>, StoreError> {
        CatalogStore::standards(self)
    }

    fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError> {
        CatalogStore::organisations(self)
    }

    fn organisation(&self, id: &OrganisationId) -> Result<Option<Arc<Organisation>>, StoreError> {
        CatalogStore::organisation(self, id)
    }
}

/// How the published catalog stands, in numbers that change with what they stand for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CatalogState {
    /// The published files of all roles.
    pub roles: RolesState,
    /// What all roles share: organisations and vocabulary.
    pub shared: u64,
}

/// How the published files of some roles stand, in as little room however many they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RolesState {
    /// How many roles they are.
    pub count: usize,
    /// The sum of what each adds, so that it can be brought up to date by the roles that changed.
    pub token: u64,
}

impl RolesState {
    /// Adds a role whose files stand like this.
    pub fn add(&mut self, id: &RoleId, state: u64) {
        self.count += 1;
        self.token = self.token.wrapping_add(Self::share(id, state));
    }

    /// What a role whose files stand like this adds to the sum.
    pub fn share(id: &RoleId, state: u64) -> u64 {
        fingerprint(format!("{id} {state}").as_bytes())
    }
}

/// What has been published since somebody looked last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// How far was read: to be given the next time.
    pub read: u64,
    /// The roles that were published; none when that can't be told.
    pub roles: Option<BTreeSet<RoleId>>,
}

/// A revision that is to be published.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRevision {
    /// Of which role.
    pub id: RoleId,
    /// The hash of the revision that it follows; none for a first one.
    pub parent: Option<RevisionHash>,
    /// In force or retired.
    pub status: RevisionStatus,
    /// The first day on which it applies.
    pub effective: Date,
    /// Now.
    pub published: Timestamp,
    /// Who publishes it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What it says.
    pub role: Role,
}

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is no catalog.
    #[error("there is no catalog in {0}")]
    NoCatalog(PathBuf),
    /// The disk refused.
    #[error("could not {action} {path}: {source}")]
    Disk {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// Somebody else has published in the meantime.
    #[error("{id} has changed: its newest revision is now {newest}", newest = .newest.map_or("none".to_owned(), |n| n.to_string()))]
    Conflict {
        /// Which role.
        id: RoleId,
        /// The number of its newest revision.
        newest: Option<u32>,
    },
    /// Another process is writing.
    #[error("another rolebook (process {pid}) is writing to this catalog")]
    Busy {
        /// Its process number, if it could be read.
        pid: String,
    },
    /// There is a draft already.
    #[error("{0} has a draft already")]
    DraftExists(RoleId),
    /// The role's files have errors.
    #[error("the files of {id} have errors; nothing is published until they are mended")]
    Broken {
        /// Which role.
        id: RoleId,
        /// The errors.
        findings: Vec<Finding>,
    },
    /// There is a posting of that name already.
    #[error("there is a posting {0} already")]
    PostingExists(PostingId),
    /// Somebody else has changed the posting in the meantime.
    #[error("the posting {0} was changed meanwhile; nothing of it was overwritten")]
    PostingChanged(PostingId),
    /// The posting could not be read back from its file.
    #[error("the posting {id} can't be written as a file")]
    BrokenPosting {
        /// Which posting.
        id: PostingId,
        /// The errors.
        findings: Vec<Finding>,
    },
    /// Publishing failed, and taking it back did too.
    #[error("{source}; taking it back failed too, so that {id} may have been published or not")]
    Unsure {
        /// Which role.
        id: RoleId,
        /// What failed first.
        source: Box<StoreError>,
    },
    /// Writing has failed in a way that leaves the disk's state in doubt.
    #[error("the disk failed while writing; this process does not write any more, so that nothing is made worse")]
    ReadOnly,
}
