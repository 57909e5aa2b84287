//! The words of a file: Markdown, parsed by a library into events, read here into sections, groups, lists and tables.

mod lists;
mod tables;

use std::collections::HashSet;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::finding_list::MOST_FINDINGS;
use super::source_text::SourceText;
use super::{group_marks, item_line, yaml};
use crate::model::document::{Block, DutyMarks, Footnote, Group, Item, Section};
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
    /// Where notes in braces stand.
    pub(super) notes: Vec<Range<usize>>,
}

/// Reads the part of the file that begins at byte `base`.
pub(super) fn read(source: &SourceText<'_>, base: usize) -> Body {
    let text = source.text().get(base..).unwrap_or("");
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let definitions: Vec<usize> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.start).collect();
    let mut reader = Reader {
        events: parser.into_offset_iter().peekable(),
        text,
        source,
        base,
        body: Body::default(),
        open: Vec::new(),
        foreign: Vec::new(),
        footnote_names: HashSet::new(),
    };
    for at in definitions {
        reader.fault(
            at,
            "markdown",
            "a link target on a line of its own is not used here",
            "write the link out: [words](address)",
        );
    }
    reader.blocks();
    reader.close_groups(0);
    reader.foreign();
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
    /// Where HTML (true) or a picture (false) stands among words, or in a note in braces, where it is neither.
    foreign: Vec<(usize, bool)>,
    footnote_names: HashSet<String>,
}

/// What may stand behind the heading of a section.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionNote {
    kind: Option<SectionKind>,
}

impl<'a> Reader<'a> {
    fn fault(&mut self, at: usize, code: &str, message: &str, advice: &str) {
        if self.has_enough() {
            return;
        }
        let finding = Finding::error(code, message);
        self.body.findings.push(self.source.finding_at(self.base + at, finding).advising(advice));
    }

    /// Whether more has been found than anybody is told.
    fn has_enough(&self) -> bool {
        self.body.findings.len() > MOST_FINDINGS
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
                Event::Rule => self.fault(
                    range.start,
                    "markdown",
                    "a ruled line is not used here",
                    "remove it; a heading begins a new part",
                ),
                Event::Html(_) => self.html(range.start),
                _ => {}
            }
        }
    }

    fn html(&mut self, at: usize) {
        self.fault(
            at,
            "markdown",
            "HTML is not used here",
            "write the words without tags; put a backslash before a literal `<`",
        );
    }

    /// Reports HTML and pictures that stand outside notes.
    fn foreign(&mut self) {
        for (at, is_html) in std::mem::take(&mut self.foreign) {
            if self.body.notes.iter().any(|note| note.contains(&(self.base + at))) {
                continue;
            }
            if is_html {
                self.html(at);
            } else {
                self.fault(at, "markdown", "pictures are not used here", "remove the `!` to make it a link");
            }
        }
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<Block> {
        match tag {
            Tag::Paragraph => {
                let words = self.inline()?;
                self.skip_to_end(0);
                let text = text_of(self.slice(&words));
                (!text.is_empty()).then_some(Block::Paragraph(text))
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
                    Tag::BlockQuote(_) => {
                        ("a quotation mark `>` at the start of a line is not used here", "write an ordinary paragraph")
                    }
                    Tag::CodeBlock(_) => {
                        ("a block of code is not used here", "begin the line without blanks, or write a list with `- `")
                    }
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
                Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => {
                }
                _ => break,
            }
            self.events.next();
            if html || image {
                self.foreign.push((range.start, html));
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
            1 => self.fault(
                range.start,
                "second-title",
                "there is a second title",
                "a file holds one role; give parts of it headings that begin with `## `",
            ),
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
                    self.fault(
                        range.start,
                        "markdown",
                        "a note in braces can't stand behind the heading of a group",
                        group_marks::ADVICE,
                    );
                }
                let in_duties = self.body.sections.last().is_some_and(|section| section.kind == SectionKind::Duties);
                let split = if in_duties {
                    group_marks::split(&line.text)
                } else {
                    Ok((line.text.clone(), DutyMarks::default()))
                };
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
            (Some(Block::List(before)), Block::List(items)) if is_numbered(before) == is_numbered(&items) => {
                before.extend(items)
            }
            (_, block) => blocks.push(block),
        }
    }

    /// Decodes a note in braces that stands behind words beginning at `start`.
    fn note<T>(&mut self, note: Option<(&str, usize)>, start: usize) -> Option<T>
    where
        T: for<'de> Deserialize<'de>,
    {
        let (note, at) = note.filter(|_| !self.has_enough())?;
        let begin = self.base + start + at;
        self.body.notes.push(begin..begin + note.len());
        let parsed = yaml::parse(note, begin);
        for fault in parsed.faults {
            let finding = Finding::error(fault.code, fault.message);
            let advice = "a note in braces reads {field: value, other: value}; put a backslash before a literal brace at the end of a line";
            self.body.findings.push(self.source.finding_at(fault.at, finding).advising(advice));
        }
        yaml::decode(&parsed.root?, self.source, &mut self.body.findings)
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
