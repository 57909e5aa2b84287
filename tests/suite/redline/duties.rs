//! What becomes of duties.

use super::{changes, duties, list, role};

const VISIT: &str = "Visits each family at home once a month.";
const RECORD: &str = "Records all contacts in the database within two days.";
const REPORT: &str = "Writes a quarterly report for the program manager.";
const MEET: &str = "Attends the weekly meeting of school staff.";

#[test]
fn roles_that_say_the_same_have_an_empty_redline() {
    let role = duties(&[VISIT, RECORD, REPORT]);
    assert!(super::kept_promises(&role, &role).is_empty());
}

#[test]
fn an_inserted_duty_marks_one_line_and_nothing_else() {
    let changes = changes(&duties(&[VISIT, RECORD]), &duties(&[VISIT, MEET, RECORD]));
    assert_eq!(changes, [format!("new, Duties 2 N: {{+{MEET}+}}")]);
}

#[test]
fn a_dropped_duty_marks_one_line_and_nothing_else() {
    let changes = changes(&duties(&[VISIT, MEET, RECORD]), &duties(&[VISIT, RECORD]));
    assert_eq!(changes, [format!("dropped, Duties 2: [-{MEET}-]")]);
}

#[test]
fn a_duty_reworded_beyond_recognition_keeps_its_identity_by_its_name() {
    let before = duties(&[&format!("{VISIT} ^d1"), &format!("{RECORD} ^d2")]);
    let after = duties(&["Keeps in touch with parents. ^d1", &format!("{RECORD} ^d2")]);
    assert_eq!(
        changes(&before, &after),
        [format!("reworded, Duties 1 > Duties 1 R: [-{VISIT} -]{{+Keeps in touch with parents.+}}")]
    );
}

#[test]
fn a_reworded_duty_without_a_name_is_recognised_by_its_words() {
    let changes = changes(&duties(&[VISIT, RECORD]), &duties(&["Visits each family at home twice a month.", RECORD]));
    assert_eq!(changes, ["reworded, Duties 1 > Duties 1 R: Visits each family at home [-once -]{+twice +}a month."]);
}

#[test]
fn a_duty_rewritten_with_hardly_a_common_word_is_dropped_and_another_is_new() {
    let changes = changes(&duties(&[VISIT, RECORD]), &duties(&["Plans a summer camp in July.", RECORD]));
    assert_eq!(
        changes,
        [format!("dropped, Duties 1: [-{VISIT}-]"), "new, Duties 1 N: {+Plans a summer camp in July.+}".to_owned()]
    );
}

#[test]
fn a_duty_moved_within_its_list_marks_only_that_duty() {
    let changes = changes(&duties(&[VISIT, RECORD, REPORT, MEET]), &duties(&[MEET, VISIT, RECORD, REPORT]));
    assert_eq!(changes, [format!("moved, Duties 4 > Duties 1 NC: {MEET}")]);
}

#[test]
fn a_duty_that_is_moved_and_reworded_is_called_both() {
    let now = MEET.replace("weekly", "monthly");
    let changes = changes(&duties(&[VISIT, RECORD, REPORT, MEET]), &duties(&[&now, VISIT, RECORD, REPORT]));
    assert_eq!(
        changes,
        ["moved and reworded, Duties 4 > Duties 1 R: Attends the [-weekly -]{+monthly +}meeting of school staff."]
    );
}

#[test]
fn a_duty_split_in_two_is_one_reworded_and_one_split_off() {
    let whole = "Visits each family at home once a month, and writes a quarterly report for the program manager.";
    let changes = changes(&duties(&[whole, RECORD]), &duties(&[VISIT, REPORT, RECORD]));
    assert_eq!(
        changes,
        [
            "reworded, Duties 1 > Duties 1 R: Visits each family at home once a [-month, and writes a quarterly report \
             for the program manager. -]{+month.+}"
                .to_owned(),
            format!("split off (Duties 1), Duties 2 R: {{+{REPORT}+}}"),
        ]
    );
}

#[test]
fn a_long_duty_split_in_many_keeps_its_identity_in_the_largest_part() {
    let parts = [VISIT, RECORD, REPORT, MEET, "Drives the van to and from activities after school."];
    let changes = changes(&duties(&[&parts.join(" ")]), &duties(&parts));
    let fates: Vec<&str> = changes.iter().map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(fates.iter().filter(|fate| **fate == "reworded").count(), 1, "{changes:#?}");
    assert_eq!(fates.iter().filter(|fate| **fate == "split off (Duties 1)").count(), 4, "{changes:#?}");
}

#[test]
fn two_duties_merged_into_one_are_one_reworded_and_one_merged() {
    let whole = "Visits each family at home once a month and writes a quarterly report for the program manager.";
    let changes = changes(&duties(&[VISIT, REPORT, RECORD]), &duties(&[whole, RECORD]));
    assert_eq!(
        changes,
        [
            "reworded, Duties 1 > Duties 1 R: Visits each family at home once a [-month. -]{+month and writes a quarterly \
             report for the program manager.+}"
                .to_owned(),
            format!("merged (Duties 1), Duties 2: [-{REPORT}-]"),
        ]
    );
}

#[test]
fn a_duty_that_became_part_of_a_much_longer_one_is_that_one_reworded() {
    let changes = changes(
        &duties(&[MEET, RECORD]),
        &duties(&[
            "Attends the weekly meeting of school staff, of the housing partners and of the clinic, and tells the team \
             about what was decided there, who is to do it, and until when.",
            RECORD,
        ]),
    );
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert!(changes[0].starts_with("reworded, Duties 1 > Duties 1 R"), "{changes:#?}");
}

#[test]
fn common_words_alone_make_no_duty_a_part_of_another() {
    let long = "Keeps the records of the program in the office, and the keys of the van on the hook by the door, as the \
                law and the rules of the school and of the county require of all staff, other than volunteers, and \
                assigned duties";
    let changes = changes(&duties(&["Other duties as assigned", RECORD]), &duties(&[long, RECORD]));
    assert!(changes[0].starts_with("dropped") && changes[1].starts_with("new"), "{changes:#?}");
}

#[test]
fn a_split_that_the_draft_declares_is_called_one_whatever_the_words() {
    let before = duties(&[&format!("{VISIT} ^d1"), &format!("{RECORD} ^d2")]);
    let after = duties(&[&format!("{VISIT} ^d1"), "Calls parents. {from: [d1]} ^d3", &format!("{RECORD} ^d2")]);
    assert_eq!(changes(&before, &after), ["split off (Duties 1), Duties 2 R: {+Calls parents.+}"]);
}

#[test]
fn a_merger_that_the_draft_declares_is_called_one_whatever_the_words() {
    let before = duties(&[&format!("{VISIT} ^d1"), &format!("{RECORD} ^d2")]);
    let after = duties(&[&format!("{VISIT} {{from: [d2]}} ^d1")]);
    assert_eq!(changes(&before, &after), [format!("merged (Duties 1), Duties 2: [-{RECORD}-]")]);
}

#[test]
fn two_duties_with_different_names_are_two_duties_even_in_the_same_words() {
    let changes = changes(&duties(&[&format!("{VISIT} ^d1")]), &duties(&[&format!("{VISIT} ^d2")]));
    assert_eq!(changes.len(), 2, "{changes:#?}");
}

#[test]
fn a_duty_of_which_there_are_two_alike_loses_only_one() {
    let changes = changes(&duties(&[VISIT, RECORD, VISIT]), &duties(&[VISIT, RECORD]));
    assert_eq!(changes, [format!("dropped, Duties 3: [-{VISIT}-]")]);
}

#[test]
fn a_paragraph_that_became_a_duty_in_the_same_words_is_moved_not_new() {
    let before = role(&format!("## Duties\n\n{VISIT}\n\n{RECORD}\n\n{REPORT}"));
    let after = role(&format!("## Duties\n\n{}", list(&[VISIT, RECORD, REPORT])));
    assert_eq!(
        changes(&before, &after),
        [
            format!("moved, Duties, paragraph 1 > Duties 1 NC: {VISIT}"),
            format!("moved, Duties, paragraph 2 > Duties 2 NC: {RECORD}"),
            format!("moved, Duties, paragraph 3 > Duties 3 NC: {REPORT}"),
        ]
    );
}

#[test]
fn a_duty_under_another_is_moved_when_it_comes_to_stand_under_a_third() {
    let before = role(&format!(
        "## Duties\n\n- Works with families:\n  - {VISIT}\n  - {MEET}\n- Works in the office:\n  - {RECORD}\n"
    ));
    let after = role(&format!(
        "## Duties\n\n- Works with families:\n  - {VISIT}\n- Works in the office:\n  - {MEET}\n  - {RECORD}\n"
    ));
    assert_eq!(changes(&before, &after), [format!("moved, Duties 2 > Duties 2 NC: {MEET}")]);
}

#[test]
fn a_link_that_leads_elsewhere_is_a_rewording() {
    let linked = |address: &str| format!("Follows the [rules of the county]({address}).");
    let changes = changes(
        &duties(&[&linked("https://www.example.gov/staff/pages/rules-of-conduct"), RECORD]),
        &duties(&[&linked("https://intranet.example.org/7f/3a/81.html"), RECORD]),
    );
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert!(changes[0].starts_with("reworded, Duties 1 > Duties 1 R"), "{changes:#?}");
}

#[test]
fn two_texts_are_not_alike_because_their_links_are() {
    let before = "Learn more about pay at [our site](https://www.example.gov/compensation-and-benefits/pages/index).";
    let after =
        "Salaries follow the [general schedule](https://www.example.gov/compensation-and-benefits/pages/index).";
    let changes = changes(&duties(&[before, RECORD]), &duties(&[after, RECORD]));
    assert!(changes[0].starts_with("dropped") && changes[1].starts_with("new"), "{changes:#?}");
}

#[test]
fn half_of_the_words_are_not_enough_to_be_the_same_duty() {
    let changes = changes(
        &duties(&["Consulting senior content strategist", RECORD]),
        &duties(&["Outreach digital content strategist", RECORD]),
    );
    assert_eq!(changes.len(), 2, "{changes:#?}");
    let reworded =
        super::changes(&duties(&["Attends staff meetings.", RECORD]), &duties(&["Attends parent meetings.", RECORD]));
    assert_eq!(reworded, ["reworded, Duties 1 > Duties 1 R: Attends [-staff -]{+parent +}meetings."]);
}

#[test]
fn a_duty_whose_explanations_became_paragraphs_is_still_the_duty() {
    let parts = [VISIT, RECORD, REPORT, MEET, "Drives the van to and from the many activities after school hours."];
    let before = duties(&[&parts.join(" ")]);
    let after = role(&format!("## Duties\n\n{}\n{}", list(&parts[..1]), parts[1..].join("\n\n")));
    let changes = changes(&before, &after);
    assert!(changes[0].starts_with("reworded, Duties 1 > Duties 1 R"), "{changes:#?}");
    assert!(
        changes[1..].iter().all(|line| line.starts_with("split off (Duties 1), Duties, paragraph")),
        "{changes:#?}"
    );
}
