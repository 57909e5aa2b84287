//! What the rows of a comparison promise, whatever the roles.

use std::collections::BTreeSet;

use rolebook::app::compare::CompareRequest;
use rolebook::app::reference::RoleReference;
use rolebook::compare::side_by_side::Comparison;

use crate::support::TestCatalog;

fn compare(catalog: &TestCatalog, roles: &[&str]) -> Comparison {
    let references: Vec<RoleReference> = roles.iter().map(|role| role.parse().unwrap()).collect();
    let request = CompareRequest { roles: references, explain: true, ..CompareRequest::default() };
    let on = "2026-11-22".parse().unwrap();
    rolebook::app::compare::compare(&catalog.store(), &request, on, &str::to_owned).unwrap().comparison
}

const FOUR: [&str; 4] = [
    "albina-rockwood/in-school-coordinator",
    "deer-creek-indianola/links-associate",
    "mission/family-success-coach",
    "oregon-dhs/family-coach",
];

#[test]
fn every_duty_of_every_role_stands_on_some_row_and_on_no_row_twice() {
    let comparison = compare(&TestCatalog::shipped(), &FOUR);
    for (index, role) in comparison.roles.iter().enumerate() {
        let mut told = BTreeSet::new();
        for row in &comparison.duties {
            let numbers: Vec<u32> = row.cells[index].iter().map(|duty| duty.number).collect();
            assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "{row:?}");
            told.extend(numbers);
        }
        assert_eq!(told, (1..=u32::try_from(role.duties).unwrap()).collect(), "{}", role.role);
    }
}

#[test]
fn what_all_share_comes_first_and_what_only_one_does_last() {
    let comparison = compare(&TestCatalog::shipped(), &FOUR);
    let shared: Vec<usize> = comparison.duties.iter().map(|row| row.shared_by).collect();
    assert!(shared.windows(2).all(|pair| pair[0] >= pair[1]), "{shared:?}");
    assert_eq!((shared[0], *shared.last().unwrap()), (4, 1));
    for row in &comparison.duties {
        assert_eq!(row.cells.iter().filter(|cell| !cell.is_empty()).count(), row.shared_by);
        assert!(row.shared_by > 0 && (row.shared_by == 1 || !row.because.is_empty()), "{row:?}");
    }
}

#[test]
fn a_duty_that_bundles_work_stands_on_the_row_of_each_and_says_what_it_mainly_is() {
    let catalog = TestCatalog::shipped();
    let duties = ["Make home visits to families and enter case notes in the database."];
    catalog.draft("visitor", &duties);
    catalog.draft("clerk", &["Enter case notes in the database."]);
    catalog.draft("walker", &["Make home visits to families."]);
    let comparison = compare(&catalog, &["acme/visitor@draft", "acme/clerk@draft", "acme/walker@draft"]);
    let rows: Vec<(&str, Vec<usize>)> =
        comparison.duties.iter().map(|row| (row.activity.as_str(), row.cells.iter().map(Vec::len).collect())).collect();
    assert!(rows.contains(&("home-visits", vec![1, 0, 1])), "{rows:?}");
    assert!(rows.contains(&("case-notes", vec![1, 1, 0])), "{rows:?}");
    let mainly: Vec<bool> =
        comparison.duties.iter().map(|row| row.cells[0].iter().any(|duty| duty.mainly.is_some())).collect();
    assert_eq!(mainly.iter().filter(|mainly| **mainly).count(), 1, "{comparison:?}");
}

#[test]
fn the_same_sentence_is_the_same_work_even_where_no_kind_of_work_is_known() {
    let catalog = TestCatalog::new();
    catalog.draft("one", &["Polish the brass lanterns of the lighthouse."]);
    catalog.draft("two", &["Polish the brass lanterns of the lighthouse.", "Wind the clock."]);
    let comparison = compare(&catalog, &["acme/one@draft", "acme/two@draft"]);
    assert_eq!(comparison.duties.len(), 2, "{comparison:?}");
    assert_eq!(comparison.duties[0].shared_by, 2);
    assert!(comparison.duties[0].because[0].score > 0.4);
}
