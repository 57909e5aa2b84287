//! Links, which only a real disk has, are named and never followed.

use std::os::unix::fs::symlink;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;

use super::place::{Place, draft, id};

#[test]
fn a_link_in_place_of_a_file_or_folder_is_named_and_not_followed() {
    let place = Place::on_the_real_disk();
    place.publish("coach", 1);
    place.publish("guide", 1);
    let (coach, outside) = (place.folder.join("roles/acme/coach"), tempfile::tempdir().unwrap());
    std::fs::write(outside.path().join("2.md"), "secret").unwrap();
    symlink(outside.path().join("2.md"), coach.join("2.md")).unwrap();
    symlink(outside.path().join("2.md"), coach.join("draft.md")).unwrap();
    symlink(outside.path(), place.folder.join("roles/acme/linked")).unwrap();
    symlink(outside.path(), place.folder.join("roles/beta")).unwrap();
    place.assert_findings(&[
        ("link", "roles/acme/coach/2.md"),
        ("link", "roles/acme/coach/draft.md"),
        ("link", "roles/acme/linked"),
        ("link", "roles/beta"),
    ]);
    place.assert_publishing_refused("coach");
    assert!(place.store().write_draft(&draft("coach", 2), false).is_err());
    assert!(place.store().role(&id("coach")).unwrap().draft.is_none());
    assert_eq!(std::fs::read_to_string(outside.path().join("2.md")).unwrap(), "secret");
    assert_eq!(place.publish("guide", 2).stamp.number, 2);
}

#[test]
fn a_link_in_place_of_a_published_revision_breaks_the_role() {
    let place = Place::on_the_real_disk();
    place.publish("coach", 1);
    let (file, moved) = (place.folder.join("roles/acme/coach/1.md"), place.folder.join("moved.md"));
    std::fs::rename(&file, &moved).unwrap();
    symlink(&moved, &file).unwrap();
    place.assert_findings(&[("link", "roles/acme/coach/1.md"), ("lost-revision", "roles/acme/coach/1.md")]);
    place.assert_publishing_refused("coach");
}

#[test]
fn a_role_is_never_written_through_a_linked_folder() {
    let place = Place::on_the_real_disk();
    let outside = tempfile::tempdir().unwrap();
    let next = place.next("coach", 1);
    std::fs::create_dir_all(place.folder.join("roles")).unwrap();
    symlink(outside.path(), place.folder.join("roles/acme")).unwrap();
    let drafted = place.store().write_draft(&draft("coach", 1), false);
    let published = place.store().append(next);
    assert!(drafted.is_err() && published.is_err(), "{drafted:?} {published:?}");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_catalog_may_itself_be_reached_by_a_link() {
    let place = Place::on_the_real_disk();
    place.publish("coach", 1);
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(&place.folder, elsewhere.path().join("catalog")).unwrap();
    let store = FileStore::open(&elsewhere.path().join("catalog")).unwrap();
    assert_eq!(store.snapshot().unwrap().roles.len(), 1);
    store.append(place.next("coach", 2)).unwrap();
    assert_eq!(place.store().role(&id("coach")).unwrap().revisions.len(), 2);
}
