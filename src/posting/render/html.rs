//! A posting as a page of HTML that needs no other file, with styles for screen and paper.

use super::job_posting::job_posting;
use crate::model::document::Tick;
use crate::posting::document::{Block, Cell, ListItem, Posting, Run};
use crate::templating::html::{Html, json_in_script};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{margin:0;font:1.0625rem/1.55 Georgia,'Source Serif 4','Times New Roman',serif;color:#1a1a1a;background:#fff}\
main{max-width:42rem;margin:0 auto;padding:2rem 1.25rem 4rem}\
h1,h2,h3,h4,h5,h6{font-family:'Public Sans','Segoe UI',Helvetica,Arial,sans-serif;line-height:1.25;margin:2rem 0 .5rem}\
h1{font-size:1.9rem;margin-top:0}h2{font-size:1.3rem;border-bottom:1px solid #bbb;padding-bottom:.2rem}h3{font-size:1.08rem}h4,h5,h6{font-size:1rem}\
ul,ol{padding-left:1.4rem}li{margin:.3rem 0}ul.boxes{list-style:none;padding-left:.2rem}.box{font-family:'Segoe UI Symbol','DejaVu Sans',sans-serif}\
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.95rem}th,td{border:1px solid #999;padding:.35rem .5rem;text-align:left;vertical-align:top;min-height:1.4em}th{background:#f0f0ec}\
a{color:#0b4f8a}.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
@media (prefers-color-scheme:dark){body{color:#e8e6e1;background:#16181b}th{background:#24272b}a{color:#8fc1f0}}\
@media print{:root{color-scheme:light}body{color:#000;background:#fff;font-size:11pt}main{max-width:none;padding:0}h1,h2,h3,h4{break-after:avoid}li,tr{break-inside:avoid}th{background:none}a{color:inherit}@page{margin:2cm}}";

/// The posting as a page of its own.
pub fn render_html(posting: &Posting) -> Vec<u8> {
    let data = job_posting(posting)
        .map(|data| format!("<script type=\"application/ld+json\">{}</script>\n", json_in_script(&data)));
    let title = Html::from_plain(&posting.title);
    let language = Html::from_plain(&posting.language);
    let trace = Html::from_plain(&posting.made_from.trace());
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<meta name=\"dcterms.source\" content=\"{trace}\">\n<style>{STYLE}</style>\n{}</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}</main>\n</body>\n</html>\n",
        data.unwrap_or_default(),
        html_of_sections(posting),
    )
    .into_bytes()
}

/// The sections of a posting as HTML, without the title: safe to stand in a page as it is.
pub fn html_of_sections(posting: &Posting) -> String {
    let mut html = String::new();
    for section in &posting.sections {
        html.push_str("<section>\n");
        if !section.heading.is_empty() {
            html.push_str(&format!("<h2>{}</h2>\n", inline(&section.heading)));
        }
        blocks(&section.blocks, &mut html);
        html.push_str("</section>\n");
    }
    html
}

fn blocks(all: &[Block], html: &mut String) {
    for block in all {
        match block {
            Block::Heading { level, runs } => html.push_str(&format!("<h{level}>{}</h{level}>\n", inline(runs))),
            Block::Paragraph { runs } => html.push_str(&format!("<p>{}</p>\n", inline(runs))),
            Block::List { start, items } => list(*start, items, html),
            Block::Table { head, rows } => table(head, rows, html),
        }
    }
}

fn list(start: Option<u64>, items: &[ListItem], html: &mut String) {
    let boxes = items.iter().all(|item| item.tick.is_some());
    let end = match start {
        Some(1) => {
            html.push_str("<ol>\n");
            "ol"
        }
        Some(start) => {
            html.push_str(&format!("<ol start=\"{start}\">\n"));
            "ol"
        }
        None => {
            html.push_str(if boxes { "<ul class=\"boxes\">\n" } else { "<ul>\n" });
            "ul"
        }
    };
    for item in items {
        html.push_str("<li>");
        html.push_str(match item.tick {
            Some(Tick::Ticked) => {
                "<span class=\"box\" aria-hidden=\"true\">☒</span><span class=\"said\">ticked:</span> "
            }
            Some(_) => "<span class=\"box\" aria-hidden=\"true\">☐</span><span class=\"said\">not ticked:</span> ",
            None => "",
        });
        html.push_str(&inline(&item.runs));
        if !item.blocks.is_empty() {
            html.push('\n');
            blocks(&item.blocks, html);
        }
        html.push_str("</li>\n");
    }
    html.push_str(&format!("</{end}>\n"));
}

fn table(head: &[Cell], rows: &[Vec<Cell>], html: &mut String) {
    // A table without headings of columns has those of its rows in front.
    let headed = head.iter().any(|cell| !cell.runs.is_empty());
    html.push_str("<table>\n");
    if headed {
        html.push_str("<thead><tr>");
        for cell in head {
            html.push_str(&format!("<th scope=\"col\">{}</th>", inline(&cell.runs)));
        }
        html.push_str("</tr></thead>\n");
    }
    html.push_str("<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let words = inline(&cell.runs);
            let cell = if index == 0 && !headed {
                format!("<th scope=\"row\">{words}</th>")
            } else {
                format!("<td>{words}</td>")
            };
            html.push_str(&cell);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
}

fn inline(runs: &[Run]) -> String {
    let mut html = String::new();
    for run in runs {
        let mut words = Html::from_plain(&run.text).to_string();
        if run.style.emphasis {
            words = format!("<em>{words}</em>");
        }
        if run.style.strong {
            words = format!("<strong>{words}</strong>");
        }
        if let Some(link) = &run.style.link {
            words = format!("<a href=\"{}\">{words}</a>", Html::from_plain(link));
        }
        html.push_str(&words);
    }
    html
}
