//! Sections, groups, lists and tables written as Markdown in the one canonical way: a paragraph, an item, a row is a line.

use serde_json::{Map, Value};

use super::body_reader::is_numbered;
use super::{group_marks, yaml};
use crate::model::document::{Block, Footnote, Item, Section, Table, Tick};
use crate::model::section::SectionKind;
use crate::model::text::{Text, without_escaped_bars};

/// Writes title, sections and footnotes.
pub(super) fn write(title: &Text, sections: &[Section], footnotes: &[Footnote], out: &mut String) {
    out.push_str("# ");
    out.push_str(title.as_markdown());
    out.push('\n');
    for section in sections {
        out.push_str("\n## ");
        out.push_str(section.heading.as_markdown());
        if SectionKind::of_heading(section.heading.as_markdown()) != section.kind {
            out.push(' ');
            write_note(&[("kind", serde_json::to_value(section.kind).unwrap_or_default())], out);
        }
        out.push('\n');
        write_blocks(&section.blocks, section.kind, 3, out);
    }
    for footnote in footnotes {
        out.push_str("\n[^");
        out.push_str(&footnote.name);
        out.push_str("]: ");
        out.push_str(footnote.text.as_markdown());
        if let Some(mark) = &footnote.mark {
            out.push(' ');
            write_note(&[("mark", Value::String(mark.clone()))], out);
        }
        out.push('\n');
    }
}

fn write_note(fields: &[(&str, Value)], out: &mut String) {
    let mapping: Map<String, Value> = fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    yaml::write_flow(&Value::Object(mapping), out);
}

fn write_blocks(blocks: &[Block], kind: SectionKind, level: usize, out: &mut String) {
    for block in blocks {
        out.push('\n');
        match block {
            Block::Paragraph(text) => {
                out.push_str(text.as_markdown());
                out.push('\n');
            }
            Block::List(items) => write_items(items, 0, out),
            Block::Table(table) => write_table(table, out),
            Block::Group(group) => {
                out.extend(std::iter::repeat_n('#', level));
                out.push(' ');
                if kind == SectionKind::Duties {
                    out.push_str(&group_marks::join(&group.label, &group.marks));
                } else {
                    out.push_str(group.label.as_markdown());
                }
                out.push('\n');
                write_blocks(&group.blocks, kind, level + 1, out);
            }
        }
    }
}

fn write_items(items: &[Item], indent: usize, out: &mut String) {
    let numbered = is_numbered(items);
    for item in items {
        let marker = match item.number {
            Some(number) if numbered => format!("{number}."),
            _ => "-".to_owned(),
        };
        push_indent(indent, out);
        out.push_str(&marker);
        write_item_line(item, out);
        out.push('\n');
        let inner = indent + marker.len() + 1;
        for paragraph in &item.continued {
            out.push('\n');
            push_indent(inner, out);
            out.push_str(paragraph.as_markdown());
            out.push('\n');
        }
        if !item.items.is_empty() {
            if !item.continued.is_empty() {
                out.push('\n');
            }
            write_items(&item.items, inner, out);
        }
    }
}

fn write_item_line(item: &Item, out: &mut String) {
    match item.tick {
        Some(Tick::Ticked) => out.push_str(" [x]"),
        Some(Tick::Unticked) => out.push_str(" [ ]"),
        Some(Tick::Unclear) => out.push_str(" [?]"),
        None => {}
    }
    if !item.label.is_empty() {
        out.push_str(" **");
        out.push_str(item.label.as_markdown());
        out.push_str(":**");
    }
    if !item.text.is_empty() {
        out.push(' ');
        out.push_str(item.text.as_markdown());
    }
    if !item.note.is_empty() {
        out.push(' ');
        yaml::write_flow(&serde_json::to_value(&item.note).unwrap_or_default(), out);
    }
    if let Some(id) = &item.id {
        out.push_str(" ^");
        out.push_str(id.as_str());
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn write_table(table: &Table, out: &mut String) {
    for column in &table.columns {
        out.push_str("| ");
        out.push_str(&cell(&column.heading));
        if !column.holds.is_words() {
            out.push(' ');
            write_note(&[("holds", serde_json::to_value(column.holds).unwrap_or_default())], out);
        }
        out.push(' ');
    }
    out.push_str("|\n");
    for _ in &table.columns {
        out.push_str("| --- ");
    }
    out.push_str("|\n");
    for row in &table.rows {
        for text in row {
            out.push_str("| ");
            let cell = cell(text);
            out.push_str(&cell);
            if !cell.is_empty() {
                out.push(' ');
            }
        }
        out.push_str("|\n");
    }
}

/// A cell's words: every bar escaped, once.
fn cell(text: &Text) -> String {
    without_escaped_bars(text.as_markdown()).replace('|', "\\|")
}
