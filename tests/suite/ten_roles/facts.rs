//! The seventy-six hard facts of the sources, F01 to F76: each is checked once, in the file of its source.

use rolebook::model::role::Role;
use serde_json::json;

use super::{ROLES, facts_of_forms, facts_of_urban, holds, role};

/// A fact's number, the key of its role, and what must hold of the role.
pub(super) type Fact = (u8, &'static str, fn(&Role));

/// Facts of the document that holds U1 to U7, rather than of one role.
const OF_THE_DOCUMENT: [Fact; 2] = [
    (75, "U1", |_| of_all_urban_roles("/source/dated", "August 2020")),
    (76, "U1", |_| {
        of_all_urban_roles("/source/licence", "Reproduction permitted with attribution to the Urban Institute");
        of_all_urban_roles("/source/attribution", "Urban Institute, August 2020");
    }),
];

#[test]
fn each_of_the_seventy_six_facts_is_checked() {
    let all = || facts_of_urban::FACTS.iter().chain(&facts_of_forms::FACTS).chain(&OF_THE_DOCUMENT);
    let mut numbers: Vec<u8> = all().map(|(number, ..)| *number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=76).collect::<Vec<u8>>());
}

#[test]
fn facts_of_the_document_stand_with_each_role_that_was_taken_from_it() {
    check(&OF_THE_DOCUMENT);
}

/// Checks facts, saying which one fails.
pub(super) fn check(facts: &[Fact]) {
    for (number, key, check) in facts {
        let checked = std::panic::catch_unwind(|| check(role(key)));
        assert!(checked.is_ok(), "F{number:02} does not hold of {key}; what was found instead stands above");
    }
}

fn of_all_urban_roles(path: &str, value: &str) {
    for (key, _) in ROLES.iter().filter(|(key, _)| key.starts_with('U')) {
        holds(role(key), path, json!(value));
    }
}
