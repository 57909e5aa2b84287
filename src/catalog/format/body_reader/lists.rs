//! Lists and their items, as deep as they go.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::item_line;
use super::{Reader, text_of};
use crate::model::document::{Block, Item, ItemNote};
use crate::model::text::Text;

/// Lists within lists deeper than this are not read.
const DEEPEST_LIST: usize = 12;

impl<'a> Reader<'a> {
    pub(super) fn list(&mut self, numbered: bool, depth: usize) -> Vec<Item> {
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
            let digits: String = self.slice(range).trim_start().chars().take_while(char::is_ascii_digit).collect();
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
                    self.fault(
                        at.start,
                        "too-deep",
                        "lists stand within lists too deeply",
                        "use headings and fewer levels",
                    );
                    self.skip_to_end(0);
                }
                Event::Start(Tag::Paragraph) if item.items.is_empty() => {}
                Event::Start(Tag::Paragraph) => {
                    let advice = "put the paragraph before the inner list, or make it an entry of that list";
                    self.fault(at.start, "markdown", "a paragraph follows a list inside an entry", advice);
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
        self.fault(
            range.start,
            "markdown",
            "only paragraphs and lists may stand inside an entry of a list",
            "end the list before it",
        );
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
}
