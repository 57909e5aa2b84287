//! The pages: every link leads somewhere, every state has its page, what is wrong is said on one.

use std::collections::{BTreeMap, VecDeque};

use rolebook::web::endpoint::Given;
use rolebook::web::endpoints::endpoints;

use crate::support::TestCatalog;
use crate::support::http::{Answer, ask};
use crate::support::server::Server;

const HTML: &str = "text/html; charset=utf-8";
const COORDINATOR: &str = "/roles/albina-rockwood/in-school-coordinator";

/// As a browser asks.
fn read(server: &Server, address: &str) -> Answer {
    ask(server.address, "GET", address, &[("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")])
}

/// The addresses on this site that a page names.
fn links(page: &str) -> Vec<String> {
    let named = |attribute: &str| -> Vec<String> {
        page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let mut links = named("href=\"");
    links.extend(named("src=\""));
    links.extend(named("action=\""));
    let own = links.into_iter().filter(|link| link.starts_with('/'));
    own.map(|link| link.replace("&amp;", "&").split('#').next().unwrap().to_owned()).collect()
}

/// What every page has.
fn is_whole(address: &str, answer: &Answer) {
    let page = answer.text();
    assert_eq!(answer.header("content-type"), Some(HTML), "{address}");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{address}");
    assert_eq!(page.matches("<h1").count(), 1, "{address}: one main heading");
    assert_eq!(page.matches("<main ").count(), 1, "{address}");
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
    assert!(title.contains("Rolebook") && title.len() > 10, "{address}: {title}");
    assert!(page.contains("<a class=\"skip\" href=\"#content\">"), "{address}");
    for inline in [" style=", "<style", " onclick", "javascript:"] {
        assert!(!page.contains(inline), "{address}: {inline}");
    }
    let scripts = page.split("<script").skip(1).filter(|rest| !rest.starts_with(" src=\"/assets/"));
    for script in scripts {
        assert!(script.starts_with(" type=\"application/ld+json\">{"), "{address}: {script}");
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let server = Server::of(TestCatalog::shipped());
    let mut found: BTreeMap<String, u16> = BTreeMap::new();
    let mut next: VecDeque<(String, String)> = VecDeque::from([("/".to_owned(), "the beginning".to_owned())]);
    while let Some((address, from)) = next.pop_front() {
        if found.contains_key(&address) {
            continue;
        }
        let answer = read(&server, &address);
        assert!(matches!(answer.status, 200 | 303), "{address}, named on {from}, is answered with {}", answer.status);
        found.insert(address.clone(), answer.status);
        if let Some(to) = answer.header("location") {
            next.push_back((to.to_owned(), address.clone()));
        }
        // Every filter of every search can be reached from every other: one step into those is enough.
        let deep = address.matches("filter=").count() > 0;
        // What is a page, and not a file to be kept.
        if answer.header("content-type") == Some(HTML)
            && answer.header("content-disposition").is_none()
            && answer.status == 200
        {
            is_whole(&address, &answer);
            // So can every set of roles that are compared, in every form.
            let compares = address.starts_with("/compare?") && from.starts_with("/compare");
            let inner = links(&answer.text()).into_iter();
            let inner =
                inner.filter(|link| !(deep && link.starts_with("/search?") || compares && link.contains("/compare")));
            next.extend(inner.map(|link| (link, address.clone())));
        }
        assert!(found.len() < 2000, "there is no end to it: {address}");
    }
    for endpoint in endpoints().iter().filter(|endpoint| endpoint.is_page) {
        let begins = endpoint.path.split('{').next().unwrap();
        // A posting can be taken along when its form is filled in.
        // So can a reading be seen when somebody has brought a file.
        let asked_for = ["/robots.txt", "/favicon.ico", "/postings/new/{file}", "/import/{file}"];
        let unasked = asked_for.contains(&endpoint.path);
        let named = found.keys().any(|address| address.starts_with(begins));
        assert!(named || unasked, "nothing leads to {}", endpoint.path);
    }
    assert!(found.len() > 150, "{} addresses", found.len());
}

#[test]
fn what_is_wrong_is_said_on_a_page_to_people_and_as_a_problem_to_programs() {
    let server = Server::of(TestCatalog::shipped());
    for (address, status, words) in [
        ("/nothing/here", 404, "There is no page here"),
        ("/roles/hayward/nobody", 404, "There is no such role"),
        ("/roles/hayward/student-succes-coach", 404, "href=\"/roles/hayward/student-success-coach\""),
        ("/roles/hayward/student-success-coach@7", 404, "href=\"/roles/hayward/student-success-coach/history\""),
        ("/roles/hayward/student-success-coach@draft", 404, "no such revision"),
        ("/roles/hayward/student-success-coach/redline", 404, "The role is there"),
        ("/roles/hayward/student-success-coach.exe", 404, "There is no page here"),
        ("/roles/Hay ward/x", 400, ""),
        ("/organisations/nobody", 404, "There is no page here"),
        ("/activities/nothing", 404, "There is no page here"),
        ("/assets/style.css", 404, "There is no page here"),
        ("/search?find=everything", 400, "`everything`"),
        ("/search?page=nine", 400, "`nine`"),
        ("/search?page=0", 400, "`0`"),
        ("/search?as_of=2026-02-30", 400, "2026-02-30"),
        ("/search?filter=colour%3Dred", 400, "colour"),
        ("/search?q=%ff", 400, "UTF-8"),
        ("/search?q=a&q=b", 400, "more than once"),
    ] {
        let answer = read(&server, address);
        assert_eq!(answer.status, status, "{address}");
        if status == 400 && words.is_empty() {
            continue;
        }
        is_whole(address, &answer);
        assert!(answer.text().contains(words), "{address}: {}", answer.text());
        assert!(answer.text().contains("href=\"/\""), "{address} leads on");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let problem = server.get("/nothing/here");
    assert_eq!(problem.header("content-type"), Some("application/problem+json"));
    let problem = ask(server.address, "GET", "/api/v1/nothing", &[("Accept", "text/html")]);
    assert_eq!(problem.header("content-type"), Some("application/problem+json"));
    let long = format!("/search?q={}", "a".repeat(10_000));
    let refused = read(&server, &long);
    assert_eq!(refused.status, 414);
    is_whole("a long address", &refused);
    let posted = ask(server.address, "POST", "/search", &[("Accept", "text/html")]);
    assert_eq!((posted.status, posted.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
}

#[test]
fn what_is_strange_but_not_wrong_is_answered() {
    let server = Server::of(TestCatalog::shipped());
    for address in [
        "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/search?q=&as_of=&page=&utm_source=mail&utm_source=again",
        "/search?q=home&page=500",
        "/search?q=%22unbalanced+(((",
        "/search?q=coach&as_of=1999-01-01",
        "/search?q=coach&filter=state%3DZZ",
        "/compare",
        "/compare?role=nobody/nothing&role=%3Cb%3E",
        "/compare?role=mission/family-success-coach&role=mission/family-success-coach@1&role=oregon-dhs/family-coach",
        "/compare?role=mission/family-success-coach&role=oregon-dhs/family-coach@77&only=x&rows=y&years=many&education=z",
        "/?from=mail",
    ] {
        let answer = read(&server, address);
        assert_eq!(answer.status, 200, "{address}");
        is_whole(address, &answer);
        assert!(!answer.text().contains("<script>alert"), "{address}");
    }
}

#[test]
fn pages_are_not_sent_twice_and_files_of_pages_for_ever_once() {
    let server = Server::of(TestCatalog::shipped());
    let page = read(&server, COORDINATOR);
    let tag = page.header("etag").unwrap().to_owned();
    let again = ask(server.address, "GET", COORDINATOR, &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.text().len()), (304, 0));
    // A browser takes these headers for those of the page that it has.
    assert_eq!(again.header("content-security-policy"), page.header("content-security-policy"));
    let policy = page.header("content-security-policy").unwrap();
    for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    let sheet = links(&page.text()).into_iter().find(|link| link.ends_with(".css")).unwrap();
    let sheet = read(&server, &sheet);
    assert_eq!(sheet.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let fonts: Vec<String> =
        sheet.text().split("url(").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect();
    assert_eq!(fonts.len(), 3);
    for font in fonts {
        let font = read(&server, &font);
        assert_eq!((font.status, font.header("content-type")), (200, Some("font/woff2")));
    }
}

#[test]
fn a_role_can_be_taken_away_as_a_file() {
    let server = Server::of(TestCatalog::shipped());
    let file = read(&server, &format!("{COORDINATOR}@1.md"));
    assert_eq!(file.header("content-type"), Some("text/markdown; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"in-school-coordinator-1.md\""));
    let own = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("catalog/roles/albina-rockwood/in-school-coordinator/1.md"),
    );
    assert_eq!(file.text(), own.unwrap());
    let json = read(&server, &format!("{COORDINATOR}@1.json"));
    assert_eq!(
        (json.status, json.header("location")),
        (303, Some("/api/v1/roles/albina-rockwood/in-school-coordinator@1"))
    );
}

#[test]
fn the_first_page_answers_while_the_index_is_being_made() {
    use rolebook::app::search::SearchService;
    use rolebook::catalog::store::CatalogStore;
    use rolebook::web::look::Looks;
    use rolebook::web::service::Service;
    use std::sync::Arc;

    let catalog = TestCatalog::shipped();
    let store: Arc<dyn CatalogStore> = Arc::new(catalog.store());
    let index = tempfile::tempdir().unwrap();
    let search = Arc::new(SearchService::new(Arc::clone(&store), index.path()));
    let service = Service::new(store, search, Looks::new(None), serde_json::json!({}));
    let home = endpoints().into_iter().find(|endpoint| endpoint.path == "/").unwrap();
    let page = String::from_utf8(home.ask(&service, Given::reading(&[], None)).unwrap().body.to_vec()).unwrap();
    assert!(page.contains("The search index is being made") && page.contains("http-equiv=\"refresh\""), "{page}");
    let find = endpoints().into_iter().find(|endpoint| endpoint.path == "/search").unwrap();
    assert!(find.ask(&service, Given::reading(&[], Some("q=coach"))).is_err(), "search says that it can't answer yet");
    let role = endpoints().into_iter().find(|endpoint| endpoint.path == "/roles/{organisation}/{role}").unwrap();
    let path =
        [("organisation".to_owned(), "mission".to_owned()), ("role".to_owned(), "family-success-coach".to_owned())];
    assert!(role.ask(&service, Given::reading(&path, None)).is_ok(), "roles can be read meanwhile");
}

#[test]
fn what_was_found_on_a_day_of_the_past_is_shown_as_it_was_then() {
    let catalog = TestCatalog::new();
    catalog.draft("coach", &["Coach families."]);
    catalog.publish("coach");
    let server = Server::start(&catalog);
    let today = read(&server, "/search?q=coach").text();
    assert!(today.contains("href=\"/roles/acme/coach\"") && today.contains("href=\"/roles/acme/coach#d1\""), "{today}");
    let day = jiff::Zoned::now().date();
    let then = read(&server, &format!("/search?q=coach&as_of={day}")).text();
    assert!(
        then.contains("href=\"/roles/acme/coach@1\"") && then.contains("href=\"/roles/acme/coach@1#d1\""),
        "{then}"
    );
}

#[test]
fn the_search_page_says_how_many_of_what_were_found() {
    let server = Server::of(TestCatalog::shipped());
    for (asked, said) in [
        ("", "10 roles in the catalog"),
        ("?filter=state%3Dor", "2 roles found"),
        ("?q=caseload:35..40", "1 role found"),
        ("?filter=state%3Dzz", "No role found"),
        ("?q=xyzzyplugh", "No role found"),
    ] {
        let page = read(&server, &format!("/search{asked}")).text();
        assert!(page.contains(said), "{asked}: {page}");
        assert!(!page.contains("1 years"), "{asked}: {page}");
    }
}
