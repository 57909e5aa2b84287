//! From demand to people: by ratio (how many one worker may carry) and by workload (how many hours the cases take).
//!
//! Every step is handed out as data, so that nobody has to believe a number.

mod figure;
pub mod form;
pub mod prefill;
mod ratio;
pub mod reading;
mod request;
mod step;
mod workload;
pub mod written;

use schemars::JsonSchema;
use serde::Serialize;

use self::figure::rounded_up;
pub use self::figure::{InputError, shown};
use self::request::problems;
pub use self::request::{Change, Demand, DirectOf, Period, StaffingRequest, WorkingTime};
pub use self::step::{Figure, Step};

/// What the demand takes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Staffing {
    /// How many are to be served.
    pub demand: f64,
    /// What is counted.
    pub unit: String,
    /// By the caseload of one worker, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_ratio: Option<Calculation>,
    /// By the hours of one worker, if those of a case were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_workload: Option<Calculation>,
    /// What it would be with something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub what_ifs: Vec<WhatIf>,
}

/// One way of working it out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Calculation {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Full-time equivalents, not rounded.
    pub fte: f64,
    /// What to plan with: whole posts under a limit for each worker, else the same as `fte`.
    pub staff: f64,
    /// How that was rounded, and why.
    pub rounding: String,
    /// Cases for each full-time equivalent.
    pub cases_per_fte: f64,
    /// Supervisors, not rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervisors: Option<f64>,
    /// What was left out, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// What it would be with one figure changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WhatIf {
    /// What is changed.
    pub change: String,
    /// By ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_ratio: Option<Outcome>,
    /// By workload.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_workload: Option<Outcome>,
}

/// The outcome of a change.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Full-time equivalents, not rounded.
    pub fte: f64,
    /// Staff to plan with.
    pub staff: f64,
    /// How many more of them than without the change.
    pub more: f64,
    /// Supervisors, not rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supervisors: Option<f64>,
}

impl Outcome {
    /// How many more or fewer staff than without the change, in words.
    pub fn difference(&self) -> String {
        if self.more.abs() < 1e-9 {
            "no change".to_owned()
        } else if self.more > 0.0 {
            format!("{} more", shown(self.more))
        } else {
            format!("{} fewer", shown(-self.more))
        }
    }
}

/// Works out what the demand takes.
///
/// # Errors
/// When a figure is missing, not a number, zero or negative where it can't be, or beyond anything real.
pub fn calculate(request: &StaffingRequest) -> Result<Staffing, InputError> {
    let mut staffing = once(request)?;
    for change in &request.what_ifs {
        let (changed, words) = apply(request, *change)?;
        let field = || format!("what-if {}", change.field());
        let other = once(&changed).map_err(|error| InputError { field: field(), ..error })?;
        staffing.what_ifs.push(WhatIf {
            change: words,
            by_ratio: outcome(staffing.by_ratio.as_ref(), other.by_ratio.as_ref()),
            by_workload: outcome(staffing.by_workload.as_ref(), other.by_workload.as_ref()),
        });
    }
    Ok(staffing)
}

fn once(request: &StaffingRequest) -> Result<Staffing, InputError> {
    if let Some(error) = problems(request).into_iter().next() {
        return Err(error);
    }
    let by_ratio = ratio::by_ratio(request)?;
    let by_workload = workload::by_workload(request)?;
    if by_ratio.is_none() && by_workload.is_none() {
        let problem = "say how many one worker may carry, or how many hours a case takes";
        return Err(InputError::new("caseload", problem));
    }
    let demand = request.demand.iter().map(|line| line.count).sum();
    Ok(Staffing { demand, unit: request.unit.clone(), by_ratio, by_workload, what_ifs: Vec::new() })
}

fn apply(request: &StaffingRequest, change: Change) -> Result<(StaffingRequest, String), InputError> {
    let mut changed = request.clone();
    let unused = || {
        let field = format!("what-if {}", change.field());
        Err(InputError::new(&field, "it plays no part in this calculation, so nothing would change"))
    };
    let has_hours = !request.hours_per_case.is_empty() || request.demand.iter().any(|line| line.hours.is_some());
    let words = match change {
        Change::DemandPercent(percent) => {
            if !percent.is_finite() || percent <= -100.0 {
                return Err(InputError::new(
                    "what-if demand",
                    "fewer than nobody can't be served; give more than -100 %",
                ));
            }
            changed.demand.iter_mut().for_each(|line| line.count *= 1.0 + percent / 100.0);
            format!("demand {}{} %", if percent < 0.0 { "" } else { "+" }, shown(percent))
        }
        Change::Caseload(_) if request.caseload.is_none() => return unused(),
        Change::Caseload(caseload) => {
            changed.caseload = Some(caseload);
            // It is no longer that of the source.
            changed.caseload_source = None;
            format!("caseload {}", shown(caseload))
        }
        Change::HoursPerCase(_) if request.hours_per_case.is_empty() => return unused(),
        Change::HoursPerCase(hours) => {
            changed.hours_per_case = vec![hours];
            format!("{} hours per case", shown(hours))
        }
        Change::LeavePercent(_) | Change::DirectPercent(_) if !has_hours => return unused(),
        Change::LeavePercent(_) if request.time.leaves_leave_out() => {
            return unused();
        }
        Change::LeavePercent(percent) => {
            changed.time.leave_percent = Some(percent);
            changed.time.leave_hours = None;
            format!("leave {} %", shown(percent))
        }
        Change::DirectPercent(percent) => {
            changed.time.direct_percent = Some(percent);
            format!("direct share {} %", shown(percent))
        }
        Change::Span(span) => {
            changed.span = Some(span);
            format!("{} workers per supervisor", shown(span))
        }
    };
    Ok((changed, words))
}

fn outcome(before: Option<&Calculation>, after: Option<&Calculation>) -> Option<Outcome> {
    let (before, after) = before.zip(after)?;
    let more = after.staff - before.staff;
    Some(Outcome { fte: after.fte, staff: after.staff, more, supervisors: after.supervisors })
}

/// Ends a calculation: the staff to plan with, and their supervisors.
fn settle(
    mut steps: Vec<Step>,
    fte: f64,
    request: &StaffingRequest,
    individual: bool,
    remarks: Vec<String>,
) -> Calculation {
    let (staff, rounding) = if individual {
        let staff = rounded_up(fte);
        let words = if (staff - fte).abs() < 1e-9 * staff.max(1.0) {
            "It comes out even; nothing is rounded."
        } else {
            "Rounded up to whole posts: with one fewer, somebody would carry more than one worker may."
        };
        (staff, words)
    } else {
        (
            fte,
            "Not rounded: an average or a sum of hours holds for all together, and part of a post can be a part-time post.",
        )
    };
    let supervisors = request.span.map(|span| {
        let needed = staff / span;
        let step = Step::new("Supervisors", "staff ÷ workers per supervisor", "supervisors")
            .with("staff", staff, "posts")
            .with("workers per supervisor", span, "posts")
            .gives(format!("{} ÷ {}", shown(staff), shown(span)), needed);
        steps.push(step.after("Supervisors in proportion, as 55 Pa. Code 5221.23 has it for 1 to 7"));
        needed
    });
    let demand: f64 = request.demand.iter().map(|line| line.count).sum();
    Calculation { steps, fte, staff, rounding: rounding.to_owned(), cases_per_fte: demand / fte, supervisors, remarks }
}
