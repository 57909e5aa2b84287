//! Lasting names of items: kept when an item is recognised, never given twice.

use rolebook::compare::naming::{Naming, name_items};
use rolebook::model::role::Role;

use super::{duties, role};

const VISIT: &str = "Visits each family at home once a month.";
const RECORD: &str = "Records all contacts in the database within two days.";
const REPORT: &str = "Writes a quarterly report for the program manager.";

/// The names of the items after naming, in order.
fn named(draft: &mut Role, earlier: &[&Role]) -> Vec<String> {
    name_items(draft, earlier);
    draft.items().map(|(_, item)| item.id.as_ref().unwrap().to_string()).collect()
}

#[test]
fn the_items_of_a_first_draft_are_named_in_order_by_the_sections_they_stand_in() {
    let mut draft = role(
        "## Duties\n\n- Visits families.\n- Writes reports.\n\n## Knowledge, skills and abilities\n\n- Speaks Spanish.\n",
    );
    assert_eq!(named(&mut draft, &[]), ["d1", "d2", "k1"]);
}

#[test]
fn unnamed_items_of_a_draft_get_back_their_old_names_in_whatever_order() {
    let mut first = duties(&[VISIT, RECORD, REPORT]);
    name_items(&mut first, &[]);
    let mut draft = duties(&[REPORT, &VISIT.replace("once", "twice"), "Plans a summer camp.", RECORD]);
    let given = name_items(&mut draft, &[&first]);
    let summary: Vec<(String, bool)> =
        given.iter().map(|Naming { id, recognised, .. }| (id.to_string(), *recognised)).collect();
    let expected = [("d3", true), ("d1", true), ("d4", false), ("d2", true)];
    assert_eq!(summary, expected.map(|(id, recognised)| (id.to_owned(), recognised)));
}

#[test]
fn a_number_that_any_earlier_revision_used_is_never_given_again() {
    let mut first = duties(&[VISIT, RECORD, REPORT]);
    name_items(&mut first, &[]);
    let mut second = duties(&[VISIT]);
    assert_eq!(named(&mut second, &[&first]), ["d1"]);
    let mut third = duties(&[VISIT, "Plans a summer camp."]);
    assert_eq!(named(&mut third, &[&first, &second]), ["d1", "d4"]);
    let mut fourth = duties(&["Answers the telephone."]);
    assert_eq!(named(&mut fourth, &[&first, &second, &third]), ["d5"]);
}

#[test]
fn a_name_that_a_draft_gives_to_another_item_is_not_given_twice() {
    let mut first = duties(&[VISIT, RECORD]);
    name_items(&mut first, &[]);
    let mut draft = duties(&[VISIT, "Plans a summer camp. ^d1", RECORD]);
    let names = named(&mut draft, &[&first]);
    assert_eq!(names, ["d3", "d1", "d2"]);
}

#[test]
fn a_number_that_only_a_note_of_origin_mentions_is_used_up() {
    let first = duties(&[&format!("{VISIT} {{from: [d7, d8]}} ^d1")]);
    let mut draft = duties(&[VISIT, "Plans a summer camp."]);
    assert_eq!(named(&mut draft, &[&first]), ["d1", "d9"]);
}

#[test]
fn a_split_duty_leaves_its_name_with_the_larger_part() {
    let mut first = duties(&[&format!("{VISIT} {RECORD} Calls parents."), REPORT]);
    name_items(&mut first, &[]);
    let mut draft = duties(&["Calls parents.", VISIT, RECORD, REPORT]);
    let names = named(&mut draft, &[&first]);
    assert_eq!(names.iter().filter(|name| *name == "d1").count(), 1, "{names:?}");
    assert_ne!(names[0], "d1");
    assert_eq!(names[3], "d2");
}
