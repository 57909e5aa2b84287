//! `rolebook fmt`.

use std::io::{Read as _, Write as _};
use std::path::Path;

use super::arguments::Format;
use super::failure::{Failure, Verdict};
use super::findings;
use super::output::{Output, counted};
use crate::app::error::AppError;
use crate::app::format::{Outcome, format_file, format_text, formattable_files};
use crate::config::Settings;
use crate::model::finding::{Finding, Severity};

pub(super) fn run(settings: &Settings, options: &Format, output: &mut Output) -> Result<Verdict, Failure> {
    if options.files.iter().any(|file| file == Path::new("-")) {
        return standard_input(options, output);
    }
    let files = if options.files.is_empty() { formattable_files(&settings.catalog)? } else { options.files.clone() };
    let mut errors = Output::errors();
    let (mut changed, mut left_alone) = (0, 0);
    for file in &files {
        let formatted = format_file(file, options.check)?;
        let serious: Vec<Finding> =
            formatted.findings.iter().filter(|finding| finding.severity > Severity::Remark).cloned().collect();
        findings::write(&serious, &mut errors)?;
        match formatted.outcome {
            Outcome::Unchanged => {}
            Outcome::Changed => {
                changed += 1;
                let word = if options.check { "not in canonical form" } else { "formatted" };
                writeln!(output, "{word}: {}", file.display())?;
            }
            Outcome::Published => {
                left_alone += 1;
                writeln!(errors, "left alone: {} is a published revision, which never changes", file.display())?;
            }
            Outcome::LeftAlone => {
                left_alone += 1;
                writeln!(errors, "left alone: {} (see above)", file.display())?;
            }
        }
    }
    errors.flush()?;
    let verb = if options.check { "to format" } else { "formatted" };
    writeln!(output, "{}: {changed} {verb}, {left_alone} left alone", counted(files.len(), "file", "files"))?;
    let wrong = left_alone > 0 || options.check && changed > 0;
    Ok(if wrong { Verdict::FoundWrong } else { Verdict::Fine })
}

fn standard_input(options: &Format, output: &mut Output) -> Result<Verdict, Failure> {
    if options.files.len() > 1 {
        return Err(AppError::misuse("`-` can't be combined with files", "run fmt twice").into());
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|source| AppError::File {
        action: "read",
        path: "standard input".to_owned(),
        source,
    })?;
    match format_text(&bytes) {
        Ok(text) => {
            let changed = text.as_bytes() != bytes;
            if !options.check {
                output.write_all(text.as_bytes())?;
            }
            Ok(if options.check && changed { Verdict::FoundWrong } else { Verdict::Fine })
        }
        Err(findings) => Err(AppError::Findings { what: "the text".to_owned(), findings }.into()),
    }
}
