//! By ratio: how many one worker may carry. A mix has a caseload for each kind, or weights against one caseload.

use super::figure::{InputError, shown};
use super::request::{Demand, StaffingRequest};
use super::step::Step;
use super::{Calculation, settle};

const WEIGHTS: &str = "Weighted caseload, as in Maine's community support rule CS.21 and in NCSC's weighted workload";

/// The calculation, if any caseload is given.
pub(super) fn by_ratio(request: &StaffingRequest) -> Result<Option<Calculation>, InputError> {
    let own = request.demand.iter().filter(|line| line.caseload.is_some()).count();
    if request.caseload.is_none() && own == 0 {
        return Ok(None);
    }
    let mut steps = Vec::new();
    let mut remarks = Vec::new();
    let mut fte = 0.0;
    let mut together: Vec<&Demand> = Vec::new();
    for line in &request.demand {
        match line.caseload {
            Some(caseload) => {
                if line.weight.is_some() {
                    let field = format!("mix {}, weight", line.name);
                    let problem = "it has a caseload of its own; a weight would count it twice";
                    return Err(InputError::new(&field, problem));
                }
                let step = divided(&format!("Workers for {}", named(line)), line.count, caseload, request);
                fte += step.result;
                steps.push(step);
            }
            None => together.push(line),
        }
    }
    if let (Some(caseload), false) = (request.caseload, together.is_empty()) {
        let weighted = weigh(&together, request, &mut steps);
        let name = if own > 0 { "Workers for the others" } else { "Workers" };
        let mut step = divided(name, weighted, caseload, request);
        step.source.clone_from(&request.caseload_source);
        fte += step.result;
        steps.push(step);
    } else if let Some(line) = together.first() {
        let field = format!("mix {}, caseload", line.name);
        return Err(InputError::new(&field, "it has no caseload; give it one, or one for all that have none"));
    }
    if steps.iter().filter(|step| step.unit == FTE).count() > 1 {
        let parts: Vec<String> = steps.iter().filter(|step| step.unit == FTE).map(|step| shown(step.result)).collect();
        steps.push(Step::new("Workers together", "the sum of the above", FTE).gives(parts.join(" + "), fte));
    }
    if let Some(most) = request.most_cases {
        let count: f64 = request.demand.iter().map(|line| line.count).sum();
        let step = divided("Workers by the limit whatever cases weigh", count, most, request);
        if step.result > fte {
            fte = step.result;
            remarks.push(format!(
                "The limit of {} {} whatever they weigh asks for more, and counts.",
                shown(most),
                request.unit
            ));
        } else {
            remarks.push(format!("The limit of {} {} whatever they weigh is kept.", shown(most), request.unit));
        }
        steps.push(step);
    }
    Ok(Some(settle(steps, fte, request, !request.is_average, remarks)))
}

const FTE: &str = "FTE";

fn divided(name: &str, count: f64, caseload: f64, request: &StaffingRequest) -> Step {
    let per = if request.is_average { "average caseload" } else { "most that one worker may carry" };
    Step::new(name, format!("{} ÷ {per}", request.unit), FTE)
        .with(request.unit.clone(), count, &request.unit)
        .with(per, caseload, &request.unit)
        .gives(format!("{} ÷ {}", shown(count), shown(caseload)), count / caseload)
}

/// What the lines weigh together; a step says how, if any has a weight.
fn weigh(lines: &[&Demand], request: &StaffingRequest, steps: &mut Vec<Step>) -> f64 {
    let total = lines.iter().map(|line| line.count * line.weight.unwrap_or(1.0)).sum();
    if lines.len() == 1 && lines.iter().all(|line| line.weight.is_none()) {
        return total;
    }
    let weighted = lines.iter().any(|line| line.weight.is_some());
    let unit = if weighted { format!("weighted {}", request.unit) } else { request.unit.clone() };
    let formula = if weighted { "the sum of count × weight" } else { "the sum of the counts" };
    let mut step = Step::new("Demand together", formula, &unit);
    let mut parts = Vec::new();
    for line in lines {
        step = step.with(named(line), line.count, &request.unit);
        match line.weight {
            Some(weight) => {
                step = step.with(format!("weight of {}", named(line)), weight, "");
                parts.push(format!("{} × {}", shown(line.count), shown(weight)));
            }
            None => parts.push(shown(line.count)),
        }
    }
    let step = step.gives(parts.join(" + "), total);
    steps.push(if weighted { step.after(WEIGHTS) } else { step });
    total
}

fn named(line: &Demand) -> String {
    if line.name.is_empty() { "all".to_owned() } else { line.name.clone() }
}
