//! Depth and cunning: nesting without end, bombs, marks that could be taken for something else. Each is answered with
//! findings, never with a panic or an exhausted stack.

use super::{HEAD, error_codes, parse, with_duties, with_fields};

#[test]
fn lists_within_lists_ten_thousand_deep_are_refused_on_one_line_and_on_many() {
    let one_line = with_duties(&format!("{}deep\n", "- ".repeat(10_000)));
    assert_eq!(error_codes(one_line.as_bytes()), ["too-deep"]);
    // Each line one step further in: as deep as fits into the largest file.
    let stairs: String = (0..1_400).map(|depth| format!("{}- deep\n", " ".repeat(depth))).collect();
    assert!(!error_codes(with_duties(&stairs.replace("- deep", "  - deep")).as_bytes()).is_empty());
    let stairs: String = (0..990).map(|depth| format!("{}- deep\n", "  ".repeat(depth))).collect();
    assert_eq!(error_codes(with_duties(&stairs).as_bytes()), ["too-deep"]);
}

#[test]
fn ten_thousand_quotation_marks_brackets_and_stars_on_a_line_are_survived() {
    let quotes = with_duties(&format!("{} deep\n", ">".repeat(10_000)));
    assert_eq!(error_codes(quotes.as_bytes()), ["markdown"]);
    for marks in ["[", "![", "[^", "*", "_", "`", "<", "&", "\\", "**a", "[a](", "{", "}", "^", "|", "~", "]("] {
        let text = with_duties(&format!("- {}\n", marks.repeat(10_000)));
        let parsed = parse(&text);
        assert!(parsed.file.is_some(), "{marks}");
    }
}

#[test]
fn yaml_nested_ten_thousand_deep_is_refused() {
    let open = "[".repeat(10_000);
    let close = "]".repeat(10_000);
    assert_eq!(error_codes(with_fields(&format!("notes: {open}{close}\n")).as_bytes()), ["yaml"]);
    assert_eq!(error_codes(with_fields(&format!("notes: {open}\n")).as_bytes()), ["yaml"]);
    let braces = format!("notes: {}x{}\n", "{a: ".repeat(10_000), "}".repeat(10_000));
    assert_eq!(error_codes(with_fields(&braces).as_bytes()), ["yaml"]);
    let dashes = format!("notes:\n  {}x\n", "- ".repeat(10_000));
    assert_eq!(error_codes(with_fields(&dashes).as_bytes()), ["yaml"]);
    let stairs: String = (0..1_400).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(error_codes(with_fields(&stairs).as_bytes()), ["yaml"]);
    let keys = format!("notes: {}x\n", "? ".repeat(10_000));
    assert_eq!(error_codes(with_fields(&keys).as_bytes()), ["yaml"]);
}

#[test]
fn a_note_in_braces_that_is_nested_without_end_is_refused() {
    let braces = format!("- Serves. {}x{}\n", "{a: ".repeat(10_000), "}".repeat(10_000));
    assert_eq!(error_codes(with_duties(&braces).as_bytes()), ["yaml"]);
}

#[test]
fn a_bomb_of_yaml_references_is_refused_and_nothing_of_it_is_unfolded() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..=9 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    bomb.push_str("notes: *a9\n");
    let codes = error_codes(with_fields(&bomb).as_bytes());
    assert!(codes.contains(&"yaml-feature".to_owned()), "{codes:?}");
    assert!(parse(&with_fields(&bomb)).findings.len() < 200);
}

#[test]
fn features_of_yaml_that_our_files_do_not_use_are_refused() {
    for fields in ["employer: !!binary aGVsbG8=\n", "employer: !Tag x\n", "employer: &one x\n", "<<: *base\n"] {
        let codes = error_codes(with_fields(fields).as_bytes());
        assert!(codes.iter().any(|code| code.starts_with("yaml")), "{fields} {codes:?}");
    }
    let directive = format!("{HEAD}\n# T\n").replacen("---\n", "---\n%YAML 1.1\n", 1);
    assert_eq!(error_codes(directive.as_bytes()), ["yaml"]);
}

#[test]
fn markdown_that_our_files_do_not_use_is_refused() {
    let cases = [
        "<script>alert(1)</script>\n",
        "- Serves <b>families</b>.\n",
        "- ![picture](x.png)\n",
        "> quoted\n",
        "    code\n",
        "***\n",
        "[x]: http://example.org\n",
        "- | a | b |\n  | --- | --- |\n  | 1 | 2 |\n",
        "- > quoted\n",
    ];
    for case in cases {
        assert_eq!(error_codes(with_duties(case).as_bytes()), ["markdown"], "{case}");
    }
    assert_eq!(error_codes(with_duties("- x\n\n# Another\n").as_bytes()), ["second-title"]);
    assert_eq!(error_codes(with_duties("- x[^1]\n\n[^1]: a\n\n[^1]: b\n").as_bytes()), ["duplicate-footnote"]);
}

#[test]
fn merge_marks_are_refused_in_the_data_and_in_the_text() {
    let marks = "<<<<<<< HEAD\n- Serves families. ^d1\n=======\n- Helps families. ^d1\n>>>>>>> branch\n";
    assert!(!error_codes(with_duties(marks).as_bytes()).is_empty());
    let marks = "<<<<<<< HEAD\nemployer: One\n=======\nemployer: Two\n>>>>>>> branch\n";
    assert_eq!(error_codes(with_fields(marks).as_bytes()), ["yaml"]);
}

#[test]
fn a_rule_inside_the_data_ends_it_and_what_follows_is_not_passed_over() {
    let text = format!("{HEAD}\n# T\n").replace("organisation: acme\n", "organisation: acme\n---\n");
    let codes = error_codes(text.as_bytes());
    assert!(codes.contains(&"missing-field".to_owned()) && codes.len() > 1, "{codes:?}");
}

#[test]
fn figures_that_no_machine_holds_are_refused() {
    for figure in ["1e999", "-1", "nan", ".inf", "0x10", "99999999999999999999999999", "1_000", "1e400", "--5"] {
        let text = with_fields(&format!("caseload: {{size: {{at_least: {figure}}}, unit: cases}}\n"));
        assert!(error_codes(text.as_bytes()).contains(&"bad-value".to_owned()), "{figure}");
        let text = with_fields(&format!("supervises: {{directly: {figure}}}\n"));
        assert_eq!(error_codes(text.as_bytes()), ["bad-value"], "{figure}");
    }
    for share in ["0", "-5", "100.1", "nan", "inf", "1e309", ""] {
        let text = with_duties(&format!("### Coaching ({share} %)\n\n- Coaches.\n"));
        assert_eq!(error_codes(text.as_bytes()), ["bad-marks"], "{share}");
    }
}
