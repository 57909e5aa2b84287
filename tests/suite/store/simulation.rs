//! The simulation: from a seed, a life of a small catalog full of kills, power cuts and failing disks, and after
//! every mishap the question whether all that was acknowledged is there.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::date;
use rolebook::catalog::disk::Disk;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::format::{RoleFile, Stamp, parse_role, write_role};
use rolebook::catalog::store::{CatalogStore, NewRevision, StoreError};
use rolebook::model::finding::Severity;
use rolebook::model::identifier::RoleId;
use rolebook::model::revision::{Draft, DraftStamp, RevisionStatus};
use rolebook::model::role::Role;
use rolebook::model::snapshot::RoleHistory;
use rolebook::model::text::Text;

use super::dice::Dice;
use super::known::{Expected, Known, Observed};
use super::sim_disk::{Befallen, Event, SimDisk, Weakness};
use crate::support::ORGANISATION;

const FOLDER: &str = "/srv/catalog";
const STEPS: usize = 10;

/// Plays one life; what was done, or what was found wrong after doing what.
pub(crate) fn play(seed: u64, weakness: Option<Weakness>) -> Result<Vec<String>, String> {
    let mut life = Life::begin(seed, weakness);
    match life.play() {
        Ok(()) => Ok(life.steps),
        Err(fault) => Err(format!("seed {seed}: {fault}\n  {}", life.steps.join("\n  "))),
    }
}

struct Life {
    disk: SimDisk,
    store: FileStore,
    dice: Dice,
    roles: Vec<Expected>,
    /// How many texts have been written; each says its number.
    texts: usize,
    steps: Vec<String>,
}

/// What a person may do to a role.
#[derive(Debug)]
enum Deed {
    Draft(Draft, bool),
    Publish(NewRevision),
    Discard(RoleId),
}

impl Life {
    fn begin(seed: u64, weakness: Option<Weakness>) -> Self {
        let disk = SimDisk::with_folder(Path::new(FOLDER));
        let organisations = Path::new(FOLDER).join("organisations");
        disk.make_folder(&organisations).unwrap();
        disk.sync_folder(Path::new(FOLDER)).unwrap();
        for name in ["acme.md", "beta.md"] {
            disk.create(&organisations.join(name), ORGANISATION.as_bytes()).unwrap().sync().unwrap();
        }
        disk.sync_folder(&organisations).unwrap();
        let disk = disk.weakened(weakness);
        let store = FileStore::on(Box::new(disk.clone()), Path::new(FOLDER)).unwrap();
        let roles = ["acme/coach", "beta/guide"].map(Expected::nothing).to_vec();
        Self { disk, store, dice: Dice::new(seed), roles, texts: 0, steps: Vec::new() }
    }

    fn play(&mut self) -> Result<(), String> {
        for _ in 0..STEPS {
            if self.dice.one_in(8) {
                self.mishap()?;
            }
            let role = self.dice.below(self.roles.len());
            self.step(role)?;
        }
        self.steps.push("the end".to_owned());
        self.cut_power()?;
        self.repair(false)?;
        Ok(())
    }

    /// One deed, with or without something that befalls the disk meanwhile.
    fn step(&mut self, role: usize) -> Result<(), String> {
        let (before, history) = self.look(role)?;
        let (deed, event) = (self.deed(&before, &history), self.event(role));
        self.steps.push(format!(
            "{} with {}",
            in_words(&deed),
            event.as_ref().map_or("luck".to_owned(), |(at, event)| format!("{event} at {at}"))
        ));
        if let Some((at, event)) = event {
            self.disk.plan(at, event);
        }
        let done = match &deed {
            Deed::Draft(draft, replaces) => self.store.write_draft(draft, *replaces),
            Deed::Publish(new) => self.store.append(new.clone()).map(|_| ()),
            Deed::Discard(id) => self.store.discard_draft(id),
        };
        let befallen = self.disk.calm();
        self.steps.push(format!("  {}", done.as_ref().map_or_else(ToString::to_string, |()| "done".to_owned())));
        if done.is_err() && !befallen.anything {
            return Err("a deed has failed for no reason".to_owned());
        }
        let draft_before = befallen.intruded.then(|| stranger(&self.roles[role].id)).or(before.draft.clone());
        if done.is_ok() {
            self.acknowledged(role, &deed, &before, befallen.intruded);
            if self.disk.is_stopped() {
                // After the commit point, while the draft was being removed.
                return self.after_stop();
            }
            if self.refuses_writing() {
                self.steps.push("the store is opened anew".to_owned());
                return self.open();
            }
            return if let Deed::Publish(new) = deed { self.clear_draft(role, &new) } else { Ok(()) };
        }
        if befallen.intruded {
            self.roles[role].drafts = vec![draft_before.clone()];
        }
        if self.disk.is_stopped() {
            self.in_doubt(role, &deed, &before);
            return self.after_stop();
        }
        let refuses = self.refuses_writing();
        if befallen.sync_failed && !refuses {
            return Err("after the disk failed to make something safe, the store goes on writing".to_owned());
        }
        if befallen.filled && refuses {
            return Err("there is space again, and the store does not write".to_owned());
        }
        if refuses {
            self.in_doubt(role, &deed, &before);
            self.look(role)?;
            self.steps.push("the store is opened anew".to_owned());
            return self.open();
        }
        let (after, _) = self.look(role)?;
        if (after.revisions, after.draft) != (before.revisions, draft_before) {
            return Err("what failed has left something behind".to_owned());
        }
        Ok(())
    }

    /// Publishing ends with the draft's removal, as a deed of its own.
    fn clear_draft(&mut self, role: usize, new: &NewRevision) -> Result<(), String> {
        if new.status == RevisionStatus::Retired || self.dice.one_in(6) {
            return Ok(());
        }
        let id = new.id.clone();
        self.steps.push(format!("clear the draft of {id}"));
        self.store.discard_draft(&id).map_err(|error| error.to_string())?;
        self.roles[role].drafts = vec![None];
        Ok(())
    }

    /// Something that can be done to a role as it is.
    fn deed(&mut self, before: &Observed, history: &RoleHistory) -> Deed {
        let id = history.id.clone();
        let newest = history.newest();
        let parent = newest.map(|newest| newest.stamp.hash.clone());
        let mut new = NewRevision {
            id: id.clone(),
            parent: parent.clone(),
            status: RevisionStatus::InForce,
            effective: date(2026, 1, 1),
            published: Timestamp::UNIX_EPOCH,
            by: "tests".to_owned(),
            reason: "simulation".to_owned(),
            role: text(&id, 0),
        };
        match (&before.draft, newest) {
            (Some(_), _) if self.dice.one_in(6) => Deed::Discard(id),
            (Some(draft), _)
                if history.draft.as_ref().is_some_and(|draft| draft.stamp.parent == parent) && !self.dice.one_in(4) =>
            {
                new.role = draft.clone();
                Deed::Publish(new)
            }
            (None, Some(newest)) if newest.stamp.status == RevisionStatus::InForce && self.dice.one_in(4) => {
                (new.status, new.role) = (RevisionStatus::Retired, newest.role.clone());
                Deed::Publish(new)
            }
            (draft, newest) => {
                self.texts += 1;
                let stamp = DraftStamp { revises: newest.map(|newest| newest.stamp.number), parent };
                Deed::Draft(Draft { role: text(&id, self.texts), id, stamp }, draft.is_some())
            }
        }
    }

    /// What is to befall the disk during the next deed, and when.
    fn event(&mut self, role: usize) -> Option<(usize, Event)> {
        let (at, share) = (self.dice.below(40), self.dice.below(257));
        let event = match self.dice.below(12) {
            0..=3 => Event::Stop(share),
            4 | 5 => Event::Fail(share),
            6 => Event::Fill(share.min(255)),
            7 => {
                let id = self.roles[role].id.clone();
                let file = RoleFile { stamp: Stamp::Draft(DraftStamp::default()), role: stranger(&id) };
                Event::Intrude(Path::new(FOLDER).join(format!("roles/{id}/draft.md")), write_role(&file).into_bytes())
            }
            _ => return None,
        };
        Some((at, event))
    }

    fn acknowledged(&mut self, role: usize, deed: &Deed, before: &Observed, intruded: bool) {
        let role = &mut self.roles[role];
        match deed {
            Deed::Draft(draft, _) => role.drafts = vec![Some(draft.role.clone())],
            Deed::Discard(_) => role.drafts = vec![None],
            Deed::Publish(new) => {
                role.safe.clone_from(&before.revisions);
                role.safe.push(new.into());
                role.recorded = role.safe.len();
                role.possible.clear();
                // The draft that was published goes, unless that fails.
                role.drafts = vec![before.draft.clone(), None];
            }
        }
        if intruded {
            // Whoever saves a draft where there is none must find it again.
            role.drafts = vec![Some(stranger(&role.id))];
        }
    }

    fn in_doubt(&mut self, role: usize, deed: &Deed, before: &Observed) {
        let role = &mut self.roles[role];
        match deed {
            Deed::Draft(draft, _) => role.drafts.push(Some(draft.role.clone())),
            Deed::Discard(_) => role.drafts.push(None),
            Deed::Publish(new) => {
                let seen = before.revisions[role.safe.len()..].iter().cloned();
                role.possible.push(seen.chain([Known::from(new)]).collect());
            }
        }
    }

    /// Reads one role: it is readable and as expected.
    fn look(&mut self, role: usize) -> Result<(Observed, RoleHistory), String> {
        let expected = &mut self.roles[role];
        let history = self.store.role(&expected.id).map_err(|error| error.to_string())?;
        let observed = expected.compare(&history)?;
        expected.note(&observed);
        Ok((observed, history))
    }

    /// Reads the catalog: nothing is unreadable, everything is as expected.
    fn look_around(&mut self) -> Result<Vec<Observed>, String> {
        let snapshot = self.store.snapshot().map_err(|error| error.to_string())?;
        if let Some(finding) = snapshot.findings.iter().find(|finding| finding.is_error()) {
            return Err(format!("the catalog has an error: {finding:?}"));
        }
        if let Some((id, _)) = snapshot.roles.iter().find(|(_, history)| history.is_empty()) {
            return Err(format!("{id} is there, yet there is nothing in it"));
        }
        let mut observed = Vec::new();
        for expected in &mut self.roles {
            let nothing = RoleHistory::empty(expected.id.clone());
            let seen = expected.compare(snapshot.roles.get(&expected.id).map_or(&nothing, |history| history))?;
            expected.note(&seen);
            observed.push(seen);
        }
        Ok(observed)
    }

    /// Whether the store has given up writing.
    fn refuses_writing(&self) -> bool {
        let nobody = "acme/nobody".parse().unwrap();
        matches!(self.store.discard_draft(&nobody), Err(StoreError::ReadOnly))
    }

    fn open(&mut self) -> Result<(), String> {
        self.store =
            FileStore::on(Box::new(self.disk.clone()), Path::new(FOLDER)).map_err(|error| error.to_string())?;
        Ok(())
    }

    fn mishap(&mut self) -> Result<(), String> {
        if self.dice.one_in(2) { self.cut_power() } else { self.after_stop() }
    }

    /// The process is gone; perhaps the power too. Somebody may run a repair before going on.
    fn after_stop(&mut self) -> Result<(), String> {
        if self.dice.one_in(2) {
            self.cut_power()?;
        } else {
            self.steps.push("a new process begins".to_owned());
            self.disk.restart();
            self.open()?;
            self.look_around()?;
        }
        if self.dice.one_in(2) { self.repair(true) } else { Ok(()) }
    }

    fn cut_power(&mut self) -> Result<(), String> {
        self.steps.push("the power is cut".to_owned());
        self.disk.cut_power(&mut self.dice);
        self.open()?;
        let observed = self.look_around()?;
        self.roles.iter_mut().zip(&observed).for_each(|(role, observed)| role.settle(observed));
        Ok(())
    }

    /// Repairs; with `interrupted`, perhaps not to the end.
    fn repair(&mut self, interrupted: bool) -> Result<(), String> {
        if interrupted && self.dice.one_in(2) {
            let (at, share) = (self.dice.below(30), self.dice.below(257));
            let event = if self.dice.one_in(2) { Event::Stop(share) } else { Event::Fail(share) };
            self.steps.push(format!("repair with {event} at {at}"));
            self.disk.plan(at, event);
            let repaired = self.store.repair();
            let Befallen { anything, sync_failed, .. } = self.disk.calm();
            if self.disk.is_stopped() {
                return self.after_stop();
            }
            if repaired.is_err() && !anything {
                return Err(format!("repairing has failed for no reason: {repaired:?}"));
            }
            if sync_failed && repaired.is_ok() {
                return Err("repairing has hidden that the disk failed".to_owned());
            }
            self.open()?;
            self.look_around()?;
        }
        self.steps.push("repair".to_owned());
        let repaired = self.store.repair().map_err(|error| error.to_string())?;
        self.steps.push(format!("  {repaired:?}"));
        let observed = self.look_around()?;
        for (role, observed) in self.roles.iter_mut().zip(observed) {
            // What repairing has recorded is as good as acknowledged.
            role.recorded = observed.revisions.len();
            role.safe = observed.revisions;
            role.possible.clear();
        }
        let again = self.store.repair().map_err(|error| error.to_string())?;
        if !again.is_empty() {
            return Err(format!("repairing again does something again: {again:?}"));
        }
        let snapshot = self.store.snapshot().map_err(|error| error.to_string())?;
        if let Some(finding) = snapshot.all_findings().find(|finding| finding.severity != Severity::Remark) {
            return Err(format!("after repairing, the check is not clean: {finding:?}"));
        }
        match self.leftover(PathBuf::from(FOLDER)) {
            Some(path) => Err(format!("repairing has left {} behind", path.display())),
            None => Ok(()),
        }
    }

    /// A temporary file in the folder or below it.
    fn leftover(&self, folder: PathBuf) -> Option<PathBuf> {
        self.disk.entries(&folder).ok()?.into_iter().find_map(|entry| {
            let path = folder.join(&entry.name);
            if entry.name.starts_with(".tmp-") { Some(path) } else { self.leftover(path) }
        })
    }
}

fn in_words(deed: &Deed) -> String {
    match deed {
        Deed::Draft(draft, replaces) => {
            format!("draft {} of {} ({})", draft.role.title, draft.id, if *replaces { "replaced" } else { "new" })
        }
        Deed::Publish(new) => format!("publish {} of {} ({:?})", new.role.title, new.id, new.status),
        Deed::Discard(id) => format!("discard the draft of {id}"),
    }
}

/// The smallest role, saying its number.
pub(crate) fn text(id: &RoleId, number: usize) -> Role {
    static ROLE: LazyLock<Role> = LazyLock::new(|| {
        let matter = "schema: rolebook/1\nkind: job-description\norganisation: acme\nsource: {document: d, licence: l}";
        let parsed = parse_role(format!("---\n{matter}\n---\n\n# Text\n\n## Duties\n\n- Helps. ^d1\n").as_bytes());
        assert!(!parsed.has_errors(), "{:?}", parsed.findings);
        parsed.file.unwrap().role
    });
    let mut role = Role { title: Text::from_plain(&format!("Text {number}")), ..ROLE.clone() };
    role.facts.organisation = id.organisation().parse().ok();
    role
}

/// The draft that a stranger saves.
fn stranger(id: &RoleId) -> Role {
    Role { title: Text::from_plain("The stranger's text"), ..text(id, 0) }
}
