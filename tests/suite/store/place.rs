//! A place for a catalog: a folder of the real disk, or of a simulated one. Contract tests run on both.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use rolebook::catalog::disk::Disk;
use rolebook::catalog::files::{FileStore, PortableDisk};
use rolebook::catalog::store::{CatalogStore, NewRevision, StoreError};
use rolebook::model::finding::Finding;
use rolebook::model::identifier::RoleId;
use rolebook::model::revision::{Draft, DraftStamp, Revision, RevisionStatus};
use tempfile::TempDir;

use super::sim_disk::SimDisk;
use super::simulation::text;
use crate::support::ORGANISATION;

/// A catalog with the organisation `acme`, and no role.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    kind: Kind,
}

enum Kind {
    Real { _gone_at_the_end: TempDir, portable: bool },
    Simulated(SimDisk),
}

impl Place {
    pub(crate) fn on_the_real_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder: folder.path().to_owned(), kind: Kind::Real { _gone_at_the_end: folder, portable: false } }
            .with_organisation()
    }

    /// The real disk, by way of the standard library alone.
    pub(crate) fn on_the_portable_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder: folder.path().to_owned(), kind: Kind::Real { _gone_at_the_end: folder, portable: true } }
            .with_organisation()
    }

    pub(crate) fn on_a_simulated_disk() -> Self {
        let folder = PathBuf::from("/srv/catalog");
        Self { kind: Kind::Simulated(SimDisk::with_folder(&folder)), folder }.with_organisation()
    }

    fn with_organisation(self) -> Self {
        self.write("organisations/acme.md", ORGANISATION);
        self
    }

    pub(crate) fn disk(&self) -> Box<dyn Disk> {
        match &self.kind {
            #[cfg(target_os = "linux")]
            Kind::Real { portable: false, .. } => {
                Box::new(rolebook::catalog::files::LinuxDisk::below(&self.folder).unwrap())
            }
            Kind::Real { .. } => Box::new(PortableDisk::below(&self.folder)),
            Kind::Simulated(disk) => Box::new(disk.clone()),
        }
    }

    pub(crate) fn store(&self) -> FileStore {
        FileStore::on(self.disk(), &self.folder).unwrap()
    }

    /// Saves a file as an editor would, in place of one that is there.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let (disk, path) = (self.disk(), self.folder.join(name));
        let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| *folder != self.folder).collect();
        folders.iter().rev().for_each(|folder| disk.make_folder(folder).unwrap());
        let _ = disk.remove(&path);
        disk.create(&path, text.as_bytes()).unwrap().sync().unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(self.disk().read(&self.folder.join(name), 1 << 20).unwrap()).unwrap()
    }

    /// Changes the text of a file.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} has no {from:?}: {text}");
        self.write(name, &text.replace(from, to));
    }

    pub(crate) fn remove(&self, name: &str) {
        self.disk().remove(&self.folder.join(name)).unwrap();
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        let path = self.folder.join(name);
        let entries = self.disk().entries(path.parent().unwrap()).unwrap_or_default();
        entries.iter().any(|entry| path.file_name().is_some_and(|name| name.to_str() == Some(&entry.name)))
    }

    /// Publishes a revision of `acme/<role>` that says its number, after the newest.
    pub(crate) fn publish(&self, role: &str, number: usize) -> Revision {
        self.store().append(self.next(role, number)).unwrap()
    }

    /// A revision of `acme/<role>` after the newest.
    pub(crate) fn next(&self, role: &str, number: usize) -> NewRevision {
        let id = id(role);
        let history = self.store().role(&id).unwrap();
        NewRevision {
            parent: history.newest().map(|newest| newest.stamp.hash.clone()),
            status: RevisionStatus::InForce,
            effective: date(2026, 1, 1),
            published: Timestamp::UNIX_EPOCH,
            by: "tests".to_owned(),
            reason: "contract".to_owned(),
            role: text(&id, number),
            id,
        }
    }

    /// Publishes a revision that applies from a day on.
    pub(crate) fn publish_from(&self, role: &str, number: usize, effective: Date) -> Revision {
        self.store().append(NewRevision { effective, ..self.next(role, number) }).unwrap()
    }

    /// What is wrong with the catalog: code and file of every error and warning, sorted.
    pub(crate) fn findings(&self) -> Vec<(String, String)> {
        let snapshot = self.store().snapshot().unwrap();
        let mut findings: Vec<_> = snapshot.all_findings().map(code_and_file).collect();
        findings.sort();
        findings
    }

    /// Asserts what is wrong with the catalog, by code and file.
    pub(crate) fn assert_findings(&self, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(code, file)| ((*code).to_owned(), (*file).to_owned())).collect();
        assert_eq!(self.findings(), expected);
    }

    /// Asserts that publishing in `acme/<role>` is refused because its files have errors, and writes nothing.
    pub(crate) fn assert_publishing_refused(&self, role: &str) {
        let (ledger, next) = (self.read("ledger.jsonl"), self.next(role, 99));
        let number = self.store().role(&id(role)).unwrap().revisions.len() + 1;
        let there = self.has(&format!("roles/acme/{role}/{number}.md"));
        let refused = self.store().append(next);
        assert!(matches!(&refused, Err(StoreError::Broken { findings, .. }) if !findings.is_empty()), "{refused:?}");
        assert_eq!(self.read("ledger.jsonl"), ledger);
        assert_eq!(self.has(&format!("roles/acme/{role}/{number}.md")), there);
    }
}

fn code_and_file(finding: &Finding) -> (String, String) {
    assert!(!finding.message.is_empty() && !finding.advice.is_empty(), "a finding says what to do: {finding:?}");
    (finding.code.clone(), finding.file.clone())
}

pub(crate) fn id(role: &str) -> RoleId {
    format!("acme/{role}").parse().unwrap()
}

/// A draft of `acme/<role>` that says its number.
pub(crate) fn draft(role: &str, number: usize) -> Draft {
    Draft { id: id(role), stamp: DraftStamp::default(), role: text(&id(role), number) }
}
