//! Word's lists: what is printed before an item stands nowhere in the file.

use super::build::{Docx, p_with};
use super::{read_well, shown};

const SCHEME: &str = r#"<w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0A8;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;

fn items(items: &[(u8, u8, &str)]) -> Vec<String> {
    let item = |(list, level, text): &(u8, u8, &str)| {
        p_with(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
    };
    let body: String = items.iter().map(item).collect();
    shown(&read_well(&Docx::of(&body).with("numbering", "numbering", SCHEME).bytes()).blocks)
}

#[test]
fn numbers_are_printed_level_by_level_and_begin_anew() {
    let read = items(&[(1, 0, "one"), (1, 1, "a"), (1, 1, "b"), (1, 2, "deep"), (1, 0, "two"), (1, 1, "a again")]);
    assert_eq!(read, ["1. one", "  (a) a", "  (b) b", "    1.b.I deep", "2. two", "  (a) a again"]);
}

#[test]
fn two_lists_of_one_scheme_count_on_unless_one_says_where_it_starts() {
    assert_eq!(
        items(&[(1, 0, "one"), (3, 0, "five"), (3, 0, "six"), (1, 0, "on")]),
        ["1. one", "5. five", "6. six", "7. on"]
    );
}

#[test]
fn bullets_of_symbol_fonts_are_bullets_and_boxes() {
    assert_eq!(items(&[(2, 0, "dot"), (2, 1, "box")]), ["• dot", "  ☐ box"]);
}

#[test]
fn a_list_that_does_not_exist_still_makes_items_and_number_zero_takes_one_away() {
    assert_eq!(items(&[(9, 0, "lost"), (0, 0, "plain")]), ["? lost", "plain"]);
}

#[test]
fn a_style_may_bring_the_list() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Duty"><w:name w:val="Duty"/><w:basedOn w:val="Listed"/></w:style>
        <w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let docx = Docx::of(&p_with("<w:pStyle w:val=\"Duty\"/>", "Visits families"))
        .with("styles", "styles", styles)
        .with("numbering", "numbering", SCHEME);
    assert_eq!(shown(&read_well(&docx.bytes()).blocks), ["1. Visits families"]);
}
