//! A mistake is reported once; what only follows from it is not.

use rolebook::catalog::format::parse_role;

use crate::support::role_text;

fn codes(field: &str) -> Vec<String> {
    let text = role_text("acme", &["Visit families."]).replace("source:", &format!("{field}\nsource:"));
    parse_role(text.as_bytes()).findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_requirement_whose_only_word_is_misspelt_is_one_mistake() {
    assert_eq!(codes("qualifications: {required: [{skil: writing}]}"), ["unknown-value"]);
    assert_eq!(codes("qualifications: {required: [{education: {at_least: bachelors}}]}"), ["unknown-value"]);
}

#[test]
fn a_range_whose_only_end_is_no_number_is_one_mistake() {
    assert_eq!(codes("conditions: {lifting: [{pounds: {at_most: heavy}}]}"), ["bad-value"]);
    assert_eq!(codes("conditions: {lifting: [{pounds: {}}]}"), ["bad-range"]);
    assert_eq!(codes("conditions: {lifting: [{pounds: {at_least: 9, at_most: 8}}]}"), ["bad-range"]);
}

#[test]
fn a_field_that_was_there_but_wrong_is_not_called_missing() {
    assert_eq!(codes("pay: [{what: [x], amount: {at_least: 1}, currency: USD}]"), ["bad-value"]);
}
