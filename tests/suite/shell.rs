//! The shell, as people and scripts use it.

use crate::support::TestCatalog;

#[test]
fn check_of_the_shipped_catalog_finds_ten_roles_and_no_error() {
    let run = TestCatalog::shipped().run(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("10 roles"), "{run:?}");
    assert!(run.stdout.contains("0 errors, 0 warnings"), "{run:?}");
}
