//! The HTTP service: the real program on a free port, and, where an endpoint has to be wicked or a limit short, the
//! same server within the test.

mod api;
mod caching;
mod hostile;
mod limits;
mod openapi;
mod operation;
mod pages;
mod problems;
mod published;
mod running;
mod search;
mod slow;
mod staffing;
mod standards;
mod stopping;
mod writing;

use crate::support::TestCatalog;

/// The shipped catalog with a posting that is kept and published.
fn catalog_with_posting() -> TestCatalog {
    let catalog = TestCatalog::shipped();
    let how = "how_to_apply=Write to us.";
    let kept = catalog.run(&["post", "mission/family-success-coach", "--set", how, "--keep", "--by", "tests"]);
    assert_eq!(kept.code, 0, "{kept:?}");
    let id = kept.stdout.trim();
    assert_eq!(catalog.run(&["postings", "publish", id, "--by", "tests"]).code, 0);
    let folder = catalog.path().join("postings");
    std::fs::rename(folder.join(format!("{id}.md")), folder.join("example-posting.md")).unwrap();
    catalog
}

/// Addresses to which data is sent, with data of the kind.
const SENT: [(&str, &str, &str); 2] = [
    (
        "/api/v1/postings",
        "/api/v1/postings",
        r#"{"role": "mission/family-success-coach", "particulars": {"how_to_apply": "Write to us."}}"#,
    ),
    (
        "/api/v1/postings/compose",
        "/api/v1/postings/compose?format=json",
        r#"{"role": "mission/family-success-coach@1", "template": "role-summary", "duties": ["d2", "d1"]}"#,
    ),
];

/// A role of the shipped catalog that has two revisions.
const COORDINATOR: &str = "albina-rockwood/in-school-coordinator";
/// Its address.
const COORDINATOR_ADDRESS: &str = "/api/v1/roles/albina-rockwood/in-school-coordinator";

/// Every address of the service with one that is of its kind. A new endpoint without a line here is an error.
const ADDRESSES: [(&str, &str); 20] = [
    ("/api/v1/search", "/api/v1/search?q=home%20visits"),
    ("/api/v1/search/help", "/api/v1/search/help"),
    (
        "/api/v1/compare",
        "/api/v1/compare?role=mission/family-success-coach&role=albina-rockwood/in-school-coordinator&explain=true",
    ),
    ("/api/v1/roles", "/api/v1/roles"),
    ("/api/v1/roles/{organisation}/{role}", COORDINATOR_ADDRESS),
    ("/api/v1/roles/{organisation}/{role}/history", "/api/v1/roles/albina-rockwood/in-school-coordinator/history"),
    (
        "/api/v1/roles/{organisation}/{role}/diff",
        "/api/v1/roles/albina-rockwood/in-school-coordinator/diff?from=1&to=2",
    ),
    ("/api/v1/roles/{organisation}/{role}/similar", "/api/v1/roles/albina-rockwood/in-school-coordinator/similar"),
    ("/api/v1/roles/{organisation}/{role}/standards", "/api/v1/roles/albina-rockwood/in-school-coordinator/standards"),
    ("/api/v1/standards", "/api/v1/standards"),
    ("/api/v1/standards/{standard}", "/api/v1/standards/cwla-caseloads"),
    ("/api/v1/staffing", "/api/v1/staffing?clients=600&caseload=40&unit=students&span=7"),
    ("/api/v1/postings", "/api/v1/postings"),
    ("/api/v1/postings/{posting}", "/api/v1/postings/example-posting"),
    ("/api/v1/schema", "/api/v1/schema"),
    ("/api/v1/openapi.json", "/api/v1/openapi.json"),
    ("/api/v1/problems", "/api/v1/problems"),
    ("/healthz", "/healthz"),
    ("/readyz", "/readyz"),
    ("/metrics", "/metrics"),
];
