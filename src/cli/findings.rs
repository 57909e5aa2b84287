//! Findings, as people read them: where, what, the text, what to do.

use std::io::Write as _;

use super::failure::Failure;
use super::output::{ERROR, Output, QUIET, STRONG, WARNING};
use crate::model::finding::{Finding, Severity};

/// Writes findings one after the other.
pub(super) fn write(findings: &[Finding], output: &mut Output) -> Result<(), Failure> {
    for finding in findings {
        let (style, word) = match finding.severity {
            Severity::Error => (ERROR, "error"),
            Severity::Warning => (WARNING, "warning"),
            Severity::Remark => (QUIET, "remark"),
        };
        let place = finding.place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        if !finding.file.is_empty() || finding.place.is_some() {
            writeln!(output, "{STRONG}{}{place}{STRONG:#}", finding.file)?;
        }
        output.prose(&format!("{style}{word}:{style:#} {}", finding.message), "  ", "    ")?;
        if !finding.excerpt.is_empty() {
            writeln!(output, "    {QUIET}|{QUIET:#} {}", finding.excerpt)?;
        }
        if !finding.advice.is_empty() {
            output.prose(&finding.advice, "    do: ", "        ")?;
        }
        writeln!(output)?;
    }
    Ok(())
}
