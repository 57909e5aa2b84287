//! Figures that were published with a formula: the calculation arrives at each, to the printed precision.

use rolebook::standards::staffing::{Calculation, Demand, DirectOf, Period, StaffingRequest, WorkingTime, calculate};

/// One line of demand.
pub(super) fn demand(count: f64) -> Vec<Demand> {
    vec![Demand { count, ..Demand::default() }]
}

/// A line of a mix with its hours.
fn line(name: &str, count: f64, hours: f64) -> Demand {
    Demand { name: name.to_owned(), count, hours: Some(hours), ..Demand::default() }
}

fn by_hours(count: f64, hours_per_case: &[f64], time: WorkingTime) -> Calculation {
    let request =
        StaffingRequest { demand: demand(count), hours_per_case: hours_per_case.to_vec(), time, ..Default::default() };
    calculate(&request).unwrap().by_workload.unwrap()
}

fn step(calculation: &Calculation, name: &str) -> f64 {
    let found = calculation.steps.iter().find(|step| step.name == name);
    found.unwrap_or_else(|| panic!("no step {name} in {:#?}", calculation.steps)).result
}

fn paid(hours: f64) -> WorkingTime {
    WorkingTime { paid_hours: Some(hours), ..Default::default() }
}

#[test]
fn who_workload_indicators_need_17_46_staff_for_100_000_visits() {
    // 234 days less 10, 30 and 15, of eight hours each.
    let time = WorkingTime {
        period: Period::Year,
        paid_hours: Some(234.0 * 8.0),
        leave_hours: Some((10.0 + 30.0 + 15.0) * 8.0),
        ..Default::default()
    };
    let found = by_hours(100_000.0, &[0.25], time);
    assert_eq!(step(&found, "Hours that the cases take"), 25_000.0);
    assert_eq!(step(&found, "Hours that the cases take") / 8.0, 3_125.0);
    assert_eq!(step(&found, "Hours worked") / 8.0, 179.0);
    assert_eq!(format!("{:.2}", found.fte), "17.46");
}

#[test]
fn delaware_allows_11_investigations_in_89_hours_of_8_4_each() {
    let found = by_hours(14.0, &[8.4], paid(89.0));
    let carried = step(&found, "Cases that one worker can carry");
    assert_eq!(format!("{carried:.1}"), "10.6");
    assert_eq!(carried.round(), 11.0);
    assert_eq!(format!("{:.1}", step(&found, "Hours that the cases take")), "117.6");
    assert!(found.fte > 1.0, "14 investigations are more than one worker can carry");
}

#[test]
fn the_relief_factor_of_the_local_government_performance_center_is_1_72() {
    let time =
        WorkingTime { period: Period::Year, paid_hours: Some(2_080.0), leave_hours: Some(382.0), ..Default::default() };
    let found = by_hours(1.0, &[2_920.0], time);
    assert_eq!(step(&found, "Hours worked"), 1_698.0);
    assert_eq!(format!("{:.2}", found.fte), "1.72");
}

#[test]
fn other_published_relief_factors_come_out() {
    let round_the_clock = by_hours(1.0, &[8_760.0], WorkingTime { period: Period::Year, ..paid(1_850.0) });
    // The source prints 4.73: it cuts 4.735 off.
    assert_eq!((round_the_clock.fte * 100.0).floor(), 473.0);
    let every_day = by_hours(1.0, &[365.0], WorkingTime { period: Period::Year, ..paid(237.0) });
    assert_eq!(format!("{:.2}", every_day.fte), "1.54");
}

#[test]
fn circular_a_76_has_14_6_percent_of_paid_hours_not_worked() {
    let time = WorkingTime {
        period: Period::Year,
        paid_hours: Some(2_080.0),
        leave_hours: Some(2_080.0 - 1_776.0),
        ..Default::default()
    };
    let found = by_hours(100.0, &[1.0], time);
    assert_eq!(step(&found, "Hours worked"), 1_776.0);
    assert_eq!(format!("{:.1}", step(&found, "Share of leave")), "14.6");
}

#[test]
fn a_probation_workload_of_120_hours_carries_30_60_or_120_cases() {
    for (hours, cases) in [(4.0, 30.0), (2.0, 60.0), (1.0, 120.0)] {
        let found = by_hours(1.0, &[hours], paid(120.0));
        assert_eq!(step(&found, "Cases that one worker can carry"), cases);
    }
}

#[test]
fn a_mixed_probation_caseload_of_120_hours_is_one_worker() {
    let mix = vec![line("maximum", 10.0, 4.0), line("medium", 20.0, 2.0), line("minimum", 40.0, 1.0)];
    let request = StaffingRequest { demand: mix, time: paid(120.0), ..Default::default() };
    let found = calculate(&request).unwrap().by_workload.unwrap();
    assert_eq!(found.fte, 1.0);
    assert_eq!(found.steps[0].working, "10 × 4 + 20 × 2 + 40 × 1");
}

#[test]
fn texas_hippy_fills_39_hours_with_20_children() {
    // An hour's visit, half an hour to prepare, a quarter on the way, and four hours of role play whatever the number.
    let time = WorkingTime { period: Period::Week, fixed_hours: Some(4.0), ..paid(39.0) };
    let found = by_hours(20.0, &[1.0, 0.5, 0.25], time);
    assert_eq!(step(&found, "Hours per case"), 1.75);
    assert_eq!(step(&found, "Hours that the cases take") + 4.0, 39.0);
    assert_eq!(step(&found, "Cases that one worker can carry"), 20.0);
    assert_eq!(found.fte, 1.0);
    assert_eq!((20.0_f64 / 1.18).round(), 17.0, "families, with 1.18 children each");
}

#[test]
fn maine_weighs_clients_by_how_often_they_are_seen_and_keeps_a_limit_of_40() {
    let weighed = |name: &str, count: f64, weight: f64| Demand {
        name: name.to_owned(),
        count,
        weight: Some(weight),
        ..Demand::default()
    };
    let request = |monthly: f64, quarterly: f64| StaffingRequest {
        demand: vec![
            weighed("weekly", 10.0, 1.0),
            weighed("every two weeks", 12.0, 0.5),
            weighed("monthly", monthly, 0.25),
            weighed("quarterly", quarterly, 1.0 / 13.0),
        ],
        caseload: Some(20.0),
        most_cases: Some(40.0),
        ..Default::default()
    };
    let one = calculate(&request(12.0, 6.0)).unwrap().by_ratio.unwrap();
    assert!((one.steps[0].result - (10.0 + 6.0 + 3.0 + 6.0 / 13.0)).abs() < 1e-9);
    assert_eq!(one.staff, 1.0, "40 clients who weigh less than 20");
    let two = calculate(&request(6.0, 26.0)).unwrap().by_ratio.unwrap();
    assert!((two.steps[0].result - 19.5).abs() < 1e-9);
    assert_eq!(two.staff, 2.0, "54 clients are more than 40, though they weigh 19.5");
}

#[test]
fn colorados_574_caseworkers_have_122_supervisors_at_4_7_to_one() {
    assert_eq!(format!("{:.1}", 574.0 / 122.0), "4.7");
    let request = StaffingRequest { demand: demand(574.0), caseload: Some(1.0), span: Some(4.7), ..Default::default() };
    let found = calculate(&request).unwrap().by_ratio.unwrap();
    assert_eq!(found.supervisors.map(f64::round), Some(122.0));
}

#[test]
fn a_share_of_paid_time_leaves_no_leave_to_take_off() {
    let time = |direct_of| WorkingTime {
        paid_hours: Some(100.0),
        leave_percent: Some(20.0),
        direct_percent: Some(50.0),
        direct_of,
        ..Default::default()
    };
    let worked = by_hours(40.0, &[1.0], time(DirectOf::Worked));
    let paid = by_hours(40.0, &[1.0], time(DirectOf::Paid));
    assert_eq!((worked.fte, paid.fte), (1.0, 0.8));
    assert!(paid.remarks.iter().any(|remark| remark.contains("would count twice")), "{:?}", paid.remarks);
    assert!(paid.steps.iter().all(|step| step.name != "Hours worked"));
}
