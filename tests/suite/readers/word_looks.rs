//! Word's headings: by style, by ancestry, in any language; and what only looks like one.

use rolebook::import::block::Shape;

use super::build::{Docx, p, p_with};
use super::{read_well, shown};

const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
    <w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="33"/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="County Section"/><w:basedOn w:val="Rubrik1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Levelled"><w:name w:val="Anything"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;

fn styled(style: &str, text: &str) -> String {
    p_with(&format!("<w:pStyle w:val=\"{style}\"/>"), text)
}

#[test]
fn headings_are_told_by_name_ancestry_and_outline() {
    let body = [
        styled("Rubrik1", "Duties"),
        styled("Own", "Skills"),
        styled("Levelled", "Pay"),
        p_with("<w:outlineLvl w:val=\"1\"/>", "Site"),
        styled("Loop", "Visits families."),
        styled("TOC1", "Duties 3"),
    ];
    let docx = Docx::of(&body.concat()).with("styles", "styles", STYLES);
    let expected =
        ["H1 Duties", "H1 Skills", "H3 Pay", "H2 Site", "Visits families.", "-- Duties 3 (a table of contents)"];
    assert_eq!(shown(&read_well(&docx.bytes()).blocks), expected);
}

#[test]
fn a_bold_paragraph_stays_a_paragraph_and_says_that_it_is_bold_and_how_large() {
    let bold = "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"33\"/></w:rPr><w:t>Duties</w:t></w:r></w:p>";
    let partly = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Note: </w:t></w:r><w:r><w:t>drives a car</w:t></w:r></w:p>";
    let docx = Docx::of(&format!("{bold}{partly}{}", p("Visits families at home."))).with("styles", "styles", STYLES);
    let blocks = read_well(&docx.bytes()).blocks;
    assert_eq!(blocks[0].shape, Shape::Paragraph);
    assert!(blocks[0].bold && !blocks[1].bold && !blocks[2].bold);
    assert_eq!((blocks[0].size, blocks[2].size), (Some(1.5), Some(1.0)));
}

#[test]
fn capitals_of_a_style_are_capitals() {
    let caps = "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>Duties</w:t></w:r></w:p>";
    assert_eq!(shown(&read_well(&Docx::of(caps).bytes()).blocks), ["DUTIES"]);
}

#[test]
fn any_prefix_may_stand_for_words_own() {
    let bytes = Docx::of(&p("Visits families.")).bytes();
    let other = super::build::zipped(&[
        ("[Content_Types].xml", b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
        ("word/document.xml", b"<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>Visits families.</x:t></x:r></x:p></x:body></x:document>"),
    ]);
    assert_eq!(shown(&read_well(&bytes).blocks), shown(&read_well(&other).blocks));
}
