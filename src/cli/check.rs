//! `rolebook check`.

use std::io::Write as _;

use super::arguments::Check;
use super::failure::{Failure, Verdict};
use super::findings;
use super::output::{Output, STRONG, counted};
use crate::app::check::check_catalog;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Check,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let report = check_catalog(store, options.repair)?;
    let verdict = if report.errors == 0 { Verdict::Fine } else { Verdict::FoundWrong };
    if output.json {
        output.data(&report)?;
        return Ok(verdict);
    }
    findings::write(&report.findings, output)?;
    for done in &report.repaired {
        writeln!(output, "repaired: {done}")?;
    }
    let mut what = vec![
        counted(report.roles, "role", "roles"),
        counted(report.revisions, "published revision", "published revisions"),
        counted(report.drafts, "draft", "drafts"),
        counted(report.organisations, "organisation", "organisations"),
    ];
    if report.postings > 0 {
        what.push(counted(report.postings, "posting", "postings"));
    }
    if report.standards > 0 {
        what.push(counted(report.standards, "staffing standard", "staffing standards"));
    }
    if report.activities + report.synonym_groups + report.occupations > 0 {
        what.push(counted(report.activities, "work activity", "work activities"));
        what.push(counted(report.synonym_groups, "synonym group", "synonym groups"));
        what.push(counted(report.occupations, "occupation", "occupations"));
    }
    output.prose(&format!("{STRONG}{}{STRONG:#}: {}", settings.catalog.display(), what.join(", ")), "", "")?;
    let remarks = report.findings.len() - report.errors - report.warnings;
    let outcome = [
        counted(report.errors, "error", "errors"),
        counted(report.warnings, "warning", "warnings"),
        counted(remarks, "remark", "remarks"),
    ];
    writeln!(output, "{}", outcome.join(", "))?;
    Ok(verdict)
}
