//! The catalog at one moment: everything that was read, and everything that was found wrong with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::finding::Finding;
use super::identifier::{OrganisationId, RoleId, StandardId};
use super::organisation::Organisation;
use super::revision::{Draft, Revision};
use super::standard::Standard;
use super::vocabulary::Vocabulary;

/// The catalog at one moment. It never changes; a newer one takes its place.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The organisations.
    pub organisations: BTreeMap<OrganisationId, Arc<Organisation>>,
    /// Published staffing standards.
    pub standards: BTreeMap<StandardId, Arc<Standard>>,
    /// The roles with their revisions.
    pub roles: BTreeMap<RoleId, Arc<RoleHistory>>,
    /// The catalog's own words: synonyms, kinds of work, occupations.
    pub vocabulary: Arc<Vocabulary>,
    /// Findings that belong to no single role.
    pub findings: Vec<Finding>,
}

impl Snapshot {
    /// Every finding, those of roles after those of the catalog as a whole.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .chain(self.roles.values().flat_map(|history| history.findings.iter().chain(&history.draft_findings)))
    }
}

/// A role's chain of revisions.
#[derive(Debug, Clone)]
pub struct RoleHistory {
    /// Which role.
    pub id: RoleId,
    /// The revisions that can be trusted, oldest first.
    pub revisions: Vec<Arc<Revision>>,
    /// The draft of the next revision.
    pub draft: Option<Arc<Draft>>,
    /// What is wrong with its published files. After an error the revisions end with the last good one.
    pub findings: Vec<Finding>,
    /// What is wrong with its draft.
    pub draft_findings: Vec<Finding>,
}

impl RoleHistory {
    /// A role without any revision.
    pub fn empty(id: RoleId) -> Self {
        Self { id, revisions: Vec::new(), draft: None, findings: Vec::new(), draft_findings: Vec::new() }
    }

    /// Whether there is nothing at all: no revision, no draft, nothing to remark.
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty() && self.draft.is_none() && self.findings.is_empty() && self.draft_findings.is_empty()
    }

    /// Whether something is wrong with its published files.
    pub fn is_broken(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }

    /// The newest revision.
    pub fn newest(&self) -> Option<&Arc<Revision>> {
        self.revisions.last()
    }

    /// The revision with this number.
    pub fn revision(&self, number: u32) -> Option<&Arc<Revision>> {
        self.revisions.iter().find(|revision| revision.stamp.number == number)
    }

    /// The revision that applies on `day`: the newest of those that are effective by then.
    pub fn as_of(&self, day: Date) -> Option<&Arc<Revision>> {
        self.revisions.iter().rev().find(|revision| revision.stamp.effective <= day)
    }
}
