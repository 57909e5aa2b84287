//! By workload: the hours that the cases take, over the hours that one worker has for them.

use super::figure::{InputError, shown};
use super::request::{DirectOf, StaffingRequest, WorkingTime};
use super::step::Step;
use super::{Calculation, settle};

const WORKLOAD: &str = "Workload over available hours: OMB Circular A-11, s. 13; WHO workload indicators (WISN)";
const LEAVE: &str = "Productive and paid hours, as OMB Circular A-76 defines them";
const DIRECT: &str = "Published for comparison: 63–76 % in CWLA’s review of 29 places, 68 % in Colorado (2014)";
const CAPACITY: &str = "Hours over hours per case, as Delaware set its limits (76 Del. Laws ch. 169, 2007)";
const HOURS_A_WEEK: f64 = 40.0;

impl WorkingTime {
    /// Whether leave is in the share of paid hours already, and must not come off again.
    pub(super) fn leaves_leave_out(&self) -> bool {
        self.direct_percent.is_some() && self.direct_of == DirectOf::Paid
    }
}

/// The calculation, if hours per case are given.
pub(super) fn by_workload(request: &StaffingRequest) -> Result<Option<Calculation>, InputError> {
    let any = request.demand.iter().any(|line| line.hours.is_some());
    if request.hours_per_case.is_empty() && !any {
        return Ok(None);
    }
    let mut steps = Vec::new();
    let mut remarks = Vec::new();
    let period = request.time.period.word();
    let hours = format!("hours a {period}");
    let usual: f64 = request.hours_per_case.iter().sum();
    if request.hours_per_case.len() > 1 {
        let parts: Vec<String> = request.hours_per_case.iter().map(|part| shown(*part)).collect();
        let mut step = Step::new("Hours per case", "the sum of its parts", &hours);
        for (index, part) in request.hours_per_case.iter().enumerate() {
            step = step.with(format!("part {}", index + 1), *part, &hours);
        }
        steps.push(step.gives(parts.join(" + "), usual));
    }
    let mut needed = 0.0;
    let mut parts = Vec::new();
    let mut step = Step::new("Hours that the cases take", format!("{} × hours per case", request.unit), &hours);
    for line in &request.demand {
        let each = match line.hours {
            Some(own) => own,
            None if usual > 0.0 => usual,
            None => {
                let field = format!("mix {}, hours", line.name);
                return Err(InputError::new(&field, "it has no hours; give it some, or some for all that have none"));
            }
        };
        let name = if line.name.is_empty() { request.unit.clone() } else { line.name.clone() };
        step = step.with(name.clone(), line.count, &request.unit).with(format!("hours per case, {name}"), each, &hours);
        parts.push(format!("{} × {}", shown(line.count), shown(each)));
        needed += line.count * each;
    }
    steps.push(step.gives(parts.join(" + "), needed));
    let available = available(&request.time, &mut steps, &mut remarks)?;
    let fte = needed / available;
    let step = Step::new("Workers", "hours that the cases take ÷ hours that one worker has for them", "FTE")
        .with("hours that the cases take", needed, &hours)
        .with("hours that one worker has for cases", available, &hours);
    steps.push(step.gives(format!("{} ÷ {}", shown(needed), shown(available)), fte).after(WORKLOAD));
    let demand: f64 = request.demand.iter().map(|line| line.count).sum();
    let each = needed / demand;
    let step = Step::new("Cases that one worker can carry", "hours for cases ÷ hours per case", &request.unit)
        .with("hours that one worker has for cases", available, &hours)
        .with("hours per case", each, &hours);
    steps.push(step.gives(format!("{} ÷ {}", shown(available), shown(each)), available / each).after(CAPACITY));
    Ok(Some(settle(steps, fte, request, false, remarks)))
}

/// The hours that one worker has for cases.
fn available(time: &WorkingTime, steps: &mut Vec<Step>, remarks: &mut Vec<String>) -> Result<f64, InputError> {
    let hours = format!("hours a {}", time.period.word());
    let paid = time.paid_hours.unwrap_or_else(|| {
        let paid = HOURS_A_WEEK * time.period.weeks();
        let step = Step::new("Hours paid", "40 hours a week, 52 weeks a year, since nothing else was said", &hours);
        steps.push(
            step.with("hours a week", HOURS_A_WEEK, "hours")
                .gives(format!("40 × {}", shown(time.period.weeks())), paid),
        );
        paid
    });
    let leave_given = time.leave_percent.is_some() || time.leave_hours.is_some();
    let mut left = paid;
    if time.leaves_leave_out() {
        if leave_given {
            remarks.push(
                "Leave is not taken off: the direct share was measured of paid hours, so leave is out of it already and would count twice."
                    .to_owned(),
            );
        }
    } else if let Some(off) = time.leave_hours {
        if off >= paid {
            let problem = format!("{} hours of leave leave nothing of {} paid hours", shown(off), shown(paid));
            return Err(InputError::new("leave-hours", problem));
        }
        left = paid - off;
        let share = (1.0 - left / paid) * 100.0;
        steps.push(
            Step::new("Hours worked", "hours paid − hours of leave", &hours)
                .with("hours paid", paid, &hours)
                .with("hours of leave", off, &hours)
                .gives(format!("{} − {}", shown(paid), shown(off)), left)
                .after(LEAVE),
        );
        steps.push(
            Step::new("Share of leave", "1 − hours worked ÷ hours paid", "%")
                .with("hours worked", left, &hours)
                .with("hours paid", paid, &hours)
                .gives(format!("1 − {} ÷ {}", shown(left), shown(paid)), share)
                .after(LEAVE),
        );
    } else if let Some(percent) = time.leave_percent {
        left = paid * (1.0 - percent / 100.0);
        steps.push(
            Step::new("Hours worked", "hours paid × (1 − share of leave)", &hours)
                .with("hours paid", paid, &hours)
                .with("share of leave", percent, "%")
                .gives(format!("{} × (1 − {} %)", shown(paid), shown(percent)), left)
                .after(LEAVE),
        );
    }
    if let Some(fixed) = time.fixed_hours.filter(|fixed| *fixed > 0.0) {
        if fixed >= left {
            let problem = format!("{} fixed hours leave nothing of {} hours", shown(fixed), shown(left));
            return Err(InputError::new("fixed-hours", problem));
        }
        steps.push(
            Step::new("Hours after fixed work", "hours − hours that do not depend on cases", &hours)
                .with("hours", left, &hours)
                .with("fixed hours", fixed, &hours)
                .gives(format!("{} − {}", shown(left), shown(fixed)), left - fixed),
        );
        left -= fixed;
    }
    if let Some(percent) = time.direct_percent {
        let of = if time.direct_of == DirectOf::Paid { "hours paid" } else { "hours worked" };
        let direct = left * percent / 100.0;
        steps.push(
            Step::new("Hours for cases", format!("{of} × share that reaches cases"), &hours)
                .with("hours", left, &hours)
                .with("share that reaches cases", percent, "%")
                .gives(format!("{} × {} %", shown(left), shown(percent)), direct)
                .after(DIRECT),
        );
        left = direct;
    }
    Ok(left)
}
