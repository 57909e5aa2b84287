//! The calculation beyond published figures: rounding, what-ifs, input that can't be used, what the shell says.

use rolebook::standards::staffing::{Change, Demand, StaffingRequest, WorkingTime, calculate, shown};
use serde_json::Value;

use super::vectors::demand;
use crate::support::{Run, TestCatalog};

fn by_caseload(count: f64, caseload: f64) -> StaffingRequest {
    StaffingRequest { demand: demand(count), caseload: Some(caseload), ..Default::default() }
}

fn staff(arguments: &[&str]) -> Run {
    let mut all = vec!["staff"];
    all.extend(arguments);
    TestCatalog::new().run(&all)
}

#[test]
fn a_limit_for_each_worker_rounds_up_to_whole_posts_and_an_average_does_not() {
    let even = calculate(&by_caseload(600.0, 40.0)).unwrap().by_ratio.unwrap();
    assert_eq!((even.fte, even.staff), (15.0, 15.0));
    assert!(even.rounding.contains("comes out even"));
    let odd = calculate(&by_caseload(601.0, 40.0)).unwrap().by_ratio.unwrap();
    assert_eq!((odd.fte, odd.staff), (15.025, 16.0));
    assert!(odd.rounding.contains("whole posts"));
    let average = StaffingRequest { is_average: true, ..by_caseload(601.0, 40.0) };
    assert_eq!(calculate(&average).unwrap().by_ratio.unwrap().staff, 15.025);
    // 0.1 × 3 is a little more than 0.3 to a machine; that is no reason for another post.
    assert_eq!(calculate(&by_caseload(0.1 + 0.2, 0.1)).unwrap().by_ratio.unwrap().staff, 3.0);
}

#[test]
fn a_mix_adds_up_whatever_its_order() {
    let line = |name: &str, count, caseload| Demand { name: name.into(), count, caseload, ..Demand::default() };
    let mut mix = vec![line("intensive", 45.0, Some(15.0)), line("routine", 200.0, None), line("other", 40.0, None)];
    let request =
        |demand: &[Demand]| StaffingRequest { demand: demand.to_vec(), caseload: Some(40.0), ..Default::default() };
    let one = calculate(&request(&mix)).unwrap().by_ratio.unwrap();
    assert_eq!(one.fte, 3.0 + 6.0);
    mix.reverse();
    assert_eq!(calculate(&request(&mix)).unwrap().by_ratio.unwrap().fte, one.fte);
}

#[test]
fn every_step_says_what_it_does_with_which_figures() {
    let request = StaffingRequest {
        hours_per_case: vec![2.0, 0.5],
        time: WorkingTime { leave_percent: Some(15.0), direct_percent: Some(65.0), ..Default::default() },
        span: Some(7.0),
        ..by_caseload(300.0, 40.0)
    };
    let staffing = calculate(&request).unwrap();
    for calculation in [staffing.by_ratio.unwrap(), staffing.by_workload.unwrap()] {
        for step in &calculation.steps {
            assert!(!step.name.is_empty() && !step.formula.is_empty() && !step.working.is_empty(), "{step:?}");
            assert!(step.result.is_finite() && !step.figures.is_empty(), "{step:?}");
        }
        assert_eq!(calculation.supervisors, Some(calculation.staff / 7.0));
        let last = calculation.steps.iter().rfind(|step| step.unit == "FTE").unwrap();
        assert_eq!(last.result, calculation.fte);
    }
}

#[test]
fn what_cannot_be_used_is_named_with_its_field() {
    for bad in [-1.0, 0.0, f64::NAN, f64::INFINITY, 1e300] {
        let error = calculate(&by_caseload(bad, 40.0)).unwrap_err();
        assert_eq!(error.field, "clients", "{bad}: {error}");
        let error = calculate(&by_caseload(600.0, bad)).unwrap_err();
        assert_eq!(error.field, "caseload", "{bad}: {error}");
        assert!(error.to_string().len() < 120, "{error}");
        let time = |time| StaffingRequest { hours_per_case: vec![1.0], time, ..by_caseload(600.0, 40.0) };
        let paid = time(WorkingTime { paid_hours: Some(bad), ..Default::default() });
        assert_eq!(calculate(&paid).unwrap_err().field, "paid-hours");
        let direct = time(WorkingTime { direct_percent: Some(bad), ..Default::default() });
        assert_eq!(calculate(&direct).unwrap_err().field, "direct");
        let span = StaffingRequest { span: Some(bad), ..by_caseload(600.0, 40.0) };
        assert_eq!(calculate(&span).unwrap_err().field, "span");
        let hours = StaffingRequest { hours_per_case: vec![1.0, bad], ..by_caseload(600.0, 40.0) };
        assert_eq!(calculate(&hours).unwrap_err().field, "hours-per-case");
        let what_if = StaffingRequest { what_ifs: vec![Change::Caseload(bad)], ..by_caseload(600.0, 40.0) };
        assert_eq!(calculate(&what_if).unwrap_err().field, "what-if caseload");
    }
    for leave in [-1.0, 100.0, 250.0, f64::NAN] {
        let time = WorkingTime { leave_percent: Some(leave), ..Default::default() };
        let request = StaffingRequest { hours_per_case: vec![1.0], time, ..by_caseload(1.0, 1.0) };
        assert_eq!(calculate(&request).unwrap_err().field, "leave", "{leave}");
    }
    let both = WorkingTime { leave_percent: Some(10.0), leave_hours: Some(10.0), ..Default::default() };
    let request = StaffingRequest { hours_per_case: vec![1.0], time: both, ..by_caseload(1.0, 1.0) };
    assert!(calculate(&request).unwrap_err().problem.contains("count twice"));
    let nothing = StaffingRequest { demand: demand(5.0), ..Default::default() };
    assert_eq!(calculate(&nothing).unwrap_err().field, "caseload");
}

#[test]
fn figures_are_shown_as_people_write_them() {
    let shown: Vec<String> = [0.0, 40.0, 17.458, 1234.5, 1_234_567.0, 0.0769, -3.0].map(shown).into();
    assert_eq!(shown, ["0", "40", "17.46", "1,234.5", "1,234,567", "0.0769", "-3"]);
}

#[test]
fn the_shell_writes_every_step_out_and_says_what_would_change() {
    let run = staff(&[
        "--clients",
        "600",
        "--caseload",
        "40",
        "--unit",
        "students",
        "--span",
        "7",
        "--what-if",
        "caseload=35",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    for expected in
        ["600 ÷ 40 = 15 FTE", "15 ÷ 7 = 2.14 supervisors", "= 15 staff", "caseload 35, by ratio: 18 staff (3 more)"]
    {
        assert!(run.stdout.contains(expected), "{expected}: {}", run.stdout);
    }
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    let json =
        staff(&["--mix", "intensive=45,caseload=15,hours=6", "--mix", "routine=200,caseload=40,hours=2", "--json"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["demand"], 245.0);
    assert_eq!(json["by_ratio"]["fte"], 8.0);
    assert_eq!(json["by_workload"]["steps"][0]["result"], 670.0);
}

#[test]
fn the_shell_names_the_field_of_input_that_cannot_be_used() {
    for (arguments, expected) in [
        (vec!["--clients", "-5", "--caseload", "40"], "clients: `-5` is negative"),
        (vec!["--clients", "600", "--caseload", "0"], "caseload: it is 0"),
        (vec!["--clients", "NaN", "--caseload", "40"], "clients: `NaN` is not a figure"),
        (vec!["--clients", "1e300", "--caseload", "40"], "clients: `1e300` is beyond anything real"),
        (vec!["--clients", "many", "--caseload", "40"], "--clients"),
        (vec!["--clients", "5"], "caseload: say how many one worker may carry"),
        (vec!["--caseload", "5"], "clients: say how many"),
        (vec!["--mix", "intensive"], "write it as intensive=45"),
        (vec!["--mix", "a=1,weight=-2", "--caseload", "5"], "mix a, weight: `-2` is negative"),
        (vec!["--mix", "a=1", "--mix", "b=2,caseload=3"], "mix a, caseload: it has no caseload"),
        (vec!["--clients", "5", "--caseload", "5", "--what-if", "leave=5"], "nothing would change"),
    ] {
        let run = staff(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(expected), "{arguments:?}: {run:?}");
    }
}
