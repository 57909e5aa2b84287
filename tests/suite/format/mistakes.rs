//! Mistakes that people make: each is reported with its line, column, an excerpt and advice, and all in one run.

use rolebook::catalog::store::CatalogStore;
use rolebook::model::finding::Finding;

use super::{BODY, HEAD, parse, with_duties, with_fields};
use crate::support::TestCatalog;

/// Asserts that a text has one finding, an error, and what it says.
#[track_caller]
fn one_mistake(text: &str, code: &str, place: (u32, u32), excerpt: &str, advice: &str) -> Finding {
    let parsed = parse(text);
    let [finding] = parsed.findings.as_slice() else { panic!("{:#?}", parsed.findings) };
    assert!(finding.is_error());
    assert_eq!((finding.code.as_str(), finding.excerpt.as_str()), (code, excerpt), "{finding:#?}");
    assert_eq!(finding.place.map(|place| (place.line, place.column)), Some(place), "{finding:#?}");
    assert!(finding.advice.contains(advice) && !finding.advice.is_empty(), "{finding:#?}");
    finding.clone()
}

#[test]
fn a_draft_without_mistakes_has_no_findings() {
    assert_eq!(parse(&format!("{HEAD}{BODY}")).findings, []);
}

#[test]
fn an_unknown_field_comes_with_the_name_that_was_meant() {
    let text = with_fields("reports_too: [Director]\n");
    one_mistake(&text, "unknown-field", (6, 1), "reports_too: [Director]", "did you mean `reports_to`?");
    let text = with_fields("caseload: {size: not stated, unti: cases, unit: cases}\n");
    let excerpt = "caseload: {size: not stated, unti: cases, unit: cases}";
    one_mistake(&text, "unknown-field", (6, 30), excerpt, "did you mean `unit`?");
}

#[test]
fn a_share_of_time_that_cannot_be_is_refused_where_it_stands() {
    let text = with_duties("### Coaching (120 %, essential)\n\n- Coaches. ^d1\n");
    let finding =
        one_mistake(&text, "bad-marks", (12, 5), "### Coaching (120 %, essential)", "(75 %, revised, essential)");
    assert!(finding.message.contains("`120 %`"), "{finding:?}");
    let text = with_duties("### Coaching (most %, essential)\n\n- Coaches. ^d1\n");
    let finding =
        one_mistake(&text, "bad-marks", (12, 5), "### Coaching (most %, essential)", "write the share of time");
    assert!(finding.message.contains("`most %`"), "{finding:?}");
}

#[test]
fn shares_of_time_on_a_position_description_must_add_up() {
    let duties = "### One (60 %)\n\n- Coaches. ^d1\n\n### Two (30 %)\n\n- Writes. ^d2\n";
    let text = with_duties(duties).replace("job-description", "position-description");
    let finding = one_mistake(&text, "shares", (10, 1), "## Duties", "correct the shares");
    assert!(finding.message.contains("90 %"), "{finding:?}");
    assert_eq!(parse(&with_duties(duties)).findings, [], "a job description may leave time unassigned");
    let full = with_duties(&duties.replace("30 %", "40 %")).replace("job-description", "position-description");
    assert_eq!(parse(&full).findings, []);
    let over = with_duties(&duties.replace("30 %", "50 %"));
    one_mistake(&over, "shares", (10, 1), "## Duties", "correct the shares");
}

#[test]
fn a_date_that_does_not_exist_is_refused() {
    for date in ["2026-02-30", "2026-13-01", "February 29, 2012"] {
        let line = format!("approved: {date}");
        let finding = one_mistake(&with_fields(&format!("{line}\n")), "bad-value", (6, 11), &line, "rolebook schema");
        assert!(finding.message.contains(date) && finding.message.contains("2026-11-22"), "{finding:?}");
    }
}

#[test]
fn a_name_that_two_items_have_is_refused_at_the_second_and_names_the_first() {
    let text = with_duties("- Serves families. ^d1\n- Keeps records. ^d2\n- Writes. ^d1\n");
    let finding =
        one_mistake(&text, "duplicate-id", (14, 3), "- Writes. ^d1", "leave ^d1 on the item that it has always named");
    assert!(finding.message.contains("line 12"), "{finding:?}");
}

#[test]
fn a_field_that_is_written_twice_is_refused_at_the_second() {
    let text = with_fields("kind: class-specification\n");
    let finding = one_mistake(&text, "duplicate-field", (6, 1), "kind: class-specification", "keep one of the two");
    assert!(finding.message.contains("`kind`"), "{finding:?}");
}

#[test]
fn a_value_of_the_wrong_type_is_refused_with_what_is_expected() {
    let finding = one_mistake(
        &with_fields("reports_to: Director\n"),
        "bad-value",
        (6, 13),
        "reports_to: Director",
        "rolebook schema",
    );
    assert!(
        finding.message.contains("`Director`") && finding.message.contains("a list, such as [one, two]"),
        "{finding:?}"
    );
    let line = "caseload: {size: many, unit: cases}";
    let finding = one_mistake(&with_fields(&format!("{line}\n")), "bad-value", (6, 18), line, "rolebook schema");
    assert!(finding.message.contains("`many`"), "{finding:?}");
}

#[test]
fn a_value_that_is_none_of_those_allowed_comes_with_the_nearest() {
    let text = format!("{HEAD}{BODY}").replace("job-description", "job-descripton");
    let finding =
        one_mistake(&text, "unknown-value", (3, 7), "kind: job-descripton", "did you mean `job-description`?");
    assert!(finding.advice.contains("class-specification"), "{finding:?}");
}

#[test]
fn required_fields_that_are_missing_are_all_named() {
    let text = format!("---\nschema: rolebook/1\n---\n{BODY}");
    let parsed = parse(&text);
    let named: Vec<&str> = parsed.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(named, ["`kind` is missing", "`organisation` is missing", "`source` is missing"]);
    for finding in &parsed.findings {
        assert!(
            finding.is_error() && finding.code == "missing-field" && finding.advice.starts_with("add `"),
            "{finding:?}"
        );
        assert!(finding.place.is_some_and(|place| place.line <= 3 && place.column == 1), "{finding:?}");
    }
    let text = format!("{HEAD}{BODY}").replace(", licence: not stated", "");
    let line = "source: {document: Written for a test}";
    one_mistake(&text, "missing-field", (5, 9), line, "add `licence: …`");
}

#[test]
fn an_unknown_organisation_is_named_with_the_file_that_is_missing() {
    let catalog = TestCatalog::new();
    catalog.write("roles/nobody/case-manager/draft.md", &format!("{HEAD}{BODY}").replace("acme", "nobody"));
    catalog.draft("tutor", &["Teaches."]);
    let snapshot = catalog.store().snapshot().unwrap();
    let history = &snapshot.roles[&"nobody/case-manager".parse().unwrap()];
    let [finding] = history.draft_findings.as_slice() else { panic!("{history:#?}") };
    assert_eq!((finding.code.as_str(), finding.excerpt.as_str()), ("unknown-organisation", "organisation: nobody"));
    assert_eq!(finding.file, "roles/nobody/case-manager/draft.md");
    assert_eq!(finding.place.map(|place| (place.line, place.column)), Some((4, 15)));
    assert!(finding.is_error() && finding.advice.contains("organisations/nobody.md"), "{finding:?}");
    assert_eq!(snapshot.roles[&"acme/tutor".parse().unwrap()].draft_findings, []);
}

#[test]
fn the_file_of_another_organisation_is_refused_where_it_says_so() {
    let catalog = TestCatalog::new();
    catalog.write("roles/acme/case-manager/draft.md", &format!("{HEAD}{BODY}").replace("acme", "apex"));
    let snapshot = catalog.store().snapshot().unwrap();
    let history = &snapshot.roles[&"acme/case-manager".parse().unwrap()];
    let [finding] = history.draft_findings.as_slice() else { panic!("{history:#?}") };
    assert_eq!((finding.code.as_str(), finding.excerpt.as_str()), ("other-organisation", "organisation: apex"));
    assert_eq!(finding.place.map(|place| (place.line, place.column)), Some((4, 15)));
}

#[test]
fn all_mistakes_of_a_file_are_reported_in_one_run_in_the_order_of_the_file() {
    let text = "---\n\
        schema: rolebook/1\n\
        kind: job-descripton\n\
        organisation: Acme Family\n\
        reports_too: [Director]\n\
        approved: 2026-02-30\n\
        caseload: {size: {at_least: 40, at_most: 35}, unit: cases, unti: cases}\n\
        supervises: {directly: some}\n\
        pay: [{what: wage, amount: {at_least: -3}, currency: USD}]\n\
        source: {document: Written for a test}\n\
        ---\n\
        \n\
        # Case Manager\n\
        \n\
        ## Duties\n\
        \n\
        ### Coaching (120 %)\n\
        \n\
        - Serves families. ^d1\n\
        - Keeps records. ^d1\n\
        - Visits homes. ^7\n\
        - Writes. {from: d1} ^d3\n\
        \n\
        ```\n\
        code\n\
        ```\n\
        \n\
        See[^2].\n";
    let found: Vec<(u32, String)> =
        parse(text).findings.iter().map(|finding| (finding.place.unwrap().line, finding.code.clone())).collect();
    let expected = [
        (3, "unknown-value"),
        (4, "bad-value"),
        (5, "unknown-field"),
        (6, "bad-value"),
        (7, "unknown-field"),
        (8, "bad-value"),
        (9, "bad-value"),
        (10, "missing-field"),
        (17, "bad-marks"),
        (21, "bad-item-name"),
        (22, "bad-value"),
        (24, "markdown"),
    ];
    for (line, code) in expected {
        assert!(found.contains(&(line, code.to_owned())), "{code} of line {line} is not among {found:?}");
    }
    assert!(found.is_sorted_by_key(|(line, _)| *line), "{found:?}");
}

#[test]
fn mistakes_that_need_the_whole_role_are_reported_together_too() {
    let text = "---\nschema: rolebook/1\nkind: position-description\norganisation: acme\n\
        caseload: {size: {at_least: 40, at_most: 35}, unit: cases}\n\
        source: {document: Written for a test, licence: not stated}\n\
        provenance: {salary: {lines: L1}, approved: {lines: L2}}\n---\n\n# Case Manager\n\n\
        ## Duties\n\n### One (60 %)\n\n- Serves families[^2]. ^d1\n- Keeps records. ^d1\n";
    let codes: Vec<String> = parse(text).findings.into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["bad-range", "unknown-fact", "contradiction", "shares", "unknown-footnote", "duplicate-id"]);
}

#[test]
fn a_table_with_more_cells_than_columns_is_refused_at_the_row() {
    let text = with_duties("| Who | How |\n| --- | --- |\n| Families | By phone |\n| Schools | In person | Weekly |\n");
    let excerpt = "| Schools | In person | Weekly |";
    let finding = one_mistake(&text, "table", (15, 1), excerpt, "remove the extra cell");
    assert!(finding.message.contains("3 cells") && finding.message.contains("2 columns"), "{finding:?}");
}

#[test]
fn mistakes_of_yaml_itself_come_with_their_line() {
    let cases = [
        ("kind\n  class\n", 6),
        ("plan: {name: service plan\n", 6),
        ("plan: [one, two\n", 6),
        ("\tplan: x\n", 6),
        ("employer: one: two\n", 6),
        ("employer: \"open\n", 6),
        ("notes:\n  - one\n - two\n", 8),
        ("<<<<<<< ours\nemployer: One\n=======\nemployer: Two\n>>>>>>> theirs\n", 6),
    ];
    for (fields, line) in cases {
        let parsed = parse(&with_fields(fields));
        let finding =
            parsed.findings.iter().find(|finding| finding.code == "yaml").unwrap_or_else(|| panic!("{fields}"));
        let found = finding.place.unwrap().line;
        assert!(finding.is_error() && (line..=line + 6).contains(&found), "{fields}: {finding:?}");
        assert!(finding.advice.contains("indentation"), "{finding:?}");
    }
}
