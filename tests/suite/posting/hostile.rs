//! Hostile particulars and edits: a message at the field, or inert text in every form.

use std::collections::BTreeMap;

use rolebook::app::post::{FORMATS, PostingFormat, render_posting};
use rolebook::posting::compose::ComposeError;
use rolebook::posting::document::{Posting, words_of};
use rolebook::posting::particular::{ParticularFormat, ParticularType, Particulars};
use rolebook::posting::request::Choices;
use serde_json::{Value, json};

use super::forms::part_of_word;
use super::{examples, made, sources, template};

/// What people try, one line each.
const PAYLOADS: [&str; 34] = [
    "{{7*7}}",
    "{{ role }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# gone #}",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<https://example.org>",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "# Heading",
    "## Heading {onclick=alert(1)}",
    "- item",
    "1. item",
    "| a | b |",
    "> quote",
    "***bold***",
    "`code`",
    "[^1]",
    "[x] ticked",
    "&lt;b&gt; &amp; &#x3c;",
    "#import \"x.typ\"",
    "#read(\"/etc/passwd\") $x^2$ @ref",
    "<w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/>",
    "]]><!ENTITY x SYSTEM \"file:///etc/passwd\">",
    "\u{202e}desrever\u{202c} \u{feff}\u{200b}",
    "漢字 🎉 \u{e000}\u{e011}\u{e001}forged\u{e002} Ωμέγα",
];

fn with(field: &str, value: Value) -> Result<Posting, ComposeError> {
    let template = template("full-announcement");
    let mut particulars: Particulars = examples(&template);
    particulars.insert(field.to_owned(), value);
    made(&sources("hayward/student-success-coach"), &template, &particulars, &Choices::default())
}

fn fields(error: ComposeError) -> Vec<String> {
    match error {
        ComposeError::Fields(problems) => problems.into_iter().map(|problem| problem.field).collect(),
        other => panic!("{other}"),
    }
}

/// What is left of a payload: marks and invisible marks of ours are taken out.
fn shown(payload: &str) -> String {
    payload.chars().filter(|c| !('\u{e000}'..='\u{e01f}').contains(c)).collect()
}

/// The particulars that take words.
fn fields_of_words() -> Vec<String> {
    let template = template("full-announcement");
    let words = |particular: &rolebook::posting::particular::Particular| {
        particular.r#type == ParticularType::String
            && particular.choices.is_empty()
            && matches!(particular.format, None | Some(ParticularFormat::Text))
    };
    let fields = template.particulars.iter().filter(|(_, particular)| words(particular)).map(|(name, _)| name.clone());
    // Two that stand in the data for search engines and not in the text.
    fields.filter(|name| !["street", "city"].contains(&name.as_str())).collect()
}

#[test]
fn payloads_stay_inert_words_in_every_field_and_form() {
    let fields = fields_of_words();
    assert!(fields.len() >= 10, "{fields:?}");
    for payload in PAYLOADS {
        for field in &fields {
            let posting = with(field, json!(payload)).unwrap();
            let all = words_of(posting.runs());
            assert!(all.contains(&shown(payload)), "{field} {payload:?}: {all}");
            inert(&posting, payload, field);
        }
    }
}

fn inert(posting: &Posting, payload: &str, field: &str) {
    for (format, suffix, _) in FORMATS {
        if *suffix == "pdf" {
            continue;
        }
        let bytes = render_posting(posting, *format).unwrap();
        match *suffix {
            "html" => {
                let page = String::from_utf8(bytes).unwrap();
                assert_eq!(page.matches("<script").count(), 1, "{field} {payload}");
                for bad in ["<img", "<svg", "onerror=alert(1)>", "href=\"javascript", "<w:"] {
                    assert!(!page.contains(bad), "{field} {payload}: {bad}");
                }
            }
            "docx" => {
                let document = part_of_word(&bytes, "word/document.xml");
                for bad in ["instrText", "fldSimple ", "fldChar", "<!ENTITY", "\u{202e}\u{0}"] {
                    assert!(
                        !document.contains(&format!("<{bad}")) && !document.contains(&format!("<w:{bad}")),
                        "{payload}: {bad}"
                    );
                }
                let links = part_of_word(&bytes, "word/_rels/document.xml.rels");
                assert!(!links.contains("javascript:"), "{payload}");
            }
            "json" | "jsonld" => {
                let data: Value = serde_json::from_slice(&bytes).unwrap();
                assert_eq!(data["title"], "Student Success Coach");
            }
            "md" => {
                // Read again, the Markdown says the same words and holds no HTML but what parts two lists, and what says
                // where it comes from.
                let markdown = String::from_utf8(bytes).unwrap();
                let mut words = String::new();
                for event in pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES) {
                    match event {
                        pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => words.push_str(&text),
                        pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) => {
                            let trace = format!("<!-- {} -->", posting.made_from.trace());
                            assert!(["<!-- -->", trace.as_str()].contains(&html.trim()), "{payload}: {html}");
                        }
                        pulldown_cmark::Event::SoftBreak => words.push(' '),
                        _ => {}
                    }
                }
                assert!(words.contains(&shown(payload)), "{field} {payload}: {markdown}");
            }
            _ => {}
        }
    }
}

#[test]
#[cfg(feature = "pdf")]
fn a_pdf_of_all_payloads_holds_no_action_and_no_script() {
    let template = template("full-announcement");
    let mut particulars: Particulars = examples(&template);
    // Each field takes as many as fit, beginning with another one.
    for (index, field) in fields_of_words().into_iter().enumerate() {
        let mut words = String::new();
        for payload in PAYLOADS.iter().cycle().skip(index * 3).take(PAYLOADS.len()) {
            let longer = format!("{words} {payload}");
            if template.particulars[&field].check(&json!(longer.trim())).is_ok() {
                words = longer;
            }
        }
        assert!(words.len() > 100, "{field}: {words}");
        particulars.insert(field, json!(words.trim()));
    }
    let posting =
        made(&sources("hayward/student-success-coach"), &template, &particulars, &Choices::default()).unwrap();
    let pdf = render_posting(&posting, PostingFormat::Pdf).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    for bad in ["/JS", "/JavaScript", "/Launch", "/OpenAction", "javascript:", "/EmbeddedFile"] {
        assert!(!raw.contains(bad), "{bad}");
    }
}

#[test]
fn what_cannot_be_printed_or_is_too_long_is_named_at_its_field() {
    for (field, value) in [
        ("how_to_apply", json!("x".repeat(1_000_000))),
        ("site", json!("x".repeat(1_000_000))),
        ("site", json!("two\nlines")),
        ("site", json!("bell\u{7}")),
        ("site", json!("")),
        ("site", json!(7)),
        ("site", json!(["a"])),
        ("how_to_apply", json!("nul\u{0}")),
        ("closing_date", json!("2027-02-30")),
        ("closing_date", json!("tomorrow")),
        ("closing_date", json!("2027-01-15T10:00")),
        ("pay_minimum", json!("lots")),
        ("pay_minimum", json!(-1)),
        ("pay_maximum", json!(1e30)),
        ("pay_maximum", json!(1)),
        ("pay_per", json!("century")),
        ("openings", json!(1.5)),
        ("state", json!("ZZ")),
        ("apply_link", json!("javascript:alert(1)")),
        ("apply_link", json!("https://a b")),
        ("apply_link", json!("//example.org")),
        ("apply_link", json!("https://x\"onclick=\"y")),
        ("nobody_asks", json!("x")),
    ] {
        let error = with(field, value.clone()).unwrap_err();
        let shown = error.to_string();
        assert!(shown.len() < 600, "{shown}");
        assert_eq!(fields(error), [field], "{value}");
    }
    let missing = template("full-announcement");
    let error = made(&sources("hayward/student-success-coach"), &missing, &Particulars::new(), &Choices::default())
        .unwrap_err();
    assert_eq!(fields(error), ["how_to_apply"]);
}

#[test]
fn edits_are_plain_words_too() {
    for payload in PAYLOADS.iter().filter(|payload| !shown(payload).trim().is_empty()) {
        let edits = BTreeMap::from([("d1".to_owned(), (*payload).to_owned())]);
        let template = template("full-announcement");
        let choices = Choices { edits, ..Choices::default() };
        let posting =
            made(&sources("hayward/student-success-coach"), &template, &examples(&template), &choices).unwrap();
        assert!(words_of(posting.runs()).contains(&shown(payload)), "{payload}");
        inert(&posting, payload, "d1");
    }
}

#[test]
fn the_shell_names_every_field_that_cannot_be_used() {
    let catalog = crate::support::TestCatalog::shipped();
    let run = catalog.run(&[
        "post",
        "hayward/student-success-coach",
        "--set",
        "closing_date=soon",
        "--set",
        "colour=red",
        "--set",
        "pay_minimum=lots",
    ]);
    assert_eq!(run.code, 2, "{run:?}");
    for expected in
        ["closing_date: `soon` is not a day", "colour: nobody asks for it", "pay_minimum: `lots` is not a figure"]
    {
        assert!(run.stderr.contains(expected), "{expected}: {run:?}");
    }
    for (arguments, expected) in [
        (vec!["post", "hayward/nobody"], "there is no role"),
        (vec!["post", "hayward/student-success-coach", "--template", "nonsense"], "there is no template `nonsense`"),
        (vec!["post", "hayward/student-success-coach"], "how_to_apply: it is missing"),
        (vec!["post", "--all", "--template", "role-summary"], "need a folder"),
    ] {
        let run = catalog.run(&arguments);
        assert_ne!(run.code, 0);
        assert!(run.stderr.contains(expected), "{expected}: {run:?}");
    }
}
