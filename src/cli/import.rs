//! `rolebook import`.

use std::io::Write as _;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;

use super::failure::{Failure, Verdict};
use super::import_arguments::Import;
use super::output::{ERROR, Output, QUIET, STRONG, WARNING, counted};
use crate::app::import::{Reading, WholeCatalog, Written, file_bytes, read_file, write_drafts};
use crate::app::worker::Worker;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

/// Fewer files are read before anybody wonders.
const SHOWN_FROM: usize = 4;
/// So many files are read before their drafts are written and shown.
const READ_AT_ONCE: usize = 16;
/// So many lines without a place are shown; `--json` lists all.
const SHOWN_LOST: usize = 8;

/// What became of one file.
#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Read {
        #[serde(flatten)]
        reading: Box<Reading>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        written: Vec<Written>,
    },
    Refused {
        file: String,
        refused: String,
    },
}

/// Shows how files are read; no catalog is needed.
pub(super) fn dry_run(options: &Import, output: &mut Output) -> Result<Verdict, Failure> {
    go(None, options, output)
}

/// Writes the roles of files as drafts.
pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Import,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    // Read once: it is not the files that are brought which change what resembles them.
    let catalog = WholeCatalog::read(store)?;
    let verdict = go(Some((store, &catalog)), options, output)?;
    if !output.json {
        writeln!(output, "{QUIET}Drafts are in {}{QUIET:#}", settings.catalog.join("roles").display())?;
    }
    Ok(verdict)
}

/// Where drafts are kept, and what is there already.
type Catalog<'a> = (&'a dyn CatalogStore, &'a WholeCatalog);

fn go(into: Option<Catalog<'_>>, options: &Import, output: &mut Output) -> Result<Verdict, Failure> {
    let worker = Worker::of_this_program().map_err(Failure::Start)?;
    let progress = progress(options.files.len());
    let (mut tally, mut all) = (Tally::default(), Vec::new());
    // Some files at a time are read by all processors; no more than these are in memory.
    for paths in options.files.chunks(READ_AT_ONCE) {
        let read: Vec<ReadOutcome> = paths.par_iter().map(|path| read_one(&worker, path)).collect();
        for (path, read) in paths.iter().zip(read) {
            progress.set_message(name_of(path));
            let outcome = written(into, name_of(path), read, options)?;
            tally.add(&outcome);
            progress.inc(1);
            if output.json {
                all.push(outcome);
            } else {
                progress.suspend(|| show(&outcome, output))?;
            }
        }
    }
    progress.finish_and_clear();
    if output.json {
        match all.as_slice() {
            [one] => output.data(one)?,
            many => output.data(&many)?,
        }
    } else {
        tally.show(output)?;
    }
    Ok(if tally.wrong { Verdict::FoundWrong } else { Verdict::Fine })
}

/// A reading, or why there is none.
type ReadOutcome = Result<Reading, String>;

fn read_one(worker: &Worker, path: &Path) -> ReadOutcome {
    let bytes = file_bytes(path).map_err(|why| why.to_string())?;
    read_file(worker, &name_of(path), &bytes).map_err(|why| why.to_string())
}

fn written(into: Option<Catalog<'_>>, file: String, read: ReadOutcome, options: &Import) -> Result<Outcome, Failure> {
    let reading = match read {
        Ok(reading) => Box::new(reading),
        Err(refused) => return Ok(Outcome::Refused { file, refused }),
    };
    let written = match into {
        Some((store, catalog)) => write_drafts(store, catalog, &reading, options.into.as_ref())?,
        None => Vec::new(),
    };
    Ok(Outcome::Read { reading, written })
}

/// What all files came to.
#[derive(Default)]
struct Tally {
    files: usize,
    roles: usize,
    refused: usize,
    wrong: bool,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        self.files += 1;
        match outcome {
            Outcome::Refused { .. } => {
                self.refused += 1;
                self.wrong = true;
            }
            Outcome::Read { reading, written } => {
                self.roles += reading.roles.len();
                self.wrong |= written.iter().any(|role| role.refused.is_some());
            }
        }
    }

    fn show(&self, output: &mut Output) -> Result<(), Failure> {
        if self.files > 1 {
            let (files, roles) = (counted(self.files, "file", "files"), counted(self.roles, "role", "roles"));
            writeln!(output, "\n{files}: {roles}, {} not brought in", self.refused)?;
        }
        Ok(())
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn progress(files: usize) -> ProgressBar {
    if files < SHOWN_FROM {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{pos} of {len} files  {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn show(outcome: &Outcome, output: &mut Output) -> Result<(), Failure> {
    match outcome {
        Outcome::Refused { file, refused } => {
            writeln!(output, "{STRONG}{file}{STRONG:#}")?;
            writeln!(output, "  {ERROR}not brought in:{ERROR:#} {refused}")?;
        }
        Outcome::Read { reading, written } => {
            let coverage = &reading.coverage;
            writeln!(output, "{STRONG}{}{STRONG:#}", reading.file)?;
            for (at, role) in reading.roles.iter().enumerate() {
                let duties = counted(role.duties().len(), "duty", "duties");
                let sections = counted(role.sections.len(), "section", "sections");
                let title = if role.title.is_empty() { "(no title)".to_owned() } else { role.title.to_plain() };
                writeln!(output, "  {title}: {sections}, {duties}")?;
                if let Some(written) = written.get(at) {
                    show_written(written, output)?;
                }
            }
            writeln!(output, "  {} of {} pieces placed ({} %)", coverage.placed, coverage.blocks, coverage.percent())?;
            for lost in coverage.not_placed.iter().take(SHOWN_LOST) {
                writeln!(output, "  {WARNING}not placed{WARNING:#}, line {}: {}", lost.line, lost.text)?;
            }
            let more = coverage.not_placed.len().saturating_sub(SHOWN_LOST);
            if more > 0 {
                writeln!(output, "  {QUIET}and {more} more; --json lists them{QUIET:#}")?;
            }
            for remark in &reading.remarks {
                writeln!(output, "  {QUIET}{remark}{QUIET:#}")?;
            }
        }
    }
    Ok(())
}

fn show_written(written: &Written, output: &mut Output) -> Result<(), Failure> {
    match (&written.refused, &written.id) {
        (Some(why), _) => writeln!(output, "    {ERROR}not written:{ERROR:#} {why}")?,
        (None, Some(id)) => match written.revises {
            Some(number) => writeln!(output, "    draft of {id}: looks like a newer version of revision {number}")?,
            None => writeln!(output, "    draft of {id}")?,
        },
        (None, None) => {}
    }
    let others = written.resembles.iter().filter(|kin| written.id.as_ref() != Some(&kin.id));
    for kin in others.take(3) {
        writeln!(
            output,
            "    {WARNING}perhaps the same as{WARNING:#} {} ({} % of its words)",
            kin.id, kin.shared_percent
        )?;
    }
    Ok(())
}
