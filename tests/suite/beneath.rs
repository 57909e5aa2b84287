//! The store stays beneath the catalog's folder: it follows no link, and its files are their owner's.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use rolebook::catalog::disk::Disk;
use rolebook::catalog::files::{FileStore, PortableDisk};
use rolebook::catalog::store::CatalogStore as _;

use crate::support::{TestCatalog, role_text};

fn every_disk(root: &Path) -> Vec<(&'static str, Box<dyn Disk>)> {
    let mut disks: Vec<(&'static str, Box<dyn Disk>)> = vec![("portable", Box::new(PortableDisk::below(root)))];
    #[cfg(target_os = "linux")]
    disks.push(("linux", Box::new(rolebook::catalog::files::LinuxDisk::below(root).unwrap())));
    disks
}

#[test]
fn a_link_is_not_followed_by_any_step() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "secret").unwrap();
    let catalog = TestCatalog::new();
    let root = catalog.path();
    symlink(outside.path(), root.join("roles/acme")).unwrap();
    symlink(outside.path().join("secret.md"), root.join("file.md")).unwrap();
    std::fs::write(root.join("plain.md"), "plain").unwrap();
    for (name, disk) in every_disk(root) {
        assert!(disk.read(&root.join("file.md"), 100).is_err(), "{name}: a linked file");
        assert!(disk.read(&root.join("roles/acme/secret.md"), 100).is_err(), "{name}: through a linked folder");
        assert!(disk.entries(&root.join("roles/acme")).is_err(), "{name}: a linked folder");
        assert!(disk.create(&root.join("roles/acme/new.md"), b"x").is_err(), "{name}: creating");
        assert!(disk.append(&root.join("file.md"), b"x").is_err(), "{name}: appending");
        assert!(disk.make_folder(&root.join("roles/acme/new")).is_err(), "{name}: making a folder");
        assert!(disk.rename_over(&root.join("plain.md"), &root.join("roles/acme/x.md")).is_err(), "{name}: renaming");
        assert!(disk.remove(&root.join("roles/acme/secret.md")).is_err(), "{name}: removing");
        for outside in ["../secret.md", "roles/../../x", "/etc/hostname"] {
            assert!(disk.read(&root.join(outside), 100).is_err(), "{name}: {outside}");
        }
    }
    let left: Vec<_> = std::fs::read_dir(outside.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["secret.md"]);
    assert_eq!(std::fs::read_to_string(outside.path().join("secret.md")).unwrap(), "secret");
}

#[test]
fn a_role_that_is_a_link_is_named_and_nothing_is_written_through_it() {
    let outside = tempfile::tempdir().unwrap();
    let catalog = TestCatalog::new();
    std::fs::write(outside.path().join("draft.md"), role_text("acme", &["Visit."])).unwrap();
    std::fs::create_dir_all(catalog.path().join("roles/acme")).unwrap();
    symlink(outside.path(), catalog.path().join("roles/acme/coach")).unwrap();
    let run = catalog.run(&["publish", "acme/coach", "--by", "tests", "--reason", "test"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1, "nothing was written");
    let check = catalog.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("roles/acme/coach\n  error: this is a link"), "{check:?}");
}

#[test]
fn published_files_are_their_owners() {
    let catalog = TestCatalog::new();
    catalog.run(&["new", "acme/coach", "--title", "Coach"]);
    catalog.publish("coach");
    let mode = |name: &str| std::fs::metadata(catalog.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("roles/acme/coach/1.md"), 0o600);
    assert_eq!(mode("roles/acme/coach"), 0o700);
    assert_eq!(mode("ledger.jsonl"), 0o600);
}

#[test]
fn both_disks_publish_the_same() {
    let catalog = TestCatalog::new();
    for (name, disk) in every_disk(catalog.path()) {
        catalog.draft(name, &["Visit families."]);
        let store = FileStore::on(disk, catalog.path()).unwrap();
        let id = format!("acme/{name}").parse().unwrap();
        let now = jiff::Zoned::now();
        let decision =
            rolebook::app::publish::Decision { by: "tests".into(), reason: "test".into(), effective: None, now };
        let published = rolebook::app::publish::publish_draft(&store, &id, &decision).unwrap();
        assert_eq!(published.revision.number, 1, "{name}");
        assert!(store.role(&id).unwrap().draft.is_none(), "{name}");
    }
    assert_eq!(catalog.run(&["check"]).code, 0);
}
