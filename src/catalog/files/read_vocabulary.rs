//! Reading the folder of the vocabulary: a file that is broken takes neither the others nor any role with it.

use std::collections::HashSet;
use std::io;
use std::sync::OnceLock;

use super::layout::{ACTIVITIES, OCCUPATIONS, SYNONYMS};
use super::read::{Reader, unreadable};
use crate::catalog::disk::EntryKind;
use crate::catalog::format::{LARGEST_FILE, parse_activities, parse_occupations, parse_synonyms};
use crate::catalog::store::StoreError;
use crate::model::finding::Finding;
use crate::model::vocabulary::Vocabulary;

impl Reader<'_> {
    /// What the files of the vocabulary say. A folder or file that is not there is an empty part.
    pub(super) fn vocabulary(&self, findings: &mut Vec<Finding>) -> Result<Vocabulary, StoreError> {
        let folder = self.layout.vocabulary();
        let mut vocabulary = Vocabulary::default();
        for entry in self.entries(&folder)? {
            let path = folder.join(&entry.name);
            let is_ours = [SYNONYMS, ACTIVITIES, OCCUPATIONS].contains(&entry.name.as_str());
            if !is_ours || entry.kind != EntryKind::File {
                self.unexpected(&path, &entry, findings);
                continue;
            }
            let faults = match self.disk.read(&path, LARGEST_FILE + 1) {
                Ok(bytes) if entry.name == SYNONYMS => fill(&mut vocabulary.synonyms, parse_synonyms(&bytes)),
                Ok(bytes) if entry.name == ACTIVITIES => fill(&mut vocabulary.activities, parse_activities(&bytes)),
                Ok(bytes) => fill(&mut vocabulary.occupations, parse_occupations(&bytes)),
                // Removed since the folder was listed.
                Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
                Err(error) => vec![unreadable(&error)],
            };
            let name = self.layout.name(&path);
            findings.extend(faults.into_iter().map(|finding| finding.in_file(&name)));
        }
        Ok(vocabulary)
    }

    /// The ids of the activities alone.
    pub(super) fn activity_ids(&self) -> HashSet<String> {
        let bytes = self.disk.read(&self.layout.activities(), LARGEST_FILE + 1).unwrap_or_default();
        parse_activities(&bytes).0.into_iter().map(|activity| activity.id).collect()
    }
}

fn fill<T>(part: &mut Vec<T>, (read, findings): (Vec<T>, Vec<Finding>)) -> Vec<Finding> {
    *part = read;
    findings
}

/// The activities that roles may name; looked up when the first role names one.
#[derive(Default)]
pub(super) struct KnownActivities(OnceLock<HashSet<String>>);

impl KnownActivities {
    /// Those of a vocabulary that has been read.
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        Self(OnceLock::from(vocabulary.activities.iter().map(|activity| activity.id.clone()).collect::<HashSet<_>>()))
    }

    /// Whether a role may name `id`. Without any activities to hold it against, it may.
    pub(super) fn may_name(&self, id: &str, reader: &Reader<'_>) -> bool {
        let ids = self.0.get_or_init(|| reader.activity_ids());
        ids.is_empty() || ids.contains(id)
    }
}
