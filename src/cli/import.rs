//! `rolebook import`.

use super::failure::{Failure, Verdict};
use super::import_arguments::Import;
use super::output::Output;
use crate::app::error::AppError;
use crate::app::import::{file_bytes, read_file};
use crate::app::worker::Worker;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

pub(super) fn dry_run(options: &Import, output: &mut Output) -> Result<Verdict, Failure> {
    let worker = Worker::of_this_program().map_err(Failure::Start)?;
    for path in &options.files {
        let bytes = file_bytes(path)?;
        let reading =
            read_file(&worker, &bytes).map_err(|why| AppError::misuse(format!("{}: {why}", path.display()), ""))?;
        output.data(&reading)?;
    }
    Ok(Verdict::Fine)
}

pub(super) fn run(
    _store: &dyn CatalogStore,
    _settings: &Settings,
    options: &Import,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    dry_run(options, output)
}
