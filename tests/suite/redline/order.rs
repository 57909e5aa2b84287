//! Where entries stand: what is gone stands where it stood, before what took its place.

use super::{changes, duties, kept_promises, role};

fn fates(before: &str, after: &str) -> Vec<String> {
    let lines = changes(&role(before), &role(after));
    lines.iter().map(|line| line.split(" > ").next().unwrap().split(':').next().unwrap().to_owned()).collect()
}

#[test]
fn a_replaced_duty_stands_before_its_replacement() {
    let lines = changes(
        &duties(&["Visits families.", "Drives the van.", "Writes reports."]),
        &duties(&["Visits families.", "Teaches chess.", "Writes reports."]),
    );
    assert_eq!(lines, ["dropped, Duties 2: [-Drives the van.-]", "new, Duties 2 N: {+Teaches chess.+}"]);
}

#[test]
fn what_is_gone_from_a_section_that_moved_is_shown_in_that_section() {
    let before = "## Duties\n\n- Visits families.\n- Drives the van.\n\n## Terms\n\nFull time.\n\nNo overtime at all.\n\n## Pay\n\nBy the hour.\n";
    let after = "## Pay\n\nBy the hour.\n\n## Duties\n\n- Visits families.\n\n## Terms\n\nFull time.\n";
    assert_eq!(fates(before, after), ["moved, Pay", "dropped, Duties 2", "dropped, Terms, paragraph 2"]);
}

#[test]
fn what_is_gone_from_a_group_that_moved_is_shown_in_that_group() {
    let before = "## Duties\n\n### One\n\n- Visits families.\n- Drives the van.\n\n### Two\n\n- Writes reports.\n\n### Three\n\n- Answers calls.\n";
    let after =
        "## Duties\n\n### Two\n\n- Writes reports.\n\n### Three\n\n- Answers calls.\n\n### One\n\n- Visits families.\n";
    assert_eq!(fates(before, after), ["moved, One", "dropped, Duties 2"]);
}

#[test]
fn a_dropped_section_stands_between_its_neighbours_and_before_a_new_one_there() {
    let before = "## Summary\n\nServes families.\n\n## Terms\n\nFull time.\n\n## Pay\n\nBy the hour.\n";
    let after =
        "## Summary\n\nServes families.\n\nIn schools.\n\n## Benefits\n\nHealth insurance.\n\n## Pay\n\nBy the hour.\n";
    assert_eq!(
        fates(before, after),
        [
            "new, Summary, paragraph 2",
            "dropped, Terms",
            "dropped, Terms, paragraph 1",
            "new, Benefits",
            "new, Benefits, paragraph 1"
        ]
    );
}

#[test]
fn a_new_duty_of_a_section_is_not_shown_inside_a_group_that_was_dropped() {
    let before = "## Duties\n\n- Visits families.\n\n### Office\n\n- Writes reports.\n";
    let after = "## Duties\n\n- Visits families.\n- Teaches chess.\n";
    assert_eq!(fates(before, after), ["new, Duties 2 N", "dropped, Office", "dropped, Duties 2"]);
}

#[test]
fn what_stayed_of_a_dropped_group_is_shown_where_it_is_now() {
    let before = "## Duties\n\n### Office\n\n- Writes reports.\n- Waters plants.\n\n### Field\n\n- Visits families.\n";
    let after = "## Duties\n\n### Field\n\n- Visits families.\n- Writes reports.\n";
    let redline = kept_promises(&role(before), &role(after));
    let last = redline.entries.last().unwrap();
    assert_eq!((last.moved, last.after.as_deref()), (true, Some("Duties 2")), "{redline:#?}");
}
