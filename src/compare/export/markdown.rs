//! A comparison as Markdown: a table for each part.

use super::Part;
use crate::compare::side_by_side::Comparison;
use crate::model::text::Text;

/// The sheet as Markdown with tables, as GitHub and most editors read them.
pub fn render_markdown(comparison: &Comparison, parts: &[Part]) -> String {
    let titles: Vec<String> = comparison.roles.iter().map(|role| words(&role.title)).collect();
    let mut out = format!("# {} compared\n\n", titles.join(", "));
    for role in &comparison.roles {
        out.push_str(&format!("- {}, {}: `{}`\n", words(&role.title), words(&role.organisation), role.role));
    }
    out.push_str(&format!("\n{}\n", words(&comparison.summary.join(" "))));
    for part in parts {
        out.push_str(&format!("\n## {}\n\n|  |", part.name));
        titles.iter().for_each(|title| out.push_str(&format!(" {title} |")));
        out.push_str("\n| --- |");
        titles.iter().for_each(|_| out.push_str(" --- |"));
        for row in &part.rows {
            let remark = row.remark.as_ref().map(|remark| format!("<br>{}", words(remark))).unwrap_or_default();
            out.push_str(&format!("\n| **{}**{remark} |", words(&row.name)));
            for cell in &row.cells {
                let lines: Vec<String> = cell.iter().map(|line| set_in(line)).collect();
                out.push_str(&format!(" {} |", lines.join("<br>")));
            }
        }
        out.push('\n');
    }
    out
}

/// Words as Markdown within a cell of a table.
fn words(plain: &str) -> String {
    Text::from_plain(plain).as_markdown().replace('\n', " ").replace('|', "\\|")
}

/// A line that keeps how far it is set in.
fn set_in(line: &str) -> String {
    let depth = line.len() - line.trim_start().len();
    format!("{}{}", "&nbsp;".repeat(depth), words(line.trim_start()))
}
