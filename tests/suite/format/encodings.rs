//! Bytes that are not the text one expects: encodings, line ends, control characters, files that are cut short.

use rolebook::catalog::format::parse_role;
use rolebook::model::finding::Finding;

use super::{BODY, HEAD, findings};

fn good() -> String {
    format!("{HEAD}{BODY}")
}

/// The one finding of these bytes, of which nothing could be read.
#[track_caller]
fn refused(bytes: &[u8]) -> Finding {
    assert!(parse_role(bytes).file.is_none());
    let mut findings = findings(bytes, &["too-large"]);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert!(findings[0].is_error());
    findings.remove(0)
}

#[track_caller]
fn place(finding: &Finding) -> (u32, u32) {
    finding.place.map(|place| (place.line, place.column)).unwrap()
}

#[test]
fn crlf_cr_and_a_byte_order_mark_change_nothing() {
    let plain = parse_role(good().as_bytes());
    assert!(plain.file.is_some());
    for same in [
        good().replace('\n', "\r\n"),
        good().replace('\n', "\r"),
        format!("\u{feff}{}", good()),
        format!("\u{feff}{}", good().replace('\n', "\r\n")),
    ] {
        let parsed = parse_role(same.as_bytes());
        assert_eq!((parsed.file, parsed.findings), (plain.file.clone(), vec![]));
    }
}

#[test]
fn a_second_byte_order_mark_is_not_passed_over() {
    assert_eq!(refused(format!("\u{feff}\u{feff}{}", good()).as_bytes()).code, "no-front-matter");
}

#[test]
fn bytes_that_are_not_utf_8_are_named_with_line_and_column_in_characters() {
    let mut bytes = good().into_bytes();
    let at = good().find("families").unwrap();
    bytes[at] = 0xff;
    let finding = refused(&bytes);
    assert_eq!((finding.code.as_str(), place(&finding)), ("not-utf8", (12, 10)));
    assert!(finding.advice.contains("UTF-8"), "{finding:?}");

    // Two characters of two bytes each before it on the line: the column counts characters.
    let mut bytes = format!("{HEAD}\n# Éé").into_bytes();
    bytes.extend(b"\xc3(");
    assert_eq!(place(&refused(&bytes)), (8, 5));
}

#[test]
fn a_file_in_utf_16_or_latin_1_is_refused_and_not_read_as_something_else() {
    let utf16: Vec<u8> = good().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&utf16).code, "control-character");
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16).collect();
    assert_eq!(place(&refused(&marked)), (1, 1));
    let latin1: Vec<u8> = good().replace("families", "familiés").chars().map(|c| c as u8).collect();
    assert_eq!(refused(&latin1).code, "not-utf8");
}

#[test]
fn a_nul_or_another_control_character_is_named_where_it_stands() {
    for (character, name) in [('\0', "U+0000"), ('\u{1b}', "U+001B"), ('\u{7f}', "U+007F"), ('\u{85}', "U+0085")] {
        let finding = refused(good().replace("families", &format!("famil{character}ies")).as_bytes());
        assert_eq!((finding.code.as_str(), place(&finding)), ("control-character", (12, 15)), "{name}");
        assert!(finding.message.contains(name) && finding.advice.contains("delete"), "{finding:?}");
    }
}

#[test]
fn an_empty_file_and_one_that_is_cut_short_say_what_a_file_begins_with() {
    for text in
        ["", "\n", "---", "---\n", "---\nschema: rolebook/1\n", "----\n", "# Case Manager\n", "\u{feff}", "\r\n\r\n"]
    {
        let finding = refused(text.as_bytes());
        assert_eq!((finding.code.as_str(), place(&finding)), ("no-front-matter", (1, 1)), "{text:?}");
        assert!(finding.advice.contains("a line `---`"), "{finding:?}");
    }
}

#[test]
fn data_without_any_field_is_an_error_and_not_silence() {
    for text in [
        "---\n---\n",
        "---\n---",
        "---\n\n---\n",
        "---\n# only a remark\n---\n# Title\n",
        "---\n~\n---\n",
        "---\n---\n---\n",
    ] {
        let parsed = parse_role(text.as_bytes());
        assert!(parsed.file.is_none() && parsed.has_errors(), "{text:?}: {:?}", parsed.findings);
    }
}

#[test]
fn a_file_of_ten_megabytes_is_refused_by_its_size() {
    let text = good() + &"- Serves families in many ways, day after day.\n".repeat(10 * 1024 * 1024 / 47);
    let finding = refused(text.as_bytes());
    assert_eq!(finding.code, "too-large");
    assert!(finding.advice.contains("split"), "{finding:?}");
}
