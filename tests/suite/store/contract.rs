//! What every store does while nothing goes wrong: drafts, revisions, conflicts, days.

use jiff::civil::date;
use rolebook::catalog::store::{CatalogStore, NewRevision, StoreError};
use rolebook::model::revision::{DraftStamp, RevisionStatus};
use rolebook::model::snapshot::RoleHistory;

use super::place::{Place, draft, id};
use super::simulation::text;

pub(crate) fn an_empty_catalog_has_no_role_and_no_finding(place: Place) {
    let snapshot = place.store().snapshot().unwrap();
    assert!(snapshot.roles.is_empty());
    assert_eq!(snapshot.organisations.len(), 1);
    assert_eq!(place.findings(), []);
    assert!(place.store().role(&id("coach")).unwrap().is_empty());
    assert_eq!(place.store().repair().unwrap(), [""; 0]);
}

pub(crate) fn standards_are_read_alone_as_they_are_in_the_snapshot(place: Place) {
    assert!(place.store().standards().unwrap().is_empty(), "a catalog need not have any");
    let text = "---\nschema: rolebook/1\npublisher: Acme\ndocument: Rules\naddress: nowhere\nread_in: original\nstanding: law\nfigures:\n  - {id: acme-coach, measures: qualification, role: coach, population: all, measured_as: degree, limit: qualification, as_cited: a degree, locator: s. 1}\n---\n\n# Coaches\n";
    place.write("standards/acme.md", text);
    place.write("standards/broken.md", "no front matter");
    let standards = place.store().standards().unwrap();
    assert_eq!(standards.keys().map(|id| id.as_str()).collect::<Vec<_>>(), ["acme"]);
    assert_eq!(place.store().snapshot().unwrap().standards, standards);
    place.assert_findings(&[("no-front-matter", "standards/broken.md")]);
}

pub(crate) fn a_folder_that_is_not_there_is_no_catalog(place: Place) {
    let nowhere = place.folder.join("nowhere");
    let opened = rolebook::catalog::files::FileStore::on(place.disk(), &nowhere);
    assert!(matches!(opened.err(), Some(StoreError::NoCatalog(folder)) if folder == nowhere));
}

pub(crate) fn a_draft_is_kept_as_it_was_written(place: Place) {
    let draft = draft("coach", 1);
    place.store().write_draft(&draft, false).unwrap();
    let history = place.store().role(&id("coach")).unwrap();
    assert_eq!(history.draft.as_deref(), Some(&draft));
    assert!(history.revisions.is_empty());
    assert_eq!(place.findings(), []);
}

pub(crate) fn a_draft_replaces_another_only_when_it_is_meant_to(place: Place) {
    let store = place.store();
    store.write_draft(&draft("coach", 1), false).unwrap();
    let refused = store.write_draft(&draft("coach", 2), false);
    assert!(matches!(&refused, Err(StoreError::DraftExists(other)) if *other == id("coach")), "{refused:?}");
    assert_eq!(store.role(&id("coach")).unwrap().draft.as_deref(), Some(&draft("coach", 1)));
    store.write_draft(&draft("coach", 2), true).unwrap();
    assert_eq!(store.role(&id("coach")).unwrap().draft.as_deref(), Some(&draft("coach", 2)));
}

pub(crate) fn a_discarded_draft_leaves_no_role_behind(place: Place) {
    let store = place.store();
    store.write_draft(&draft("coach", 1), false).unwrap();
    store.discard_draft(&id("coach")).unwrap();
    assert!(store.role(&id("coach")).unwrap().is_empty());
    assert!(store.snapshot().unwrap().roles.is_empty());
    store.discard_draft(&id("coach")).unwrap();
    store.discard_draft(&id("nobody")).unwrap();
}

pub(crate) fn revisions_form_a_chain_of_numbers_and_hashes(place: Place) {
    let published: Vec<_> = (1..=3).map(|number| place.publish("coach", number)).collect();
    let history = place.store().role(&id("coach")).unwrap();
    assert_eq!(history.revisions.iter().map(|revision| (**revision).clone()).collect::<Vec<_>>(), published);
    assert_eq!(published.iter().map(|revision| revision.stamp.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(published[0].stamp.parent, None);
    assert_eq!(published[1].stamp.parent.as_ref(), Some(&published[0].stamp.hash));
    assert_eq!(published[2].stamp.parent.as_ref(), Some(&published[1].stamp.hash));
    assert_eq!(published[2].role, text(&id("coach"), 3));
    let ledger: Vec<String> = published
        .iter()
        .map(|revision| {
            let stamp = &revision.stamp;
            format!("{{\"role\":\"acme/coach\",\"revision\":{},\"hash\":\"{}\"}}\n", stamp.number, stamp.hash)
        })
        .collect();
    assert_eq!(place.read("ledger.jsonl"), ledger.concat());
    assert_eq!(place.findings(), []);
}

pub(crate) fn the_same_words_published_twice_have_different_hashes(place: Place) {
    let (first, second) = (place.publish("coach", 1), place.publish("coach", 1));
    assert_eq!(first.role, second.role);
    assert_ne!(first.stamp.hash, second.stamp.hash);
}

pub(crate) fn publishing_on_a_stale_revision_is_a_conflict_and_changes_nothing(place: Place) {
    let (first, stale) = (place.publish("coach", 1), place.next("coach", 9));
    place.publish("coach", 2);
    let refused = place.store().append(stale);
    assert!(matches!(&refused, Err(StoreError::Conflict { newest: Some(2), .. })), "{refused:?}");
    let beginning = place.store().append(NewRevision { parent: None, ..place.next("coach", 9) });
    assert!(matches!(&beginning, Err(StoreError::Conflict { newest: Some(2), .. })), "{beginning:?}");
    let unknown = place.store().append(NewRevision { parent: Some(first.stamp.hash), ..place.next("guide", 9) });
    assert!(matches!(&unknown, Err(StoreError::Conflict { newest: None, .. })), "{unknown:?}");
    assert_eq!(place.store().role(&id("coach")).unwrap().revisions.len(), 2);
    assert!(!place.store().snapshot().unwrap().roles.contains_key(&id("guide")));
    assert_eq!(place.findings(), []);
}

pub(crate) fn the_draft_stays_until_it_is_discarded(place: Place) {
    place.publish("coach", 1);
    let hash = place.publish("coach", 2).stamp.hash;
    let mut draft = draft("coach", 3);
    draft.stamp = DraftStamp { revises: Some(2), parent: Some(hash) };
    place.store().write_draft(&draft, false).unwrap();
    assert_eq!(place.store().role(&id("coach")).unwrap().draft.as_deref(), Some(&draft));
    place.publish("guide", 1);
    assert_eq!(place.store().role(&id("coach")).unwrap().draft.as_deref(), Some(&draft));
}

pub(crate) fn a_role_that_cannot_be_read_back_is_not_published(place: Place) {
    let mut new = place.next("coach", 1);
    new.role.facts.source = None;
    let refused = place.store().append(new);
    assert!(matches!(&refused, Err(StoreError::Broken { .. })), "{refused:?}");
    assert!(place.store().snapshot().unwrap().roles.is_empty());
}

pub(crate) fn a_retired_role_keeps_its_history_and_can_be_taken_up_again(place: Place) {
    place.publish("coach", 1);
    let retired = NewRevision { status: RevisionStatus::Retired, ..place.next("coach", 1) };
    place.store().append(retired).unwrap();
    place.publish("coach", 2);
    let history = place.store().role(&id("coach")).unwrap();
    let statuses: Vec<_> = history.revisions.iter().map(|revision| revision.stamp.status).collect();
    assert_eq!(statuses, [RevisionStatus::InForce, RevisionStatus::Retired, RevisionStatus::InForce]);
    assert_eq!(history.revisions[0].role, history.revisions[1].role);
    assert_eq!(place.findings(), []);
}

fn number_on(history: &RoleHistory, month: i8, day: i8) -> Option<u32> {
    history.as_of(date(2026, month, day)).map(|revision| revision.stamp.number)
}

pub(crate) fn the_revision_of_a_day_is_the_newest_that_is_effective_by_then(place: Place) {
    for (number, month) in [(1, 3), (2, 6), (3, 9)] {
        place.publish_from("coach", number, date(2026, month, 1));
    }
    let history = place.store().role(&id("coach")).unwrap();
    let on: Vec<_> = [(2, 28), (3, 1), (5, 31), (6, 1), (8, 31), (9, 1)].map(|(m, d)| number_on(&history, m, d)).into();
    assert_eq!(on, [None, Some(1), Some(1), Some(2), Some(2), Some(3)]);
}

pub(crate) fn a_later_revision_wins_even_when_it_is_effective_earlier(place: Place) {
    // A correction that reaches further back, and one announced long before.
    for (number, month) in [(1, 3), (2, 10), (3, 6)] {
        place.publish_from("coach", number, date(2026, month, 1));
    }
    let history = place.store().role(&id("coach")).unwrap();
    let on: Vec<_> = [(2, 1), (4, 1), (7, 1), (11, 1)].map(|(m, d)| number_on(&history, m, d)).into();
    assert_eq!(on, [None, Some(1), Some(3), Some(3)]);
    assert_eq!(place.findings(), []);
}

pub(crate) fn two_stores_of_one_folder_see_what_each_other_published(place: Place) {
    let (one, other) = (place.store(), place.store());
    let first = one.append(place.next("coach", 1)).unwrap();
    assert_eq!(other.role(&id("coach")).unwrap().newest().map(|newest| (**newest).clone()), Some(first.clone()));
    let second = other.append(place.next("coach", 2)).unwrap();
    assert_eq!(second.stamp.parent, Some(first.stamp.hash));
    assert_eq!(one.role(&id("coach")).unwrap().revisions.len(), 2);
}

pub(crate) fn one_role_reads_as_it_does_in_the_snapshot(place: Place) {
    place.publish("coach", 1);
    place.publish("coach", 2);
    place.store().write_draft(&draft("coach", 3), false).unwrap();
    place.edit("roles/acme/coach/2.md", "Helps", "Hinders");
    let (alone, snapshot) = (place.store().role(&id("coach")).unwrap(), place.store().snapshot().unwrap());
    let among = &snapshot.roles[&id("coach")];
    assert_eq!((&alone.revisions, &alone.draft), (&among.revisions, &among.draft));
    assert_eq!((&alone.findings, &alone.draft_findings), (&among.findings, &among.draft_findings));
    assert_eq!(alone.revisions.len(), 1);
}
