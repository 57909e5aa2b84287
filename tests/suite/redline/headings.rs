//! What becomes of groups and sections, and the marks of groups of duties.

use rolebook::compare::redline::PieceKind;

use super::{changes, kept_promises, role};

const FAMILIES: &str = "- Visits each family at home once a month.\n- Draws up a plan with each family.\n";
const OFFICE: &str = "- Records all contacts in the database.\n- Writes a quarterly report.\n";
const EVENTS: &str = "- Plans a dinner for all families in May.\n- Recruits volunteers among the parents.\n";

/// The mark of each group of duties, `Families: NC`.
fn marks(before: &str, after: &str) -> Vec<String> {
    let redline = kept_promises(&role(before), &role(after));
    let groups = redline.entries.iter().filter(|entry| entry.kind == PieceKind::Group);
    groups.map(|entry| entry.mark.map_or("none", |mark| mark.letters()).to_owned()).collect()
}

#[test]
fn a_whole_group_that_moved_marks_only_the_group() {
    let before = format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}\n### Events\n\n{EVENTS}");
    let after = format!("## Duties\n\n### Events\n\n{EVENTS}\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}");
    assert_eq!(changes(&role(&before), &role(&after)), ["moved, Events > Events NC: Events"]);
    assert_eq!(marks(&before, &after), ["NC", "NC", "NC"]);
}

#[test]
fn a_duty_moved_to_another_group_revises_both_groups_and_no_third() {
    let moved = "- Calls parents of absent students before noon.\n";
    let before =
        format!("## Duties\n\n### Families\n\n{FAMILIES}{moved}\n### Office\n\n{OFFICE}\n### Events\n\n{EVENTS}");
    let after =
        format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{moved}{OFFICE}\n### Events\n\n{EVENTS}");
    assert_eq!(
        changes(&role(&before), &role(&after)),
        ["moved, Duties 3 > Duties 3 NC: Calls parents of absent students before noon."]
    );
    assert_eq!(marks(&before, &after), ["R", "R", "NC"]);
}

#[test]
fn a_renamed_group_is_the_same_group_by_what_stands_in_it() {
    let before = format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}");
    let after = format!("## Duties\n\n### Work at home\n\n{FAMILIES}\n### Office\n\n{OFFICE}");
    assert_eq!(
        changes(&role(&before), &role(&after)),
        ["reworded, Families > Work at home R: [-Families -]{+Work at home+}"]
    );
    assert_eq!(marks(&before, &after), ["R", "NC"]);
}

#[test]
fn a_renamed_section_is_the_same_section() {
    let before = role(&format!("## Duties\n\n{FAMILIES}\n## Things to know\n\nThe office is closed in August.\n"));
    let after = role(&format!("## Responsibilities\n\n{FAMILIES}\n## Remarks\n\nThe office is closed in August.\n"));
    assert_eq!(
        changes(&before, &after),
        [
            "reworded, Duties > Responsibilities: [-Duties -]{+Responsibilities+}",
            "reworded, Things to know > Remarks: [-Things to know -]{+Remarks+}",
        ]
    );
}

#[test]
fn contents_tell_a_renamed_section_better_than_a_word_in_its_heading() {
    let before = "## Required skills\n\n- Speaks Spanish.\n- Drives a van.\n- Writes clearly.\n";
    let after = "## What you need\n\n- Speaks Spanish.\n- Drives a van.\n- Writes clearly.\n\n## Desired skills\n\n- Plays football.\n";
    assert_eq!(
        changes(&role(before), &role(after)),
        [
            "reworded, Required skills > What you need: [-Required skills -]{+What you need+}",
            "new, Desired skills: {+Desired skills+}",
            "new, Desired skills 1: {+Plays football.+}",
        ]
    );
}

#[test]
fn a_changed_share_of_time_marks_the_group_as_revised() {
    let before = format!("## Duties\n\n### Families (60 %)\n\n{FAMILIES}\n### Office (30 %)\n\n{OFFICE}");
    let after = format!("## Duties\n\n### Families (70 %)\n\n{FAMILIES}\n### Office (30 %)\n\n{OFFICE}");
    assert_eq!(changes(&role(&before), &role(&after)), ["reworded, Families > Families R: Families, [-60 -]{+70 +}%"]);
    assert_eq!(marks(&before, &after), ["R", "NC"]);
}

#[test]
fn groups_that_exchange_their_shares_of_time_stay_the_groups_they_are() {
    let before = "## Duties\n\n### Reports (20 %)\n\n### Outreach (30 %)\n";
    let after = "## Duties\n\n### Reports (30 %)\n\n### Outreach (20 %)\n";
    let redline = kept_promises(&role(before), &role(after));
    assert!(redline.entries.iter().all(|entry| entry.before == entry.after && !entry.moved), "{:#?}", redline.entries);
    assert_eq!(marks(before, after), ["R", "R"]);
}

#[test]
fn a_group_that_becomes_essential_is_revised() {
    let before = format!("## Duties\n\n### Families (60 %, not essential)\n\n{FAMILIES}");
    let after = format!("## Duties\n\n### Families (60 %, essential)\n\n{FAMILIES}");
    assert_eq!(marks(&before, &after), ["R"]);
}

#[test]
fn a_group_is_new_revised_or_unchanged_by_what_happened_in_it() {
    let before = format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}");
    let after = format!(
        "## Duties\n\n### Families\n\n{FAMILIES}\n### Events\n\n{EVENTS}\n### Office\n\n{OFFICE}- Answers the telephone.\n"
    );
    assert_eq!(marks(&before, &after), ["NC", "N", "R"]);
}

#[test]
fn a_group_that_lost_a_duty_is_revised() {
    let before = format!("## Duties\n\n### Families\n\n{FAMILIES}- Calls absent students.\n\n### Office\n\n{OFFICE}");
    let after = format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}");
    assert_eq!(marks(&before, &after), ["R", "NC"]);
}

#[test]
fn a_section_that_became_a_group_is_that_group_moved() {
    let before = "## Summary\n\nServes families in school.\n\n## How we work\n\nWe meet every Monday.\n\nWe write things down.\n";
    let after = "## Summary\n\nServes families in school.\n\n### How we work\n\nWe meet every Monday.\n\nWe write things down.\n";
    assert_eq!(changes(&role(before), &role(after)), ["moved, How we work > How we work: How we work"]);
    assert_eq!(changes(&role(after), &role(before)), ["moved, How we work > How we work: How we work"]);
}

#[test]
fn a_heading_put_above_duties_or_taken_away_moves_none_of_them() {
    let plain = role(&format!("## Duties\n\n{FAMILIES}{OFFICE}"));
    let grouped = role(&format!("## Duties\n\n### Families\n\n{FAMILIES}\n### Office\n\n{OFFICE}"));
    assert_eq!(changes(&plain, &grouped), ["new, Families N: {+Families+}", "new, Office N: {+Office+}"]);
    assert_eq!(changes(&grouped, &plain), ["dropped, Families: [-Families-]", "dropped, Office: [-Office-]"]);
}

#[test]
fn a_duty_put_above_others_moves_none_of_them() {
    let before = role("## Duties\n\n- Visits each family at home.\n- Draws up a plan.\n");
    let after = role("## Duties\n\n- Works with families:\n  - Visits each family at home.\n  - Draws up a plan.\n");
    assert_eq!(changes(&before, &after), ["new, Duties, above 1 N: {+Works with families:+}"]);
}

#[test]
fn duties_that_went_to_a_new_section_are_moved() {
    let before = role(&format!("## Duties\n\n{FAMILIES}{OFFICE}"));
    let after = role(&format!("## Duties\n\n{FAMILIES}\n## Office work\n\n{OFFICE}"));
    assert_eq!(
        changes(&before, &after),
        [
            "new, Office work: {+Office work+}",
            "moved, Duties 3 > Office work 1: Records all contacts in the database.",
            "moved, Duties 4 > Office work 2: Writes a quarterly report.",
        ]
    );
}

#[test]
fn a_paragraph_that_moves_does_not_make_one_sort_of_section_into_another() {
    let before = "## Summary\n\nServes families in two schools.\n";
    let after = format!("## Duties\n\n{FAMILIES}\nServes families in two schools.\n");
    let changes = changes(&role(before), &role(&after));
    assert_eq!(changes[0], "dropped, Summary: [-Summary-]");
    assert_eq!(changes[1], "new, Duties: {+Duties+}");
}
