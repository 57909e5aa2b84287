//! Word: tables, boxes, tracked changes, check boxes, notes, heads and feet.

use super::build::{Docx, p, p_with};
use super::{read_well, shown};

fn body(xml: &str) -> Vec<String> {
    shown(&read_well(&Docx::of(xml).bytes()).blocks)
}

fn run(xml: &str) -> String {
    format!("<w:p><w:r>{xml}</w:r></w:p>")
}

#[test]
fn insertions_are_in_and_deletions_are_out_and_said_to_be() {
    let xml = r#"<w:p><w:r><w:t>Visits </w:t></w:r><w:del><w:r><w:delText>clients</w:delText></w:r></w:del>
        <w:ins><w:r><w:t>families</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>now and then</w:t></w:r></w:moveFrom>
        <w:moveTo><w:r><w:t> monthly</w:t></w:r></w:moveTo></w:p>"#;
    let read = read_well(&Docx::of(xml).bytes());
    assert_eq!(shown(&read.blocks), ["Visits families monthly"]);
    assert_eq!(read.remarks, ["2 deletions of the tracked changes are left out"]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let xml = format!("{}{}", p_with("<w:rPr><w:del/></w:rPr>", "Visits families "), p("at home."));
    assert_eq!(body(&xml), ["Visits families at home."]);
}

#[test]
fn a_text_box_is_read_once_though_the_file_says_it_twice() {
    let text = "<w:txbxContent><w:p><w:r><w:t>Now hiring</w:t></w:r></w:p></w:txbxContent>";
    let xml = format!(
        "<w:p><w:r><w:t>Case Manager</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{text}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    assert_eq!(body(&xml), ["Case Manager", "Now hiring"]);
}

#[test]
fn boxes_to_tick_have_their_state_in_content_controls_and_in_old_forms() {
    let control = |state: &str| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox>{state}</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    let form = |state: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let xml = format!(
        "<w:p>{}<w:r><w:t> Exempt </w:t></w:r>{}<w:r><w:t> Union </w:t></w:r>{}<w:r><w:t> Full-time </w:t></w:r>{}<w:r><w:t> Other</w:t></w:r></w:p>",
        control("<w14:checked w14:val=\"1\"/>"),
        control("<w14:checked w14:val=\"0\"/>"),
        form("<w:default w:val=\"0\"/><w:checked/>"),
        form("<w:default w:val=\"0\"/>"),
    );
    assert_eq!(body(&xml), ["☒ Exempt ☐ Union ☒ Full-time ☐ Other"]);
}

#[test]
fn symbols_are_what_a_person_sees() {
    let xml = run(
        r#"<w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Yes </w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> No </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 21</w:t>"#,
    );
    assert_eq!(body(&xml), ["☒ Yes ☐ No ≥ 21"]);
}

#[test]
fn notes_stand_behind_the_text_in_the_order_of_their_marks() {
    let note = |id: u8, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", p(text));
    let notes = format!("{}{}{}", note(0, "a line"), note(7, "In the county."), note(3, "Or equal."));
    let docx = Docx::of(&run(
        r#"<w:t>Degree</w:t><w:footnoteReference w:id="3"/><w:t> and licence</w:t><w:footnoteReference w:id="7"/>"#,
    ));
    let read = read_well(&docx.with("footnotes", "footnotes", &notes).bytes());
    assert_eq!(shown(&read.blocks), ["Degree[1] and licence[2]", "[1]: Or equal.", "[2]: In the county."]);
}

#[test]
fn heads_and_feet_are_furniture_and_said_once() {
    let docx = Docx::of(&p("Visits families."))
        .with("header", "hdr", &p("County of Acme"))
        .with("header", "hdr", &p("County of Acme"))
        .with("footer", "ftr", &p("Page 1"));
    let expected = ["-- County of Acme (a running head)", "Visits families.", "-- Page 1 (a running foot)"];
    assert_eq!(shown(&read_well(&docx.bytes()).blocks), expected);
}

fn cell(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

fn table(rows: &[String]) -> String {
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    format!("<w:tbl>{rows}</w:tbl>")
}

#[test]
fn a_table_is_rows_of_cells_with_those_that_reach_over_others() {
    let rows = [
        format!("{}{}{}", cell("", &p("Percent")), cell("", &p("N/R/NC")), cell("", &p("Duty"))),
        format!(
            "{}{}{}",
            cell("<w:vMerge w:val=\"restart\"/>", &p("75")),
            cell("", &p("R")),
            cell("", &p("Visits families"))
        ),
        format!("{}{}{}", cell("<w:vMerge/>", "<w:p/>"), cell("", "<w:p/>"), cell("", &p("Writes notes"))),
        cell("<w:gridSpan w:val=\"3\"/>", &p("Signatures")),
    ];
    let expected = ["| Percent | N/R/NC | Duty", "| 75 | R | Visits families", "|  |  | Writes notes", "Signatures"];
    assert_eq!(body(&table(&rows)), expected);
}

#[test]
fn a_table_of_layout_is_what_stands_in_its_cells() {
    let long = "Visits families at home and writes down what was agreed, every week of the year.";
    let column = |title: &str| format!("{}{}{}{}{}", p(title), p(long), p(long), p(long), p("• Drives"));
    let rows = [format!("{}{}", cell("", &column("Duties")), cell("", &column("Skills")))];
    let texts = body(&table(&rows));
    assert_eq!(texts, ["Duties", long, long, long, "• Drives", "Skills", long, long, long, "• Drives"]);
}

#[test]
fn what_a_long_cell_holds_follows_its_row() {
    let duties = format!("{}{}{}", p("Case work:"), p("• Visits families"), p("• Writes notes"));
    let rows = [format!("{}{}{}", cell("", &p("75%")), cell("", &p("E")), cell("", &duties))];
    assert_eq!(body(&table(&rows)), ["| 75% | E | Case work:", "• Visits families", "• Writes notes"]);
}

#[test]
fn a_table_within_a_table_is_read_in_its_place() {
    let inner = table(&[format!("{}{}", cell("", &p("a")), cell("", &p("b")))]);
    let rows = [format!("{}{}", cell("", &p("Budget")), cell("", &format!("{}{inner}{}", p("Lines:"), p("end"))))];
    assert_eq!(body(&table(&rows)), ["| Budget | Lines:", "| a | b", "end"]);
}

#[test]
fn hidden_text_and_prompts_are_left_out_and_said_to_be() {
    let xml = r#"<w:p><w:r><w:t>Shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    let read = read_well(&Docx::of(xml).bytes());
    assert_eq!(shown(&read.blocks), ["Shown"]);
    let expected = ["1 piece of hidden text is left out", "1 field of the form was not filled in"];
    assert_eq!(read.remarks, expected);
}

#[test]
fn fields_show_their_result_and_not_how_it_is_worked_out() {
    let xml = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>our site</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    assert_eq!(body(xml), ["our site"]);
}

#[test]
fn lines_broken_on_purpose_stay_apart_and_those_of_a_sentence_do_not() {
    let broken = run("<w:t>Department: Health</w:t><w:br/><w:t>Grade: 12</w:t>");
    assert_eq!(body(&broken), ["Department: Health", "Grade: 12"]);
    let running = run("<w:t>Visits families</w:t><w:br/><w:t>at home.</w:t>");
    assert_eq!(body(&running), ["Visits families at home."]);
    let tabbed = run("<w:t>Grade:</w:t><w:tab/><w:t>12</w:t>");
    assert_eq!(body(&tabbed), ["Grade: 12"]);
}
