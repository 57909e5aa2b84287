//! The ledger: one line for every revision that was ever published, so that none can go missing unnoticed.

use std::collections::BTreeMap;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use crate::model::finding::{Finding, Place};
use crate::model::identifier::RoleId;
use crate::model::revision::RevisionHash;

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LedgerLine {
    pub(super) role: RoleId,
    pub(super) revision: u32,
    pub(super) hash: RevisionHash,
}

impl LedgerLine {
    /// The line as it stands in the file, with its end.
    pub(super) fn to_text(&self) -> String {
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The ledger as read.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The revisions of each role, by number.
    pub(super) roles: BTreeMap<RoleId, BTreeMap<u32, RevisionHash>>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
}

/// So many bytes of the ledger are held in memory to find the lines of one role.
pub(super) const PART_OF_LEDGER: usize = 1024 * 1024;
/// The largest ledger that is read, in bytes: some five million revisions.
pub(super) const LARGEST_LEDGER: usize = 1024 * 1024 * 1024;

/// Reads the ledger; `name` is its file's, for findings.
pub(super) fn parse(bytes: &[u8], name: &str) -> Ledger {
    let mut ledger = Ledger::default();
    let (lines, cut_off) = bytes.split_at(whole_lines(bytes));
    let mut number = 0_u32;
    for line in lines.split(|b| *b == b'\n') {
        number += 1;
        if line.is_empty() {
            continue;
        }
        let finding = match serde_json::from_slice::<LedgerLine>(line) {
            Ok(line) => match ledger.add(&line) {
                Some(other) if other != line.hash => Finding::error(
                    "ledger",
                    format!(
                        "revision {} of {} stands in the ledger twice, with different hashes",
                        line.revision, line.role
                    ),
                )
                .advising("compare with a backup or the history in git; keep the line whose hash the file states"),
                _ => continue,
            },
            Err(error) => Finding::error("ledger", format!("this line of the ledger can't be read: {error}"))
                .advising("restore the file from a backup or from git"),
        };
        let text = String::from_utf8_lossy(line);
        ledger.findings.push(finding.in_file(name).at(Place { line: number, column: 1 }).quoting(&text));
    }
    if !cut_off.is_empty() {
        let finding =
            Finding::warning("ledger-cut-off", "the last line of the ledger was cut off while it was being written")
                .advising("run `rolebook check --repair`; publishing mends it too");
        ledger.findings.push(finding.in_file(name).at(Place { line: number, column: 1 }));
    }
    ledger
}

impl Ledger {
    /// Adds what `lines` say of one role. All other lines are passed over unread, and so is what is wrong with them.
    pub(super) fn add_lines_of(&mut self, role: &RoleId, lines: &[u8]) {
        let beginning = format!("{{\"role\":\"{role}\",");
        for at in memmem::find_iter(lines, beginning.as_bytes()) {
            let (before, from_here) = lines.split_at(at);
            let line = from_here.split(|byte| *byte == b'\n').next().unwrap_or_default();
            if before.last().is_none_or(|byte| *byte == b'\n')
                && let Ok(line) = serde_json::from_slice(line)
            {
                self.add(&line);
            }
        }
    }

    /// Adds a line; the hash that the revision had before, if it stands there twice.
    fn add(&mut self, line: &LedgerLine) -> Option<RevisionHash> {
        self.roles.entry(line.role.clone()).or_default().insert(line.revision, line.hash.clone())
    }
}

/// How many bytes at the beginning are whole lines; what follows is a line that was cut off while being written.
pub(super) fn whole_lines(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1)
}
