//! Reading the folder of staffing standards: a file that is broken takes no other with it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::read::{Reader, unreadable};
use crate::catalog::disk::EntryKind;
use crate::catalog::format::{LARGEST_FILE, parse_standard};
use crate::catalog::store::StoreError;
use crate::model::finding::Finding;
use crate::model::identifier::StandardId;
use crate::model::standard::Standard;

impl Reader<'_> {
    /// The standards that can be read.
    pub(super) fn standards(
        &self,
        findings: &mut Vec<Finding>,
    ) -> Result<BTreeMap<StandardId, Arc<Standard>>, StoreError> {
        let folder = self.layout.standards();
        let mut standards = BTreeMap::new();
        let mut figures: HashMap<StandardId, String> = HashMap::new();
        let mut entries = self.entries(&folder)?;
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        for entry in entries {
            let path = folder.join(&entry.name);
            let id = match entry.name.strip_suffix(".md").map(str::parse::<StandardId>) {
                Some(Ok(id)) if entry.kind == EntryKind::File => id,
                _ => {
                    self.unexpected(&path, &entry, findings);
                    continue;
                }
            };
            let name = self.layout.name(&path);
            let (standard, faults) = match self.disk.read(&path, LARGEST_FILE + 1) {
                Ok(bytes) => parse_standard(id, &bytes),
                Err(error) => (None, vec![unreadable(&error)]),
            };
            findings.extend(faults.into_iter().map(|finding| finding.in_file(&name)));
            let Some(standard) = standard else { continue };
            for figure in &standard.facts.figures {
                let other = figures.insert(figure.id.clone(), name.clone());
                if let Some(other) = other.filter(|other| *other != name) {
                    let message = format!("the figure `{}` is in {other} too", figure.id);
                    let finding = Finding::error("name-used-twice", message).in_file(&name);
                    findings.push(finding.advising("give one of them another name"));
                }
            }
            standards.insert(standard.id.clone(), Arc::new(standard));
        }
        Ok(standards)
    }
}
