//! Facts, ways in, activities, conditions and the summary of a comparison.

use rolebook::app::compare::{CompareAnswer, CompareRequest, compare};
use rolebook::compare::side_by_side::Only;

use crate::support::TestCatalog;

const FOUR: [&str; 4] = [
    "albina-rockwood/in-school-coordinator",
    "mission/family-success-coach",
    "seven-counties/case-manager",
    "oregon-dhs/family-coach",
];

fn answer(roles: &[&str], in_order_of: Option<&str>) -> CompareAnswer {
    let request = CompareRequest {
        roles: roles.iter().map(|role| role.parse().unwrap()).collect(),
        in_order_of: in_order_of.map(|role| role.parse().unwrap()),
        ..CompareRequest::default()
    };
    compare(&TestCatalog::shipped().store(), &request, "2026-11-22".parse().unwrap(), &str::to_owned).unwrap()
}

fn fact<'a>(answer: &'a CompareAnswer, name: &str) -> Vec<&'a [String]> {
    let row = answer.comparison.facts.iter().find(|row| row.name == name).unwrap();
    row.cells.iter().map(|cell| cell.values.as_slice()).collect()
}

#[test]
fn the_facts_are_those_of_the_issue_and_what_is_not_stated_is_empty() {
    let answer = answer(&FOUR, None);
    let names: Vec<&str> = answer.comparison.facts.iter().map(|row| row.name).collect();
    assert_eq!(
        names,
        [
            "Title",
            "Organisation",
            "Sites",
            "Kind",
            "Employment",
            "Reports to",
            "Caseload",
            "Contact frequency",
            "Least education",
            "Least experience",
            "Languages",
            "Licences",
            "Checks",
            "Lifting",
            "Travel",
            "Schedule",
            "Pay"
        ]
    );
    assert_eq!(fact(&answer, "Caseload")[0], ["35–40 students, at one middle school or high school site"]);
    assert!(fact(&answer, "Caseload")[1].is_empty());
    assert!(fact(&answer, "Pay").iter().all(|cell| cell.is_empty()));
    assert_eq!(fact(&answer, "Least education")[0], ["no education, by one way in"]);
    assert_eq!(fact(&answer, "Lifting")[2].len(), 2);
}

#[test]
fn caseloads_that_count_different_things_are_not_the_same_and_say_so() {
    let catalog = TestCatalog::new();
    catalog.draft("one", &["Visit families."]);
    catalog.draft("two", &["Visit students."]);
    for (role, unit) in [("one", "families"), ("two", "students")] {
        let name = format!("roles/acme/{role}/draft.md");
        let text = catalog.read(&name);
        let caseload = format!("caseload: {{size: {{at_least: 25, at_most: 25}}, unit: {unit}}}\n---\n\n#");
        catalog.write(&name, &text.replacen("---\n\n#", &caseload, 1));
    }
    let request = CompareRequest {
        roles: vec!["acme/one@draft".parse().unwrap(), "acme/two@draft".parse().unwrap()],
        ..CompareRequest::default()
    };
    let answer = compare(&catalog.store(), &request, "2026-11-22".parse().unwrap(), &str::to_owned).unwrap();
    let row = answer.comparison.facts.iter().find(|row| row.name == "Caseload").unwrap();
    assert!(!row.same);
    assert_eq!(row.remark.as_deref(), Some("They count different things: families, students."));
    assert!(answer.comparison.summary.contains(&"Caseloads: 25 families and 25 students.".to_owned()));
}

#[test]
fn the_summary_says_what_all_do_what_one_does_and_the_caseloads() {
    let summary = answer(&FOUR, None).comparison.summary;
    assert!(
        summary[0].starts_with("All four state ") && summary[0].contains("data entry and case notes"),
        "{summary:?}"
    );
    assert!(summary[1].contains("Family Coach: home visits"), "{summary:?}");
    assert_eq!(summary[2], "Caseload: 35–40 students; three do not state the size of a caseload.");
}

#[test]
fn only_differences_and_only_shared_divide_the_rows_between_them() {
    let whole = answer(&FOUR, None).comparison;
    let part = |only| {
        let mut part = whole.clone();
        part.keep(only);
        part
    };
    let (different, shared) = (part(Only::Differences), part(Only::Shared));
    assert_eq!(different.duties.len() + shared.duties.len(), whole.duties.len());
    assert!(!shared.duties.is_empty() && shared.duties.iter().all(|row| row.shared_by == 4));
    assert!(different.facts.iter().all(|row| !row.same));
    assert!(!different.facts.iter().any(|row| row.name == "Pay"), "what nobody states is no difference");
}

#[test]
fn rows_can_follow_the_order_of_one_role() {
    let answer = answer(&FOUR, Some(FOUR[2]));
    let first = |cells: &[Vec<rolebook::compare::side_by_side::DutyCell>]| {
        cells[2].iter().map(|duty| duty.number).min().unwrap_or(u32::MAX)
    };
    let order: Vec<u32> = answer.comparison.duties.iter().map(|row| first(&row.cells)).collect();
    assert!(order.is_sorted() && order[0] == 1, "{order:?}");
}

#[test]
fn the_activity_map_counts_every_duty_of_every_role() {
    let comparison = answer(&FOUR, None).comparison;
    for (index, role) in comparison.roles.iter().enumerate() {
        let mainly: usize = comparison.activities.iter().map(|row| row.cells[index].mainly).sum();
        assert!(mainly > 0 && mainly <= role.duties, "{mainly} of {}", role.duties);
    }
    let visits = comparison.activities.iter().find(|row| row.activity == "home-visits").unwrap();
    assert_eq!(visits.cells.iter().filter(|cell| cell.duties > 0).count(), 1);
    let shares = comparison.activities.iter().filter_map(|row| row.cells[3].within_percent);
    assert!(
        shares.clone().count() > 10 && shares.clone().all(|share| share <= 100.0),
        "{:?}",
        shares.collect::<Vec<_>>()
    );
}

#[test]
fn every_way_in_is_counted_and_the_least_is_told() {
    let roles = ["new-york-county/case-manager-social-services", "seven-counties/case-manager"];
    let qualifications = answer(&roles, None).comparison.qualifications;
    // Promotional: two titles. Open-competitive: two degrees, each with years or graduate study in their stead.
    assert_eq!(qualifications[0].ways, 6);
    let least = qualifications[0].least.as_ref().unwrap();
    assert!(least.requirements.iter().any(|words| words.contains("associate's degree")), "{least:?}");
    assert_eq!(qualifications[1].ways, 4);
}
