//! `rolebook history`.

use std::io::Write as _;

use super::arguments::History;
use super::failure::{Failure, Verdict};
use super::findings;
use super::output::{Output, QUIET, STRONG};
use crate::app::history::role_history;
use crate::catalog::store::CatalogStore;
use crate::model::finding::{Finding, Severity};
use crate::model::revision::RevisionStatus;

pub(super) fn run(store: &dyn CatalogStore, options: &History, output: &mut Output) -> Result<Verdict, Failure> {
    let history = role_history(store, &options.role)?;
    if output.json {
        output.data(&history)?;
        return Ok(Verdict::Fine);
    }
    writeln!(output, "{STRONG}{}{STRONG:#}  {QUIET}{}{QUIET:#}", history.title, history.id)?;
    for revision in history.revisions.iter().rev() {
        let stamp = &revision.stamp;
        let retired = if stamp.status == RevisionStatus::Retired { ", retired" } else { "" };
        let day = stamp.published.to_zoned(jiff::tz::TimeZone::UTC).date();
        writeln!(output, "\n{STRONG}Revision {}{STRONG:#}{retired}, effective {}", stamp.number, stamp.effective)?;
        output.prose(&format!("published {day} by {}: {}", stamp.by, stamp.reason), "    ", "    ")?;
        if let Some(changes) = &revision.changes {
            output.prose(&changes.words(), "    ", "    ")?;
        }
        writeln!(output, "    {QUIET}{}{QUIET:#}", stamp.hash)?;
    }
    if let Some(draft) = &history.draft {
        let of = draft.revises.map(|number| format!(" of what follows revision {number}")).unwrap_or_default();
        writeln!(output, "\n{STRONG}Draft{STRONG:#}{of}: `rolebook diff {}`", history.id)?;
    }
    let serious: Vec<Finding> =
        history.findings.iter().filter(|finding| finding.severity > Severity::Remark).cloned().collect();
    if !serious.is_empty() {
        writeln!(output)?;
        findings::write(&serious, output)?;
    }
    Ok(Verdict::Fine)
}
