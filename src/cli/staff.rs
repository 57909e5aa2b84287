//! `rolebook staff`.

use std::io::Write as _;

use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG};
use super::staff_arguments::Staff;
use crate::app::staffing::staff;
use crate::standards::staffing::{Calculation, Outcome, Staffing, shown};

pub(super) fn run(options: &Staff, output: &mut Output) -> Result<Verdict, Failure> {
    let staffing = staff(&options.request())?;
    if output.json {
        output.data(&staffing)?;
        return Ok(Verdict::Fine);
    }
    writeln!(output, "{STRONG}Staff for {} {}{STRONG:#}", shown(staffing.demand), staffing.unit)?;
    if let Some(calculation) = &staffing.by_ratio {
        write(calculation, "By ratio", &staffing, output)?;
    }
    if let Some(calculation) = &staffing.by_workload {
        write(calculation, "By workload", &staffing, output)?;
    }
    if !staffing.what_ifs.is_empty() {
        writeln!(output, "\n{STRONG}What if{STRONG:#}")?;
    }
    for what_if in &staffing.what_ifs {
        for (way, outcome) in [("ratio", &what_if.by_ratio), ("workload", &what_if.by_workload)] {
            if let Some(outcome) = outcome {
                output.prose(&format!("{}, by {way}: {}", what_if.change, in_words(outcome)), "  ", "    ")?;
            }
        }
    }
    Ok(Verdict::Fine)
}

fn in_words(outcome: &Outcome) -> String {
    let difference = outcome.difference();
    let supervisors = outcome.supervisors.map(|figure| format!("; {} supervisors", shown(figure)));
    format!("{} staff ({difference}){}", shown(outcome.staff), supervisors.unwrap_or_default())
}

fn write(calculation: &Calculation, way: &str, staffing: &Staffing, output: &mut Output) -> Result<(), Failure> {
    writeln!(output, "\n{STRONG}{way}{STRONG:#}")?;
    for (index, step) in calculation.steps.iter().enumerate() {
        output.prose(&format!("{}. {}: {}", index + 1, step.name, step.formula), "  ", "     ")?;
        output.prose(&step.to_string(), "     ", "     ")?;
        if let Some(source) = &step.source {
            output.prose(&format!("{QUIET}{source}{QUIET:#}"), "     ", "     ")?;
        }
    }
    let each = shown(calculation.cases_per_fte);
    let supervisors = calculation.supervisors.map(|figure| format!(", {} supervisors", shown(figure)));
    let line = format!(
        "= {STRONG}{} staff{STRONG:#}{} ({} FTE; {each} {} per FTE)",
        shown(calculation.staff),
        supervisors.unwrap_or_default(),
        shown(calculation.fte),
        staffing.unit
    );
    output.prose(&line, "  ", "    ")?;
    output.prose(&calculation.rounding, "    ", "    ")?;
    for remark in &calculation.remarks {
        output.prose(remark, "    ", "    ")?;
    }
    Ok(())
}
