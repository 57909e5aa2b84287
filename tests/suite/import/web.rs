//! `/import` and `POST /api/v1/imports`, with a real server and real files.

use std::fmt::Write as _;

use super::shared;
use crate::readers::build::{Docx, p, pdf, zipped};
use crate::support::TestCatalog;
use crate::support::http::{Answer, ask, post};
use crate::support::server::Server;

pub(crate) const DOCUMENT: &str = "FAMILY ADVOCATE\n\nReports to: Program Director\nStatus: Full-time\n\nSUMMARY\n\nThe Family Advocate walks with families through the first year of the program.\n\nDUTIES\n\n- Visits families at home every week. Writes a note of each visit.\n- Writes a plan with each family and goes through it with them.\n- Keeps a caseload of 12-15 families.\n\nQUALIFICATIONS\n\n- Bachelor's degree in social work.\n- Two years of experience in home visiting.\n- Valid driver's license.\n";

/// A form with these files.
pub(crate) fn form(files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let boundary = "----a-line-between-files";
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend_from_slice(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

pub(crate) fn send(server: &Server, target: &str, files: &[(&str, &[u8])]) -> Answer {
    let (kind, body) = form(files);
    post(server.address, target, &[("Content-Type", &kind), ("Accept", "text/html")], &body)
}

/// Brings a file; the address of its reading.
fn brought(server: &Server, name: &str, bytes: &[u8]) -> String {
    let answer = send(server, "/import", &[(name, bytes)]);
    assert_eq!(answer.status, 303, "{}", answer.text());
    let address = answer.header("location").unwrap().to_owned();
    assert!(address.starts_with("/import/") && address.len() == 8 + 64, "{address}");
    address
}

/// What stands behind `name="` of each field with its value, as a browser would send the form of a page.
fn fields(page: &str) -> Vec<(String, String)> {
    let document = scraper::Html::parse_document(page);
    let any = scraper::Selector::parse("#reading input, #reading select").unwrap();
    let chosen = scraper::Selector::parse("option[selected]").unwrap();
    let first = scraper::Selector::parse("option").unwrap();
    let mut fields = Vec::new();
    for field in document.select(&any) {
        let element = field.value();
        let Some(name) = element.attr("name") else { continue };
        if element.attr("type") == Some("checkbox") && element.attr("checked").is_none() {
            continue;
        }
        let value = match element.name() {
            "select" => {
                let option = field.select(&chosen).next().or_else(|| field.select(&first).next()).unwrap();
                option.value().attr("value").unwrap().to_owned()
            }
            _ => element.attr("value").unwrap_or("on").to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    fields
}

fn encoded(fields: &[(String, String)]) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        value.bytes().for_each(|byte| write!(form, "%{byte:02X}").unwrap());
    }
    form
}

/// Sets the field that is the `nth` of its name.
fn set(fields: &mut [(String, String)], name: &str, nth: usize, value: &str) {
    let field = fields.iter_mut().filter(|(other, _)| other == name).nth(nth);
    field.unwrap_or_else(|| panic!("no field {name} {nth}")).1 = value.to_owned();
}

fn with(mut fields: Vec<(String, String)>, name: &str, value: &str) -> String {
    fields.push((name.to_owned(), value.to_owned()));
    encoded(&fields)
}

#[test]
fn a_file_is_read_beside_the_original_and_every_line_is_accounted_for() {
    let server = Server::of(TestCatalog::new());
    let address = brought(&server, "../../etc/advocate<b>.txt", DOCUMENT.as_bytes());
    let page = server.get(&address);
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("<h1>advocate&lt;b&gt;.txt</h1>"), "the name is a name and no path");
    for line in
        ["Visits families at home every week.", "Valid driver&#39;s license.", "Keeps a caseload of 12-15 families."]
    {
        assert!(text.matches(line).count() >= 2, "{line} stands in the file and in the draft");
    }
    assert!(text.contains("pieces have a place (100 %)"), "{text}");
    for part in ["id=\"piece-0\"", "href=\"#became-", "id=\"became-", "href=\"#piece-"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(text.contains("name=\"reports_to\" value=\"Program Director\""), "facts can be corrected");
    assert!(!text.contains("name=\"keep\"") && text.contains("name=\"download\""), "nobody may write here");
}

#[test]
fn what_is_corrected_becomes_the_draft_and_nothing_is_overwritten() {
    let catalog = TestCatalog::new();
    let server = Server::acting(&catalog, "Personnel office");
    let address = brought(&server, "advocate.txt", DOCUMENT.as_bytes());
    let before = server.get(&address).text();
    let mut form = fields(&before);
    set(&mut form, "organisation", 0, "acme");
    set(&mut form, "title", 0, "Advocate for Families");
    set(&mut form, "most", 0, "20");
    // The third duty is a working condition, says the person.
    let at = before.find("Keeps a caseload").unwrap();
    let nth = before[..at].matches("id=\"piece-").count() - 1;
    set(&mut form, "kind", nth, "condition");
    let after = server.post(&address, &encoded(&form)).text();
    assert!(after.contains("corrected;") && after.contains("Working conditions"), "{after}");
    assert!(
        !catalog.path().join("roles/acme/advocate-for-families").exists(),
        "nothing is kept before it is asked for"
    );
    let kept = server.post(&address, &with(fields(&after), "keep", "0"));
    assert_eq!(kept.status, 200);
    assert!(kept.text().contains("is kept as a draft: <code>acme/advocate-for-families</code>"), "{}", kept.text());
    let draft = catalog.read("roles/acme/advocate-for-families/draft.md");
    for said in ["# Advocate for Families", "at_most: 20", "Corrected by hand", "## Working conditions"] {
        assert!(draft.contains(said), "no `{said}` in\n{draft}");
    }
    let (duties, conditions) = draft.split_once("## Working conditions").unwrap();
    assert!(!duties.contains("Keeps a caseload") || conditions.contains("Keeps a caseload"), "{draft}");
    assert_eq!(catalog.run(&["check"]).code, 0);
    let again = server.post(&address, &with(fields(&after), "keep", "0"));
    assert!(again.text().contains("was not kept"), "{}", again.text());
    assert_eq!(catalog.read("roles/acme/advocate-for-families/draft.md"), draft);
}

#[test]
fn pieces_can_be_moved_joined_and_split_without_script() {
    let server = Server::of(TestCatalog::new());
    let address = brought(&server, "advocate.txt", DOCUMENT.as_bytes());
    let page = server.get(&address).text();
    let at = |page: &str, words: &str| page[..page.find(words).unwrap()].matches("id=\"piece-").count() - 1;
    let first = at(&page, "Visits families");
    let split = server.post(&address, &with(fields(&page), "step", &format!("split-{first}"))).text();
    assert!(split.contains("- Visits families at home every week.</p>"), "{split}");
    assert!(split.contains(">Writes a note of each visit.</p>"), "{split}");
    let note = at(&split, ">Writes a note");
    let moved = server.post(&address, &with(fields(&split), "step", &format!("down-{note}"))).text();
    assert_eq!(at(&moved, ">Writes a note"), note + 1, "{moved}");
    let joined = server.post(&address, &with(fields(&moved), "step", &format!("join-{}", note + 1))).text();
    assert!(joined.contains("goes through it with them. Writes a note of each visit.</p>"), "{joined}");
    // A form that was made up changes nothing and breaks nothing.
    for pieces in ["0", "0,0", "0:5-2", "99999", "a", "0:0-1,0:1-2", &"0,".repeat(5000)] {
        let mut form = fields(&page);
        set(&mut form, "pieces", 0, pieces);
        let answer = server.post(&address, &encoded(&form));
        assert_eq!(answer.status, 400, "{pieces}");
    }
    for step in ["up-0", "down-9999", "join-0", "split-18446744073709551615", "sideways-1", "up", ""] {
        assert_eq!(server.post(&address, &with(fields(&page), "step", step)).status, 200, "{step}");
    }
}

#[test]
fn a_newer_version_of_a_role_is_a_revision_of_it_with_its_redline() {
    let catalog = TestCatalog::new();
    let path = catalog.path().join("advocate.txt");
    std::fs::write(&path, DOCUMENT).unwrap();
    assert_eq!(catalog.run(&["import", path.to_str().unwrap(), "--into", "acme"]).code, 0);
    std::fs::remove_file(&path).unwrap();
    let publish = ["publish", "acme/family-advocate", "--by", "HR", "--reason", "first"];
    assert_eq!(catalog.run(&publish).code, 0);
    let server = Server::acting(&catalog, "Personnel office");
    let newer = DOCUMENT.replace("every week", "twice a week").replace("FAMILY ADVOCATE", "FAMILY ADVOCATE I");
    let address = brought(&server, "advocate.txt", newer.as_bytes());
    let mut form = fields(&server.get(&address).text());
    set(&mut form, "organisation", 0, "acme");
    set(&mut form, "revises", 0, "acme/family-advocate");
    let page = server.post(&address, &encoded(&form)).text();
    assert!(page.contains("This looks like a newer version of a role that is there"), "{page}");
    assert!(page.contains("What it changes of revision 1") && page.contains("twice"), "{page}");
    let kept = server.post(&address, &with(fields(&page), "keep", "0")).text();
    assert!(kept.contains("is kept as a draft: <code>acme/family-advocate</code>"), "{kept}");
    assert!(catalog.read("roles/acme/family-advocate/draft.md").contains("revises: 1"));
}

#[test]
fn several_roles_of_a_file_are_kept_one_by_one() {
    let Some(path) = shared("seeds/000_72e9daafb6052773.txt") else { return };
    let catalog = TestCatalog::new();
    let server = Server::acting(&catalog, "Personnel office");
    let address = brought(&server, "roles.txt", &std::fs::read(path).unwrap());
    let page = server.get(&address).text();
    assert!(page.contains("7 roles found"), "{page}");
    assert_eq!(page.matches("class=\"draft\"").count(), 7);
    let mut form = fields(&page);
    set(&mut form, "organisation", 3, "acme");
    let kept = server.post(&address, &with(form, "keep", "3")).text();
    assert_eq!(kept.matches("is kept as a draft").count(), 1, "{kept}");
    assert_eq!(std::fs::read_dir(catalog.path().join("roles/acme")).unwrap().count(), 1);
}

#[test]
fn without_the_right_to_write_the_draft_is_a_file() {
    let server = Server::of(TestCatalog::new());
    let address = brought(&server, "advocate.txt", DOCUMENT.as_bytes());
    let form = fields(&server.get(&address).text());
    let refused = server.post(&address, &with(form.clone(), "keep", "0"));
    assert_eq!(refused.status, 403, "{}", refused.text());
    assert!(refused.text().contains("rolebook serve --as"), "{}", refused.text());
    let file = server.post(&address, &with(form, "download", "0"));
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"family-advocate.md\""));
    assert!(file.text().contains("# Family Advocate") && file.text().contains("schema: rolebook/1"), "{}", file.text());
}

#[test]
fn files_that_are_not_brought_in_say_what_to_do() {
    let server = Server::of(TestCatalog::new());
    let types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>";
    let macros = zipped(&[("[Content_Types].xml", types), ("word/document.xml", b"<w/>")]);
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &wide("EncryptedPackage")].concat();
    for (name, bytes, expected) in [
        ("scan.pdf", pdf(&["0 0 m 10 10 l S"]), "text recognition"),
        ("macros.docx", macros, "macros"),
        ("secret.docx", old, "password"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n0000".to_vec(), "picture can"),
        ("login.txt", b"Sign in\n\nPassword\n\nThis site uses cookies.\n".to_vec(), "job description"),
        ("empty.txt", b"  \n".to_vec(), "empty"),
    ] {
        let answer = send(&server, "/import", &[(name, &bytes)]);
        let text = answer.text();
        assert_eq!(answer.status, 200, "{name}");
        assert!(text.contains("This file was not brought in") && text.contains(expected), "{name}: {text}");
    }
    let nothing = send(&server, "/import", &[("", b"")]);
    assert!(nothing.text().contains("No file was chosen"), "{}", nothing.text());
    let gone = server.get(&format!("/import/{}", "0".repeat(64)));
    assert!(
        gone.status == 404
            && ask(server.address, "GET", "/import/x", &[("Accept", "text/html")])
                .text()
                .contains("Choose the file again")
    );
}

fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn many_files_make_one_list() {
    let server = Server::of(TestCatalog::new());
    let docx = Docx::of(
        &[p("Job Title: Aide"), p("Duties"), p("Helps residents."), p("Cooks meals."), p("Cleans rooms.")].concat(),
    );
    let docx = docx.bytes();
    let answer =
        send(&server, "/import", &[("a.txt", DOCUMENT.as_bytes()), ("b.docx", &docx), ("c.png", b"\x89PNG\r\n\x1a\n")]);
    let text = answer.text();
    assert_eq!(answer.status, 200, "{text}");
    assert!(
        text.contains("What became of the 3 files") && text.contains("Family Advocate") && text.contains("Aide"),
        "{text}"
    );
    assert!(text.contains("Not read."), "{text}");
    assert_eq!(text.matches("href=\"/import/").count(), 2, "{text}");
}

#[test]
fn readings_are_held_for_a_while_only() {
    let server = Server::of(TestCatalog::new());
    let first = brought(&server, "first.txt", DOCUMENT.as_bytes());
    assert_eq!(server.get(&first).status, 200);
    let names: Vec<String> = (0..72).map(|number| format!("{number}.txt")).collect();
    for names in names.chunks(8) {
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), DOCUMENT.as_bytes())).collect();
        assert_eq!(send(&server, "/import", &files).status, 200);
    }
    assert_eq!(server.get(&first).status, 404);
}

#[test]
fn a_program_gets_what_the_shell_prints() {
    let catalog = TestCatalog::new();
    let path = catalog.path().join("advocate.txt");
    std::fs::write(&path, DOCUMENT).unwrap();
    let printed = catalog.run(&["import", path.to_str().unwrap(), "--dry-run", "--json"]);
    std::fs::remove_file(path).unwrap();
    let printed: serde_json::Value = serde_json::from_str(&printed.stdout).unwrap();
    let reading = Server::start(&catalog);
    let mut answered = send(&reading, "/api/v1/imports", &[("advocate.txt", DOCUMENT.as_bytes())]).json();
    for (index, role) in answered["roles"].as_array_mut().unwrap().iter_mut().enumerate() {
        assert_eq!(*role, printed["roles"][index]);
    }
    assert_eq!(answered, printed);
    let refused = send(&reading, "/api/v1/imports?keep=true&into=acme", &[("advocate.txt", DOCUMENT.as_bytes())]);
    assert_eq!((refused.status, refused.json()["code"].as_str().unwrap().to_owned()), (403, "not-allowed".to_owned()));
    drop(reading);
    let server = Server::acting(&catalog, "Personnel office");
    let kept = send(&server, "/api/v1/imports?keep=true&into=acme", &[("advocate.txt", DOCUMENT.as_bytes())]).json();
    assert_eq!(kept["written"][0]["id"], "acme/family-advocate", "{kept}");
    assert!(catalog.path().join("roles/acme/family-advocate/draft.md").exists());
    for (files, status) in [
        (vec![("a.png", b"\x89PNG\r\n\x1a\n".as_slice())], 422),
        (vec![("a.txt", b"x".as_slice()), ("b.txt", b"y".as_slice())], 400),
        (vec![], 400),
    ] {
        assert_eq!(send(&server, "/api/v1/imports", &files).status, status, "{files:?}");
    }
}
