//! Web pages.

use super::{read_well, shown};

fn page(body: &str) -> Vec<String> {
    shown(&read_well(format!("<!DOCTYPE html><html><body>{body}</body></html>").as_bytes()).blocks)
}

#[test]
fn headings_paragraphs_and_lists_are_what_the_page_says_they_are() {
    let body = "<h1>Case Manager</h1><p>Serves <b>families</b>\n at home.</p><ol start=3><li>Visits<ul><li>weekly</ul><li>Writes</ol><ol type=a><li><p>One</p></ol>";
    let expected = ["H1 Case Manager", "Serves families at home.", "3. Visits", "  • weekly", "4. Writes", "a. One"];
    assert_eq!(page(body), expected);
}

#[test]
fn what_stands_around_the_text_is_furniture_and_says_why() {
    let body = "<header><a href=/>County of Acme</a></header><nav><a>Jobs</a> <a>News</a></nav><div class=cookie-banner>We use cookies</div><main><header><h1>Case Manager</h1></header><p>Visits families at home, and writes down what was agreed with them and by whom.</p><footer>Apply by June.</footer></main><aside>Share</aside><footer>Copyright</footer>";
    let expected = [
        "-- County of Acme (the head of a web site)",
        "-- Jobs News (a menu)",
        "-- We use cookies (a notice about cookies)",
        "H1 Case Manager",
        "Visits families at home, and writes down what was agreed with them and by whom.",
        "Apply by June.",
        "-- Share (a side bar)",
        "-- Copyright (the foot of a web site)",
    ];
    assert_eq!(page(body), expected);
}

#[test]
fn a_page_whose_parts_have_misleading_names_is_read_all_the_same() {
    let read = page("<div class=sidebar><p>Visits families at home every week.</p><p>Writes notes.</p></div>");
    assert_eq!(read, ["Visits families at home every week.", "Writes notes."]);
}

#[test]
fn hidden_parts_are_left_out_and_said_to_be_and_scripts_are_not_even_that() {
    let page = "<html><body><p>Shown</p><p hidden>a</p><p style='display: none'>b</p><script>c()</script><style>d{}</style></body></html>";
    let read = read_well(page.as_bytes());
    assert_eq!(shown(&read.blocks), ["Shown"]);
    assert_eq!(read.remarks, ["2 hidden parts of the page are left out"]);
}

#[test]
fn tables_have_cells_that_reach_over_rows_and_columns() {
    let body = "<table><caption>Time</caption><tr><th>Percent<th>Duty<th>When</tr><tr><td rowspan=2>75<td>Visits<td>daily</tr><tr><td>Writes<td></tr><tr><td colspan=3>Total 100</tr></table>";
    let expected = ["Time", "| Percent | Duty | When", "| 75 | Visits | daily", "|  | Writes | ", "Total 100"];
    assert_eq!(page(body), expected);
}

#[test]
fn definitions_are_rows_and_boxes_have_their_state() {
    assert_eq!(
        page("<dl><dt>Salary</dt><dd>$50,000</dd><dt>Grade</dt><dd>12</dd></dl>"),
        ["| Salary | $50,000", "| Grade | 12"]
    );
    assert_eq!(page("<p><input type=checkbox checked> Exempt <input type=radio> Union</p>"), ["☒ Exempt ☐ Union"]);
}

#[test]
fn line_breaks_divide_facts_and_hand_typed_bullets() {
    assert_eq!(
        page("<p>Department: Health<br>Grade: 12</p><p>• Visits<br>• Writes</p>"),
        ["Department: Health", "Grade: 12", "• Visits", "• Writes"]
    );
}

#[test]
fn a_page_says_its_own_encoding() {
    let latin =
        b"<html><head><meta charset=\"windows-1252\"></head><body><p>R\xe9sum\xe9 \x96 \x93yes\x94</p></body></html>";
    assert_eq!(shown(&read_well(latin).blocks), ["Résumé – “yes”"]);
}
