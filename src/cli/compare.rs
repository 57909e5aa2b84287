//! `rolebook compare`: roles side by side, duty by duty; or the pairs of duties that say the same work.

use std::io::Write as _;

use super::compare_arguments::{Compare, ComparisonFormat, ComparisonPart};
use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, counted};
use crate::app::compare::{CompareAnswer, compare, pairs_among, pairs_of_catalog};
use crate::app::compare_export::{SheetFormat, render_sheet};
use crate::catalog::store::CatalogStore;
use crate::compare::align::Reasons;
use crate::compare::export::{Part, duty_in_words, parts};
use crate::compare::side_by_side::{Comparison, DutyPair, DutyRow};

pub(super) fn run(store: &dyn CatalogStore, options: &Compare, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    if options.pairs {
        let found = if options.all {
            pairs_of_catalog(&store.snapshot()?, on, options.explains())
        } else {
            pairs_among(store, options.roles(), on, options.explains())?
        };
        pairs(&found, output)?;
        return Ok(Verdict::Fine);
    }
    let organisations = store.organisations()?;
    let name = |id: &str| {
        let organisation = id.parse().ok().and_then(|id| organisations.get(&id));
        organisation.map_or_else(|| id.to_owned(), |organisation| organisation.name.to_plain())
    };
    let mut answer = compare(store, &options.request(), on, &name)?;
    answer.comparison.keep(options.only());
    let format = match options.format {
        _ if output.json => ComparisonFormat::Json,
        format => format,
    };
    let sheet = match format {
        ComparisonFormat::Json => {
            output.data(&answer)?;
            return Ok(Verdict::Fine);
        }
        ComparisonFormat::Text => {
            write(&answer, options, output)?;
            return Ok(Verdict::Fine);
        }
        ComparisonFormat::Csv => SheetFormat::Csv,
        ComparisonFormat::Markdown => SheetFormat::Markdown,
        ComparisonFormat::Html => SheetFormat::Html,
    };
    let sheet = render_sheet(&answer, sheet).map_err(std::io::Error::other)?;
    output.write_all(sheet.as_bytes())?;
    Ok(Verdict::Fine)
}

fn pairs(pairs: &[DutyPair], output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.data(&pairs);
    }
    for pair in pairs {
        writeln!(output, "{:.3}  {}  {}", pair.score, pair.a, pair.b)?;
        if let Some(reasons) = &pair.because {
            output.prose(&format!("{QUIET}{}{QUIET:#}", reasons.in_words()), "       ", "       ")?;
        }
    }
    Ok(())
}

/// What stands for a role in the rows.
fn letter(role: usize) -> char {
    u8::try_from(role).map_or('?', |role| char::from(b'A'.saturating_add(role)))
}

fn write(answer: &CompareAnswer, options: &Compare, output: &mut Output) -> Result<(), Failure> {
    let comparison = &answer.comparison;
    for (index, role) in comparison.roles.iter().enumerate() {
        let duties = counted(role.duties, "duty", "duties");
        let line = format!("{STRONG}{}{STRONG:#}, {duties} {QUIET}{}{QUIET:#}", role.title, role.role);
        output.prose(&line, &format!("{}  ", letter(index)), "   ")?;
    }
    writeln!(output)?;
    for sentence in comparison.summary.iter().chain(&answer.remarks) {
        output.prose(sentence, "", "")?;
    }
    let wanted = |part: &Part| {
        let part = match part.name {
            "Facts" => ComparisonPart::Facts,
            "Duties" => ComparisonPart::Duties,
            "Activities" => ComparisonPart::Activities,
            "Working conditions" => ComparisonPart::Conditions,
            _ => ComparisonPart::Qualifications,
        };
        options.parts.is_empty() || options.parts.contains(&part)
    };
    for part in parts(comparison, &answer.would_qualify).iter().filter(|part| wanted(part)) {
        match part.name {
            "Duties" => write_duties(comparison, output)?,
            _ => write_part(part, output)?,
        }
    }
    Ok(())
}

fn write_part(part: &Part, output: &mut Output) -> Result<(), Failure> {
    writeln!(output, "\n{STRONG}{}{STRONG:#}", part.name)?;
    for row in &part.rows {
        let remark = row.remark.as_ref().map(|remark| format!(" {QUIET}{remark}{QUIET:#}")).unwrap_or_default();
        output.prose(&format!("{STRONG}{}{STRONG:#}{remark}", row.name), "  ", "    ")?;
        for (index, cell) in row.cells.iter().enumerate() {
            let mut before = format!("    {}  ", letter(index));
            for line in cell {
                let depth = line.len() - line.trim_start().len();
                let rest = " ".repeat(7 + depth + 2);
                output.prose(line.trim_start(), &format!("{before}{}", " ".repeat(depth)), &rest)?;
                before = " ".repeat(7);
            }
        }
    }
    Ok(())
}

fn write_duties(comparison: &Comparison, output: &mut Output) -> Result<(), Failure> {
    let all = comparison.roles.len();
    let mut heading = "";
    for row in &comparison.duties {
        let part = match row.shared_by {
            count if count == all && all == 2 => "What both do",
            count if count == all => "What all do",
            1 => "What only one does",
            _ => "What some do",
        };
        if part != heading {
            writeln!(output, "\n{STRONG}{part}{STRONG:#}")?;
            heading = part;
        }
        write_row(row, all, output)?;
    }
    Ok(())
}

fn write_row(row: &DutyRow, all: usize, output: &mut Output) -> Result<(), Failure> {
    let present = |there: bool| -> String {
        let roles = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_empty() != there);
        roles.map(|(index, _)| letter(index).to_string()).collect::<Vec<_>>().join(" ")
    };
    let who = if row.shared_by == all { present(true) } else { format!("{}, not {}", present(true), present(false)) };
    writeln!(output)?;
    output.prose(&format!("{STRONG}{}{STRONG:#} {QUIET}({who}){QUIET:#}", row.name), "  ", "    ")?;
    for (index, cell) in row.cells.iter().enumerate() {
        for duty in cell {
            let number = format!("    {} {:<3}", letter(index), duty.number);
            output.prose(&duty_in_words(duty), &number, "         ")?;
        }
    }
    for pair in &row.because {
        let reasons = pair.because.as_ref().map(Reasons::in_words).unwrap_or_default();
        let line = format!("{QUIET}{} and {}: {:.2}, {reasons}{QUIET:#}", pair.a, pair.b, pair.score);
        output.prose(&line, "         because ", "           ")?;
    }
    Ok(())
}
