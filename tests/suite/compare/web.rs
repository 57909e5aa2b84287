//! Comparison on its page, in the API and as files.

use crate::support::TestCatalog;
use crate::support::server::Server;

const THREE: &str = "role=mission/family-success-coach&role=seven-counties/case-manager&role=oregon-dhs/family-coach";

#[test]
fn the_api_gives_what_the_shell_gives() {
    let catalog = TestCatalog::shipped();
    let shell = catalog.run(&[
        "compare",
        "mission/family-success-coach",
        "seven-counties/case-manager",
        "oregon-dhs/family-coach",
        "--years",
        "2",
        "--license",
        "driver",
        "--json",
    ]);
    let shell: serde_json::Value = serde_json::from_str(&shell.stdout).unwrap();
    let server = Server::of(TestCatalog::shipped());
    let answer = server.get(&format!("/api/v1/compare?{THREE}&years=2&license=driver"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json(), shell);
    assert_eq!(shell["would_qualify"].as_array().unwrap().len(), 3);
}

#[test]
fn what_can_not_be_compared_is_a_problem_that_names_the_parameter() {
    let server = Server::of(TestCatalog::shipped());
    let one = "role=mission/family-success-coach";
    let thirteen = [one; 13].join("&");
    for (query, status, words) in [
        (one, 400, "one role alone"),
        (&format!("{one}&{one}@1"), 400, "named twice"),
        (thirteen.as_str(), 400, "13 roles are too many"),
        (&format!("{one}&role=mission/nobody"), 404, "there is no role"),
        (&format!("{one}&role=oregon-dhs/family-coach@9"), 404, "no revision 9"),
        (&format!("{one}&role=Nobody"), 400, "names no role"),
        (&format!("{THREE}&years=many"), 400, "0 to 80"),
        (&format!("{THREE}&years=-1"), 400, "0 to 80"),
        (&format!("{THREE}&education=phd"), 400, "phd"),
        (&format!("{THREE}&only=some"), 400, "some"),
    ] {
        let answer = server.get(&format!("/api/v1/compare?{query}"));
        assert_eq!(answer.status, status, "{query}: {}", answer.text());
        assert!(answer.text().contains(words), "{query}: {}", answer.text());
    }
}

#[test]
fn a_comparison_can_be_taken_along_as_a_file() {
    let server = Server::of(TestCatalog::shipped());
    for (suffix, media, begin) in [
        ("csv", "text/csv; charset=utf-8", "\u{feff}Part,Row,"),
        ("md", "text/markdown; charset=utf-8", "# Family Success Coach, "),
        ("html", "text/html; charset=utf-8", "<!doctype html>"),
    ] {
        let answer = server.get(&format!("/compare.{suffix}?{THREE}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)));
        let name = format!("attachment; filename=\"comparison.{suffix}\"");
        assert_eq!(answer.header("content-disposition"), Some(name.as_str()));
        assert!(answer.text().starts_with(begin), "{}", answer.text());
        for words in ["Makes and documents a comprehensive assessment", "Home visits", "criminal background check"] {
            assert!(answer.text().contains(words), "{suffix}: {words}");
        }
    }
    let refused = server.get("/compare.csv?role=mission/family-success-coach");
    assert_eq!(refused.status, 400);
}

#[test]
fn a_cell_is_no_formula_and_no_markup_whatever_a_role_says() {
    let catalog = TestCatalog::new();
    catalog.draft("one", &["Coach."]);
    let hostile = catalog.read("roles/acme/one/draft.md").replacen("# ", "# =HYPERLINK(\"http://x\") | <b> ", 1);
    catalog.write("roles/acme/one/draft.md", &hostile);
    catalog.draft("two", &["@SUM(A1) | <script>alert(1)</script> of families."]);
    for format in ["csv", "markdown", "html"] {
        let run = catalog.run(&["compare", "acme/one@draft", "acme/two@draft", "--format", format]);
        assert_eq!(run.code, 0, "{run:?}");
        let text = run.stdout;
        match format {
            "csv" => {
                let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
                let cells =
                    reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
                let formulas = cells.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
                assert_eq!(formulas.count(), 0);
                assert!(text.contains("'=HYPERLINK"), "{text}");
            }
            "markdown" => assert!(text.contains("\\| \\<b>") && text.contains("\\<script>"), "{text}"),
            _ => assert!(text.contains("&lt;script") && !text.contains("<script"), "{text}"),
        }
    }
}

#[test]
fn every_sign_with_which_a_formula_can_begin_is_disarmed_in_the_sheet() {
    for title in ["=1+1", "+1+1", "-1+1", "@SUM(A1)"] {
        let catalog = TestCatalog::new();
        catalog.draft("one", &["Coach."]);
        catalog.draft("two", &["Coach."]);
        let text = catalog.read("roles/acme/one/draft.md").replacen("# ", &format!("# {title} "), 1);
        catalog.write("roles/acme/one/draft.md", &text);
        let run = catalog.run(&["compare", "acme/one@draft", "acme/two@draft", "--format", "csv"]);
        assert!(run.stdout.contains(&format!("'{title}")), "{run:?}");
        assert!(!run.stdout.contains(&format!(",{title}")) && !run.stdout.contains(&format!("\"{title}")), "{run:?}");
    }
}

#[test]
fn the_page_shows_a_revision_once_whatever_it_is_called() {
    let server = Server::of(TestCatalog::shipped());
    let page = server.get(&format!("/compare?{THREE}&role=mission/family-success-coach@1")).text();
    assert!(page.contains("mission/family-success-coach@1 is left out"), "{page}");
    let alone = "/compare?role=mission/family-success-coach&role=mission/family-success-coach@1";
    assert_eq!(server.get(alone).status, 200);
}

#[test]
fn the_page_keeps_what_was_asked_and_says_what_could_not_be_done() {
    let server = Server::of(TestCatalog::shipped());
    let page = server.get(&format!("/compare?{THREE}&role=nobody/nothing&years=many&education=bachelor")).text();
    assert!(page.contains("There is no role nobody/nothing."));
    assert!(page.contains("id=\"years-error\"") && page.contains("value=\"many\""));
    assert!(page.contains("<option value=\"bachelor\" selected>"));
    assert!(page.contains("href=\"/roles/oregon-dhs/family-coach@1#"), "duties lead to their place");
    assert!(page.contains("resources, according to the…"), "a bundled duty is cut between words");
    let folded = server.get(&format!("/compare?{THREE}&rows=collapsed")).text();
    assert!(folded.contains("class=\"folded\"") && !folded.contains("of-duties"));
}
