//! A comparison to be taken along: CSV, Markdown, or one HTML file that needs nothing else.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::compare::CompareAnswer;
use crate::compare::export::{Part, parts, render_csv, render_markdown};
use crate::compare::side_by_side::ComparedRole;
use crate::templating::environment::{TemplateError, Templates};

/// What a comparison can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// For a spreadsheet.
    Csv,
    /// For a text.
    Markdown,
    /// For a browser, to be kept or sent.
    Html,
}

impl SheetFormat {
    /// The media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }

    /// What a file's name ends in.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::embedded(BTreeMap::new()));

#[derive(Debug, Serialize)]
struct Sheet<'a> {
    roles: &'a [ComparedRole],
    summary: &'a [String],
    remarks: &'a [String],
    parts: Vec<Part>,
}

/// The comparison as a file.
///
/// # Errors
/// When the template of the HTML file is wrong, which is a mistake of ours.
pub fn render_sheet(answer: &CompareAnswer, format: SheetFormat) -> Result<String, TemplateError> {
    let comparison = &answer.comparison;
    let parts = parts(comparison, &answer.would_qualify);
    match format {
        SheetFormat::Csv => Ok(render_csv(comparison, &parts)),
        SheetFormat::Markdown => Ok(render_markdown(comparison, &parts)),
        SheetFormat::Html => {
            let sheet =
                Sheet { roles: &comparison.roles, summary: &comparison.summary, remarks: &answer.remarks, parts };
            TEMPLATES.render("exports/comparison.html.j2", &sheet)
        }
    }
}
