//! `/import`: a file of a job description, read beside the original, corrected, and kept as a draft.

mod asked;
mod corrected;
mod roles;
mod views;

use serde::Serialize;

use self::asked::Asked;
use self::roles::{RoleView, role_views};
use self::views::{RowView, rows};
use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::app::import::{
    Arrangement, Coverage, MOST_PIECES, ReadFile, Reading, SearchedCatalog, understand, understand_arranged,
};
use crate::app::published::PublishedCatalog;
use crate::import::limits::FILE_BYTES;
use crate::import::understand::kind::Kind;
use crate::web::answer::Page;
use crate::web::body::Part;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;
use crate::web::uploads::{NotRead, Upload};

/// The page on which files are chosen.
#[derive(Debug, Default, Serialize)]
struct ChooseView {
    most_bytes: usize,
    most_files: usize,
    may_write: bool,
    /// What became of the files that were sent.
    outcomes: Vec<OutcomeView>,
    /// Whether somebody sent a form without a file.
    nothing_chosen: bool,
}

#[derive(Debug, Serialize)]
struct OutcomeView {
    file: String,
    /// The page of its reading.
    address: String,
    titles: Vec<String>,
    percent: usize,
    not_placed: usize,
    /// Why it was not brought in.
    refused: Option<String>,
}

/// The page of a reading.
#[derive(Debug, Serialize)]
struct ReadingView {
    file: String,
    address: String,
    remarks: Vec<String>,
    coverage: Coverage,
    percent: usize,
    left_out: usize,
    pieces: String,
    rows: Vec<RowView>,
    kinds: Vec<(&'static str, &'static str)>,
    roles: Vec<RoleView>,
    organisations: Vec<(String, String)>,
    may_write: bool,
    /// Whether somebody has changed anything yet.
    is_sent: bool,
    /// The piece that a button has moved or divided, which is looked at next.
    at_piece: Option<usize>,
    /// Whether there are so many pieces that they can't be corrected here.
    is_long: bool,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    choose(service, Vec::new(), false)
}

/// Files were chosen: one leads to its reading, several to a list of theirs.
pub(in crate::web) fn bring(service: &Service, Anything {}: Anything, parts: Vec<Part>) -> Result<Page, Problem> {
    let files: Vec<&Part> = parts
        .iter()
        .filter(|part| part.name == "file" && part.file_name.as_ref().is_some_and(|name| !name.is_empty()))
        .collect();
    let limits = &service.limits;
    if files.is_empty() {
        return choose(service, Vec::new(), true);
    }
    let begun = std::time::Instant::now();
    let mut outcomes = Vec::new();
    for (at, part) in files.iter().enumerate() {
        let name = part.file_name.as_deref().unwrap_or_default();
        let outcome = if at >= limits.files_at_once {
            Err(format!("{} files are read at once; bring this one with the next", limits.files_at_once))
        } else if begun.elapsed() > limits.work / 2 {
            Err("reading the others took so long that its turn did not come; bring it again".to_owned())
        } else {
            match service.uploads.read(name, &part.bytes, limits) {
                Ok(upload) => understand(&upload.file).map(|reading| (upload, reading)).map_err(|why| why.to_string()),
                Err(NotRead::Busy) if files.len() == 1 => return Err(NotRead::Busy.into()),
                Err(why) => Err(String::from(Problem::from(why).detail())),
            }
        };
        if let (Ok((upload, _)), [_]) = (&outcome, files.as_slice()) {
            return Ok(Page::Elsewhere(address(&upload.hash)));
        }
        outcomes.push(outcome_view(name, outcome));
    }
    choose(service, outcomes, false)
}

fn address(hash: &str) -> String {
    format!("/import/{hash}")
}

fn outcome_view(name: &str, outcome: Result<(Upload, Reading), String>) -> OutcomeView {
    match outcome {
        Ok((upload, reading)) => OutcomeView {
            file: upload.file.name.clone(),
            address: address(&upload.hash),
            titles: reading.roles.iter().map(|role| role.title.to_plain()).collect(),
            percent: reading.coverage.percent(),
            not_placed: reading.coverage.not_placed.len(),
            refused: None,
        },
        Err(why) => OutcomeView {
            file: name.chars().take(120).collect(),
            address: String::new(),
            titles: Vec::new(),
            percent: 0,
            not_placed: 0,
            refused: Some(why),
        },
    }
}

fn choose(service: &Service, outcomes: Vec<OutcomeView>, nothing_chosen: bool) -> Result<Page, Problem> {
    let view = ChooseView {
        most_bytes: FILE_BYTES,
        most_files: service.limits.files_at_once,
        may_write: service.acting.may_write(),
        outcomes,
        nothing_chosen,
    };
    let frame = Frame::new(Place::Import, "Import a file", "Job descriptions that you have, read into the catalog");
    page(service, "import", &frame, &view)
}

fn held(service: &Service, hash: &str) -> Result<std::sync::Arc<ReadFile>, Problem> {
    let gone = "what is read is held for a while only; choose the file again under /import";
    service.uploads.held(hash).ok_or_else(|| Problem::new(ProblemKind::NoSuchUpload, gone))
}

/// The reading of a file as it is, or with what somebody corrected.
pub(in crate::web) fn reading(service: &Service, asked: Asked) -> Result<Page, Problem> {
    let file = held(service, &asked.file)?;
    if file.blocks.len() > MOST_PIECES {
        let reading = understand(&file).map_err(NotRead::Refused)?;
        return shown(service, &file, &asked, &Arrangement::of(&file.blocks), &reading);
    }
    if !asked.sent {
        // What is no job description is none before anybody has corrected it.
        understand(&file).map_err(NotRead::Refused)?;
    }
    let Some(arrangement) = asked.arrangement(&file) else {
        return Err(Problem::parameter(Some("pieces"), "this is no arrangement of the pieces of this file"));
    };
    let reading = understand_arranged(&file, &arrangement);
    shown(service, &file, &asked, &arrangement, &reading)
}

fn shown(
    service: &Service,
    file: &ReadFile,
    asked: &Asked,
    arrangement: &Arrangement,
    reading: &Reading,
) -> Result<Page, Problem> {
    let surroundings: SearchedCatalog<'_, PublishedCatalog> =
        SearchedCatalog { catalog: &service.catalog, search: &service.search, today: service.today() };
    let is_long = file.blocks.len() > MOST_PIECES;
    let drafts = corrected::drafts(service, reading, asked, &surroundings)?;
    if let Some(draft) = asked.download.and_then(|role| drafts.get(role)) {
        return corrected::file_of(service, draft);
    }
    let roles = role_views(service, reading, asked, drafts)?;
    let organisations = service.catalog.organisations()?;
    let organisations = organisations.iter().map(|(id, file)| (id.to_string(), file.name.to_plain())).collect();
    let in_drafts = roles.iter().flat_map(RoleView::pieces).collect();
    let (coverage, rows) = (reading.coverage.clone(), rows(file, arrangement, reading, &in_drafts));
    let view = ReadingView {
        file: file.name.clone(),
        address: address(&asked.file),
        remarks: reading.remarks.clone(),
        percent: coverage.percent(),
        left_out: rows.iter().filter(|row| row.is_left_out).count(),
        coverage,
        pieces: if is_long { String::new() } else { arrangement.to_string() },
        rows,
        kinds: Kind::ALL.iter().map(|kind| (kind.name(), kind.words())).collect(),
        roles,
        organisations,
        may_write: service.acting.may_write(),
        is_sent: asked.sent,
        at_piece: asked.step.split_once('-').and_then(|(_, at)| at.parse().ok()),
        is_long,
    };
    let frame = Frame::new(Place::Import, format!("How {} is read", file.name), "A file beside what it became");
    page(service, "import_reading", &frame, &view)
}
