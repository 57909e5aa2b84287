//! Everything that is wrong with the catalog, in one run.

use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use crate::catalog::posting_store::PostingFile;
use crate::catalog::store::CatalogStore;
use crate::model::finding::{Finding, Severity};
use crate::model::snapshot::Snapshot;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckReport {
    /// How many roles there are.
    pub roles: usize,
    /// How many of them have errors.
    pub broken_roles: usize,
    /// How many published revisions can be trusted.
    pub revisions: usize,
    /// How many drafts there are.
    pub drafts: usize,
    /// How many postings are kept.
    pub postings: usize,
    /// How many organisations there are.
    pub organisations: usize,
    /// How many publications with staffing standards there are.
    pub standards: usize,
    /// How many figures they have.
    pub standard_figures: usize,
    /// How many kinds of work the vocabulary has.
    pub activities: usize,
    /// How many groups of synonyms it has.
    pub synonym_groups: usize,
    /// How many occupations it has.
    pub occupations: usize,
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are warnings.
    pub warnings: usize,
    /// What repairing did, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repaired: Vec<String>,
    /// The findings, by file and place.
    pub findings: Vec<Finding>,
}

/// Checks the whole catalog; with `repair`, first finishes or clears away what interrupted writing left behind.
///
/// # Errors
/// When the catalog as a whole can't be read, or repairing failed.
pub fn check_catalog(store: &dyn CatalogStore, repair: bool) -> Result<CheckReport, AppError> {
    let repaired = if repair { store.repair()? } else { Vec::new() };
    let snapshot = store.snapshot()?;
    let postings = store.postings()?;
    let mut findings: Vec<Finding> =
        snapshot.all_findings().filter(|finding| matters(&snapshot, finding)).cloned().collect();
    findings.extend(postings.findings);
    findings.extend(roles_of_postings(&snapshot, postings.postings.values()));
    findings.sort_by(|one, other| (&one.file, one.place).cmp(&(&other.file, other.place)));
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let roles = || snapshot.roles.values();
    Ok(CheckReport {
        roles: snapshot.roles.len(),
        broken_roles: roles().filter(|history| history.is_broken()).count(),
        revisions: roles().map(|history| history.revisions.len()).sum(),
        drafts: roles().filter(|history| history.draft.is_some()).count(),
        postings: postings.postings.len(),
        organisations: snapshot.organisations.len(),
        standards: snapshot.standards.len(),
        standard_figures: snapshot.standards.values().map(|standard| standard.facts.figures.len()).sum(),
        activities: snapshot.vocabulary.activities.len(),
        synonym_groups: snapshot.vocabulary.synonyms.len(),
        occupations: snapshot.vocabulary.occupations.len(),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        repaired,
        findings,
    })
}

/// Postings whose revision of a role is not there, or is not what it was.
fn roles_of_postings<'p>(
    snapshot: &Snapshot,
    postings: impl Iterator<Item = &'p std::sync::Arc<PostingFile>>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for posting in postings.filter_map(|file| file.posting.as_ref()) {
        let facts = &posting.facts;
        let history = snapshot.roles.get(&facts.role);
        let revision = history.and_then(|history| history.revision(facts.revision));
        if revision.is_none_or(|revision| revision.stamp.hash != facts.revision_hash) {
            let message = format!("it was made from {}@{}, which is not there as it was", facts.role, facts.revision);
            let finding = Finding::error("lost-revision-of-posting", message);
            let finding = finding.in_file(&format!("postings/{}.md", posting.id));
            findings.push(finding.advising("restore the role's file from a backup or from git"));
        }
    }
    findings
}

/// A remark on the wording of a revision matters only while that revision is the newest.
fn matters(snapshot: &Snapshot, finding: &Finding) -> bool {
    if finding.severity != Severity::Remark {
        return true;
    }
    let Some((folder, file)) = finding.file.strip_prefix("roles/").and_then(|path| path.rsplit_once('/')) else {
        return true;
    };
    let newest = folder.parse().ok().and_then(|id| snapshot.roles.get(&id)?.newest().map(|newest| newest.stamp.number));
    match (newest, file.strip_suffix(".md").and_then(|name| name.parse::<u32>().ok())) {
        (Some(newest), Some(number)) => number == newest,
        _ => true,
    }
}
