//! A page from its first word to its last: headings, paragraphs, lists.

use scraper::{ElementRef, Html, Node};

use super::furniture::{self, is_hidden, is_machinery};
use super::inline::{field, is_block, weight};
use crate::import::block::{Block, Reason, Shape};
use crate::import::limits;
use crate::import::readers::counting::Count;
use crate::import::readers::passage::{Look, Passage};
use crate::import::readers::typed::typed_lines;
use crate::import::unreadable::Unreadable;

/// A list that is open.
struct List {
    count: Count,
    next: u32,
}

/// Where in the page the reader is.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    look: Look,
    heading: Option<u8>,
    furniture: Option<Reason>,
    inside: bool,
    as_typed: bool,
    depth: usize,
}

/// Reads a page.
pub(super) struct Reader {
    by_name: bool,
    pub(super) blocks: Vec<Block>,
    passage: Passage,
    /// The mark of an item whose words have not come yet.
    item: Option<Shape>,
    lists: Vec<List>,
    pub(super) tables: u32,
    hidden: usize,
}

impl Reader {
    /// A reader that goes by the names of parts, too, or not.
    pub(super) fn new(by_name: bool) -> Self {
        let (blocks, lists) = (Vec::new(), Vec::new());
        Self { by_name, blocks, passage: Passage::default(), item: None, lists, tables: 0, hidden: 0 }
    }

    /// The blocks of a page, and what was left out.
    pub(super) fn read(mut self, page: &Html) -> Result<(Vec<Block>, Vec<String>), Unreadable> {
        self.read_within(page.root_element(), Around::default())?;
        self.flush(Around::default());
        let hidden = match self.hidden {
            0 => None,
            1 => Some("1 hidden part of the page is left out".to_owned()),
            many => Some(format!("{many} hidden parts of the page are left out")),
        };
        Ok((self.blocks, hidden.into_iter().collect()))
    }

    pub(super) fn read_within(&mut self, parent: ElementRef<'_>, around: Around) -> Result<(), Unreadable> {
        let around = Around { depth: around.depth + 1, ..around };
        if around.depth > limits::DEPTH {
            return Err(Unreadable::too_large("elements nested too deeply", limits::DEPTH, "levels"));
        }
        for node in parent.children() {
            match node.value() {
                Node::Text(text) if around.as_typed => self.passage.push(text, around.look),
                Node::Text(text) => self.passage.push(&text.replace('\n', " "), around.look),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(node) {
                        self.read_element(element, around)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_element(&mut self, element: ElementRef<'_>, around: Around) -> Result<(), Unreadable> {
        let value = element.value();
        if is_machinery(value.name()) {
            return Ok(());
        }
        if is_hidden(value) {
            self.hidden += usize::from(element.text().any(|text| !text.trim().is_empty()));
            return Ok(());
        }
        if let Some(shown) = field(element) {
            self.passage.push(&format!("{shown} "), around.look);
            return Ok(());
        }
        let mut within = around;
        within.inside |= matches!(value.name(), "main" | "article") || value.attr("role") == Some("main");
        within.look.bold = weight(value).unwrap_or(around.look.bold);
        within.furniture = around.furniture.or_else(|| furniture::reason(value, around.inside, self.by_name));
        if value.name() == "br" {
            self.passage.push("\n", around.look);
            return Ok(());
        }
        // A button within a line ends it no more than a link does, but what it says is not said by the text.
        if !is_block(value.name()) && within.furniture == around.furniture {
            return self.read_within(element, within);
        }
        self.flush(around);
        self.read_block(element, within)?;
        self.flush(within);
        Ok(())
    }

    fn read_block(&mut self, element: ElementRef<'_>, around: Around) -> Result<(), Unreadable> {
        match element.value().name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.value().name().bytes().last().map_or(1, |digit| digit - b'0');
                // The title of a job may stand in the head of the site.
                let furniture = around.furniture.filter(|_| level > 1);
                self.read_within(element, Around { heading: Some(level), furniture, ..around })?;
                self.flush(Around { heading: Some(level), furniture, ..around });
                Ok(())
            }
            "ul" | "ol" | "menu" => {
                self.lists.push(list(element));
                let read = self.read_within(element, around);
                self.lists.pop();
                read
            }
            "li" => {
                self.item = Some(self.next_item(element));
                let read = self.read_within(element, around);
                self.flush(around);
                self.item = None;
                read
            }
            "table" => self.read_table(element, around),
            "dl" => self.read_definitions(element, around),
            "pre" => self.read_within(element, Around { as_typed: true, ..around }),
            _ => self.read_within(element, around),
        }
    }

    fn next_item(&mut self, element: ElementRef<'_>) -> Shape {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let Some(list) = self.lists.last_mut() else {
            return Shape::Item { depth, printed: Some("•".to_owned()) };
        };
        if let Some(number) = element.value().attr("value").and_then(|value| value.parse().ok()) {
            list.next = number;
        }
        let printed = match list.count {
            Count::Bullet => "•".to_owned(),
            count => format!("{}.", count.print(list.next)),
        };
        list.next = list.next.saturating_add(1);
        Shape::Item { depth, printed: Some(printed) }
    }

    /// Makes blocks of the words read so far.
    pub(super) fn flush(&mut self, around: Around) {
        let passage = std::mem::take(&mut self.passage);
        if passage.is_empty() {
            return;
        }
        if let Some(why) = around.furniture {
            self.blocks.push(passage.block(Shape::Furniture(why)));
        } else if let Some(level) = around.heading {
            self.blocks.push(passage.block(Shape::Heading(level)));
        } else if let Some(item) = self.item.take() {
            self.blocks.push(passage.block(item));
        } else {
            self.blocks.extend(typed_lines(&passage));
        }
    }

    /// The blocks of an element, apart from those around it.
    pub(super) fn apart(&mut self, element: ElementRef<'_>, around: Around) -> Result<Vec<Block>, Unreadable> {
        self.flush(around);
        let outer = std::mem::take(&mut self.blocks);
        let lists = std::mem::take(&mut self.lists);
        let bold = weight(element.value()).unwrap_or(around.look.bold);
        let within = Around { look: Look { bold, ..around.look }, ..around };
        let read = self.read_within(element, within);
        self.flush(within);
        self.lists = lists;
        let blocks = std::mem::replace(&mut self.blocks, outer);
        read.map(|()| blocks)
    }
}

fn list(element: ElementRef<'_>) -> List {
    let value = element.value();
    let count = match (value.name(), value.attr("type")) {
        ("ol", Some("a")) => Count::SmallLetters,
        ("ol", Some("A")) => Count::Letters,
        ("ol", Some("i")) => Count::SmallRoman,
        ("ol", Some("I")) => Count::Roman,
        ("ol", _) => Count::Figures,
        _ => Count::Bullet,
    };
    List { count, next: value.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1) }
}
