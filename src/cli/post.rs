//! `rolebook post`: a posting on standard output or in a file, or one for each of many roles in a folder.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, counted};
use super::post_arguments::Post;
use super::postings::author;
use crate::app::error::AppError;
use crate::app::post::{PostingFormat, compose_posting, posting_sources, read_particulars, render_posting};
use crate::app::posting_templates::read_templates;
use crate::app::postings::keep::{Doing, PostingToKeep, keep_new};
use crate::app::reference::{RoleReference, Which};
use crate::app::remarks::{comparable_roles, remarks_on};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;
use crate::posting::document::Posting;
use crate::posting::remarks::Remark;
use crate::posting::request::Choices;

/// Roles for which postings are made at once, at most.
const MOST_ROLES: usize = 1_000;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Post,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let templates = read_templates(options.templates.as_deref())?;
    let template = templates.named(&options.template)?;
    let particulars = read_particulars(template, &options.set)?;
    let choices = Choices {
        duties: options.duties.clone(),
        sections: options.sections.clone(),
        edits: options.edit.iter().cloned().collect::<BTreeMap<_, _>>(),
    };
    let filler = TemplateFiller::of_this_program()?;
    let posting = |role: &RoleReference| -> Result<Posting, AppError> {
        let sources = posting_sources(store, role, on)?;
        compose_posting(&sources, template, &particulars, &choices, &|own, context| filler.fill(own, context))
    };
    if let ([role], false) = (options.roles.as_slice(), options.all) {
        let posting = posting(role)?;
        let sources = posting_sources(store, role, on)?;
        let comparable = comparable_roles(store, &sources, on)?;
        let found = remarks_on(&posting, template, &sources, &comparable, jiff::Zoned::now().date());
        if options.remarks {
            return in_full(&found, output).map(|()| Verdict::Fine);
        }
        if options.keep {
            let by = author(options.by.as_ref(), settings)?;
            let wanted = PostingToKeep {
                sources: &sources,
                template,
                particulars: &particulars,
                choices: &choices,
                posting: &posting,
            };
            let (id, _) = keep_new(store, wanted, Doing { by: &by, at: jiff::Timestamp::now() }, &filler)?;
            let mut errors = Output::errors();
            writeln!(errors, "kept as {id}")?;
            errors.hint(&format!("`rolebook postings show {id}` shows where it comes from"))?;
            errors.flush()?;
            if options.output.is_none() && options.format.is_none() {
                writeln!(output, "{id}")?;
                output.flush()?;
                return in_short(&found).map(|()| Verdict::Fine);
            }
        }
        let bytes = render_posting(&posting, format_of(options)?)?;
        match &options.output {
            Some(path) => {
                write_file(path, &bytes)?;
                let mut errors = Output::errors();
                writeln!(errors, "wrote {}", path.display())?;
                errors.flush()?;
            }
            None => output.write_all(&bytes)?,
        }
        output.flush()?;
        in_short(&found)?;
        return Ok(Verdict::Fine);
    }
    if options.keep {
        return Err(AppError::misuse("one posting is kept at a time", "name one role").into());
    }
    many(store, options, on, &posting, output)
}

/// Remarks with everything that there is to them.
fn in_full(remarks: &[Remark], output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.data(&remarks);
    }
    for remark in remarks {
        output.prose(&format!("{STRONG}{}{STRONG:#}", remark.message), "", "  ")?;
        if let Some(quote) = &remark.quote {
            let part = remark.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
            output.prose(&format!("{part}\u{201c}{quote}\u{201d}"), "  ", "  ")?;
        }
        output.prose(&remark.why, "  ", "  ")?;
        output.prose(&format!("{QUIET}{}; {}{QUIET:#}", remark.rule, remark.source), "  ", "  ")?;
        if let Some(particular) = &remark.particular {
            output.hint(&format!("--set {particular}=…"))?;
        }
    }
    writeln!(output, "{}", counted(remarks.len(), "remark", "remarks"))?;
    Ok(())
}

/// Remarks in a line each, on standard error.
fn in_short(remarks: &[Remark]) -> Result<(), Failure> {
    let mut errors = Output::errors();
    for remark in remarks {
        let part = remark.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
        errors.prose(&format!("{}{part}", remark.message), "remark: ", "        ")?;
    }
    if !remarks.is_empty() {
        errors.hint("--remarks says why, and by which source")?;
    }
    errors.flush()
}

/// A posting for each role, in a folder.
fn many(
    store: &dyn CatalogStore,
    options: &Post,
    on: jiff::civil::Date,
    posting: &dyn Fn(&RoleReference) -> Result<Posting, AppError>,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let Some(folder) = &options.output else {
        let message = "several postings need a folder to stand in";
        return Err(AppError::misuse(message, "name one with --output postings/").into());
    };
    let format = options.format.unwrap_or(PostingFormat::Html);
    let roles = if options.all { roles_in_force(store, on)? } else { options.roles.clone() };
    if roles.len() > MOST_ROLES {
        let message =
            format!("{} roles are more than the {MOST_ROLES} for which postings are made at once", roles.len());
        return Err(AppError::misuse(message, "name fewer").into());
    }
    std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    let target =
        if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(roles.len() as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} postings, {eta} left") {
        bar.set_style(style);
    }
    let (mut written, mut problems) = (Vec::new(), Vec::new());
    for role in &roles {
        match posting(role).and_then(|posting| render_posting(&posting, format)) {
            Ok(bytes) => {
                let path = folder.join(format!("{}.{format}", role.to_string().replace(['/', '@'], "-")));
                write_file(&path, &bytes)?;
                written.push(path);
            }
            // What was typed is wrong for every role alike.
            Err(error @ (AppError::Fields(_) | AppError::Template(_))) if written.is_empty() => {
                return Err(error.into());
            }
            Err(error) => problems.push((role.to_string(), error.to_string())),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if output.json {
        let problems: Vec<_> =
            problems.iter().map(|(role, message)| json!({ "role": role, "message": message })).collect();
        output.data(&json!({ "written": written, "problems": problems }))?;
    } else {
        for (role, message) in &problems {
            writeln!(output, "{role}: {message}")?;
        }
        writeln!(output, "wrote {} to {}", counted(written.len(), "posting", "postings"), folder.display())?;
    }
    Ok(if problems.is_empty() { Verdict::Fine } else { Verdict::FoundWrong })
}

fn roles_in_force(store: &dyn CatalogStore, on: jiff::civil::Date) -> Result<Vec<RoleReference>, Failure> {
    let mut roles = Vec::new();
    store.each_role(None, &mut |history, _| {
        if history.as_of(on).is_some_and(|revision| revision.stamp.status.is_in_force()) {
            roles.push(RoleReference { id: history.id, which: Which::InForce });
        }
    })?;
    Ok(roles)
}

/// The form that was asked for, or that the output's suffix says.
fn format_of(options: &Post) -> Result<PostingFormat, AppError> {
    if let Some(format) = options.format {
        return Ok(format);
    }
    match options.output.as_deref().map(Path::extension) {
        None => Ok(PostingFormat::Markdown),
        Some(Some(suffix)) => suffix.to_string_lossy().parse(),
        Some(None) => Err(AppError::misuse(
            "the output's name does not say in which form",
            "name it posting.docx, or say --format docx",
        )),
    }
}

pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    std::fs::write(path, bytes).map_err(|source| failed(path, source))
}

fn failed(path: &Path, source: std::io::Error) -> AppError {
    AppError::File { action: "write", path: PathBuf::from(path).display().to_string(), source }
}
