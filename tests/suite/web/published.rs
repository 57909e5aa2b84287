//! Nobody whom we do not know sees a draft, or learns that there is one.

use crate::support::TestCatalog;
use crate::support::http::Answer;
use crate::support::server::Server;

const SECRET: &str = "xylophone";

/// A catalog with a published role that has a changed draft, one that has none, one that is only a draft, and one whose
/// draft is broken.
fn catalog() -> TestCatalog {
    let catalog = TestCatalog::new();
    for role in ["coach", "guide", "tutor"] {
        catalog.draft(role, &["Coach families."]);
        catalog.publish(role);
    }
    assert_eq!(catalog.run(&["revise", "acme/coach"]).code, 0);
    let draft = catalog.read("roles/acme/coach/draft.md").replace("Coach families.", "Play the xylophone.");
    catalog.write("roles/acme/coach/draft.md", &draft);
    catalog.draft("secret-xylophone", &["Play the xylophone."]);
    catalog.write("roles/acme/tutor/draft.md", "---\nxylophone: 1\n---\n");
    catalog
}

fn without_id(answer: &Answer) -> String {
    let mut problem = answer.json();
    problem.as_object_mut().unwrap().remove("request_id");
    problem.to_string()
}

#[test]
fn no_answer_says_a_word_of_a_draft() {
    let catalog = catalog();
    assert!(catalog.run(&["list", "--json"]).stdout.contains(SECRET), "the shell shows drafts");
    let server = Server::start(&catalog);
    let mut addresses: Vec<String> = super::ADDRESSES.iter().map(|(_, address)| (*address).to_owned()).collect();
    for role in ["coach", "guide", "tutor"] {
        for rest in ["", "@1", "@2", "@draft", "/history", "/diff", "/diff?from=1"] {
            addresses.push(format!("/api/v1/roles/acme/{role}{rest}"));
        }
    }
    addresses.extend(["/api/v1/roles?retired=true", "/api/v1/roles/acme/secret-xylophon"].map(ToOwned::to_owned));
    for address in addresses {
        let answer = server.get(&address);
        let text = answer.text().replace("secret-xylophon`", "");
        assert!(!text.contains(SECRET), "{address}: {text}");
        if !address.contains("schema") && !address.contains("openapi") {
            assert!(!text.contains("has_draft"), "{address}: {text}");
        }
        for field in ["draft", "findings"] {
            assert!(answer.header("content-type") != Some("application/json") || answer.json().get(field).is_none());
        }
    }
    assert_eq!(server.get("/api/v1/roles").json()["total"], 3);
    assert!(
        !server.log().contains(SECRET)
            || server.log().matches(SECRET).count() == server.log().matches("secret-").count()
    );
}

#[test]
fn a_draft_and_no_draft_are_answered_alike() {
    let server = Server::of(catalog());
    let with = server.get("/api/v1/roles/acme/coach@draft");
    let without = server.get("/api/v1/roles/acme/guide@draft");
    assert_eq!((with.status, without.status), (404, 404));
    assert_eq!(without_id(&with).replace("coach", "guide"), without_id(&without));
    for rest in ["", "@1", "@draft", "/history", "/diff"] {
        let only = server.get(&format!("/api/v1/roles/acme/secret-xylophone{rest}"));
        let nothing = server.get(&format!("/api/v1/roles/acme/nothing-xylophone{rest}"));
        assert_eq!((only.status, nothing.status), (404, 404), "{rest}");
        assert_eq!(without_id(&only).replace("secret-", "nothing-"), without_id(&nothing), "{rest}");
    }
    let broken = server.get("/api/v1/roles/acme/tutor@draft");
    assert_eq!(without_id(&broken).replace("tutor", "guide"), without_id(&without));
}

#[test]
fn a_broken_role_is_shown_as_far_as_it_is_good_without_its_files() {
    let catalog = TestCatalog::shipped();
    let path = format!("roles/{}/2.md", super::COORDINATOR);
    catalog.write(&path, &catalog.read(&path).replace("35–40", "53–40"));
    let server = Server::start(&catalog);
    let role = server.get(super::COORDINATOR_ADDRESS).json();
    assert_eq!(role["revision"]["number"], 1);
    assert_eq!(role["findings"][0]["code"], "broken-role");
    let told = role["findings"].to_string();
    assert!(told.contains(&path), "where it is wrong is said: {told}");
    assert!(!told.contains("53"), "what stands there was never published: {told}");
    let page = server.get(&super::COORDINATOR_ADDRESS.replace("/api/v1", ""));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Something is wrong with this role") && page.text().contains(&path), "a page");
    assert!(!page.text().contains("53–40") && page.text().contains("35–40"), "the last good revision is shown");
    assert_eq!(server.get(&format!("{}@2", super::COORDINATOR_ADDRESS)).status, 404);
    let ready = server.get("/readyz").json();
    assert_eq!((ready["roles"].as_u64(), ready["broken"].as_u64()), (Some(10), Some(1)));
}

#[test]
fn a_role_of_which_nothing_can_be_read_is_no_dead_end() {
    let catalog = TestCatalog::new();
    for role in ["coach", "guide"] {
        catalog.draft(role, &["Coach families."]);
        catalog.publish(role);
    }
    catalog.write("roles/acme/coach/1.md", "---\nsecret: xylophone\n---\n");
    let server = Server::start(&catalog);
    let page = server.get("/roles/acme/coach");
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains("can’t be read at the moment") && text.contains("roles/acme/coach/1.md"), "{text}");
    assert!(!text.contains(SECRET), "{text}");
    assert!(server.get("/about").text().contains("href=\"/roles/acme/coach\""), "the catalog's page names it");
    assert_eq!(server.get("/api/v1/roles/acme/coach").status, 404);
    assert_eq!(server.get("/roles/acme/guide").status, 200);
}
