//! `rolebook import` as somebody uses it.

use std::path::PathBuf;

use crate::support::TestCatalog;

const DOCUMENT: &str = "FAMILY ADVOCATE\n\nReports to: Program Director\nStatus: Full-time\n\nSUMMARY\n\nThe Family Advocate walks with families through the first year of the program.\n\nDUTIES\n\n- Visits families at home every week.\n- Writes a plan with each family.\n- Keeps a caseload of 12-15 families.\n\nQUALIFICATIONS\n\n- Bachelor's degree in social work.\n- Two years of experience in home visiting.\n- Valid driver's license.\n";

fn file(catalog: &TestCatalog, name: &str, text: &str) -> PathBuf {
    let path = catalog
        .path()
        .parent()
        .unwrap()
        .join(format!("{}-{name}", catalog.path().file_name().unwrap().to_string_lossy()));
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_document_becomes_a_draft_that_is_well_formed() {
    let catalog = TestCatalog::new();
    let path = file(&catalog, "advocate.txt", DOCUMENT);
    let run = catalog.run(&["import", path.to_str().unwrap(), "--into", "acme"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let draft = std::fs::read_to_string(catalog.path().join("roles/acme/family-advocate/draft.md")).unwrap();
    for said in ["# Family Advocate", "Visits families at home every week.", "Program Director", "at_least: 12"] {
        assert!(draft.contains(said), "no `{said}` in\n{draft}");
    }
    let check = catalog.run(&["check"]);
    assert_eq!(check.code, 0, "{}{}", check.stdout, check.stderr);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn what_is_there_is_never_overwritten() {
    let catalog = TestCatalog::new();
    let path = file(&catalog, "advocate.txt", DOCUMENT);
    let arguments = ["import", path.to_str().unwrap(), "--into", "acme"];
    assert_eq!(catalog.run(&arguments).code, 0);
    let draft = catalog.path().join("roles/acme/family-advocate/draft.md");
    let before = std::fs::read_to_string(&draft).unwrap() + "\n";
    std::fs::write(&draft, &before).unwrap();
    let again = catalog.run(&arguments);
    assert_eq!(again.code, 1, "{}{}", again.stdout, again.stderr);
    assert!(again.stdout.contains("not written"), "{}", again.stdout);
    assert_eq!(std::fs::read_to_string(&draft).unwrap(), before);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_dry_run_writes_nothing_and_accounts_for_every_piece() {
    let catalog = TestCatalog::new();
    let path = file(&catalog, "advocate.txt", DOCUMENT);
    let run = catalog.run(&["import", path.to_str().unwrap(), "--dry-run", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(said["facts"]["title"], "Family Advocate");
    assert_eq!(said["facts"]["sources"]["caseload"]["lines"], serde_json::json!([14, 14]));
    assert_eq!(said["coverage"]["not_placed"], serde_json::json!([]));
    assert!(said["blocks"].as_array().unwrap().iter().all(|block| block["placed"].is_string()));
    assert!(!catalog.path().join("roles/acme/family-advocate").exists());
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_file_that_is_no_job_description_is_refused_with_a_reason_and_the_others_come_in() {
    let catalog = TestCatalog::new();
    let good = file(&catalog, "advocate.txt", DOCUMENT);
    let page = file(
        &catalog,
        "login.txt",
        "Sign in\n\nEmail\n\nPassword\n\nForgot your password?\n\nThis site uses cookies.\n",
    );
    let run = catalog.run(&["import", page.to_str().unwrap(), good.to_str().unwrap(), "--into", "acme"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("not brought in"), "{}", run.stdout);
    assert!(catalog.path().join("roles/acme/family-advocate/draft.md").exists());
    std::fs::remove_file(good).unwrap();
    std::fs::remove_file(page).unwrap();
}

#[test]
fn a_changed_document_of_a_published_role_becomes_a_draft_of_its_next_revision() {
    let catalog = TestCatalog::new();
    let path = file(&catalog, "advocate.txt", DOCUMENT);
    let arguments = ["import", path.to_str().unwrap(), "--into", "acme"];
    assert_eq!(catalog.run(&arguments).code, 0);
    let published = catalog.run(&["publish", "acme/family-advocate", "--by", "HR", "--reason", "first"]);
    assert_eq!(published.code, 0, "{}{}", published.stdout, published.stderr);
    std::fs::write(&path, DOCUMENT.replace("every week", "twice a week")).unwrap();
    let run = catalog.run(&arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("newer version of revision 1"), "{}", run.stdout);
    std::fs::remove_file(path).unwrap();
}
