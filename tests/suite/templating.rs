//! Words of a role as HTML: emphasis, links and footnotes work; whatever else somebody writes is words.

use rolebook::model::document::Footnote;
use rolebook::model::text::Text;
use rolebook::templating::html::{Html, json_in_script};
use rolebook::templating::markdown::{TextRenderer, safe_link};

fn html(markdown: &str) -> String {
    TextRenderer::default().render(&Text::from_markdown(markdown)).to_string()
}

#[test]
fn what_markdown_means_is_shown() {
    assert_eq!(html("plain words, 35–40 & more"), "plain words, 35–40 &amp; more");
    assert_eq!(
        html("*true* and **strong** and `code <b>`"),
        "<em>true</em> and <strong>strong</strong> and <code>code &lt;b&gt;</code>"
    );
    assert_eq!(
        html("see [the form](https://example.org/a?b=1&c=2)"),
        "see <a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">the form</a>"
    );
    assert_eq!(html(r"a \*star\* and 1\. no list"), "a *star* and 1. no list");
}

#[test]
fn what_is_no_markdown_of_ours_is_words() {
    for (markdown, shown) in [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <img src=x onerror=alert(1)> b", "a &lt;img src=x onerror=alert(1)&gt; b"),
        ("[click](javascript:alert(1))", "click"),
        ("[click](JaVaScRiPt:alert(1))", "click"),
        ("[click](data:text/html,x)", "click"),
        ("[click](//elsewhere.example)", "click"),
        ("[click](vbscript:x)", "click"),
        ("![a picture](https://example.org/x.png)", "a picture"),
        ("see <javascript:alert(1)>", "see javascript:alert(1)"),
        ("[^nowhere]", "[^nowhere]"),
        ("&lt;b&gt; &#60;i&#62;", "&lt;b&gt; &lt;i&gt;"),
        ("{{ 7 * 7 }} {% raw %}", "{{ 7 * 7 }} {% raw %}"),
    ] {
        assert_eq!(html(markdown), shown, "{markdown}");
    }
}

#[test]
fn no_words_open_a_tag_that_is_not_ours() {
    let payloads = include_str!("../fixtures/markup.txt");
    assert!(payloads.lines().count() >= 60);
    let ours = ["<em>", "</em>", "<strong>", "</strong>", "<code>", "</code>", "</a>", "<sup>", "</sup>"];
    for payload in payloads.lines() {
        for given in [payload.to_owned(), format!("*a* {payload} `b`"), format!("[{payload}]({payload})")] {
            let shown = html(&given);
            for tag in shown.split_inclusive('>').filter_map(|part| part.find('<').map(|at| &part[at..])) {
                let link = tag.starts_with("<a href=\"http") || tag.starts_with("<a href=\"mailto:");
                assert!(ours.contains(&tag) || link, "{given:?} became {shown:?}");
                assert!(!tag.contains(" on"), "{given:?} became {shown:?}");
            }
        }
        let template = format!("{}", Html::from_plain(payload));
        assert!(!template.contains(['<', '>', '"', '\'']), "{template}");
    }
}

#[test]
fn deep_nesting_ends_and_keeps_its_words() {
    for deep in ["*a **b ".repeat(4000), "[".repeat(20_000), "_x ".repeat(9000), ">".repeat(63_000), "`".repeat(63_000)]
    {
        let shown = html(&deep);
        let open = shown.matches("<em>").count() + shown.matches("<strong>").count();
        assert!(open <= 9000 && shown.len() < 2_000_000, "{} tags", open);
    }
    let nested = format!("{}deep{}", "*a **b ".repeat(100), "** *".repeat(100));
    let shown = html(&nested);
    let (mut depth, mut deepest) = (0_i32, 0);
    for part in shown.split('<').skip(1) {
        depth += if part.starts_with('/') { -1 } else { 1 };
        deepest = deepest.max(depth);
    }
    assert!(shown.contains("deep") && deepest <= 32, "{deepest} deep");
}

#[test]
fn footnotes_are_linked_both_ways() {
    let note = |name: &str, mark: Option<&str>| Footnote {
        name: name.to_owned(),
        text: Text::from_plain("A note."),
        mark: mark.map(str::to_owned),
    };
    let mut texts = TextRenderer::new(&[note("a", Some("**")), note("b\"><script>", None)]);
    let first = texts.render(&Text::from_markdown("once[^a] and again[^a]")).to_string();
    assert!(first.contains("<a href=\"#footnote-1\" id=\"footnote-1-reference-1\" role=\"doc-noteref\""), "{first}");
    assert!(first.contains("footnote-1-reference-2") && first.contains(">**</a>"), "{first}");
    assert_eq!(texts.references(0), ("**".to_owned(), 2));
    assert_eq!(texts.references(1), ("2".to_owned(), 0));
}

#[test]
fn json_in_a_page_can_not_end_its_script() {
    let value = serde_json::json!({ "name": "</script><script>alert(1)</script><!-- & \u{2028}" });
    let shown = json_in_script(&value).to_string();
    assert!(!shown.contains(['<', '>', '&', '\u{2028}']), "{shown}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
}

#[test]
fn a_link_says_where_it_leads() {
    assert_eq!(safe_link(" https://example.org "), Some("https://example.org"));
    for bad in ["javascript:alert(1)", "//example.org", "/here", "data:text/html,x", "ftp://example.org", ""] {
        assert_eq!(safe_link(bad), None, "{bad}");
    }
}
