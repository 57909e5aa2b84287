//! `/staffing`: how many people the work needs. The whole calculation stands in the address.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::{Frame, Place, page};
use crate::app::staffing::StaffingPlan;
use crate::standards::staffing::form::StaffingForm;
use crate::standards::staffing::reading::FieldError;
use crate::standards::staffing::{Calculation, Outcome, Staffing, shown};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::staffing::planned;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Rows for groups that are there to be filled in.
const BLANK_ROWS: usize = 2;

#[derive(Debug, Serialize)]
struct StaffingView {
    form: StaffingForm,
    groups: Vec<GroupView>,
    has_groups: bool,
    /// The role or the figure that it begins with.
    begun: Vec<BegunView>,
    remarks: Vec<String>,
    errors: Vec<ErrorView>,
    /// What is wrong, by field.
    wrong: BTreeMap<String, String>,
    result: Option<ResultView>,
}

/// A row of the groups, as it was typed.
#[derive(Debug, Serialize)]
struct GroupView {
    name: String,
    count: String,
    caseload: String,
    weight: String,
    hours: String,
}

#[derive(Debug, Serialize)]
struct BegunView {
    words: String,
    address: String,
}

#[derive(Debug, Serialize)]
struct ErrorView {
    /// The field's name on the page.
    id: String,
    label: String,
    problem: String,
}

#[derive(Debug, Serialize)]
struct ResultView {
    demand: String,
    unit: String,
    ways: Vec<WayView>,
    /// The two ways' headings of the table of what-ifs, and its rows.
    what_if_ways: Vec<&'static str>,
    what_ifs: Vec<WhatIfView>,
}

/// One way of working it out.
#[derive(Debug, Serialize)]
struct WayView {
    name: &'static str,
    staff: String,
    is_whole: bool,
    fte: String,
    cases_per_fte: String,
    supervisors: Option<String>,
    steps: Vec<StepView>,
    rounding: String,
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct StepView {
    name: String,
    formula: String,
    working: String,
    result: String,
    source: Option<String>,
}

#[derive(Debug, Serialize)]
struct WhatIfView {
    change: String,
    cells: Vec<Option<OutcomeView>>,
}

#[derive(Debug, Serialize)]
struct OutcomeView {
    staff: String,
    difference: String,
    supervisors: Option<String>,
}

pub(in crate::web) fn show(service: &Service, form: StaffingForm) -> Result<Page, Problem> {
    let plan = planned(service, form)?;
    let title = match &plan.result {
        Some(Err(_)) => "Error: Staffing calculation",
        _ => "Staffing calculation",
    };
    let frame = Frame::new(Place::Standards, title, "How many people the work needs, with every step written out");
    page(service, "staffing", &frame, &view(plan))
}

fn view(plan: StaffingPlan) -> StaffingView {
    let (result, errors) = match plan.result {
        None => (None, Vec::new()),
        Some(Ok(staffing)) => (Some(ResultView::new(&staffing)), Vec::new()),
        Some(Err(errors)) => (None, errors.into_iter().map(ErrorView::new).collect()),
    };
    let role = plan.role.map(|role| BegunView { words: role.title, address: Address::role(&role.id, None).into() });
    let figure = plan.figure.map(|figure| BegunView {
        words: format!("{}, {}", figure.publisher, figure.says),
        address: format!("/standards/{}#{}", figure.standard, figure.figure.id),
    });
    let rows = plan.form.rows();
    StaffingView {
        groups: (0..rows + BLANK_ROWS).map(|row| GroupView::new(&plan.form, row)).collect(),
        has_groups: rows > 0,
        begun: figure.into_iter().chain(role).collect(),
        remarks: plan.remarks,
        wrong: errors.iter().map(|error| (error.id.clone(), error.problem.clone())).collect(),
        errors,
        result,
        form: plan.form,
    }
}

impl GroupView {
    fn new(form: &StaffingForm, row: usize) -> Self {
        let cell = |list: &[String]| list.get(row).cloned().unwrap_or_default();
        Self {
            name: cell(&form.group),
            count: cell(&form.group_count),
            caseload: cell(&form.group_caseload),
            weight: cell(&form.group_weight),
            hours: cell(&form.group_hours),
        }
    }
}

impl ErrorView {
    fn new(error: FieldError) -> Self {
        let label = label(&error.field);
        Self {
            id: error.group.map_or_else(|| error.field.clone(), |group| format!("{}-{}", error.field, group + 1)),
            label: error.group.map_or_else(|| label.to_owned(), |group| format!("Group {}, {label}", group + 1)),
            problem: error.problem,
        }
    }
}

/// A field's label on the page.
fn label(field: &str) -> &'static str {
    match field {
        "clients" => "How many",
        "group" => "name",
        "group_count" => "how many",
        "group_caseload" => "caseload",
        "group_weight" => "weight",
        "group_hours" => "hours",
        "caseload" => "Caseload",
        "caseload_is" => "That is",
        "most_cases" => "Most cases",
        "hours_per_case" => "Hours per case",
        "per" => "Period",
        "paid_hours" => "Hours paid",
        "leave" => "Leave in percent",
        "leave_hours" => "Leave in hours",
        "fixed_hours" => "Fixed hours",
        "direct" => "Direct share in percent",
        "direct_of" => "That is a share of",
        "span" => "Workers for each supervisor",
        "try_demand" => "What if: demand",
        "try_caseload" => "What if: caseload",
        "try_hours_per_case" => "What if: hours per case",
        "try_leave" => "What if: leave",
        "try_direct" => "What if: direct share",
        "try_span" => "What if: workers for each supervisor",
        _ => "Staffing",
    }
}

impl ResultView {
    fn new(staffing: &Staffing) -> Self {
        let ways = [("By caseload", &staffing.by_ratio), ("By hours", &staffing.by_workload)];
        let ways: Vec<WayView> =
            ways.into_iter().filter_map(|(name, way)| way.as_ref().map(|way| WayView::new(name, way))).collect();
        let (ratio, workload) = (staffing.by_ratio.is_some(), staffing.by_workload.is_some());
        let what_ifs = staffing.what_ifs.iter().map(|what_if| {
            let cells = [(ratio, &what_if.by_ratio), (workload, &what_if.by_workload)];
            let cells = cells.into_iter().filter(|(there, _)| *there);
            WhatIfView {
                change: what_if.change.clone(),
                cells: cells.map(|(_, outcome)| outcome.as_ref().map(OutcomeView::new)).collect(),
            }
        });
        Self {
            demand: shown(staffing.demand),
            unit: staffing.unit.clone(),
            what_if_ways: ways.iter().map(|way| way.name).collect(),
            what_ifs: what_ifs.collect(),
            ways,
        }
    }
}

impl WayView {
    fn new(name: &'static str, way: &Calculation) -> Self {
        let steps = way.steps.iter().map(|step| StepView {
            name: step.name.clone(),
            formula: step.formula.clone(),
            working: step.working.clone(),
            result: format!("{} {}", shown(step.result), step.unit),
            source: step.source.clone(),
        });
        Self {
            name,
            staff: shown(way.staff),
            is_whole: way.staff.fract() == 0.0,
            fte: shown(way.fte),
            cases_per_fte: shown(way.cases_per_fte),
            supervisors: way.supervisors.map(shown),
            steps: steps.collect(),
            rounding: way.rounding.clone(),
            remarks: way.remarks.clone(),
        }
    }
}

impl OutcomeView {
    fn new(outcome: &Outcome) -> Self {
        let supervisors = outcome.supervisors.map(shown);
        Self { staff: shown(outcome.staff), difference: outcome.difference(), supervisors }
    }
}
