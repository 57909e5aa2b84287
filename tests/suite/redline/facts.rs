//! Changes of the facts that are data.

use rolebook::compare::redline::FactChange;

use super::{kept_promises, role_with};

fn facts(before: &str, after: &str) -> Vec<String> {
    let words = "## Summary\n\nServes families.\n";
    let redline = kept_promises(&role_with(before, words), &role_with(after, words));
    assert_eq!(redline.is_empty(), redline.facts.is_empty());
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let line = |change: &FactChange| format!("{}: {} > {}", change.fact, side(&change.before), side(&change.after));
    redline.facts.iter().map(line).collect()
}

#[test]
fn a_changed_figure_is_one_change_with_both_values() {
    let caseload = |most| format!("caseload: {{size: {{at_least: 35, at_most: {most}}}, unit: students}}\n");
    assert_eq!(facts(&caseload(40), &caseload(45)), ["caseload.size.at_most: 40 > 45"]);
}

#[test]
fn a_fact_that_is_new_or_gone_has_one_value() {
    assert_eq!(facts("", "supervision_received: weekly\n"), ["supervision_received: nothing > weekly"]);
    assert_eq!(facts("supervision_received: weekly\n", ""), ["supervision_received: weekly > nothing"]);
}

#[test]
fn an_entry_put_before_others_of_a_list_changes_none_of_them() {
    let systems = |names: &[&str]| {
        let entries: Vec<String> = names.iter().map(|name| format!("{{name: {name}}}")).collect();
        format!("systems: [{}]\n", entries.join(", "))
    };
    assert_eq!(
        facts(&systems(&["ETO", "PowerSchool"]), &systems(&["Apricot", "ETO", "PowerSchool"])),
        ["systems.0.name: nothing > Apricot"]
    );
    assert_eq!(
        facts(&systems(&["Apricot", "ETO", "PowerSchool"]), &systems(&["ETO", "PowerSchool"])),
        ["systems.0.name: Apricot > nothing"]
    );
    assert_eq!(
        facts(&systems(&["ETO", "PowerSchool"]), &systems(&["ETO", "Infinite Campus"])),
        ["systems.1.name: PowerSchool > Infinite Campus"]
    );
}
