//! What becomes of boxes, tables, footnotes, paragraphs and the title.

use super::{changes, kept_promises, role, shown};

#[test]
fn a_changed_tick_is_a_change_of_one_line() {
    let before = role("## Working conditions\n\n- [ ] Works outdoors\n- [x] Lifts 20 pounds\n");
    let after = role("## Working conditions\n\n- [x] Works outdoors\n- [x] Lifts 20 pounds\n");
    assert_eq!(
        changes(&before, &after),
        ["reworded, Working conditions 1 > Working conditions 1: [-☐ -]{+☒ +}Works outdoors"]
    );
}

const TABLE: &str = "## Work contacts\n\n| Who | How often |\n|---|---|\n| Parents | daily |\n| Principal | weekly |\n";

#[test]
fn a_changed_cell_is_a_change_of_its_row() {
    let changes = changes(&role(TABLE), &role(&TABLE.replace("weekly", "monthly")));
    assert_eq!(changes, ["reworded, Work contacts, row 2 > Work contacts, row 2: Principal | [-weekly -]{+monthly+}"]);
}

#[test]
fn a_row_stays_the_row_of_its_first_cell_whatever_else_it_says() {
    let changes = changes(&role(TABLE), &role(&TABLE.replace("weekly", "whenever a child is absent")));
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert!(changes[0].starts_with("reworded, Work contacts, row 2"), "{changes:#?}");
}

#[test]
fn an_added_row_is_one_new_row() {
    let changes =
        changes(&role(TABLE), &role(&TABLE.replace("| Principal", "| Clinic staff | as needed |\n| Principal")));
    assert_eq!(changes, ["new, Work contacts, row 2: {+Clinic staff | as needed+}"]);
}

#[test]
fn a_reworded_footnote_is_a_change_of_the_footnote() {
    let text = "## Pay\n\nBy the hour.[^1]\n\n[^1]: The scale of 2024 applies to all staff.\n";
    let changes = changes(&role(text), &role(&text.replace("2024", "2025")));
    assert_eq!(changes, ["reworded, footnote 1 > footnote 1: The scale of [-2024 -]{+2025 +}applies to all staff."]);
}

#[test]
fn a_moved_paragraph_marks_only_itself() {
    let before = role("## Summary\n\nServes families.\n\nWorks in schools.\n\n## Terms\n\nFull time.\n");
    let after = role("## Summary\n\nServes families.\n\n## Terms\n\nWorks in schools.\n\nFull time.\n");
    assert_eq!(changes(&before, &after), ["moved, Summary, paragraph 2 > Terms, paragraph 1: Works in schools."]);
}

#[test]
fn a_changed_title_is_shown_word_by_word() {
    let before = role("## Summary\n\nServes families.\n");
    let mut after = before.clone();
    after.title = "Senior Case Manager".to_owned().into();
    let redline = kept_promises(&before, &after);
    assert_eq!(shown(&redline.title), "{+Senior +}Case Manager");
    assert!(!redline.is_empty());
}

#[test]
fn a_heading_split_off_the_beginning_of_a_duty_is_called_split_off() {
    let duty = "Is an experienced manager who can unite vision and delivery for the whole team.";
    let before = role(&format!("## Duties\n\n- Leads the collective vision of priority projects. {duty}\n"));
    let after = role(&format!("## Duties\n\nLeads the collective vision of priority projects.\n\n- {duty}\n"));
    let changes = changes(&before, &after);
    assert_eq!(
        changes[0],
        "split off (Duties 1), Duties, paragraph 1: {+Leads the collective vision of priority projects.+}"
    );
    assert!(changes[1].starts_with("reworded, Duties 1 > Duties 1 R"), "{changes:#?}");
}
