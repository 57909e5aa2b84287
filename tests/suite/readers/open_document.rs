//! OpenDocument texts.

use super::build::odt;
use super::{read_well, shown};

const STYLES: &str = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-bullet text:level="2" text:bullet-char="&#xF0B7;"/></text:list-style>
    <style:style style:name="Bold" style:family="paragraph"><style:text-properties fo:font-weight="bold" fo:font-size="18pt"/></style:style>
    <style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>"#;

fn body(xml: &str) -> Vec<String> {
    shown(&read_well(&odt(xml, STYLES, "")).blocks)
}

#[test]
fn headings_lists_and_line_breaks() {
    let xml = r#"<text:h text:outline-level="2">Duties</text:h><text:list text:style-name="L1"><text:list-item><text:p>Visits<text:s text:c="3"/>families</text:p>
        <text:list><text:list-item><text:p>weekly</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Writes</text:p></text:list-item></text:list>
        <text:p>Grade: 12<text:line-break/>Pay: $20<text:tab/>an hour</text:p>"#;
    let expected = ["H2 Duties", "1. Visits families", "  • weekly", "2. Writes", "Grade: 12", "Pay: $20 an hour"];
    assert_eq!(body(xml), expected);
}

#[test]
fn tables_with_repeated_and_covered_cells() {
    let xml = r#"<table:table><table:table-row><table:table-cell><text:p>Percent</text:p></table:table-cell><table:table-cell><text:p>Duty</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Case work</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(body(xml), ["| Percent | Duty", "Case work", "| x | x"]);
}

#[test]
fn deleted_and_hidden_text_is_left_out_and_notes_stand_behind() {
    let xml = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion></text:changed-region></text:tracked-changes>
        <text:p>Degree<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Or equal.</text:p></text:note-body></text:note><text:span text:style-name="Gone">gone</text:span></text:p>
        <text:p><draw:frame><draw:text-box><text:p>Now hiring</text:p></draw:text-box></draw:frame></text:p>"#;
    let read = read_well(&odt(xml, STYLES, ""));
    assert_eq!(shown(&read.blocks), ["Degree[1]", "Now hiring", "[1]: Or equal."]);
    let expected = ["1 deletion of the tracked changes is left out", "1 piece of hidden text is left out"];
    assert_eq!(read.remarks, expected);
}

#[test]
fn heads_and_feet_are_furniture_and_bold_is_said() {
    let master = "<style:master-page><style:header><text:p>County</text:p></style:header><style:footer><text:p>Page</text:p></style:footer></style:master-page>";
    let read = read_well(&odt(
        r#"<text:p text:style-name="Bold">Duties</text:p><text:p>Visits families at home.</text:p>"#,
        STYLES,
        master,
    ));
    let expected = ["-- County (a running head)", "Duties", "Visits families at home.", "-- Page (a running foot)"];
    assert_eq!(shown(&read.blocks), expected);
    assert!(read.blocks[1].bold && !read.blocks[2].bold);
    assert_eq!(read.blocks[1].size, Some(1.5));
}
