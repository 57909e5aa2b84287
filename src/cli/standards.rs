//! `rolebook standards`.

use std::io::Write as _;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::arguments::{date, reference};
use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, counted};
use crate::app::beside_standards::{CheckedRole, check_all, check_one};
use crate::app::error::AppError;
use crate::app::reference::RoleReference;
use crate::app::standards::{FigureInShort, FigureQuery, list_figures, show_standard};
use crate::catalog::store::CatalogStore;
use crate::model::document::items_of;
use crate::model::standard::Standard;
use crate::standards::check::{Beside, StatementCheck};
use crate::standards::figure_words::says;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook standards                                     every figure, with its source
  rolebook standards --find \"school students\"            those with these words
  rolebook standards show cwla-caseloads                 one publication, whole
  rolebook standards check chula-vista-san-diego/academic-advocate
  rolebook standards check --all --json

Figures are shown as cited, with their source and year; whether they are in force today is not said.")]
pub(super) struct Standards {
    /// Only figures in which these words occur
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    find: String,
    #[command(subcommand)]
    command: Option<StandardsCommand>,
}

#[derive(Debug, Subcommand)]
enum StandardsCommand {
    /// Hold a role's caseload and contact beside the standards that speak of the same thing
    Check(Check),
    /// One publication with all its figures, or the one that has the figure of this name
    Show(Show),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook standards show cwla-caseloads
  rolebook standards show hfa-caseload --json")]
struct Show {
    /// The publication, or one of its figures
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook standards check albina-rockwood/in-school-coordinator
  rolebook standards check oregon-dhs/family-coach@1 --json
  rolebook standards check --all")]
struct Check {
    /// The role
    #[arg(value_name = "ROLE[@REV]", value_parser = reference, required_unless_present = "all", conflicts_with = "all")]
    role: Option<RoleReference>,
    /// Every role in force
    #[arg(long)]
    all: bool,
    /// As things stood on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

pub(super) fn run(store: &dyn CatalogStore, options: &Standards, output: &mut Output) -> Result<Verdict, Failure> {
    if options.command.is_some() && !options.find.is_empty() {
        return Err(AppError::misuse("--find is for the list of figures", "leave it out here").into());
    }
    match &options.command {
        Some(StandardsCommand::Check(options)) => check(store, options, output),
        Some(StandardsCommand::Show(options)) => show(&*show_standard(store, &options.name)?, output),
        None => {
            let query = FigureQuery { find: options.find.clone(), ..FigureQuery::default() };
            list(&list_figures(store, &query)?, output)
        }
    }
}

fn list(figures: &[FigureInShort], output: &mut Output) -> Result<Verdict, Failure> {
    if output.json {
        output.data(&figures)?;
        return Ok(Verdict::Fine);
    }
    writeln!(output, "{}", counted(figures.len(), "figure", "figures"))?;
    let mut last = None;
    for figure in figures {
        if last.replace(&figure.standard) != Some(&figure.standard) {
            writeln!(output)?;
            let dated = figure.dated.as_ref().map(|dated| format!(" ({dated})")).unwrap_or_default();
            output.prose(&format!("{STRONG}{}{STRONG:#}: {}{dated}", figure.publisher, figure.document), "", "    ")?;
            let words = format!("{}, {}; {}", figure.standing.words(), figure.read_in.words(), figure.address);
            output.prose(&format!("{QUIET}{words}{QUIET:#}"), "    ", "    ")?;
            if let Some(why) = &figure.superseded {
                output.prose(&format!("superseded: {why}"), "    ", "    ")?;
            }
        }
        output.prose(
            &format!("{}: {}; {}", figure.figure.id, figure.says, figure.figure.limit.words()),
            "  - ",
            "    ",
        )?;
    }
    Ok(Verdict::Fine)
}

fn show(standard: &Standard, output: &mut Output) -> Result<Verdict, Failure> {
    if output.json {
        output.data(standard)?;
        return Ok(Verdict::Fine);
    }
    let facts = &standard.facts;
    output.prose(&format!("{STRONG}{}{STRONG:#}", standard.title.to_plain()), "", "    ")?;
    let dated = facts.dated.as_ref().map(|dated| format!(", {dated}")).unwrap_or_default();
    output.prose(&format!("{}: {}{dated}", facts.publisher, facts.document), "", "    ")?;
    let words = format!("{}, {}; {}", facts.standing.words(), facts.read_in.words(), facts.address);
    output.prose(&format!("{QUIET}{words}{QUIET:#}"), "", "    ")?;
    if let Some(why) = &facts.superseded {
        output.prose(&format!("superseded: {why}"), "", "    ")?;
    }
    for section in &standard.sections {
        writeln!(output)?;
        output.prose(&section.heading.to_plain(), "  ", "    ")?;
        for item in items_of(&section.blocks) {
            let label = if item.label.is_empty() { String::new() } else { format!("{}: ", item.label.to_plain()) };
            output.prose(&format!("{label}{}", item.text.to_plain()), "  - ", "    ")?;
        }
    }
    for figure in &facts.figures {
        writeln!(output)?;
        output.prose(&format!("{STRONG}{}{STRONG:#}: {}", figure.id, says(figure)), "  ", "    ")?;
        for (name, words) in [
            ("What kind of limit", figure.limit.words()),
            ("How it is measured", &figure.measured_as),
            ("Intensity", figure.intensity.as_deref().unwrap_or_default()),
            ("As cited", &figure.as_cited),
            ("Where", &figure.locator),
        ] {
            if !words.is_empty() {
                output.prose(&format!("{QUIET}{name}:{QUIET:#} {words}"), "    ", "      ")?;
            }
        }
    }
    Ok(Verdict::Fine)
}

fn check(store: &dyn CatalogStore, options: &Check, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let Some(reference) = &options.role else {
        let roles = check_all(store, on)?;
        if output.json {
            output.data(&roles)?;
            return Ok(Verdict::Fine);
        }
        for (index, role) in roles.iter().enumerate() {
            if index > 0 {
                writeln!(output)?;
            }
            write(role, output)?;
        }
        return Ok(Verdict::Fine);
    };
    let role = check_one(store, reference, on)?;
    if output.json {
        output.data(&role)?;
    } else {
        write(&role, output)?;
    }
    Ok(Verdict::Fine)
}

fn write(role: &CheckedRole, output: &mut Output) -> Result<(), Failure> {
    output.prose(&format!("{STRONG}{}{STRONG:#} {QUIET}{}{QUIET:#}", role.title, role.id), "", "    ")?;
    for statement in &role.check.statements {
        output.prose(&format!("The role states: {}.", statement.states), "  ", "    ")?;
        statement_beside(statement, output)?;
    }
    for remark in &role.check.remarks {
        output.prose(remark, "  ", "    ")?;
    }
    Ok(())
}

fn statement_beside(statement: &StatementCheck, output: &mut Output) -> Result<(), Failure> {
    for beside in &statement.same {
        let verdict = beside.verdict.words();
        output.prose(&format!("{STRONG}{verdict}{STRONG:#}: {}", in_words(beside)), "  - ", "    ")?;
        output.prose(&format!("{QUIET}{}{QUIET:#}", beside.source), "    ", "    ")?;
    }
    if !statement.same.is_empty() {
        return Ok(());
    }
    if statement.near.is_empty() {
        output.prose("No standard of the catalog speaks of the same thing, and none is near.", "    ", "    ")?;
        return Ok(());
    }
    output.prose("No standard of the catalog speaks of the same thing. The nearest:", "    ", "    ")?;
    for beside in &statement.near {
        let number = beside.by_number.map(|verdict| format!(" By the numbers alone it is {}.", verdict.words()));
        let because = beside.because.join("; ");
        let words = format!("{}. Not comparable, because {because}.{}", in_words(beside), number.unwrap_or_default());
        output.prose(&words, "  - ", "    ")?;
        output.prose(&format!("{QUIET}{}{QUIET:#}", beside.source), "    ", "    ")?;
    }
    Ok(())
}

fn in_words(beside: &Beside) -> String {
    format!("{}: {}; {}", beside.figure, beside.says, beside.standing.words())
}
