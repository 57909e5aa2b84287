//! Tables and footnotes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Deserialize;

use super::super::item_line;
use super::{Reader, text_of};
use crate::model::document::{Column, ColumnType, Footnote, Table};
use crate::model::text::{Text, is_escaped};

/// What may stand behind the heading of a column.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnNote {
    #[serde(default)]
    holds: ColumnType,
}

/// What may stand behind a footnote.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FootnoteNote {
    mark: Option<String>,
}

impl Reader<'_> {
    pub(super) fn table(&mut self) -> Table {
        let mut table = Table { columns: Vec::new(), rows: Vec::new() };
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    for (heading, at) in self.cells() {
                        let line = item_line::heading(&heading);
                        let note: ColumnNote = self.note(line.note, at).unwrap_or_default();
                        table.columns.push(Column { heading: line.text, holds: note.holds });
                    }
                }
                Event::Start(Tag::TableRow) => {
                    let written = cells_written(self.slice(&range));
                    let row: Vec<Text> = self.cells().into_iter().map(|(cell, _)| text_of(&cell)).collect();
                    if written > table.columns.len() {
                        let message = format!("the row has {written} cells, the table {} columns", table.columns.len());
                        self.fault(
                            range.start,
                            "table",
                            &message,
                            "remove the extra cell, or put a backslash before a literal `|`",
                        );
                    }
                    table.rows.push(row);
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    /// The cells up to the end of the row, and where each begins.
    fn cells(&mut self) -> Vec<(String, usize)> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let words = self.inline();
                    let at = words.as_ref().map_or(range.start, |words| words.start);
                    let cell = words.map(|words| self.slice(&words).replace("\\|", "|")).unwrap_or_default();
                    cells.push((cell, at));
                }
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => break,
                _ => {}
            }
        }
        cells
    }

    pub(super) fn footnote(&mut self, name: String, range: &Range<usize>) {
        let mut footnote = Footnote { name, text: Text::default(), mark: None };
        let mut depth = 0_usize;
        loop {
            if let Some(words) = self.inline() {
                if !footnote.text.is_empty() {
                    self.fault(words.start, "markdown", "a footnote is one paragraph", "join the paragraphs");
                }
                let line = item_line::heading(self.slice(&words));
                let note: FootnoteNote = self.note(line.note, words.start).unwrap_or_default();
                footnote.text =
                    Text::from_markdown(&format!("{} {}", footnote.text.as_markdown(), line.text.as_markdown()));
                footnote.mark = footnote.mark.or(note.mark);
            }
            match self.events.next() {
                Some((Event::Start(Tag::Paragraph), _)) => depth += 1,
                Some((Event::Start(_), at)) => {
                    depth += 1;
                    self.fault(at.start, "markdown", "a footnote is one paragraph", "write it without lists or tables");
                }
                Some((Event::End(_), _)) if depth > 0 => depth -= 1,
                Some((Event::End(_), _)) | None => break,
                Some(_) => {}
            }
        }
        if !self.footnote_names.insert(footnote.name.clone()) {
            self.fault(
                range.start,
                "duplicate-footnote",
                "there is another footnote of this name",
                "give it another name",
            );
        }
        self.body.footnotes.push(footnote);
    }
}

/// How many cells a row's line has.
fn cells_written(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let bars = line.char_indices().filter(|(at, c)| *c == '|' && !is_escaped(line, *at)).count();
    if line.ends_with('|') && !is_escaped(line, line.len() - 1) { bars } else { bars + 1 }
}
