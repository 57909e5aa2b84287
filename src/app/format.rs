//! The canonical form of files that people write by hand: drafts, organisations, staffing standards.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::AppError;
use crate::catalog::files::replace_file;
use crate::catalog::format::{
    Stamp, parse_organisation, parse_role, parse_standard, write_organisation, write_role, write_standard,
};
use crate::model::finding::{Finding, Severity};
use crate::model::identifier::{OrganisationId, StandardId};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// Which file.
    pub path: PathBuf,
    /// What was done.
    pub outcome: Outcome,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// What was done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in canonical form.
    Unchanged,
    /// It was, or would be, written anew.
    Changed,
    /// It has errors or comments, which would be lost, or no canonical form; it was left alone.
    LeftAlone,
    /// It is a published revision, which never changes.
    Published,
}

/// The files that `fmt` looks after: every draft, organisation and staffing standard of the catalog.
///
/// # Errors
/// When a folder can't be read.
pub fn formattable_files(catalog: &Path) -> Result<Vec<PathBuf>, AppError> {
    let mut files = folder(&catalog.join("organisations"))?;
    files.extend(folder(&catalog.join("standards"))?);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    for organisation in folder(&catalog.join("roles"))? {
        for role in folder(&organisation)? {
            files.extend(Some(role.join("draft.md")).filter(|draft| draft.is_file()));
        }
    }
    Ok(files)
}

fn folder(path: &Path) -> Result<Vec<PathBuf>, AppError> {
    let failed = |source| AppError::File { action: "list", path: path.display().to_string(), source };
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(failed(error)),
    };
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(failed)?;
    paths.sort();
    Ok(paths)
}

/// Brings a file into canonical form, or with `only_look` says whether it is.
///
/// # Errors
/// When the file can't be read or written.
pub fn format_file(path: &Path, only_look: bool) -> Result<Formatted, AppError> {
    let failed = |action| move |source| AppError::File { action, path: path.display().to_string(), source };
    let bytes = fs::read(path).map_err(failed("read"))?;
    if path.extension().is_some_and(|extension| extension == "yaml") {
        let finding = Finding::warning("written-by-hand", "the files of the vocabulary have no form of their own")
            .advising("edit it with any editor; `rolebook check` says what is wrong with it")
            .in_file(&path.display().to_string());
        return Ok(Formatted { path: path.to_owned(), outcome: Outcome::LeftAlone, findings: vec![finding] });
    }
    let place = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let (canonical, findings) = match (place, stem.parse::<OrganisationId>(), stem.parse::<StandardId>()) {
        (Some("organisations"), Ok(id), _) => canonical_organisation(id, &bytes),
        (Some("standards"), _, Ok(id)) => canonical_standard(id, &bytes),
        _ => canonical_role(&bytes),
    };
    let outcome = match canonical {
        Canonical::Published => Outcome::Published,
        Canonical::None => Outcome::LeftAlone,
        Canonical::Text(text) if text.as_bytes() == bytes => Outcome::Unchanged,
        Canonical::Text(text) => {
            if !only_look {
                replace_file(path, text.as_bytes()).map_err(failed("write"))?;
            }
            Outcome::Changed
        }
    };
    let file = path.display().to_string();
    let findings = findings.into_iter().map(|finding| finding.in_file(&file)).collect();
    Ok(Formatted { path: path.to_owned(), outcome, findings })
}

/// The canonical form of a role's text, or what is wrong with it.
///
/// # Errors
/// The findings, when there are errors.
pub fn format_text(bytes: &[u8]) -> Result<String, Vec<Finding>> {
    match canonical_role(bytes) {
        (Canonical::Text(text), _) => Ok(text),
        (Canonical::Published, _) => Err(vec![
            Finding::error("published", "this is a published revision, which never changes")
                .advising("to change the role, run `rolebook revise`"),
        ]),
        (Canonical::None, findings) => Err(findings),
    }
}

enum Canonical {
    Text(String),
    Published,
    None,
}

fn canonical_role(bytes: &[u8]) -> (Canonical, Vec<Finding>) {
    let parsed = parse_role(bytes);
    let clean = loses_nothing(&parsed.findings);
    match parsed.file {
        Some(file) if matches!(file.stamp, Stamp::Published(_)) => (Canonical::Published, Vec::new()),
        Some(file) if clean => (Canonical::Text(write_role(&file)), parsed.findings),
        _ => (Canonical::None, parsed.findings),
    }
}

fn canonical_organisation(id: OrganisationId, bytes: &[u8]) -> (Canonical, Vec<Finding>) {
    let (organisation, findings) = parse_organisation(id, bytes);
    match organisation {
        Some(organisation) if loses_nothing(&findings) => {
            (Canonical::Text(write_organisation(&organisation)), findings)
        }
        _ => (Canonical::None, findings),
    }
}

fn canonical_standard(id: StandardId, bytes: &[u8]) -> (Canonical, Vec<Finding>) {
    let (standard, findings) = parse_standard(id, bytes);
    match standard {
        Some(standard) if loses_nothing(&findings) => (Canonical::Text(write_standard(&standard)), findings),
        _ => (Canonical::None, findings),
    }
}

/// Whether writing the file anew keeps all that stands in it: no errors, and no comments, which would go.
fn loses_nothing(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Error && finding.code != "comment")
}
