//! `rolebook compare`: roles side by side, duty by duty; or the pairs of duties that say the same work.

use std::io::Write as _;

use super::compare_arguments::Compare;
use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, counted};
use crate::app::compare::{
    ComparedDuty, ComparedRow, DutyComparison, DutyPair, compare_duties, pairs_among, pairs_of_catalog,
};
use crate::catalog::store::CatalogStore;
use crate::compare::align::Reasons;

pub(super) fn run(store: &dyn CatalogStore, options: &Compare, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    if options.pairs {
        let found = if options.all {
            pairs_of_catalog(&store.snapshot()?, on, options.explain)
        } else {
            pairs_among(store, &options.roles, on, options.explain)?
        };
        pairs(&found, output)?;
        return Ok(Verdict::Fine);
    }
    let comparison = compare_duties(store, &options.roles, on, options.explain)?;
    if output.json {
        output.data(&comparison)?;
    } else {
        write(&comparison, output)?;
    }
    Ok(Verdict::Fine)
}

fn pairs(pairs: &[DutyPair], output: &mut Output) -> Result<(), Failure> {
    if output.json {
        return output.data(&pairs);
    }
    for pair in pairs {
        writeln!(output, "{:.3}  {}  {}", pair.score, pair.a, pair.b)?;
        if let Some(reasons) = &pair.because {
            output.prose(&format!("{QUIET}{}{QUIET:#}", why(reasons)), "       ", "       ")?;
        }
    }
    Ok(())
}

/// What stands for a role in the rows.
fn letter(role: usize) -> char {
    u8::try_from(role).map_or('?', |role| char::from(b'A'.saturating_add(role)))
}

fn write(comparison: &DutyComparison, output: &mut Output) -> Result<(), Failure> {
    for (index, role) in comparison.roles.iter().enumerate() {
        let duties = counted(role.duties, "duty", "duties");
        let line = format!("{STRONG}{}{STRONG:#}, {duties} {QUIET}{}{QUIET:#}", role.title, role.role);
        output.prose(&line, &format!("{}  ", letter(index)), "   ")?;
    }
    let all = comparison.roles.len();
    let (mut shared, mut heading) = (usize::MAX, "");
    for row in &comparison.rows {
        let part = match row.shared_by {
            count if count == all && all == 2 => "What both do",
            count if count == all => "What all do",
            1 => "What only one does",
            _ => "What some do",
        };
        if part != heading || shared == usize::MAX {
            writeln!(output, "\n{STRONG}{part}{STRONG:#}")?;
            heading = part;
        }
        shared = row.shared_by;
        write_row(row, all, output)?;
    }
    Ok(())
}

fn write_row(row: &ComparedRow, all: usize, output: &mut Output) -> Result<(), Failure> {
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
            output.prose(&sentence(duty), &number, "         ")?;
        }
    }
    for pair in &row.because {
        let reasons = pair.because.as_ref().map(why).unwrap_or_default();
        let line = format!("{QUIET}{} and {}: {:.2}, {reasons}{QUIET:#}", pair.a, pair.b, pair.score);
        output.prose(&line, "         because ", "           ")?;
    }
    Ok(())
}

fn sentence(duty: &ComparedDuty) -> String {
    let mut words = duty.text.clone();
    let mut place: Vec<String> = Vec::new();
    match duty.share_percent {
        // The share is the group's, not the single duty's.
        Some(share) => place.push(format!("{}: {share} % of the time", duty.group)),
        None if !duty.group.is_empty() => place.push(duty.group.clone()),
        None => {}
    }
    place.extend(duty.mainly.as_ref().map(|mainly| format!("mainly {}", mainly.to_lowercase())));
    if !place.is_empty() {
        words.push_str(&format!(" {QUIET}({}){QUIET:#}", place.join("; ")));
    }
    words
}

/// Why two duties stand on one row, in words.
fn why(reasons: &Reasons) -> String {
    let mut why: Vec<String> = Vec::new();
    for shared in &reasons.activities {
        let primary = match (shared.primary_in_one, shared.primary_in_other) {
            (true, true) => "what both are mainly about",
            (false, false) => "beside other work in both",
            _ => "what one is mainly about",
        };
        why.push(format!(
            "both {} ({primary}; {})",
            shared.activity,
            counted(shared.duties, "duty has it", "duties have it")
        ));
    }
    if why.is_empty() {
        why.push("no kind of work in common".to_owned());
    }
    if !reasons.words.is_empty() {
        why.push(format!("words {} ({:.0} % alike)", reasons.words.join(", "), reasons.likeness * 100.0));
    }
    if reasons.nearest {
        why.push("neither has a nearer partner there".to_owned());
    }
    why.join("; ")
}
