//! What the simulation knows of a role: what was acknowledged, and what may have happened besides.

use rolebook::catalog::store::NewRevision;
use rolebook::model::identifier::RoleId;
use rolebook::model::revision::RevisionStatus;
use rolebook::model::role::Role;
use rolebook::model::snapshot::RoleHistory;

/// A revision as far as the simulation tells them apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Known {
    pub(crate) status: RevisionStatus,
    pub(crate) role: Role,
}

impl From<&NewRevision> for Known {
    fn from(new: &NewRevision) -> Self {
        Self { status: new.status, role: new.role.clone() }
    }
}

/// A role as it must be.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) id: RoleId,
    /// Revisions that were acknowledged: all of them are there, always.
    pub(crate) safe: Vec<Known>,
    /// How many of them the ledger must know: those that the store itself acknowledged.
    pub(crate) recorded: usize,
    /// What may follow them because writing it did not come to its end: one of these chains, or the beginning of one.
    pub(crate) possible: Vec<Vec<Known>>,
    /// The drafts one of which must be there.
    pub(crate) drafts: Vec<Option<Role>>,
}

/// A role as it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Observed {
    pub(crate) revisions: Vec<Known>,
    pub(crate) draft: Option<Role>,
}

impl Expected {
    pub(crate) fn nothing(id: &str) -> Self {
        Self { id: id.parse().unwrap(), safe: Vec::new(), recorded: 0, possible: Vec::new(), drafts: vec![None] }
    }

    /// Looks at the role and says what is wrong with it, if anything.
    pub(crate) fn compare(&self, history: &RoleHistory) -> Result<Observed, String> {
        let id = &self.id;
        if let Some(finding) = history.findings.iter().chain(&history.draft_findings).find(|finding| finding.is_error())
        {
            return Err(format!("{id} is unreadable: {finding:?}"));
        }
        for finding in history.findings.iter().filter(|finding| finding.code == "not-recorded") {
            let number =
                finding.file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")?.parse::<usize>().ok());
            if number.is_none_or(|number| number <= self.recorded) {
                return Err(format!("the ledger has lost an acknowledged revision: {finding:?}"));
            }
        }
        let known = |revision: &std::sync::Arc<rolebook::model::revision::Revision>| Known {
            status: revision.stamp.status,
            role: revision.role.clone(),
        };
        let observed = Observed {
            revisions: history.revisions.iter().map(known).collect(),
            draft: history.draft.as_ref().map(|draft| draft.role.clone()),
        };
        self.judge(&observed).map(|()| observed)
    }

    fn judge(&self, observed: &Observed) -> Result<(), String> {
        let id = &self.id;
        let revisions = &observed.revisions;
        if revisions.len() < self.safe.len() {
            return Err(format!("{id} has lost acknowledged revisions: {} of {}", revisions.len(), self.safe.len()));
        }
        let (safe, more) = revisions.split_at(self.safe.len());
        if safe != self.safe {
            return Err(format!("the acknowledged revisions of {id} do not say what was published"));
        }
        if !more.is_empty() && !self.possible.iter().any(|chain| chain.starts_with(more)) {
            return Err(format!("{id} has {} revisions that nobody published", more.len()));
        }
        let cleared = observed.draft.is_none() && self.draft_is_published();
        if !cleared && !self.drafts.contains(&observed.draft) {
            let title = |role: &Role| role.title.to_plain();
            let drafts: Vec<Option<String>> = self.drafts.iter().map(|draft| draft.as_ref().map(title)).collect();
            return Err(format!(
                "the draft of {id} is {:?}, not one of {drafts:?}",
                observed.draft.as_ref().map(title)
            ));
        }
        Ok(())
    }

    /// Whether what the draft says is published or on its way, so that the draft may be cleared away.
    fn draft_is_published(&self) -> bool {
        let published =
            |role: &Role| self.safe.iter().chain(self.possible.iter().flatten()).any(|known| known.role == *role);
        self.drafts.iter().flatten().any(published)
    }

    /// After a power cut nothing hangs in the air any more: what was seen is what there is.
    pub(crate) fn settle(&mut self, observed: &Observed) {
        self.safe.clone_from(&observed.revisions);
        self.possible.clear();
        self.drafts = vec![observed.draft.clone()];
    }

    /// What was seen may be all that is left in the end; what was expected before may be too.
    pub(crate) fn note(&mut self, observed: &Observed) {
        if !self.drafts.contains(&observed.draft) {
            self.drafts.push(observed.draft.clone());
        }
    }
}
