//! Roles beside the standards: a verdict only where both speak of the same thing.

use rolebook::model::caseload::{Caseload, CaseloadSize, Contact};
use rolebook::model::facts::{Facts, Site};
use rolebook::model::quantity::{Per, Range};
use rolebook::model::role::Role;
use rolebook::model::text::Text;
use rolebook::standards::check::{Beside, Position, RoleCheck, Verdict, check_role};
use serde_json::Value;

use super::entries::shipped;
use crate::support::TestCatalog;

fn role(title: &str, size: Range, unit: &str, qualifier: &str, state: &str) -> Role {
    let caseload = Caseload {
        size: CaseloadSize::Stated(size),
        unit: unit.to_owned(),
        called: None,
        qualifier: Some(qualifier.to_owned()),
    };
    let facts = Facts {
        caseload: Some(caseload),
        sites: vec![Site { state: Some(state.to_owned()), ..Site::default() }],
        ..Facts::default()
    };
    Role { title: Text::from_plain(title), facts, ..Role::default() }
}

fn check(role: &Role) -> RoleCheck {
    check_role(role, &shipped())
}

fn verdicts(role: &Role) -> Vec<(String, Verdict)> {
    let found = check(role);
    found.statements[0].same.iter().map(|beside| (beside.figure.to_string(), beside.verdict)).collect()
}

fn near<'a>(check: &'a RoleCheck, id: &str) -> &'a Beside {
    let near = &check.statements[0].near;
    near.iter().find(|beside| beside.figure.as_str() == id).unwrap_or_else(|| panic!("{id} is not near: {near:#?}"))
}

#[test]
fn the_same_worker_with_the_same_people_in_the_same_state_gets_a_verdict() {
    let worker = |low, high, state| {
        role("Family Preservation Worker", Range::between(low, high), "families", "families in their homes", state)
    };
    let expected = |verdict| vec![("in-family-preservation".to_owned(), verdict)];
    assert_eq!(verdicts(&worker(8.0, 12.0, "IN")), expected(Verdict::Within));
    assert_eq!(verdicts(&worker(8.0, 13.0, "IN")), expected(Verdict::Above));
    assert_eq!(verdicts(&worker(8.0, 12.0, "OH")), [], "the law of Indiana holds in Indiana");
    let visitor = |low, high| {
        role(
            "Parent Educator / Home Visitor",
            Range::between(low, high),
            "families",
            "Head Start and Early Head Start, home-based",
            "OR",
        )
    };
    let found = verdicts(&visitor(9.0, 11.0));
    assert!(found.contains(&("headstart-home-visitor".to_owned(), Verdict::Below)), "{found:?}");
}

#[test]
fn a_ratio_for_a_whole_school_is_no_standard_for_a_list_of_cases() {
    let counselor = |qualifier| role("School Counselor", Range::between(300.0, 300.0), "students", qualifier, "OR");
    let listed = check(&counselor("students referred for support"));
    assert_eq!(listed.statements[0].same, []);
    let asca = near(&listed, "asca-school-counselor");
    assert_eq!((asca.verdict, asca.by_number), (Verdict::NotComparable, Some(Position::Higher)));
    assert!(asca.because[0].contains("all students of a school"), "{asca:?}");
    let found = verdicts(&counselor("all students of the school"));
    assert_eq!(found, [("asca-school-counselor".to_owned(), Verdict::Above)], "Montana's law is Montana's");
}

#[test]
fn other_units_are_never_compared_and_averages_are_no_limit_for_one_worker() {
    let coordinator = role(
        "Service Coordinator",
        Range::between(62.0, 70.0),
        "clients",
        "infants and toddlers, ages 0 to 3, California Early Start",
        "CA",
    );
    let found = check(&coordinator);
    let average = near(&found, "ca-early-start-service-coordinator");
    assert!(average.because.iter().all(|why| why.contains("average over an agency")), "{average:?}");
    let families = role("Family Preservation Worker", Range::between(5.0, 5.0), "children", "families", "IN");
    let found = check(&families);
    assert_eq!(found.statements[0].same, []);
    assert!(found.statements[0].near.iter().all(|beside| !beside.says.contains("families for each")), "{found:#?}");
}

#[test]
fn what_is_superseded_is_never_held_against_a_role() {
    let nurse = role("School Nurse", Range::between(800.0, 800.0), "students", "all general population students", "OR");
    let found = check(&nurse);
    let all = found.statements[0].same.iter().chain(&found.statements[0].near);
    assert!(all.into_iter().all(|beside| !beside.figure.as_str().starts_with("nasn-2010")), "{found:#?}");
}

#[test]
fn contact_is_compared_by_the_year_whatever_the_period() {
    let mut role = role("Supportive Case Manager", Range::between(1.0, 1.0), "clients", "adults with SMI", "NY");
    for (times, per, expected) in
        [(1, Per::Month, Verdict::Below), (1, Per::Fortnight, Verdict::Within), (4, Per::Quarter, Verdict::Below)]
    {
        role.facts.contact =
            vec![Contact { with: "clients".to_owned(), at_least: Some(times), per: Some(per), qualifier: None }];
        let found = check(&role);
        let same = &found.statements[1].same;
        assert_eq!(
            same.iter().map(|beside| (beside.figure.as_str(), beside.verdict)).collect::<Vec<_>>(),
            [("ny-scm-contact", expected)]
        );
    }
}

#[test]
fn no_shipped_role_is_ticked_and_the_nearest_are_named_with_reasons() {
    let run = TestCatalog::shipped().run(&["standards", "check", "--all", "--json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let roles: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(roles.len(), 10);
    let statements: Vec<&Value> = roles.iter().flat_map(|role| role["statements"].as_array().unwrap()).collect();
    assert_eq!(statements.len(), 5, "two caseloads, three frequencies of contact");
    for statement in &statements {
        assert_eq!(statement["same"], serde_json::json!([]), "{statement:#}");
        for beside in statement["near"].as_array().unwrap() {
            assert_eq!(beside["verdict"], "not-comparable");
            assert!(
                !beside["because"].as_array().unwrap().is_empty() && !beside["source"].as_str().unwrap().is_empty()
            );
        }
    }
    let coordinator = roles.iter().find(|role| role["id"] == "albina-rockwood/in-school-coordinator").unwrap();
    let near: Vec<(&str, &str)> = coordinator["statements"][0]["near"]
        .as_array()
        .unwrap()
        .iter()
        .map(|beside| (beside["figure"].as_str().unwrap(), beside["by_number"].as_str().unwrap()))
        .collect();
    // A limit for case managers, and a program of college advising: neither is the same thing.
    for expected in [("dc-tcm-children", "higher"), ("cuny-asap-adviser", "not-higher")] {
        assert!(near.contains(&expected), "{expected:?}: {near:?}");
    }
}

#[test]
fn the_shell_lists_figures_with_their_source_and_knows_what_it_does_not_know() {
    let catalog = TestCatalog::shipped();
    let all = catalog.run(&["standards"]);
    assert!(all.stdout.starts_with("125 figures"), "{all:?}");
    let found = catalog.run(&["standards", "--find", "nurse ratio superseded"]);
    assert_eq!(found.stdout.lines().next(), Some("0 figures"));
    let nurses = catalog.run(&["standards", "--find", "school nurse"]);
    assert!(nurses.stdout.contains("superseded: NASN"), "{nurses:?}");
    let one = catalog.run(&["standards", "check", "hayward/student-success-coach"]);
    assert!(one.stdout.contains("without a figure: there is nothing"), "{one:?}");
    let unknown = catalog.run(&["standards", "check", "hayward/student-succes-coach"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("did you mean hayward/student-success-coach?"), "{unknown:?}");
    assert_eq!(catalog.run(&["standards", "check"]).code, 2);
    let before = catalog.run(&["standards", "--json", "check", "hayward/student-success-coach"]);
    let after = catalog.run(&["standards", "check", "hayward/student-success-coach", "--json"]);
    assert_eq!((before.code, before.stdout), (0, after.stdout), "options of all commands stand anywhere");
    let mixed = catalog.run(&["standards", "--find", "school", "check", "hayward/student-success-coach"]);
    assert!(mixed.code != 0 && mixed.stderr.contains("--find is for the list"), "{mixed:?}");
    let none = TestCatalog::new().run(&["standards"]);
    assert!(none.stdout.starts_with("0 figures"), "{none:?}");
}
