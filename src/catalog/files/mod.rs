//! The catalog as a folder of files, on a local disk.

mod layout;
mod ledger;
#[cfg(target_os = "linux")]
mod linux_disk;
mod lock;
mod portable_disk;
mod postings;
mod read;
mod read_standards;
mod read_vocabulary;
mod state;
mod write;

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[cfg(target_os = "linux")]
pub use linux_disk::LinuxDisk;
pub use portable_disk::PortableDisk;

use self::layout::Layout;
use self::ledger::LedgerLine;
use self::read::Reader;
use self::write::{Failure, Writer};
use super::disk::Disk;
use super::format::{RoleFile, Stamp, seal, write_role};
use super::store::{CatalogState, CatalogStore, NewRevision, News, StoreError};
use crate::model::identifier::{OrganisationId, RoleId, StandardId};
use crate::model::organisation::Organisation;
use crate::model::revision::{Draft, Revision, RevisionHash, RevisionStamp};
use crate::model::role::Role;
use crate::model::snapshot::{RoleHistory, Snapshot};
use crate::model::standard::Standard;
use crate::model::vocabulary::Vocabulary;

/// A catalog in a folder.
pub struct FileStore {
    disk: Box<dyn Disk>,
    layout: Layout,
    /// One writer at a time within this process; the lock file keeps other processes out.
    writing: Mutex<()>,
    /// Set when making bytes safe has failed: nothing is written any more.
    in_doubt: AtomicBool,
}

/// How long to wait for another process to finish writing: so many times, so many milliseconds each.
const WAITS: u32 = 25;
const WAIT: Duration = Duration::from_millis(20);

impl FileStore {
    /// The catalog in `folder`, which must exist. It may be reached by a link; nothing below it may.
    ///
    /// # Errors
    /// When the folder is not there or can't be read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::on(disk_below(folder), folder)
    }

    /// The catalog in `folder` of any disk.
    ///
    /// # Errors
    /// When the folder is not there or can't be read.
    pub fn on(disk: Box<dyn Disk>, folder: &Path) -> Result<Self, StoreError> {
        match disk.entries(folder) {
            Ok(_) => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(StoreError::NoCatalog(folder.to_owned()));
            }
            Err(source) => return Err(StoreError::Disk { action: "open", path: folder.to_owned(), source }),
        }
        let layout = Layout::new(folder);
        Ok(Self { disk, layout, writing: Mutex::new(()), in_doubt: AtomicBool::new(false) })
    }

    fn reader(&self) -> Reader<'_> {
        Reader { disk: self.disk.as_ref(), layout: &self.layout }
    }

    fn writer(&self) -> Writer<'_> {
        Writer { disk: self.disk.as_ref(), layout: &self.layout }
    }

    /// Does `work` while no other thread and no other process writes.
    fn exclusively<T>(&self, work: impl FnOnce(&Writer<'_>) -> Result<T, Failure>) -> Result<T, StoreError> {
        let _writing = self.writing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if self.in_doubt.load(Ordering::Acquire) {
            return Err(StoreError::ReadOnly);
        }
        let _lock = self.lock()?;
        work(&self.writer()).map_err(|failure| {
            if failure.in_doubt {
                self.in_doubt.store(true, Ordering::Release);
            }
            failure.error
        })
    }

    fn lock(&self) -> Result<Box<dyn Any + Send>, StoreError> {
        let path = self.layout.lock();
        for attempt in 0..=WAITS {
            match self.disk.try_lock(&path) {
                Ok(Some(lock)) => return Ok(lock),
                Ok(None) if attempt < WAITS => std::thread::sleep(WAIT),
                Ok(None) => break,
                Err(source) => return Err(StoreError::Disk { action: "lock", path, source }),
            }
        }
        let pid = self.disk.read(&path, 32).unwrap_or_default();
        let pid = String::from_utf8_lossy(&pid).trim().to_owned();
        Err(StoreError::Busy { pid: if pid.is_empty() { "unknown".to_owned() } else { pid } })
    }

    /// Finishes what an interrupted publish of this role began; what was done, in words.
    fn recover(&self, writer: &Writer<'_>, id: &RoleId) -> Result<(RoleHistory, Vec<String>), Failure> {
        let plain = |error| Failure { error, in_doubt: false };
        let folder = self.layout.role(id);
        let mut done: Vec<String> =
            writer.sweep(&folder)?.iter().map(|path| format!("removed {}", self.layout.name(path))).collect();
        let history = self.reader().one_role(id).map_err(plain)?;
        let recorded = self.reader().ledger_of(id).map_err(plain)?.roles.remove(id).unwrap_or_default();
        let unrecorded = |revision: &&Arc<Revision>| !recorded.contains_key(&revision.stamp.number);
        if history.revisions.iter().any(|revision| unrecorded(&revision)) {
            // What the ledger records must not be lost.
            writer.make_names_safe(&folder)?;
        }
        for revision in history.revisions.iter().filter(unrecorded) {
            writer.record(&line(revision))?;
            done.push(format!("recorded revision {} of {id} in the ledger", revision.stamp.number));
        }
        if let (Some(draft), Some(newest)) = (&history.draft, history.newest())
            && draft.stamp.parent == newest.stamp.parent
            && says_the_same(&draft.role, &newest.role)
        {
            let path = Writer::draft_in(&folder);
            writer.remove(&path)?;
            done.push(format!(
                "removed {}, which is published as revision {}",
                self.layout.name(&path),
                newest.stamp.number
            ));
        }
        let history = if done.is_empty() { history } else { self.reader().one_role(id).map_err(plain)? };
        Ok((history, done))
    }
}

fn line(revision: &Revision) -> LedgerLine {
    LedgerLine { role: revision.id.clone(), revision: revision.stamp.number, hash: revision.stamp.hash.clone() }
}

/// Whether two roles are the same but for the names of items, which publishing assigns.
fn says_the_same(one: &Role, other: &Role) -> bool {
    let nameless = |role: &Role| {
        let mut role = role.clone();
        role.for_each_item_mut(|_, item| {
            item.id = None;
            item.note.from.clear();
        });
        role
    };
    nameless(one) == nameless(other)
}

impl CatalogStore for FileStore {
    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.reader().snapshot()
    }

    fn role(&self, id: &RoleId) -> Result<RoleHistory, StoreError> {
        self.reader().one_role(id)
    }

    fn state(&self) -> Result<CatalogState, StoreError> {
        self.reader().state()
    }

    fn role_state(&self, id: &RoleId) -> Result<Option<u64>, StoreError> {
        self.reader().role_state(id)
    }

    fn news(&self, read: u64) -> Result<News, StoreError> {
        self.reader().news(read)
    }

    fn reach(&self) -> Result<(), StoreError> {
        self.reader().role_folders(&mut Vec::new()).map(|_| ())
    }

    fn role_names(&self, take: &mut dyn FnMut(RoleId)) -> Result<(), StoreError> {
        self.reader().role_names(take)
    }

    fn role_states(&self, take: &mut dyn FnMut(RoleId, u64)) -> Result<(), StoreError> {
        self.reader().role_states(take)
    }

    fn each_role(
        &self,
        only: Option<&BTreeSet<RoleId>>,
        take: &mut dyn FnMut(RoleHistory, Option<u64>),
    ) -> Result<(), StoreError> {
        self.reader().each_role(only, take)
    }

    fn organisations(&self) -> Result<BTreeMap<OrganisationId, Arc<Organisation>>, StoreError> {
        self.reader().organisations(&mut Vec::new())
    }

    fn organisation(&self, id: &OrganisationId) -> Result<Option<Arc<Organisation>>, StoreError> {
        Ok(self.reader().organisation(id).0.map(Arc::new))
    }

    fn standards(&self) -> Result<BTreeMap<StandardId, Arc<Standard>>, StoreError> {
        self.reader().standards(&mut Vec::new())
    }

    fn standards_state(&self) -> Result<u64, StoreError> {
        self.reader().standards_state()
    }

    fn vocabulary(&self) -> Result<Vocabulary, StoreError> {
        self.reader().vocabulary(&mut Vec::new())
    }

    fn vocabulary_state(&self) -> Result<u64, StoreError> {
        self.reader().vocabulary_state()
    }

    fn append(&self, new: NewRevision) -> Result<Revision, StoreError> {
        self.exclusively(|writer| {
            let plain = |error| Failure { error, in_doubt: false };
            writer.sweep(self.layout.root())?;
            writer.mend_ledger()?;
            let (history, _) = self.recover(writer, &new.id)?;
            if history.is_broken() {
                return Err(plain(StoreError::Broken { id: new.id.clone(), findings: history.findings }));
            }
            let newest = history.newest();
            if newest.map(|revision| &revision.stamp.hash) != new.parent.as_ref() {
                let newest = newest.map(|revision| revision.stamp.number);
                return Err(plain(StoreError::Conflict { id: new.id.clone(), newest }));
            }
            let (revision, text) =
                sealed(new, newest.map_or(1, |revision| revision.stamp.number + 1)).map_err(plain)?;
            let path = self.layout.revision(&revision.id, revision.stamp.number);
            writer.make_folders(&self.layout.role(&revision.id))?;
            writer.publish(&path, &text, &line(&revision))?;
            // Only the draft that was published goes; one that was changed meanwhile is somebody's work.
            let is_published = |draft: &Draft| {
                draft.stamp.parent == revision.stamp.parent && says_the_same(&draft.role, &revision.role)
            };
            let draft = self.reader().one_role(&revision.id).ok().and_then(|history| history.draft);
            if draft.as_deref().is_some_and(is_published)
                && let Err(failure) = writer.remove(&self.layout.draft(&revision.id))
            {
                // What is safe on disk is published, whatever becomes of the draft.
                self.in_doubt.fetch_or(failure.in_doubt, Ordering::AcqRel);
            }
            Ok(revision)
        })
    }

    fn write_draft(&self, draft: &Draft, replaces: bool) -> Result<(), StoreError> {
        let file = RoleFile { stamp: Stamp::Draft(draft.stamp.clone()), role: draft.role.clone() };
        let text = write_role(&file);
        self.exclusively(|writer| {
            let folder = self.layout.role(&draft.id);
            let path = self.layout.draft(&draft.id);
            writer.make_folders(&folder)?;
            writer.sweep(&folder)?;
            if replaces {
                return writer.replace(&path, text.as_bytes());
            }
            if self.disk.read(&path, 1).is_ok() {
                return Err(Failure { error: StoreError::DraftExists(draft.id.clone()), in_doubt: false });
            }
            writer.create_new(&path, text.as_bytes()).inspect_err(|_| {
                // Refused, so it must not be there; if it stays all the same, it is a whole draft and harms nobody.
                let _ = writer.remove_own(&path, &text);
            })
        })
    }

    fn discard_draft(&self, id: &RoleId) -> Result<(), StoreError> {
        self.exclusively(|writer| writer.remove(&self.layout.draft(id)))
    }

    fn repair(&self) -> Result<Vec<String>, StoreError> {
        self.exclusively(|writer| {
            let mut done = Vec::new();
            let folders = [
                self.layout.root().to_owned(),
                self.layout.organisations(),
                self.layout.standards(),
                self.layout.postings(),
                self.layout.posting_texts(),
            ];
            for folder in folders {
                done.extend(writer.sweep(&folder)?.iter().map(|path| format!("removed {}", self.layout.name(path))));
            }
            if writer.mend_ledger()? {
                done.push("cut an unfinished line off the end of the ledger".to_owned());
            }
            writer.make_ledger_safe()?;
            let ids = self.reader().role_ids(&mut Vec::new()).map_err(|error| Failure { error, in_doubt: false })?;
            for id in ids {
                done.extend(self.recover(writer, &id)?.1);
            }
            Ok(done)
        })
    }
}

/// The revision with its number and hash, and its file's text.
fn sealed(new: NewRevision, number: u32) -> Result<(Revision, String), StoreError> {
    let unsealed: RevisionHash = RevisionHash::unknown();
    let stamp = RevisionStamp {
        number,
        status: new.status,
        effective: new.effective,
        published: new.published,
        by: new.by,
        reason: new.reason,
        parent: new.parent,
        hash: unsealed,
    };
    let (file, text) = seal(stamp, new.role);
    // What cannot be read back must not be published.
    let again = super::format::parse_role(text.as_bytes());
    let true_hash = super::format::true_hash(text.as_bytes());
    let is_true = matches!(&file.stamp, Stamp::Published(stamp) if true_hash.as_ref() == Some(&stamp.hash));
    if !is_true || again.has_errors() || again.file.as_ref() != Some(&file) {
        return Err(StoreError::Broken { id: new.id, findings: again.findings });
    }
    match file.stamp {
        Stamp::Published(stamp) => Ok((Revision { id: new.id, stamp, role: file.role }, text)),
        Stamp::Draft(_) => Err(StoreError::Broken { id: new.id, findings: Vec::new() }),
    }
}

/// The best disk that this system has.
fn disk_below(folder: &Path) -> Box<dyn Disk> {
    #[cfg(target_os = "linux")]
    if let Ok(disk) = LinuxDisk::below(folder) {
        return Box::new(disk);
    }
    Box::new(PortableDisk::below(folder))
}

/// Replaces one file of a person's own, such as a draft that was brought into canonical form:
/// wholly, safely, or not at all.
///
/// # Errors
/// What the disk said.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let layout = Layout::new(folder);
    let disk = disk_below(folder);
    let writer = Writer { disk: disk.as_ref(), layout: &layout };
    writer.replace(&folder.join(path.file_name().unwrap_or_default()), bytes).map_err(|failure| match failure.error {
        StoreError::Disk { source, .. } => source,
        other => io::Error::other(other.to_string()),
    })
}
