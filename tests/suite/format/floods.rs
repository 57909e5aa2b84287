//! Large files, filled with one thing over and over. How long each takes is printed, not judged: what took time with
//! the square of the size would take many minutes here, and be noticed.

use std::time::Instant;

use super::{HEAD, parse, with_duties, with_fields};

/// Nearly the largest file that is read.
const FULL: usize = 1_000_000;

/// Enough of one mistake. With `FULL` in its place, each of these takes some two and a half times as long.
const MANY: usize = 400_000;

/// The error codes of a flood, each once; how long it took is printed.
fn flood(name: &str, text: &str) -> Vec<String> {
    assert!(text.len() <= 1024 * 1024, "{name} would be refused by its size");
    let begun = Instant::now();
    let parsed = parse(text);
    println!("{name}: {:.3} s, {} findings", begun.elapsed().as_secs_f64(), parsed.findings.len());
    assert!(parsed.file.is_some() || parsed.has_errors(), "{name}");
    let mut codes: Vec<String> =
        parsed.findings.into_iter().filter(|finding| finding.is_error()).map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn fill(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

/// Pieces numbered from 0.
fn numbered(piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(MANY);
    for number in 0.. {
        let next = piece(number);
        if text.len() + next.len() > MANY {
            break;
        }
        text.push_str(&next);
    }
    text
}

#[test]
fn text_without_mistakes_may_fill_a_file() {
    let nothing: [&str; 0] = [];
    assert_eq!(flood("one line of 900 kB", &with_duties(&format!("- {}\n", "word ".repeat(180_000)))), nothing);
    assert_eq!(flood("items", &with_duties(&fill("- Serves families.\n", FULL))), nothing);
    assert_eq!(flood("named items", &with_duties(&numbered(|at| format!("- Serves. ^d{at}\n")))), nothing);
    assert_eq!(flood("paragraphs", &with_duties(&fill("Words.\n\n", FULL))), nothing);
    assert_eq!(flood("sections", &with_duties(&fill("## Words\n\nMore.\n\n", FULL))), nothing);
    assert_eq!(flood("groups", &with_duties(&fill("### Words\n\n- More.\n\n", FULL))), nothing);
    let footnotes = numbered(|at| format!("Word[^{at}].\n\n[^{at}]: Note.\n\n"));
    assert_eq!(flood("footnotes", &with_duties(&footnotes)), nothing);
    assert_eq!(
        flood("rows", &with_duties(&format!("| A | B |\n| --- | --- |\n{}", fill("| a | b |\n", FULL)))),
        nothing
    );
    assert_eq!(flood("remarks", &with_fields(&format!("notes:\n{}", "  - a remark\n".repeat(10_000)))), nothing);
}

#[test]
fn a_file_full_of_mistakes_in_its_text_is_answered() {
    for (name, piece, code) in [
        ("rules", "***\n", "markdown"),
        ("quotations", "> a\n\n", "markdown"),
        ("html", "- a <b>\n", "markdown"),
        ("html on one line", "<b>", "markdown"),
        ("pictures on one line", "![a](b) ", "markdown"),
        ("link targets", "[a]: b\n", "markdown"),
        ("titles", "# A\n\n", "second-title"),
        ("one name", "- a b ^d1\n", "duplicate-id"),
        ("bad names", "- a ^7\n", "bad-item-name"),
        ("bad notes", "- a {b: c}\n", "unknown-field"),
        ("notes that do not end well", "- a {b: [}\n", "yaml"),
        ("bad shares", "### A (200 %)\n", "bad-marks"),
        ("unknown footnotes", "- a[^b]\n", "unknown-footnote"),
        ("unknown footnotes on one line", "a[^b] ", "unknown-footnote"),
        ("footnotes of one name", "[^a]: b\n\n", "duplicate-footnote"),
        ("code", "    a\n\nb\n\n", "markdown"),
    ] {
        let codes = flood(name, &with_duties(&fill(piece, MANY)));
        assert!(codes.contains(&code.to_owned()), "{name}: {codes:?}");
    }
}

#[test]
fn marks_that_make_readers_look_back_are_answered() {
    for (name, piece) in [
        ("footnote openings", "[^"),
        ("footnote openings with letters", "[^a"),
        ("brackets", "["),
        ("bracket pairs", "[]"),
        ("backslashes", "\\"),
        ("stars", "*a "),
        ("mixed emphasis", "**a *b _c __d "),
        ("backticks", "`a``b"),
        ("ampersands", "&amp"),
        ("open tags", "<a "),
        ("closing braces", "}"),
        ("comments", "<!--"),
        ("processing", "<?"),
    ] {
        let text = with_duties(&format!("- {}\n", fill(piece, MANY)));
        flood(name, &text);
        flood(&format!("{name}, closed"), &format!("{text}\n]: ) ** _ ` > -->\n"));
    }
    flood("quotation marks", &with_duties(&fill(">", MANY)));
    flood(
        "quotations deeper and deeper",
        &with_duties(&(1..1_400).map(|depth| ">".repeat(depth) + "a\n").collect::<String>()),
    );
    flood("lists on a line", &with_duties(&fill("- ", MANY)));
    flood("numbers on a line", &with_duties(&fill("1. ", MANY)));
    flood("list and quotation", &with_duties(&fill("- > ", MANY)));
    flood("backslashes before a footnote", &with_duties(&format!("{}[^a]\n", fill("\\", MANY))));
}

#[test]
fn tables_of_any_shape_are_answered() {
    for columns in [100, 10_000, 100_000] {
        let head = format!("|{}\n|{}\n", "a|".repeat(columns), "-|".repeat(columns));
        let rows = "|a|\n".repeat((FULL - head.len()) / 4);
        flood(&format!("a table of {columns} columns with short rows"), &with_duties(&(head + &rows)));
    }
    let wide = "| a ".repeat(FULL / 4 - 100);
    flood("a row of many cells", &with_duties(&format!("| a |\n| --- |\n{wide}|\n")));
}

#[test]
fn a_file_full_of_data_is_answered() {
    let head = |fields: &str| with_fields(fields);
    for (name, fields) in [
        ("unknown fields", numbered(|at| format!("f{at}: a\n"))),
        ("one field over and over", fill("employer: a\n", MANY)),
        ("bad values", numbered(|at| format!("  - {{where: {at}}}\n")).replacen("  -", "sites:\n  -", 1)),
        (
            "bad values at the end",
            format!("notes:\n{}{}", numbered(|at| format!("  - n{at}\n")), "  - {a: b}\n".repeat(20_000)),
        ),
        ("comments", fill("# a\n", MANY)),
        ("anchors", numbered(|at| format!("f{at}: &a{at} x\n"))),
        ("tags", numbered(|at| format!("f{at}: !a x\n"))),
        (
            "origins",
            numbered(|at| format!("  plan.f{at}: {{lines: L1}}\n")).replacen("  plan", "provenance:\n  plan", 1),
        ),
        ("documents", fill("--- \n", MANY)),
        ("a list on one line", format!("notes: [{}]\n", "a, ".repeat(MANY / 3 - 100))),
        ("a text on one line", format!("employer: {}\n", "a ".repeat(MANY / 2 - 200))),
        ("a quoted text", format!("employer: \"{}\"\n", "\\u0061".repeat(MANY / 6 - 200))),
        ("a folded text", format!("employer: >\n{}", "  a\n".repeat(MANY / 4 - 200))),
        ("empty lines", fill("\n", MANY)),
        ("dashes", format!("notes:\n{}", "  -\n".repeat(MANY / 4 - 200))),
        ("question marks", fill("? a\n", MANY)),
        ("colons", fill(": ", MANY)),
    ] {
        flood(name, &head(&fields));
    }
    let origins = numbered(|at| format!("f{at}: a\n"))
        + "plan: {name: a}\nprovenance:\n"
        + &numbered(|at| format!("  plan.f{at}: {{}}\n"));
    flood("unknown fields and origins", &head(&origins));
    flood("a note of many fields", &with_duties(&format!("- a {{{}}}\n", numbered(|at| format!("f{at}: a, ")))));
    let note = format!("- a {{{}b: c}}\n", (0..2_000).map(|at| format!("f{at}: a, ")).collect::<String>());
    flood("many notes of many fields", &with_duties(&fill(&note, MANY)));
    flood("no end of the data", &format!("---\n{}", fill("---a\n", MANY)));
    flood("only rules", &format!("{HEAD}{}", fill("---\n", MANY)));
}
