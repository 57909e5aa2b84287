//! Reads what a template made back into blocks whose every run knows where it comes from, and holds the template to
//! printing values as they are.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Block, Cell, ListItem, Run, Style};
use super::particular::{is_address, shortened};
use super::values::Values;
use crate::model::document::Tick;
use crate::templating::document_template::TemplateFault;
use crate::templating::marks::{Piece, pieces};

/// Lists within lists and such deeper than this are refused.
const DEEPEST: usize = 32;

/// Reads the Markdown of one section. `template` is the number of the origin of words that are nobody's value.
pub(super) fn read_section(markdown: &str, values: &Values<'_>, template: usize) -> Result<Vec<Block>, TemplateFault> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let mut reader = Reader { values, template, open: vec![Level::default()], style: Style::default(), value: None };
    for event in Parser::new_ext(markdown, options) {
        reader.take(event)?;
    }
    reader.end_of_words()?;
    Ok(reader.open.pop().unwrap_or_default().blocks)
}

struct Reader<'r, 'a> {
    values: &'r Values<'a>,
    template: usize,
    open: Vec<Level>,
    style: Style,
    /// The value that is being read, and how much of its words has been seen.
    value: Option<(usize, String)>,
}

/// What is being read at one depth.
#[derive(Default)]
struct Level {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    items: Vec<ListItem>,
    start: Option<u64>,
    tick: Option<Tick>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), TemplateFault> {
        match event {
            Event::Start(tag) => self.begin(&tag)?,
            Event::End(tag) => self.end(tag)?,
            // What parts two lists in Markdown; everything else that looks like HTML is words.
            Event::Html(words) if words.trim() == "<!-- -->" => {}
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.words(&words)?,
            Event::SoftBreak | Event::HardBreak => self.words(" ")?,
            Event::TaskListMarker(ticked) => {
                self.top().tick = Some(if ticked { Tick::Ticked } else { Tick::Unticked });
            }
            Event::FootnoteReference(_) | Event::Rule => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Result<(), TemplateFault> {
        match tag {
            Tag::Emphasis => self.style.emphasis = true,
            Tag::Strong => self.style.strong = true,
            Tag::Link { dest_url, .. } => {
                self.style.link = Some(dest_url.to_string()).filter(|address| is_address(address));
            }
            Tag::List(start) => {
                // The words of a tight item stand before the list under it.
                self.flush();
                self.push(Level { start: *start, ..Level::default() })?;
            }
            Tag::Item | Tag::Table(_) => self.push(Level::default())?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), TemplateFault> {
        match tag {
            TagEnd::Emphasis => self.style.emphasis = false,
            TagEnd::Strong => self.style.strong = false,
            TagEnd::Link => self.style.link = None,
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock => {
                self.end_of_words()?;
                self.flush();
            }
            TagEnd::Heading(level) => {
                self.end_of_words()?;
                let runs = self.trimmed();
                if !runs.is_empty() {
                    self.top().blocks.push(Block::Heading { level: number(level), runs });
                }
            }
            TagEnd::Item => {
                self.end_of_words()?;
                self.flush();
                let level = self.open.pop().unwrap_or_default();
                let mut blocks = level.blocks;
                let leads = matches!(blocks.first(), Some(Block::Paragraph { .. }));
                let runs = match leads.then(|| blocks.remove(0)) {
                    Some(Block::Paragraph { runs }) => runs,
                    _ => Vec::new(),
                };
                self.top().items.push(ListItem { tick: level.tick, runs, blocks });
            }
            TagEnd::List(_) => {
                let level = self.open.pop().unwrap_or_default();
                if !level.items.is_empty() {
                    self.top().blocks.push(Block::List { start: level.start, items: level.items });
                }
            }
            TagEnd::TableCell => {
                self.end_of_words()?;
                let runs = self.trimmed();
                self.top().cells.push(Cell { runs });
            }
            TagEnd::TableHead => {
                let top = self.top();
                top.head = std::mem::take(&mut top.cells);
            }
            TagEnd::TableRow => {
                let top = self.top();
                let mut row = std::mem::take(&mut top.cells);
                row.resize_with(top.head.len(), Cell::default);
                top.rows.push(row);
            }
            TagEnd::Table => {
                let level = self.open.pop().unwrap_or_default();
                self.top().blocks.push(Block::Table { head: level.head, rows: level.rows });
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, level: Level) -> Result<(), TemplateFault> {
        if self.open.len() >= DEEPEST {
            return Err(TemplateFault::new(format!("lists stand within lists deeper than {DEEPEST}")));
        }
        self.open.push(level);
        Ok(())
    }

    fn top(&mut self) -> &mut Level {
        if self.open.is_empty() {
            self.open.push(Level::default());
        }
        let last = self.open.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "there is one, or it was pushed above")]
        &mut self.open[last]
    }

    fn words(&mut self, words: &str) -> Result<(), TemplateFault> {
        for piece in pieces(words) {
            match piece {
                Piece::Words(words) => {
                    if let Some((_, seen)) = &mut self.value {
                        seen.push_str(words);
                    }
                    let number = self.value.as_ref().and_then(|(number, _)| self.values.known.get(*number));
                    let origin = number.map_or(self.template, |known| known.origin);
                    self.run(words, origin);
                }
                Piece::Open(number) => {
                    self.end_of_words()?;
                    if self.values.known.get(number).is_none() {
                        return Err(TemplateFault::new("it prints a mark that stands for nothing"));
                    }
                    self.value = Some((number, String::new()));
                }
                Piece::Close => {
                    let Some((number, seen)) = self.value.take() else {
                        return Err(TemplateFault::new("it prints the end of a value without its beginning"));
                    };
                    let words = self.values.known.get(number).map(|known| known.text.as_str()).unwrap_or_default();
                    if seen != words {
                        let message =
                            format!("it changes the words \u{201c}{}\u{201d}; print them whole", shortened(words));
                        return Err(TemplateFault::new(message));
                    }
                }
                Piece::Stray => return Err(TemplateFault::new("it prints a part of a mark")),
            }
        }
        Ok(())
    }

    /// A value ends where it began: in one paragraph.
    fn end_of_words(&mut self) -> Result<(), TemplateFault> {
        let Some((number, _)) = self.value.take() else { return Ok(()) };
        let words = self.values.known.get(number).map(|known| known.text.as_str()).unwrap_or_default();
        Err(TemplateFault::new(format!(
            "it cuts the words \u{201c}{}\u{201d} apart; print them whole",
            shortened(words)
        )))
    }

    fn run(&mut self, words: &str, origin: usize) {
        let style = self.style.clone();
        let runs = &mut self.top().runs;
        match runs.last_mut() {
            Some(last) if last.origin == origin && last.style == style => last.text.push_str(words),
            _ => runs.push(Run { text: words.to_owned(), style, origin }),
        }
    }

    /// The runs so far, without blanks at the ends.
    fn trimmed(&mut self) -> Vec<Run> {
        let mut runs = std::mem::take(&mut self.top().runs);
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs.retain(|run| !run.text.is_empty());
        runs
    }

    fn flush(&mut self) {
        let runs = self.trimmed();
        if !runs.is_empty() {
            self.top().blocks.push(Block::Paragraph { runs });
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    // The title has level 1 and the section's heading level 2.
    (level as u8).clamp(3, 6)
}
