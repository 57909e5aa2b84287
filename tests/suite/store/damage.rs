//! What every store does when files are damaged, lost or strange: it names them, keeps the rest, and loses nothing.

use rolebook::catalog::store::CatalogStore;

use super::place::{Place, draft, id};

const FIRST: &str = "roles/acme/coach/1.md";
const SECOND: &str = "roles/acme/coach/2.md";
const THIRD: &str = "roles/acme/coach/3.md";

/// A catalog with three revisions of a coach, and a guide.
fn with_three(place: &Place) {
    (1..=3).for_each(|number| drop(place.publish("coach", number)));
    place.publish("guide", 1);
}

fn trusted(place: &Place) -> usize {
    place.store().role(&id("coach")).unwrap().revisions.len()
}

pub(crate) fn a_broken_role_is_not_published_and_keeps_no_other_from_it(place: Place) {
    with_three(&place);
    place.edit(SECOND, "Helps", "Hinders");
    place.assert_publishing_refused("coach");
    assert_eq!(place.publish("guide", 2).stamp.number, 2);
    assert_eq!(place.store().snapshot().unwrap().roles.len(), 2);
    place.assert_findings(&[("altered", SECOND)]);
}

pub(crate) fn an_altered_revision_is_named_and_ends_what_can_be_trusted(place: Place) {
    with_three(&place);
    place.edit(FIRST, "reason: contract", "reason: whim");
    place.assert_findings(&[("altered", FIRST)]);
    assert_eq!(trusted(&place), 0);
    place.edit(FIRST, "reason: whim", "reason: contract");
    place.assert_findings(&[]);
    assert_eq!(trusted(&place), 3);
}

pub(crate) fn a_gap_in_the_numbers_is_named(place: Place) {
    with_three(&place);
    place.remove(SECOND);
    place.assert_findings(&[("broken-chain", THIRD), ("lost-revision", SECOND)]);
    assert_eq!(trusted(&place), 1);
    place.assert_publishing_refused("coach");
}

pub(crate) fn the_ledger_misses_a_last_revision_that_is_gone(place: Place) {
    with_three(&place);
    place.remove(THIRD);
    place.assert_findings(&[("lost-revision", THIRD)]);
    place.assert_publishing_refused("coach");
    assert!(!place.has(THIRD), "the number of a lost revision is never given again");
}

pub(crate) fn the_ledger_misses_a_role_whose_files_are_gone(place: Place) {
    with_three(&place);
    place.remove("roles/acme/guide/1.md");
    place.assert_findings(&[("lost-revision", "roles/acme/guide/1.md")]);
}

pub(crate) fn a_ledger_line_without_its_revision_is_named(place: Place) {
    with_three(&place);
    let line = format!("{{\"role\":\"acme/nobody\",\"revision\":1,\"hash\":\"{}\"}}\n", "0".repeat(64));
    place.write("ledger.jsonl", &(place.read("ledger.jsonl") + &line));
    place.assert_findings(&[("lost-role", "roles/acme/nobody")]);
    let line = line.replace("nobody\",\"revision\":1", "coach\",\"revision\":4");
    place.write("ledger.jsonl", &(place.read("ledger.jsonl") + &line));
    place.assert_findings(&[("lost-revision", "roles/acme/coach/4.md"), ("lost-role", "roles/acme/nobody")]);
    place.assert_publishing_refused("coach");
}

pub(crate) fn a_role_is_found_in_a_ledger_too_long_to_be_held(place: Place) {
    with_three(&place);
    let line = |role: &str, number: usize| {
        format!("{{\"role\":\"acme/{role}\",\"revision\":{number},\"hash\":\"{}\"}}\n", "0".repeat(64))
    };
    let mut numbers = 1..;
    let mut others = || numbers.by_ref().take(9000).map(|number| line("nobody", number)).collect::<String>();
    let mut long = others();
    for own in place.read("ledger.jsonl").lines() {
        long += &format!("{own}\n{}", others());
    }
    assert!(long.len() > 4 * 1024 * 1024);
    place.write("ledger.jsonl", &long);
    let coach = || place.store().role(&id("coach")).unwrap();
    assert_eq!((coach().revisions.len(), coach().findings), (3, Vec::new()));
    // What stands far behind counts as well, and before a last line that is cut off.
    place.write("ledger.jsonl", &(long + &line("coach", 4) + &others() + "{\"role\":"));
    let found: Vec<String> = coach().findings.into_iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["lost-revision"]);
}

pub(crate) fn a_revision_that_was_put_in_place_of_another_is_not_as_recorded(place: Place) {
    with_three(&place);
    place.publish("tutor", 8);
    place.write(FIRST, &place.read("roles/acme/tutor/1.md"));
    place.assert_findings(&[("broken-chain", SECOND), ("not-as-recorded", FIRST)]);
    assert_eq!(trusted(&place), 0);
}

pub(crate) fn a_revision_under_another_number_is_named(place: Place) {
    with_three(&place);
    let third = place.read(THIRD);
    place.remove(THIRD);
    place.write("roles/acme/coach/4.md", &third);
    place.assert_findings(&[
        ("lost-revision", THIRD),
        ("not-recorded", "roles/acme/coach/4.md"),
        ("wrong-number", "roles/acme/coach/4.md"),
    ]);
}

pub(crate) fn a_draft_under_the_name_of_a_revision_and_the_other_way_round_are_named(place: Place) {
    place.publish("coach", 1);
    place.store().write_draft(&draft("guide", 1), false).unwrap();
    let (revision, draft) = (place.read(FIRST), place.read("roles/acme/guide/draft.md"));
    place.write(SECOND, &draft);
    place.write("roles/acme/guide/draft.md", &revision);
    place.assert_findings(&[("not-a-draft", "roles/acme/guide/draft.md"), ("not-published", SECOND)]);
    place.assert_publishing_refused("coach");
}

pub(crate) fn a_ledger_that_is_cut_off_in_a_line_is_mended_by_publishing(place: Place) {
    with_three(&place);
    let ledger = place.read("ledger.jsonl");
    place.write("ledger.jsonl", &ledger[..ledger.len() - 20]);
    place.assert_findings(&[("ledger-cut-off", "ledger.jsonl"), ("not-recorded", "roles/acme/guide/1.md")]);
    place.publish("guide", 2);
    place.assert_findings(&[]);
    assert!(place.read("ledger.jsonl").starts_with(&ledger));
}

pub(crate) fn a_ledger_that_is_cut_off_in_a_line_is_mended_by_repairing(place: Place) {
    with_three(&place);
    let ledger = place.read("ledger.jsonl");
    place.write("ledger.jsonl", &ledger[..ledger.len() - 1]);
    let repaired = place.store().repair().unwrap();
    assert_eq!(
        repaired,
        ["cut an unfinished line off the end of the ledger", "recorded revision 1 of acme/guide in the ledger"]
    );
    assert_eq!(place.read("ledger.jsonl"), ledger);
    place.assert_findings(&[]);
}

pub(crate) fn a_ledger_line_that_cannot_be_read_is_named_and_left_alone(place: Place) {
    with_three(&place);
    let ledger = place.read("ledger.jsonl");
    let merged = format!("<<<<<<< ours\n{ledger}");
    place.write("ledger.jsonl", &merged);
    place.assert_findings(&[("ledger", "ledger.jsonl")]);
    assert_eq!(place.store().repair().unwrap(), [""; 0]);
    assert_eq!(place.read("ledger.jsonl"), merged);
}

pub(crate) fn a_ledger_that_states_two_hashes_for_one_revision_is_named(place: Place) {
    place.publish("coach", 1);
    let ledger = place.read("ledger.jsonl");
    let (beginning, _) = ledger.split_at(ledger.find("\"hash\"").unwrap());
    place.write("ledger.jsonl", &format!("{beginning}\"hash\":\"{}\"}}\n{ledger}", "a".repeat(64)));
    place.assert_findings(&[("ledger", "ledger.jsonl")]);
}

pub(crate) fn a_revision_that_is_not_recorded_is_recorded_by_repairing_once(place: Place) {
    with_three(&place);
    place.remove("ledger.jsonl");
    let files = [FIRST, SECOND, THIRD, "roles/acme/guide/1.md"];
    place.assert_findings(&files.map(|file| ("not-recorded", file)));
    assert_eq!(place.store().repair().unwrap().len(), 4);
    assert_eq!(place.store().repair().unwrap(), [""; 0]);
    place.assert_findings(&[]);
    assert_eq!(place.read("ledger.jsonl").lines().count(), 4);
}

pub(crate) fn repairing_removes_temporary_files_and_the_draft_that_is_published(place: Place) {
    place.publish("coach", 1);
    place.store().write_draft(&draft("coach", 1), false).unwrap();
    place.store().write_draft(&draft("guide", 7), false).unwrap();
    let strays = [".tmp-ledger.jsonl", "organisations/.tmp-acme.md", "roles/acme/coach/.tmp-2.md"];
    strays.iter().for_each(|stray| place.write(stray, "half of"));
    place.assert_findings(&strays.map(|stray| ("stray-temporary-file", stray)));
    assert_eq!(place.store().repair().unwrap().len(), 4);
    assert_eq!(place.store().repair().unwrap(), [""; 0]);
    place.assert_findings(&[]);
    assert!(!place.has("roles/acme/coach/draft.md"));
    assert!(place.has("roles/acme/guide/draft.md"), "a draft that is not published is nobody's leftover");
}

pub(crate) fn a_temporary_file_is_in_nobodys_way(place: Place) {
    place.publish("coach", 1);
    ["2.md", "draft.md"].iter().for_each(|name| place.write(&format!("roles/acme/coach/.tmp-{name}"), "half of"));
    place.publish("coach", 2);
    place.store().write_draft(&draft("coach", 3), false).unwrap();
    place.assert_findings(&[]);
}

pub(crate) fn what_does_not_belong_is_named_and_not_read(place: Place) {
    place.publish("coach", 1);
    let strange = ["organisations/Notes.txt", "roles/acme/coach/01.md", "roles/acme/coach/old.md", "roles/stray.md"];
    strange.iter().for_each(|name| place.write(name, "anything"));
    ["README.md", "roles/README.md", "roles/acme/coach/README.md"].iter().for_each(|name| place.write(name, "welcome"));
    place.write("roles/acme/Not A Role/1.md", "anything");
    let mut expected = strange.map(|name| ("unexpected-file", name)).to_vec();
    expected.push(("unexpected-file", "roles/acme/Not A Role"));
    expected.sort();
    place.assert_findings(&expected);
    assert_eq!(place.publish("coach", 2).stamp.number, 2);
}

pub(crate) fn line_ends_and_a_byte_order_mark_do_not_alter_a_revision(place: Place) {
    with_three(&place);
    place.edit(FIRST, "\n", "\r\n");
    place.write(SECOND, &format!("\u{feff}{}", place.read(SECOND)));
    place.assert_findings(&[]);
    assert_eq!(trusted(&place), 3);
    assert_eq!(place.publish("coach", 4).stamp.number, 4);
}

pub(crate) fn an_unknown_organisation_is_named(place: Place) {
    place.publish("coach", 1);
    place.remove("organisations/acme.md");
    place.assert_findings(&[("unknown-organisation", FIRST)]);
}

pub(crate) fn an_empty_file_and_one_of_zeros_are_named(place: Place) {
    with_three(&place);
    place.write(SECOND, "");
    place.write(THIRD, "\0\0\0\0");
    let codes: Vec<String> = place.findings().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["control-character", "no-front-matter"]);
    place.assert_publishing_refused("coach");
}
