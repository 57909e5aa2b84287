//! The composer's page, as somebody from the personnel office uses it.

use crate::support::TestCatalog;
use crate::support::http::{Answer, ask};
use crate::support::server::Server;

const ROLE: &str = "role=albina-rockwood/in-school-coordinator&how_to_apply=Write+to+us.";

fn read(server: &Server, address: &str) -> Answer {
    ask(server.address, "GET", address, &[("Accept", "text/html")])
}

#[test]
fn a_posting_is_there_at_once_and_can_be_taken_along_in_every_form() {
    let server = Server::of(TestCatalog::shipped());
    let page = read(&server, &format!("/postings/new?{ROLE}")).text();
    assert!(page.contains("class=\"sheet\"") && page.contains("words, from revision 2 as approved"), "{page}");
    let downloads: Vec<String> = page
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with("/postings/new/"))
        .map(|link| link.replace("&amp;", "&"))
        .collect();
    assert!(downloads.len() >= 6, "{downloads:?}");
    for link in downloads {
        let file = server.get(&link);
        assert_eq!(file.status, 200, "{link}: {}", file.text());
        assert!(file.header("content-disposition").unwrap().starts_with("attachment; filename="), "{link}");
        let begin: &[u8] = match link.split('?').next().unwrap().rsplit('.').next().unwrap() {
            "pdf" => b"%PDF-",
            "docx" => b"PK",
            "html" => b"<!doctype html>",
            "md" => b"# ",
            "json" | "jsonld" => b"{",
            _ => b"",
        };
        assert!(file.body.starts_with(begin), "{link}");
    }
}

#[test]
fn duties_are_left_out_moved_and_reworded_and_the_page_says_which_words_are_not_the_approved_ones() {
    let server = Server::of(TestCatalog::shipped());
    let moved = read(&server, &format!("/postings/new?{ROLE}&down=d1"));
    assert_eq!(moved.status, 303);
    let address = moved.header("location").unwrap().to_owned();
    assert!(address.contains("duty=d2&duty=d1&duty=d3") && !address.contains("down="), "{address}");
    let address = address.replace("&duty=d3", "");
    let text = server.get(&address.replace("/postings/new?", "/postings/new/a.txt?")).text();
    let (second, first) = (text.find("Draw up an Individual").unwrap(), text.find("Build strong bonds").unwrap());
    assert!(second < first, "{text}");
    let reworded = read(&server, &format!("{address}&reword=d1"));
    let address = reworded.header("location").unwrap().to_owned();
    let page = read(&server, &address).text();
    assert!(page.contains("<textarea id=\"edit-d1\" name=\"edit.d1\""), "{page}");
    let page = read(&server, &format!("{address}&edit.d1=Get+to+know+every+student.")).text();
    assert!(
        page.contains("class=\"edited\" title=\"Reworded for this posting. Approved: Build strong bonds"),
        "{page}"
    );
    let back = read(&server, &format!("{address}&edit.d1=Get+to+know+every+student.&restore=d1"));
    assert!(!back.header("location").unwrap().contains("edit."));
}

#[test]
fn what_is_wrong_is_said_at_the_field_and_nothing_that_was_typed_is_lost() {
    let server = Server::of(TestCatalog::shipped());
    let typed = "closing_date=2027-02-30&pay_minimum=lots&requisition_number=%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let answer = read(&server, &format!("/postings/new?{ROLE}&template=full-announcement&sent=yes&duty=d1&{typed}"));
    assert_eq!(answer.status, 200);
    let page = answer.text();
    assert!(page.contains("id=\"problem-closing_date\"") && page.contains("id=\"problem-pay_minimum\""), "{page}");
    assert!(page.contains("value=\"2027-02-30\"") && page.contains("value=\"lots\""), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"), "{page}");
    assert!(page.contains("It can be taken along when what is named is mended.") && page.contains("class=\"sheet\""));
    let fresh = read(&server, "/postings/new?role=mission/family-success-coach").text();
    assert!(fresh.contains("when how to apply is filled in") && !fresh.contains("role=\"alert\""), "{fresh}");
    let file = server.get(&format!("/postings/new/a.md?{ROLE}&closing_date=2027-02-30"));
    assert_eq!(file.status, 400);
    assert!(file.text().contains("2027-02-30"), "{}", file.text());
}

#[test]
fn particulars_are_inert_in_every_form() {
    let server = Server::of(TestCatalog::shipped());
    let hostile = "requisition_number=%3DHYPERLINK(%22x%22)&site=%7B%7B7*7%7D%7D+%3Cb%3Ebold%3C%2Fb%3E";
    for form in ["md", "html", "txt", "json"] {
        let text = server.get(&format!("/postings/new/a.{form}?{ROLE}&{hostile}")).text();
        assert!(text.contains("7*7") || text.contains("7\\*7"), "{form}: {text}");
        assert!(
            !text.contains("49") && (form == "txt" || form == "json" || !text.contains("<b>bold")),
            "{form}: {text}"
        );
    }
}

#[test]
fn a_template_that_locks_its_words_offers_no_change_of_them() {
    let server = Server::of(TestCatalog::shipped());
    let address = "/postings/new?role=new-york-county/case-manager-social-services&template=civil-service-announcement";
    let page = read(&server, address).text();
    assert!(page.contains("class=\"sheet\""), "{page}");
    assert!(page.contains("as approved"), "{page}");
}

#[test]
fn what_can_not_be_posted_has_its_own_page() {
    let server = Server::of(TestCatalog::shipped());
    for (address, status) in [
        ("/postings/new", 200),
        ("/postings/new?role=nobody/nothing", 404),
        ("/postings/new?role=Nobody", 400),
        ("/postings/new?role=oregon-dhs/family-coach@draft", 404),
        ("/postings/new?role=oregon-dhs/family-coach&template=nothing", 400),
        ("/postings/new?role=oregon-dhs/family-coach&sent=yes&duty=d999", 200),
        ("/postings/new/a.exe?role=oregon-dhs/family-coach", 404),
        ("/postings/new/..%2fa.md?role=oregon-dhs/family-coach", 404),
        ("/postings/new/a.jsonld?role=oregon-dhs/family-coach&template=position-description", 400),
    ] {
        let answer = read(&server, address);
        assert_eq!(answer.status, status, "{address}: {}", answer.text());
    }
}

#[test]
fn templates_of_ones_own_are_composed_with_and_what_is_wrong_with_them_is_said() {
    let catalog = TestCatalog::shipped();
    let own = tempfile::tempdir().unwrap();
    let path = own.path().to_str().unwrap();
    let made = catalog.run(&["template", "new", "our-notice", "--from", "internal-notice", "--templates", path]);
    assert_eq!(made.code, 0, "{made:?}");
    let body = own.path().join("our-notice/body.md.j2");
    let text = std::fs::read_to_string(&body).unwrap();
    std::fs::write(&body, text.replace("{% block job %}", "{% block job %}\nFrom the people of the north office.\n"))
        .unwrap();
    let mut command = catalog.command(&["serve", "--listen", "127.0.0.1:0", "--posting-templates", path]);
    let server = Server::start_with(&mut command);
    let address = "/postings/new?role=albina-rockwood/in-school-coordinator&template=our-notice";
    let page = read(&server, address);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("From the people of the north office."), "{}", page.text());
    std::fs::write(&body, "{% block position %}{{ nothing.of.this }}").unwrap();
    let page = read(&server, address);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("body.md.j2") && page.text().contains("href=\"#field-template\""), "{}", page.text());
    let file = server.get(&address.replace("/new?", "/new/a.txt?"));
    assert!(file.status >= 400 && file.status < 500, "{}", file.text());
}

#[test]
fn a_folder_of_templates_that_is_not_there_is_said_at_the_start() {
    let catalog = TestCatalog::shipped();
    let run = catalog.run(&["serve", "--posting-templates", "nowhere"]);
    assert!(run.code != 0 && run.stderr.contains("nowhere"), "{run:?}");
}
