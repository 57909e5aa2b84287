//! `rolebook index`, and the progress that any command shows that has to make the index first.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::failure::{Failure, Verdict};
use super::output::{Output, counted};
use super::search_arguments::Index;
use crate::app::error::AppError;
use crate::app::search::{Refreshed, SearchService};
use crate::catalog::files::FileStore;
use crate::config::Settings;
use crate::search::IndexError;

pub(super) fn run(
    store: FileStore,
    settings: &Settings,
    options: &Index,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let service = SearchService::new(Arc::new(store), &settings.index);
    if options.verify {
        return verify(&service, output);
    }
    let done = if options.rebuild {
        with_progress(|progress| service.rebuild(progress))?;
        Refreshed::Rebuilt
    } else {
        with_progress(|progress| service.refresh(progress))?
    };
    let words = match done {
        Refreshed::Unchanged => "the index is up to date".to_owned(),
        Refreshed::Changed(roles) => format!("brought {} up to date in the index", counted(roles, "role", "roles")),
        Refreshed::Rebuilt => "made the index anew".to_owned(),
        Refreshed::Elsewhere => return Err(AppError::from(IndexError::Busy).into()),
    };
    match service.trouble() {
        Some(trouble) => return Err(Failure::from(AppError::from(IndexError::Failed(trouble)))),
        None if output.json => output.data(&json!({ "done": words }))?,
        None => writeln!(output, "{words}")?,
    }
    Ok(Verdict::Fine)
}

fn verify(service: &SearchService, output: &mut Output) -> Result<Verdict, Failure> {
    let (words, otherwise) = match service.verify() {
        Ok(otherwise) if otherwise.is_empty() => ("the index is whole and up to date".to_owned(), otherwise),
        Ok(otherwise) => {
            let roles = counted(otherwise.len(), "role", "roles");
            (format!("the index is whole, but has {roles} otherwise than the catalog"), otherwise)
        }
        Err(AppError::Search(error @ (IndexError::Missing | IndexError::Unusable(_)))) => {
            if output.json {
                output.data(&json!({ "whole": false, "message": error.to_string() }))?;
            } else {
                writeln!(output, "{error}")?;
                output.hint("the next search makes it anew; so does `rolebook index --rebuild`")?;
            }
            return Ok(Verdict::FoundWrong);
        }
        Err(error) => return Err(error.into()),
    };
    if output.json {
        output.data(&json!({ "whole": true, "message": words, "not_up_to_date": otherwise }))?;
    } else {
        writeln!(output, "{words}")?;
        for id in otherwise.iter().take(20) {
            writeln!(output, "  {id}")?;
        }
    }
    Ok(if otherwise.is_empty() { Verdict::Fine } else { Verdict::FoundWrong })
}

/// Runs `work` with a progress bar on the terminal, which shows itself only when there is something to wait for.
pub(super) fn with_progress<T>(
    work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> Result<T, AppError>,
) -> Result<T, Failure> {
    if !std::io::stderr().is_terminal() {
        return work(&|_, _| {}).map_err(Failure::from);
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("making the search index {bar:30} {pos} of {len} roles, {eta} left")
    {
        bar.set_style(style);
    }
    let done = work(&|done, of| {
        // A few roles are indexed before anybody could read of it.
        if of > 500 {
            bar.set_length(of.try_into().unwrap_or(u64::MAX));
            bar.set_position(done.try_into().unwrap_or(u64::MAX));
        }
    });
    bar.finish_and_clear();
    done.map_err(Failure::from)
}
