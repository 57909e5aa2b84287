//! What is reported of one file: in its order, and not without end.

use std::cmp::Reverse;

use crate::model::finding::Finding;

/// Nobody reads more findings of one file than these; what follows is looked at once they are mended.
pub(super) const MOST_FINDINGS: usize = 1_000;

/// Puts findings into the order of the file. Of too many, errors are kept before the rest, and a remark says so.
pub(super) fn settle(findings: &mut Vec<Finding>) {
    let too_many = findings.len() > MOST_FINDINGS;
    if too_many {
        findings.sort_by_key(|finding| (Reverse(finding.severity), finding.place));
        findings.truncate(MOST_FINDINGS);
    }
    findings.sort_by_key(|finding| finding.place);
    if too_many {
        let message = format!("there are more findings than these {MOST_FINDINGS}");
        findings.push(Finding::remark("too-many", message).advising("mend these, then check again"));
    }
}
