//! The words of a file: Markdown, parsed by a library into events, read here into sections, groups, lists and tables.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::source_text::SourceText;
use super::{group_marks, item_line, yaml};
use crate::model::document::{Block, Column, ColumnType, DutyMarks, Footnote, Group, Item, ItemNote, Section, Table};
use crate::model::finding::Finding;
use crate::model::section::SectionKind;
use crate::model::text::{Text, is_escaped};

/// The words of a file.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) title: Text,
    pub(super) sections: Vec<Section>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) findings: Vec<Finding>,
    /// Where each item with a name stands, in bytes from the beginning of the file.
    pub(super) item_places: Vec<usize>,
    /// Where each section stands.
    pub(super) section_places: Vec<usize>,
}

/// Lists within lists deeper than this are not read.
const DEEPEST_LIST: usize = 12;

/// Reads the part of the file that begins at byte `base`.
pub(super) fn read(source: &SourceText<'_>, base: usize) -> Body {
    let text = source.text().get(base..).unwrap_or("");
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let definitions: Vec<usize> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.start).collect();
    let mut reader =
        Reader { events: parser.into_offset_iter().peekable(), text, source, base, body: Body::default(), open: Vec::new() };
    for at in definitions {
        reader.fault(at, "markdown", "a link target on a line of its own is not used here", "write the link out: [words](address)");
    }
    reader.blocks();
    reader.close_groups(0);
    if reader.body.title.is_empty() {
        let finding = Finding::error("no-title", "the text has no title");
        let finding = source.finding_at(base, finding).advising("put the title on the first line, behind `# `");
        reader.body.findings.push(finding);
    }
    reader.body
}

struct Reader<'a> {
    events: Peekable<OffsetIter<'a>>,
    text: &'a str,
    source: &'a SourceText<'a>,
    base: usize,
    body: Body,
    /// The groups that are being filled, outermost first, with the levels of their headings.
    open: Vec<(usize, Group)>,
}

/// What may stand behind the heading of a section.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionNote {
    kind: Option<SectionKind>,
}

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

impl<'a> Reader<'a> {
    fn fault(&mut self, at: usize, code: &str, message: &str, advice: &str) {
        let finding = Finding::error(code, message);
        self.body.findings.push(self.source.finding_at(self.base + at, finding).advising(advice));
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    fn blocks(&mut self) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(level, &range),
                Event::Start(Tag::FootnoteDefinition(name)) => self.footnote(name.to_string(), &range),
                Event::Start(tag) => {
                    if let Some(block) = self.block(tag, &range) {
                        self.push(block, range.start);
                    }
                }
                Event::Rule => self.fault(range.start, "markdown", "a ruled line is not used here", "remove it; a heading begins a new part"),
                Event::Html(_) => self.html(range.start),
                _ => {}
            }
        }
    }

    fn html(&mut self, at: usize) {
        self.fault(at, "markdown", "HTML is not used here", "write the words without tags; put a backslash before a literal `<`");
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<Block> {
        match tag {
            Tag::Paragraph => {
                let words = self.inline()?;
                self.skip_to_end(0);
                Some(Block::Paragraph(text_of(self.slice(&words))))
            }
            Tag::List(start) => Some(Block::List(self.list(start.is_some(), 1))),
            Tag::Table(_) => Some(Block::Table(self.table())),
            Tag::HtmlBlock => {
                self.html(range.start);
                self.skip_to_end(0);
                Some(Block::Paragraph(Text::from_plain(self.slice(range))))
            }
            _ => {
                let (message, advice) = match tag {
                    Tag::BlockQuote(_) => ("a quotation mark `>` at the start of a line is not used here", "write an ordinary paragraph"),
                    Tag::CodeBlock(_) => ("a block of code is not used here", "begin the line without blanks, or write a list with `- `"),
                    _ => ("this kind of text is not used here", "use paragraphs, lists and tables"),
                };
                self.fault(range.start, "markdown", message, advice);
                self.skip_to_end(0);
                Some(Block::Paragraph(Text::from_plain(self.slice(range))))
            }
        }
    }

    /// Passes over everything up to the end of the element that is open, of which `depth` inner ones are open too.
    fn skip_to_end(&mut self, mut depth: usize) {
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }

    /// Reads words up to the next block or the end of the element: where they stand.
    fn inline(&mut self) -> Option<Range<usize>> {
        let mut words: Option<Range<usize>> = None;
        let mut depth = 0_usize;
        while let Some((event, range)) = self.events.peek() {
            let range = range.clone();
            let mut html = false;
            let mut image = false;
            match event {
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => depth += 1,
                Event::Start(Tag::Image { .. }) => {
                    depth += 1;
                    image = true;
                }
                Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image) if depth > 0 => depth -= 1,
                Event::InlineHtml(_) => html = true,
                Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => {}
                _ => break,
            }
            self.events.next();
            if html {
                self.html(range.start);
            }
            if image {
                self.fault(range.start, "markdown", "pictures are not used here", "remove the `!` to make it a link");
            }
            words = Some(match words {
                None => range,
                Some(before) => before.start..range.end.max(before.end),
            });
        }
        // The parser's first event begins behind a backslash that escapes it.
        words.map(|words| match words.start.checked_sub(1) {
            Some(before) if self.text.as_bytes().get(before) == Some(&b'\\') => before..words.end,
            _ => words,
        })
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let words = self.inline().unwrap_or(range.start..range.start);
        self.skip_to_end(0);
        let line = item_line::heading(self.slice(&words));
        let level = level as usize;
        match level {
            1 if self.body.title.is_empty() && self.body.sections.is_empty() => self.body.title = line.text,
            1 => self.fault(range.start, "second-title", "there is a second title", "a file holds one role; give parts of it headings that begin with `## `"),
            2 => {
                self.close_groups(0);
                let note: SectionNote = self.note(line.note, words.start).unwrap_or_default();
                let kind = note.kind.unwrap_or_else(|| SectionKind::of_heading(line.text.as_markdown()));
                self.begin_section(Section { kind, heading: line.text, blocks: Vec::new() }, range.start);
            }
            _ => {
                self.close_groups(level);
                self.ensure_section(range.start);
                if line.note.is_some() {
                    self.fault(range.start, "markdown", "a note in braces can't stand behind the heading of a group", group_marks::ADVICE);
                }
                let in_duties = self.body.sections.last().is_some_and(|section| section.kind == SectionKind::Duties);
                let split = if in_duties { group_marks::split(&line.text) } else { Ok((line.text.clone(), DutyMarks::default())) };
                let (label, marks) = split.unwrap_or_else(|message| {
                    self.fault(words.start, "bad-marks", &message, group_marks::ADVICE);
                    (line.text, DutyMarks::default())
                });
                self.open.push((level, Group { label, marks, blocks: Vec::new() }));
            }
        }
    }

    fn begin_section(&mut self, section: Section, at: usize) {
        self.body.sections.push(section);
        self.body.section_places.push(self.base + at);
    }

    /// Text before the first heading is the summary.
    fn ensure_section(&mut self, at: usize) {
        if self.body.sections.is_empty() {
            let heading = Text::from_markdown(SectionKind::Summary.usual_heading().unwrap_or("Summary"));
            self.begin_section(Section { kind: SectionKind::Summary, heading, blocks: Vec::new() }, at);
        }
    }

    /// Ends the groups whose headings are of `level` or lower in rank.
    fn close_groups(&mut self, level: usize) {
        while self.open.last().is_some_and(|(open, _)| *open >= level) {
            if let Some((_, group)) = self.open.pop()
                && let Some(blocks) = self.blocks_in_reach()
            {
                blocks.push(Block::Group(group));
            }
        }
    }

    /// The blocks of the innermost group, or of the section.
    fn blocks_in_reach(&mut self) -> Option<&mut Vec<Block>> {
        match self.open.last_mut() {
            Some((_, group)) => Some(&mut group.blocks),
            None => self.body.sections.last_mut().map(|section| &mut section.blocks),
        }
    }

    /// Adds a block; two lists of one sort that follow each other are one list.
    fn push(&mut self, block: Block, at: usize) {
        self.ensure_section(at);
        let Some(blocks) = self.blocks_in_reach() else { return };
        match (blocks.last_mut(), block) {
            (Some(Block::List(before)), Block::List(items)) if is_numbered(before) == is_numbered(&items) => before.extend(items),
            (_, block) => blocks.push(block),
        }
    }

    fn list(&mut self, numbered: bool, depth: usize) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item(numbered, &range, depth)),
                Event::End(_) => break,
                _ => {}
            }
        }
        items
    }

    fn item(&mut self, numbered: bool, range: &Range<usize>, depth: usize) -> Item {
        let mut item = Item::default();
        let mut first = true;
        if numbered {
            let digits: String = self.slice(range).chars().take_while(char::is_ascii_digit).collect();
            item.number = digits.parse().ok();
        }
        loop {
            if let Some(words) = self.inline() {
                self.item_words(&mut item, &words, first);
                first = false;
            }
            let Some((event, at)) = self.events.next() else { return item };
            match event {
                Event::End(TagEnd::Item) => return item,
                Event::Start(Tag::List(start)) if depth < DEEPEST_LIST => {
                    let items = self.list(start.is_some(), depth + 1);
                    item.items.extend(items);
                }
                Event::Start(Tag::List(_)) => {
                    self.fault(at.start, "too-deep", "lists stand within lists too deeply", "use headings and fewer levels");
                    self.skip_to_end(0);
                }
                Event::Start(Tag::Paragraph) => {
                    if !item.items.is_empty() {
                        let advice = "put the paragraph before the inner list, or make it an entry of that list";
                        self.fault(at.start, "markdown", "a paragraph follows a list inside an entry", advice);
                    }
                }
                Event::Start(tag) => {
                    if let Some(Block::Paragraph(text)) = self.block_in_item(tag, &at) {
                        item.continued.push(text);
                    }
                }
                _ => {}
            }
        }
    }

    fn block_in_item(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<Block> {
        self.fault(range.start, "markdown", "only paragraphs and lists may stand inside an entry of a list", "end the list before it");
        match tag {
            Tag::Table(_) => {
                self.skip_to_end(0);
                Some(Block::Paragraph(Text::from_plain(self.slice(range))))
            }
            tag => self.block(tag, range),
        }
    }

    fn item_words(&mut self, item: &mut Item, words: &Range<usize>, first: bool) {
        let slice = self.slice(words);
        if !first {
            item.continued.push(text_of(slice));
            return;
        }
        let line = item_line::item(slice);
        if let Some(bad) = line.bad_id {
            let advice = "a name is letters and a number, such as ^d7; put a backslash before a literal `^`";
            self.fault(words.start + bad.start, "bad-item-name", "this is not an item's name", advice);
        }
        item.tick = line.tick;
        item.label = line.label;
        item.text = if slice.contains('\n') { text_of(line.text.as_markdown()) } else { line.text };
        item.id = line.id;
        if item.id.is_some() {
            self.body.item_places.push(self.base + words.start);
        }
        item.note = self.note::<ItemNote>(line.note, words.start).unwrap_or_default();
    }

    /// Decodes a note in braces that stands behind words beginning at `start`.
    fn note<T>(&mut self, note: Option<(&str, usize)>, start: usize) -> Option<T>
    where
        T: for<'de> Deserialize<'de>,
    {
        let (note, at) = note?;
        let parsed = yaml::parse(note, self.base + start + at);
        for fault in parsed.faults {
            let finding = Finding::error(fault.code, fault.message);
            let advice = "a note in braces reads {field: value, other: value}; put a backslash before a literal brace at the end of a line";
            self.body.findings.push(self.source.finding_at(fault.at, finding).advising(advice));
        }
        yaml::decode(&parsed.root?, self.source, &mut self.body.findings)
    }

    fn table(&mut self) -> Table {
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
                        self.fault(range.start, "table", &message, "remove the extra cell, or put a backslash before a literal `|`");
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

    fn footnote(&mut self, name: String, range: &Range<usize>) {
        let mut footnote = Footnote { name, text: Text::default(), mark: None };
        let mut depth = 0_usize;
        loop {
            if let Some(words) = self.inline() {
                if !footnote.text.is_empty() {
                    self.fault(words.start, "markdown", "a footnote is one paragraph", "join the paragraphs");
                }
                let line = item_line::heading(self.slice(&words));
                let note: FootnoteNote = self.note(line.note, words.start).unwrap_or_default();
                footnote.text = Text::from_markdown(&format!("{} {}", footnote.text.as_markdown(), line.text.as_markdown()));
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
        if self.body.footnotes.iter().any(|other| other.name == footnote.name) {
            self.fault(range.start, "duplicate-footnote", "there is another footnote of this name", "give it another name");
        }
        self.body.footnotes.push(footnote);
    }
}

/// Words over several lines as one text; a backslash at a line's end only breaks the line.
fn text_of(slice: &str) -> Text {
    if !slice.contains("\\\n") {
        return Text::from_markdown(slice);
    }
    let lines: Vec<&str> = slice
        .split('\n')
        .map(|line| match line.strip_suffix('\\') {
            Some(words) if !is_escaped(line, line.len() - 1) => words,
            _ => line,
        })
        .collect();
    Text::from_markdown(&lines.join(" "))
}

/// Whether a list is numbered.
pub(super) fn is_numbered(items: &[Item]) -> bool {
    items.first().is_some_and(|item| item.number.is_some())
}

/// How many cells a row's line has.
fn cells_written(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let bars = line.char_indices().filter(|(at, c)| *c == '|' && !is_escaped(line, *at)).count();
    if line.ends_with('|') && !is_escaped(line, line.len() - 1) { bars } else { bars + 1 }
}
