//! Where things stand in the catalog's folder.

use std::path::{Path, PathBuf};

use crate::model::identifier::{OrganisationId, PostingId, RoleId, TextHash};

/// The paths of a catalog.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    root: PathBuf,
}

/// The name of a draft's file.
pub(super) const DRAFT: &str = "draft.md";
/// The files of the vocabulary.
pub(super) const SYNONYMS: &str = "synonyms.yaml";
pub(super) const ACTIVITIES: &str = "activities.yaml";
pub(super) const OCCUPATIONS: &str = "occupations.yaml";
/// Names of files that are being written begin so.
pub(super) const TEMPORARY: &str = ".tmp-";

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn roles(&self) -> PathBuf {
        self.root.join("roles")
    }

    pub(super) fn organisations(&self) -> PathBuf {
        self.root.join("organisations")
    }

    pub(super) fn organisation(&self, id: &OrganisationId) -> PathBuf {
        self.organisations().join(format!("{id}.md"))
    }

    pub(super) fn standards(&self) -> PathBuf {
        self.root.join("standards")
    }

    pub(super) fn postings(&self) -> PathBuf {
        self.root.join("postings")
    }

    pub(super) fn posting(&self, id: &PostingId) -> PathBuf {
        self.postings().join(format!("{id}.md"))
    }

    /// The texts that postings were made from.
    pub(super) fn posting_texts(&self) -> PathBuf {
        self.postings().join("made-from")
    }

    pub(super) fn posting_text(&self, hash: &TextHash) -> PathBuf {
        self.posting_texts().join(format!("{hash}.txt"))
    }

    pub(super) fn vocabulary(&self) -> PathBuf {
        self.root.join("vocabulary")
    }

    pub(super) fn activities(&self) -> PathBuf {
        self.vocabulary().join(ACTIVITIES)
    }

    pub(super) fn role(&self, id: &RoleId) -> PathBuf {
        self.roles().join(id.organisation()).join(id.role())
    }

    pub(super) fn revision(&self, id: &RoleId, number: u32) -> PathBuf {
        self.role(id).join(format!("{number}.md"))
    }

    pub(super) fn draft(&self, id: &RoleId) -> PathBuf {
        self.role(id).join(DRAFT)
    }

    pub(super) fn ledger(&self) -> PathBuf {
        self.root.join("ledger.jsonl")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.root.join(".lock")
    }

    /// A path as findings name it: relative to the catalog's folder, with slashes.
    pub(super) fn name(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// The number in the name of a revision's file: `3.md` is 3.
pub(super) fn revision_number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".md")?;
    let canonical = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if canonical { digits.parse().ok() } else { None }
}
