//! Reading the catalog's folder: every role on its own, so that a broken one takes no other with it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::layout::{DRAFT, Layout, TEMPORARY, revision_number};
use super::ledger::{LARGEST_LEDGER, Ledger, PART_OF_LEDGER, parse, whole_lines};
use super::read_vocabulary::KnownActivities;
use crate::catalog::disk::{Disk, Entry, EntryKind};
use crate::catalog::format::{LARGEST_FILE, Stamp, parse_organisation, parse_role, true_hash, unknown_activities};
use crate::catalog::store::StoreError;
use crate::model::finding::{Finding, Place};
use crate::model::identifier::{OrganisationId, RoleId};
use crate::model::organisation::Organisation;
use crate::model::revision::{Draft, Revision, RevisionHash, RevisionStamp};
use crate::model::snapshot::{RoleHistory, Snapshot};

/// Reads what a folder holds.
pub(super) struct Reader<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) layout: &'a Layout,
}

/// What a role may name.
pub(super) struct Known<'a> {
    pub(super) organisation: &'a (dyn Fn(&OrganisationId) -> bool + Sync),
    pub(super) activities: KnownActivities,
}

type Organisations = BTreeMap<OrganisationId, Arc<Organisation>>;

impl Reader<'_> {
    /// The whole catalog, with both cores.
    pub(super) fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut findings = Vec::new();
        let ledger = self.ledger()?;
        findings.extend(ledger.findings.iter().cloned());
        self.strays(self.layout.root(), &mut findings)?;
        let organisations = self.organisations(&mut findings)?;
        let standards = self.standards(&mut findings)?;
        let vocabulary = Arc::new(self.vocabulary(&mut findings)?);
        let known = Known {
            organisation: &|organisation| organisations.contains_key(organisation),
            activities: KnownActivities::of(&vocabulary),
        };
        let ids = self.role_ids(&mut findings)?;
        let histories: Result<Vec<RoleHistory>, StoreError> =
            ids.into_par_iter().map(|id| self.role(id, &ledger, &known)).collect();
        // A folder with nothing in it is no role: a new one whose writing was interrupted, or one whose draft is discarded.
        let there = histories?.into_iter().filter(|history| !history.is_empty());
        let roles: BTreeMap<_, _> = there.map(|history| (history.id.clone(), Arc::new(history))).collect();
        for (id, lost) in ledger.roles.iter().filter(|(id, _)| !roles.contains_key(*id)) {
            let path = self.layout.name(&self.layout.role(id));
            let message = format!("the role {id} is gone, with {} published revisions", lost.len());
            findings.push(Finding::error("lost-role", message).in_file(&path).advising(RESTORE));
        }
        Ok(Snapshot { organisations, standards, roles, vocabulary, findings })
    }

    /// One role, read without looking at any other.
    pub(super) fn one_role(&self, id: &RoleId) -> Result<RoleHistory, StoreError> {
        let ledger = self.ledger_of(id)?;
        let organisation = |id: &OrganisationId| self.disk.read(&self.layout.organisation(id), 1).is_ok();
        self.role(id.clone(), &ledger, &Known { organisation: &organisation, activities: KnownActivities::default() })
    }

    pub(super) fn ledger(&self) -> Result<Ledger, StoreError> {
        let path = self.layout.ledger();
        match self.disk.read(&path, LARGEST_LEDGER) {
            Ok(bytes) => Ok(parse(&bytes, &self.layout.name(&path))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ledger::default()),
            Err(source) => Err(StoreError::Disk { action: "read", path, source }),
        }
    }

    /// What the ledger says of one role. However long it is, no more than a part of it is held in memory.
    pub(super) fn ledger_of(&self, role: &RoleId) -> Result<Ledger, StoreError> {
        let path = self.layout.ledger();
        let (mut ledger, mut read, mut most) = (Ledger::default(), 0, PART_OF_LEDGER);
        loop {
            let (length, bytes) = match self.disk.read_from(&path, read, most) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Ledger::default()),
                Err(source) => return Err(StoreError::Disk { action: "read", path, source }),
                Ok(part) => part,
            };
            let (whole, rest) = bytes.split_at(whole_lines(&bytes));
            ledger.add_lines_of(role, whole);
            read += u64::try_from(whole.len()).unwrap_or_default();
            if bytes.is_empty() || read + u64::try_from(rest.len()).unwrap_or_default() >= length {
                return Ok(ledger);
            }
            if whole.is_empty() {
                most *= 2;
            }
        }
    }

    pub(super) fn entries(&self, folder: &Path) -> Result<Vec<Entry>, StoreError> {
        match self.disk.entries(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            entries => entries.map_err(|source| StoreError::Disk { action: "list", path: folder.to_owned(), source }),
        }
    }

    pub(super) fn organisations(&self, findings: &mut Vec<Finding>) -> Result<Organisations, StoreError> {
        let folder = self.layout.organisations();
        let mut names = Vec::new();
        for entry in self.entries(&folder)? {
            let path = folder.join(&entry.name);
            match entry.name.strip_suffix(".md").map(str::parse::<OrganisationId>) {
                Some(Ok(id)) if entry.kind == EntryKind::File => names.push(id),
                _ => self.unexpected(&path, &entry, findings),
            }
        }
        let read: Vec<_> = names.par_iter().map(|id| self.organisation(id)).collect();
        let mut organisations = BTreeMap::new();
        for (organisation, faults) in read {
            findings.extend(faults);
            if let Some(organisation) = organisation {
                organisations.insert(organisation.id.clone(), Arc::new(organisation));
            }
        }
        Ok(organisations)
    }

    /// One organisation, if its file can be read, and what is wrong with the file.
    pub(super) fn organisation(&self, id: &OrganisationId) -> (Option<Organisation>, Vec<Finding>) {
        let path = self.layout.organisation(id);
        let (organisation, faults) = match self.disk.read(&path, LARGEST_FILE + 1) {
            Ok(bytes) => parse_organisation(id.clone(), &bytes),
            Err(error) => (None, vec![unreadable(&error)]),
        };
        let name = self.layout.name(&path);
        (organisation, faults.into_iter().map(|finding| finding.in_file(&name)).collect())
    }

    /// The roles that have a folder.
    pub(super) fn role_ids(&self, findings: &mut Vec<Finding>) -> Result<Vec<RoleId>, StoreError> {
        let mut ids = Vec::new();
        for organisation in self.role_folders(findings)? {
            ids.extend(self.roles_of(&organisation, findings)?);
        }
        Ok(ids)
    }

    /// The organisations that have a folder of roles, in the order of their names.
    pub(super) fn role_folders(&self, findings: &mut Vec<Finding>) -> Result<Vec<OrganisationId>, StoreError> {
        let mut organisations = Vec::new();
        let roles = self.layout.roles();
        for entry in self.entries(&roles)? {
            match entry.name.parse() {
                Ok(organisation) if entry.kind == EntryKind::Folder => organisations.push(organisation),
                _ => self.unexpected(&roles.join(&entry.name), &entry, findings),
            }
        }
        Ok(organisations)
    }

    /// The roles of an organisation that have a folder, in the order of their names.
    pub(super) fn roles_of(
        &self,
        organisation: &OrganisationId,
        findings: &mut Vec<Finding>,
    ) -> Result<Vec<RoleId>, StoreError> {
        let mut ids = Vec::new();
        let folder = self.layout.roles().join(organisation.as_str());
        for role in self.entries(&folder)? {
            match format!("{organisation}/{}", role.name).parse() {
                Ok(id) if role.kind == EntryKind::Folder => ids.push(id),
                _ => self.unexpected(&folder.join(&role.name), &role, findings),
            }
        }
        Ok(ids)
    }

    fn strays(&self, folder: &Path, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        for entry in self.entries(folder)?.iter().filter(|entry| entry.name.starts_with(TEMPORARY)) {
            self.unexpected(&folder.join(&entry.name), entry, findings);
        }
        Ok(())
    }

    /// Names a file that does not belong where it is.
    pub(super) fn unexpected(&self, path: &Path, entry: &Entry, findings: &mut Vec<Finding>) {
        if entry.name == ".gitignore" || entry.name == ".gitkeep" || entry.name == "README.md" {
            return;
        }
        let name = self.layout.name(path);
        findings.push(
            if entry.name.starts_with(TEMPORARY) {
                Finding::warning("stray-temporary-file", "a temporary file was left behind by writing that did not finish")
                    .advising("run `rolebook check --repair` to remove it")
            } else if entry.kind == EntryKind::Other {
                Finding::error("link", "this is a link or a special file; the catalog does not follow it")
                    .advising("put the file itself here")
            } else {
                let advice = if path.starts_with(self.layout.vocabulary()) {
                    "the vocabulary stands in synonyms.yaml, activities.yaml and occupations.yaml"
                } else if path.starts_with(self.layout.standards()) {
                    "a staffing standard stands in standards/<name>.md, named in lower-case letters, digits and hyphens"
                } else if path.starts_with(self.layout.postings()) {
                    "a posting stands in postings/<name>.md, named in lower-case letters, digits and hyphens; what it was made from in postings/made-from/"
                } else {
                    "roles stand in roles/<organisation>/<role>/ as 1.md, 2.md … and draft.md, named in lower-case letters, digits and hyphens"
                };
                Finding::warning("unexpected-file", "this does not belong here, and is not read").advising(advice)
            }
            .in_file(&name),
        );
    }

    /// One role: its chain as far as it can be trusted.
    pub(super) fn role(&self, id: RoleId, ledger: &Ledger, known: &Known<'_>) -> Result<RoleHistory, StoreError> {
        let folder = self.layout.role(&id);
        let mut history = RoleHistory::empty(id);
        let mut numbers = Vec::new();
        let mut has_draft = false;
        for entry in self.entries(&folder)? {
            match revision_number(&entry.name) {
                Some(number) if entry.kind == EntryKind::File => numbers.push(number),
                _ if entry.name == DRAFT && entry.kind == EntryKind::File => has_draft = true,
                _ => self.unexpected(&folder.join(&entry.name), &entry, &mut history.findings),
            }
        }
        numbers.sort_unstable();
        let empty = BTreeMap::new();
        let recorded = ledger.roles.get(&history.id).unwrap_or(&empty);
        let mut chain = Chain {
            reader: self,
            history: &mut history,
            recorded,
            known,
            parent: None,
            broken: false,
            unknown: Vec::new(),
        };
        chain.read(&numbers);
        if has_draft {
            self.draft(&mut history, known);
        }
        Ok(history)
    }

    fn draft(&self, history: &mut RoleHistory, known: &Known<'_>) {
        let path = self.layout.draft(&history.id);
        let name = self.layout.name(&path);
        let bytes = match self.disk.read(&path, LARGEST_FILE + 1) {
            Ok(bytes) => bytes,
            // Published or discarded since the folder was listed.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                history.draft_findings.push(unreadable(&error).in_file(&name));
                return;
            }
        };
        let parsed = parse_role(&bytes);
        let mut findings = parsed.findings;
        if let Some(file) = parsed.file {
            let role = file.role;
            let stated = role.facts.organisation.as_ref().zip(parsed.organisation);
            organisation(&history.id, stated, known, &mut findings);
            findings.extend(unknown_activities(&role, &bytes, &|id| known.activities.may_name(id, self)));
            match file.stamp {
                Stamp::Draft(stamp) => history.draft = Some(Arc::new(Draft { id: history.id.clone(), stamp, role })),
                Stamp::Published(_) => findings.push(
                    Finding::error("not-a-draft", "the file says that it is published, not a draft")
                        .advising("remove the field `revision`, or start again with `rolebook revise`"),
                ),
            }
        }
        history.draft_findings.extend(findings.into_iter().map(|finding| finding.in_file(&name)));
    }
}

const RESTORE: &str = "restore the files from a backup or from git";

pub(super) fn unreadable(error: &io::Error) -> Finding {
    Finding::error("unreadable", format!("the file can't be read: {error}"))
        .advising("check who may read it, and the disk")
}

fn organisation(id: &RoleId, stated: Option<(&OrganisationId, Place)>, known: &Known<'_>, findings: &mut Vec<Finding>) {
    let Some((stated, place)) = stated else { return };
    let line = format!("organisation: {stated}");
    if stated.as_str() != id.organisation() {
        let message =
            format!("the file says `organisation: {stated}`, but it stands in the folder of `{}`", id.organisation());
        let finding = Finding::error("other-organisation", message).at(place).quoting(&line);
        findings.push(finding.advising("correct the field, or move the role's folder"));
    } else if !(known.organisation)(stated) {
        let message = format!("the organisation `{stated}` is unknown");
        let advice = format!("add the file organisations/{stated}.md, or correct the name");
        findings.push(Finding::error("unknown-organisation", message).at(place).quoting(&line).advising(advice));
    }
}

/// Reads a role's revisions in order, up to the first that can't be trusted.
struct Chain<'a, 'b> {
    reader: &'a Reader<'a>,
    history: &'b mut RoleHistory,
    recorded: &'a BTreeMap<u32, RevisionHash>,
    known: &'a Known<'b>,
    parent: Option<RevisionHash>,
    broken: bool,
    /// What the newest revision names and the vocabulary does not; of older ones nobody can change it.
    unknown: Vec<Finding>,
}

impl Chain<'_, '_> {
    fn read(&mut self, numbers: &[u32]) {
        let mut expected = 1;
        for number in numbers {
            while expected < *number {
                self.gap(expected);
                expected += 1;
                if *number - expected > 100 {
                    break;
                }
            }
            expected = number + 1;
            self.revision(*number);
        }
        let lost: Vec<u32> = self.recorded.keys().copied().filter(|number| *number >= expected).collect();
        for number in lost {
            self.gap(number);
        }
        self.history.findings.append(&mut self.unknown);
    }

    fn path(&self, number: u32) -> PathBuf {
        self.reader.layout.revision(&self.history.id, number)
    }

    fn fault(&mut self, number: u32, finding: Finding) {
        self.broken |= finding.is_error();
        let name = self.reader.layout.name(&self.path(number));
        self.history.findings.push(finding.in_file(&name));
    }

    fn gap(&mut self, number: u32) {
        let message = format!("revision {number} of {} is missing", self.history.id);
        self.fault(number, Finding::error("lost-revision", message).advising(RESTORE));
    }

    fn revision(&mut self, number: u32) {
        let bytes = match self.reader.disk.read(&self.path(number), LARGEST_FILE + 1) {
            Ok(bytes) => bytes,
            Err(error) => return self.fault(number, unreadable(&error)),
        };
        let parsed = parse_role(&bytes);
        for finding in parsed.findings {
            self.fault(number, finding);
        }
        let Some(file) = parsed.file else { return };
        let mut findings = Vec::new();
        let stated = file.role.facts.organisation.as_ref().zip(parsed.organisation);
        organisation(&self.history.id, stated, self.known, &mut findings);
        let Stamp::Published(stamp) = file.stamp else {
            let finding = Finding::error("not-published", "the file says that it is a draft, not a published revision");
            return self
                .fault(number, finding.advising("rename it to draft.md, and publish it with `rolebook publish`"));
        };
        self.integrity(number, &stamp, &bytes, &mut findings);
        for finding in findings {
            self.fault(number, finding);
        }
        self.parent = Some(stamp.hash.clone());
        let may_name = |id: &str| self.known.activities.may_name(id, self.reader);
        self.unknown = unknown_activities(&file.role, &bytes, &may_name);
        let name = self.reader.layout.name(&self.path(number));
        self.unknown.iter_mut().for_each(|finding| finding.file.clone_from(&name));
        if !self.broken {
            self.history.revisions.push(Arc::new(Revision { id: self.history.id.clone(), stamp, role: file.role }));
        }
    }

    /// Whether the revision is the one that was published, and follows the one before it.
    fn integrity(&self, number: u32, stamp: &RevisionStamp, bytes: &[u8], findings: &mut Vec<Finding>) {
        if stamp.number != number {
            let message = format!("the file is named {number}.md, but says that it is revision {}", stamp.number);
            findings.push(Finding::error("wrong-number", message).advising(RESTORE));
        }
        if true_hash(bytes).as_ref() != Some(&stamp.hash) {
            let message = format!("revision {number} of {} was altered after it was published", self.history.id);
            let advice = format!("{RESTORE}; to change the role, run `rolebook revise {}`", self.history.id);
            findings.push(Finding::error("altered", message).advising(advice));
        } else if stamp.parent != self.parent {
            let message = format!("revision {number} of {} does not follow the revision before it", self.history.id);
            findings.push(Finding::error("broken-chain", message).advising(RESTORE));
        }
        match self.recorded.get(&number) {
            Some(recorded) if *recorded != stamp.hash => {
                let message =
                    format!("revision {number} of {} is not the one that the ledger records", self.history.id);
                findings.push(Finding::error("not-as-recorded", message).advising(RESTORE));
            }
            None => {
                let message = format!(
                    "revision {number} of {} is not in the ledger: publishing it was interrupted",
                    self.history.id
                );
                let advice = "run `rolebook check --repair` to record it";
                findings.push(Finding::warning("not-recorded", message).advising(advice));
            }
            Some(_) => {}
        }
    }
}
