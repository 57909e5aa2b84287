//! Postings that are kept: made again byte for byte, behind when something has moved on, never overwritten unseen.

use std::collections::BTreeMap;

use rolebook::app::acting::ActorName;
use rolebook::app::post::{FORMATS, PostingFormat, compose_posting, posting_sources, render_posting};
use rolebook::app::postings::keep::{Doing, PostingToKeep, keep_new};
use rolebook::app::postings::remake::{history_of, kept_posting, remake};
use rolebook::app::template_filling::TemplateFiller;
use rolebook::app::worker::Worker;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::format::{parse_posting, write_posting};
use rolebook::catalog::posting_store::PostingStore as _;
use rolebook::catalog::store::StoreError;
use rolebook::model::identifier::TextHash;
use rolebook::posting::compose::fill_here;
use rolebook::posting::particular::Particulars;
use rolebook::posting::request::Choices;
use rolebook::posting::shipped::shipped_templates;
use rolebook::posting::template::Template;

use super::{ROLES, examples, template};
use crate::support::http::{Answer, post};
use crate::support::server::Server;
use crate::support::{TestCatalog, binary};

const ROLE: &str = "albina-rockwood/in-school-coordinator";
const FORM: &str = "role=albina-rockwood/in-school-coordinator&sent=yes&template=full-announcement\
    &duty=d2&duty=d1&section=about&edit.d1=Get+to+know+every+student.&how_to_apply=Write+to+us.&closing_date=2027-01-15";

/// Keeps a posting; its name.
fn keep(store: &FileStore, role: &str, template: &Template, particulars: &Particulars, choices: &Choices) -> String {
    let sources = posting_sources(store, &role.parse().unwrap(), "2026-11-30".parse().unwrap()).unwrap();
    let posting = compose_posting(&sources, template, particulars, choices, &fill_here).unwrap();
    let wanted = PostingToKeep { sources: &sources, template, particulars, choices, posting: &posting };
    let by: ActorName = "Personnel office".parse().unwrap();
    let at = "2026-11-30T10:00:00Z".parse().unwrap();
    keep_new(store, wanted, Doing { by: &by, at }, &filler()).unwrap().0.to_string()
}

fn filler() -> TemplateFiller {
    TemplateFiller::with(Worker::of(binary()))
}

/// The bytes of a posting that is kept, in every form.
fn bytes(store: &FileStore, id: &str) -> Vec<(PostingFormat, Vec<u8>)> {
    let (kept, _) = kept_posting(store, id).unwrap();
    let made = remake(store, &history_of(store, &kept).unwrap(), &kept, &filler()).unwrap();
    let forms = FORMATS.iter().map(|(form, ..)| *form);
    let forms = forms.filter(|form| *form != PostingFormat::JobPosting || made.template.manifest.announces);
    forms.map(|form| (form, render_posting(&made.posting, form).unwrap())).collect()
}

#[test]
fn what_is_made_by_every_template_is_made_again_as_it_was() {
    let catalog = TestCatalog::shipped();
    let store = catalog.store();
    for role in ROLES.into_iter().step_by(3) {
        for template in shipped_templates().unwrap() {
            let (particulars, choices) = (examples(&template), Choices::default());
            let id = keep(&store, role, &template, &particulars, &choices);
            let sources = posting_sources(&store, &role.parse().unwrap(), "2026-11-30".parse().unwrap()).unwrap();
            let posting = compose_posting(&sources, &template, &particulars, &choices, &fill_here).unwrap();
            let (kept, _) = kept_posting(&store, &id).unwrap();
            let made = remake(&store, &history_of(&store, &kept).unwrap(), &kept, &filler()).unwrap();
            assert_eq!(made.posting, posting, "{id}");
            let text = catalog.read(&format!("postings/{id}.md"));
            let (again, findings) = parse_posting(id.parse().unwrap(), text.as_bytes());
            assert!(findings.is_empty(), "{findings:?}");
            assert_eq!(write_posting(&again.unwrap()), text, "one way to write it");
        }
    }
    let check = catalog.run(&["check"]);
    assert!(check.code == 0 && check.stdout.contains("28 postings"), "{check:?}");
}

#[test]
fn the_same_bytes_come_out_when_role_template_and_organisation_have_moved_on() {
    let catalog = TestCatalog::shipped();
    let store = catalog.store();
    let mut own = template("full-announcement");
    own.body = own.body.replace("{{ how_to_apply }}", "Before all else: {{ how_to_apply }}");
    let own = rolebook::posting::template::parse_template(
        "our-announcement",
        &own.manifest_text,
        &own.body,
        &rolebook::posting::shipped::shared_particulars().unwrap(),
        true,
    )
    .unwrap();
    let particulars = examples(&own);
    let edits = BTreeMap::from([("d1".to_owned(), "Meet everybody.\u{2028}<b>{{7*7}}</b>".to_owned())]);
    let choices = Choices { duties: Some(vec!["d2".parse().unwrap(), "d1".parse().unwrap()]), sections: None, edits };
    let id = keep(&store, ROLE, &own, &particulars, &choices);
    let before = bytes(&store, &id);
    assert!(before.len() >= 6);
    let file = catalog.path().join("organisations/albina-rockwood.md");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("## ", "## Changed: ", 1)).unwrap();
    revise(&catalog, ROLE, |draft| draft.replacen("- ", "- Changed: ", 3));
    for ((form, one), (_, other)) in before.iter().zip(bytes(&store, &id)) {
        assert_eq!(*one, other, "{form}");
    }
}

/// Publishes a revision with other words.
fn revise(catalog: &TestCatalog, role: &str, change: impl Fn(&str) -> String) {
    assert_eq!(catalog.run(&["revise", role]).code, 0);
    let file = format!("roles/{role}/draft.md");
    let draft = catalog.read(&file);
    let (matter, body) = draft.split_once("\n# ").unwrap();
    catalog.write(&file, &format!("{matter}\n# {}", change(body)));
    let run = catalog.run(&["publish", role, "--by", "tests", "--reason", "other words"]);
    assert_eq!(run.code, 0, "{run:?}");
}

fn page(server: &Server, address: &str) -> Answer {
    crate::support::http::ask(server.address, "GET", address, &[("Accept", "text/html")])
}

/// Keeps a posting by the form of the page; its address.
fn kept(server: &Server, form: &str) -> String {
    let answer = server.post("/postings", form);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

/// The hash of the posting's file, as its page says it.
fn seen(text: &str) -> String {
    text.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn a_posting_is_kept_published_closed_and_found_in_the_list() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel office");
    assert!(page(&server, "/postings").text().contains("No posting is kept"));
    let composer = page(&server, &format!("/postings/new?{FORM}")).text();
    assert!(composer.contains("formaction=\"/postings\" class=\"primary\">Keep this posting"), "{composer}");
    let address = kept(&server, FORM);
    let shown = page(&server, &address).text();
    assert!(shown.contains("<strong>Draft</strong>") && shown.contains("Get to know every student."), "{shown}");
    assert!(
        shown.contains("/roles/albina-rockwood/in-school-coordinator@2") && shown.contains("Kept by Personnel office")
    );
    let list = page(&server, "/postings").text();
    assert!(list.contains(&address) && list.contains("15 January 2027") && list.contains("Drafts"), "{list}");
    assert!(!list.contains("Behind"), "{list}");
    let reading = Server::start(&catalog);
    assert_eq!(page(&reading, &address).status, 404, "a draft is nobody's business");
    assert!(!page(&reading, "/postings").text().contains(&address));
    assert_eq!(reading.get("/api/v1/postings").json()["items"].as_array().unwrap().len(), 0);
    let status = format!("{address}/status");
    assert_eq!(server.post(&status, &format!("status=published&seen={}", seen(&shown))).status, 303);
    assert_eq!(reading.get("/api/v1/postings").json()["items"][0]["status"], "published");
    let public = page(&reading, &address).text();
    assert!(public.contains("<strong>Published</strong>") && !public.contains("method=\"post\""), "{public}");
    let twice = server.post(&status, &format!("status=closed&seen={}", seen(&shown)));
    assert!(twice.status == 409 && twice.text().contains("changed meanwhile"), "{}", twice.text());
    let now = seen(&page(&server, &address).text());
    assert_eq!(server.post(&status, &format!("status=closed&seen={now}")).status, 303);
    assert!(page(&server, &address).text().contains("<strong>Closed</strong>"));
    for (form, suffix, _) in FORMATS {
        let file = server.get(&format!("{address}/posting.{suffix}"));
        assert_eq!(file.status, 200, "{form}");
        assert_eq!(file.body, reading.get(&format!("{address}/posting.{suffix}")).body, "{form}");
    }
}

#[test]
fn nothing_is_kept_by_a_service_that_was_started_for_reading() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let composer = page(&server, &format!("/postings/new?{FORM}")).text();
    assert!(!composer.contains("Keep this posting") && composer.contains("Nothing is kept here"), "{composer}");
    for (target, form) in [
        ("/postings", FORM),
        ("/postings/anything/status", "status=closed&seen=x"),
        ("/postings/anything/update", "seen=x"),
    ] {
        let refused = server.post(target, form);
        assert_eq!(refused.status, 403, "{target}");
        let text = refused.text();
        assert!(text.contains("rolebook serve --as") && text.contains("<h1>Nothing is kept here</h1>"), "{text}");
    }
    let order = br#"{"role": "mission/family-success-coach", "particulars": {"how_to_apply": "Write."}}"#;
    let refused = post(server.address, "/api/v1/postings", &[("Content-Type", "application/json")], order);
    assert_eq!((refused.status, refused.json()["code"].as_str()), (403, Some("not-allowed")));
    assert!(!catalog.path().join("postings").exists(), "not even a folder");
}

#[test]
fn a_posting_that_is_behind_says_what_would_change_and_is_brought_up_to_date() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel office");
    let address = kept(&server, &FORM.replace("&edit.d1", "&edit.d2=Plan+with+each+student.&edit.d1"));
    let before = server.get(&format!("{address}/a.txt")).body;
    revise(&catalog, ROLE, |draft| {
        draft.replacen("- ", "- Above all: ", 1).replace("^d1\n", "^d1\n- Write to the families. \n")
    });
    let text = page(&server, &address).text();
    assert!(text.contains("the role has revision 3") && text.contains("Words of yours that no longer apply"), "{text}");
    assert!(text.contains("Approved now: Above all:"), "{text}");
    assert!(text.contains("Write to the families."), "a new duty that nobody has chosen: {text}");
    assert!(text.contains("<ins>") && text.contains("<del>"), "{text}");
    assert!(page(&server, "/postings").text().contains("<strong>Behind:</strong> the role has revision 3"));
    assert_eq!(server.get("/api/v1/postings").json()["items"][0]["behind"]["revision"], 3);
    assert_eq!(server.get(&format!("{address}/a.txt")).body, before, "it still says what it said");
    let updated = server.post(&format!("{address}/update"), &format!("seen={}", seen(&text)));
    assert_eq!(updated.status, 303, "{}", updated.text());
    let text = page(&server, &address).text();
    assert!(!text.contains("It is behind") && text.contains("revision 3"), "{text}");
    assert!(text.contains("Set aside") && text.contains("Get to know every student."), "nothing is lost: {text}");
    let plain = server.get(&format!("{address}/a.txt")).text();
    assert!(plain.contains("Above all:") && plain.contains("Plan with each student."), "{plain}");
    assert!(!plain.contains("Get to know every student."), "{plain}");
}

#[test]
fn two_who_change_the_same_posting_lose_nothing() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel office");
    let address = kept(&server, FORM);
    let id = address.rsplit('/').next().unwrap();
    let form = page(&server, &format!("/postings/new?posting={id}")).text();
    assert!(form.contains("Keep the changes") && form.contains("Get to know every student."), "{form}");
    let change =
        |words: &str, seen: &str| server.post("/postings", &format!("{FORM}&posting={id}&seen={seen}&site={words}"));
    let first = seen(&form);
    assert_eq!(change("Here", &first).status, 303);
    let refused = change("There", &first);
    assert_eq!(refused.status, 200);
    let text = refused.text();
    assert!(text.contains("was changed by Personnel office while you were at it"), "{text}");
    assert!(text.contains("value=\"There\""), "what was typed is there: {text}");
    assert!(server.get(&format!("{address}/a.txt")).text().contains("Here"));
    assert_eq!(change("There", &seen(&text)).status, 303, "knowingly");
    assert!(server.get(&format!("{address}/a.txt")).text().contains("There"));
    let record = server.get(&format!("/api/v1{address}")).json()["record"].as_array().unwrap().len();
    assert_eq!(record, 3);
}

#[test]
fn the_store_refuses_what_was_not_seen_and_overwrites_nothing() {
    let catalog = TestCatalog::shipped();
    let store = catalog.store();
    let summary = template("role-summary");
    let one = keep(&store, ROLE, &summary, &Particulars::new(), &Choices::default());
    let again = keep(&store, ROLE, &summary, &Particulars::new(), &Choices::default());
    assert_eq!(one, again, "a form that was sent twice");
    let some = Choices { duties: Some(vec!["d1".parse().unwrap()]), ..Choices::default() };
    let other = keep(&store, ROLE, &summary, &Particulars::new(), &some);
    assert_eq!(
        (one.as_str(), other.as_str()),
        ("in-school-coordinator-2026-11-30", "in-school-coordinator-2026-11-30-2")
    );
    let (posting, hash) = kept_posting(&store, &one).unwrap();
    assert!(matches!(store.keep_posting(&posting, &[], None), Err(StoreError::PostingExists(_))));
    let wrong = TextHash::of("something else");
    assert!(matches!(store.keep_posting(&posting, &[], Some(&wrong)), Err(StoreError::PostingChanged(_))));
    std::fs::remove_file(catalog.path().join(format!("postings/{one}.md"))).unwrap();
    assert!(matches!(store.keep_posting(&posting, &[], Some(&hash)), Err(StoreError::PostingChanged(_))));
}

#[test]
fn a_broken_file_names_every_mistake_with_its_place_and_takes_no_other_with_it() {
    let catalog = TestCatalog::shipped();
    let store = catalog.store();
    let summary = template("role-summary");
    let one = keep(&store, ROLE, &summary, &Particulars::new(), &Choices::default());
    let some = Choices { duties: Some(vec!["d1".parse().unwrap()]), ..Choices::default() };
    let other = keep(&store, ROLE, &summary, &Particulars::new(), &some);
    let file = format!("postings/{one}.md");
    let text = catalog.read(&file);
    let text = text.replace("status: draft", "status: lost").replace("revision: 2", "revision: two");
    catalog.write(&file, &text.replace("template: role-summary", "tempalte: role-summary"));
    catalog.write("postings/Not a name.md", "x");
    let check = catalog.run(&["check"]);
    assert_eq!(check.code, 1);
    for words in ["status", "two", "did you mean `template`?", "postings/Not a name.md", &format!("{file}:3:")] {
        assert!(check.stdout.contains(words), "{words}: {}", check.stdout);
    }
    let server = Server::acting(&catalog, "Personnel office");
    let list = page(&server, "/postings").text();
    assert!(list.contains(&other) && list.contains("1 file can’t be read"), "{list}");
    assert_eq!(page(&server, &format!("/postings/{one}")).status, 409);
    assert_eq!(page(&server, &format!("/postings/{other}")).status, 200);
    assert_eq!(page(&server, "/postings/nothing").status, 404);
    let made_from = catalog.path().join("postings/made-from");
    for text in std::fs::read_dir(made_from).unwrap() {
        std::fs::write(text.unwrap().path(), "altered").unwrap();
    }
    let shown = page(&server, &format!("/postings/{other}"));
    assert!(shown.status == 200 && shown.text().contains("can&#39;t be made again"), "{}", shown.text());
    assert!(shown.text().contains("It can be made anew"), "{}", shown.text());
    assert_eq!(page(&server, &format!("/postings/{other}/a.md")).status, 409);
    let told = catalog.run(&["postings", "show", &other]);
    assert!(told.code == 0 && told.stdout.contains("can't be made again"), "{told:?}");
    let anew = catalog.run(&["postings", "update", &other, "--by", "Personnel office"]);
    assert_eq!(anew.code, 0, "{anew:?}");
    let file = page(&server, &format!("/postings/{other}/a.md"));
    assert!(file.status == 200 && file.text().contains("Build strong bonds"), "{}", file.text());
    assert!(!file.text().contains("Draw up an Individual"), "what was chosen stays: {}", file.text());
}

#[test]
fn a_megabyte_of_words_is_refused_at_its_field_and_comes_back() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel office");
    let long = "long ".repeat(200_000);
    for target in ["/postings/new", "/postings/new/a.md", "/postings"] {
        let answer = server.post(target, &format!("{FORM}&contact={}", long.replace(' ', "+")));
        assert_eq!(answer.status, 200, "{target}");
        let text = answer.text();
        assert!(text.contains("id=\"problem-contact\"") && text.contains("characters, more than the"), "{target}");
        assert!(text.contains(&long[..1000]) && text.contains("class=\"sheet\""), "{target}");
    }
    let control = server.post("/postings", &format!("{FORM}&contact=a%00b%1bc"));
    assert!(control.text().contains("a character that can&#39;t be shown (U+0000)"), "{}", control.text());
    let words = "Nine thousand characters of how to apply. ".repeat(220).replace(' ', "+");
    let long = FORM.replace("how_to_apply=Write+to+us.", &format!("how_to_apply={words}"));
    let answer = server.post("/postings/new", &long);
    assert_eq!(answer.status, 200, "too long for an address, not for a form");
    let text = answer.text();
    assert!(text.contains("formaction=\"/postings/new/in-school-coordinator-2-full-announcement.docx\""), "{text}");
    let file = server.post("/postings/new/a.txt", &long);
    assert!(file.status == 200 && file.text().contains("Nine thousand"), "{}", file.text());
    let address = kept(&server, &long);
    assert!(server.get(&format!("{address}/a.txt")).text().contains("Nine thousand"));
    assert!(server.post("/postings", &format!("{FORM}&benefits={}", "x".repeat(5 << 20))).status == 413);
}

#[test]
fn hostile_words_are_kept_as_they_are_and_inert_wherever_they_are_shown() {
    let catalog = TestCatalog::shipped();
    let server = Server::acting(&catalog, "Personnel <script>office</script>");
    let hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E+%7B%7B7*7%7D%7D+%3DHYPERLINK(%22x%22)%0A---%0Astatus%3A+closed";
    let form =
        format!("{FORM}&how_to_apply=x").replace("how_to_apply=Write+to+us.&", "").replace("&how_to_apply=x", "");
    let address = kept(&server, &format!("{form}&how_to_apply={hostile}&edit.d2={hostile}"));
    for target in [address.as_str(), "/postings"] {
        let text = page(&server, target).text();
        assert!(!text.contains("<script>alert") && !text.contains("<script>office"), "{text}");
    }
    assert!(page(&server, &address).text().contains("{{7*7}}"), "words, and no template");
    let kept = server.get(&format!("/api/v1{address}")).json();
    assert_eq!(kept["status"], "draft", "no text of a field ends the data of the file");
    assert_eq!(
        kept["particulars"]["how_to_apply"],
        "<script>alert(1)</script> {{7*7}} =HYPERLINK(\"x\")\n---\nstatus: closed"
    );
    let html = server.get(&format!("{address}/a.html")).text();
    assert!(!html.contains("<script>alert"), "{html}");
}

#[test]
fn the_shell_keeps_lists_shows_updates_and_closes() {
    let catalog = TestCatalog::shipped();
    let how = "how_to_apply=Write to us.";
    let nameless = catalog.run(&["post", ROLE, "--set", how, "--keep"]);
    assert!(nameless.code == 2 && nameless.stderr.contains("--by"), "{nameless:?}");
    let run = catalog.run(&["post", ROLE, "--set", how, "--edit", "d1=Get to know them.", "--keep", "--by", "HR"]);
    assert_eq!(run.code, 0, "{run:?}");
    let id = run.stdout.trim();
    let list = catalog.run(&["postings"]);
    assert!(list.stdout.contains(id) && list.stdout.contains("1 posting, 0 behind"), "{list:?}");
    let one = catalog.run(&["postings", "show", id, "--format", "md"]).stdout;
    assert!(one.contains("Get to know them."), "{one}");
    revise(&catalog, ROLE, |draft| draft.replacen("- ", "- Above all: ", 1));
    let shown = catalog.run(&["postings", "show", id]);
    assert!(shown.stdout.contains("behind: the role has revision 3"), "{shown:?}");
    assert!(shown.stdout.contains("no longer applies, d1: Get to know them."), "{shown:?}");
    assert_eq!(catalog.run(&["postings", "show", id, "--format", "md"]).stdout, one);
    let updated = catalog.run(&["postings", "update", id, "--by", "HR"]);
    assert!(updated.code == 0 && updated.stdout.contains("set aside, d1"), "{updated:?}");
    assert!(catalog.run(&["postings", "update", id, "--by", "HR"]).stdout.contains("is up to date"));
    for (deed, status) in [("publish", "published"), ("close", "closed"), ("reopen", "draft")] {
        let run = catalog.run(&["postings", deed, id, "--by", "HR"]);
        assert!(run.code == 0 && run.stdout.contains(status), "{run:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&catalog.run(&["postings", "--json"]).stdout).unwrap();
    assert_eq!(json["items"][0]["id"], id);
    assert_eq!(catalog.run(&["postings", "show", "nothing"]).code, 1);
}
