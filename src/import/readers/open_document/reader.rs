//! The body of an OpenDocument text: paragraphs, lists, tables, boxes, notes.

use std::collections::HashMap;

use super::styles::Styles;
use crate::import::block::{Block, Shape};
use crate::import::readers::passage::{Look, Passage};
use crate::import::readers::symbols;
use crate::import::readers::table::{self, Cells};
use crate::import::readers::typed::typed_lines;
use crate::import::readers::xml::{Element, Node};

/// Cells reach over no more columns, and rows are repeated no more often.
const MOST_REPEATED: usize = 64;
/// Blanks in a row.
const MOST_BLANKS: usize = 200;

/// Where in a list a paragraph stands.
#[derive(Clone, Default)]
struct InList {
    style: Option<String>,
    level: usize,
    /// The paragraph is the first of its item.
    first: bool,
}

/// Reads the body of a file.
pub(super) struct Reader<'a> {
    styles: &'a Styles,
    /// How far each list has counted, level by level.
    counted: HashMap<String, Vec<u32>>,
    list: Option<InList>,
    boxes: Vec<Block>,
    notes: Vec<Block>,
    tables: u32,
    deletions: usize,
    hidden: usize,
    pictures: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        let (counted, boxes, notes) = (HashMap::new(), Vec::new(), Vec::new());
        Self { styles, counted, list: None, boxes, notes, tables: 0, deletions: 0, hidden: 0, pictures: 0 }
    }

    /// Reads paragraphs, lists and tables.
    pub(super) fn read_body(&mut self, parent: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in parent.elements() {
            match element.name.as_str() {
                "text:p" | "text:h" => blocks.extend(self.read_paragraph(element)),
                "text:list" => blocks.extend(self.read_list(element)),
                "table:table" => blocks.extend(self.read_table(element)),
                "text:tracked-changes" => self.deletions += deletions(element),
                "text:table-of-content" => {
                    let contents = self.read_body(element).into_iter();
                    let set_apart = |it| Block { shape: Shape::Furniture("a table of contents"), ..it };
                    blocks.extend(contents.map(set_apart));
                }
                "text:section" if element.attribute("text:display") == Some("none") => self.hidden += 1,
                "text:section" | "text:index-body" | "draw:text-box" | "text:index-title" => {
                    blocks.extend(self.read_body(element));
                }
                "draw:frame" | "draw:g" | "draw:custom-shape" => blocks.extend(self.read_frame(element)),
                _ => {}
            }
        }
        blocks
    }

    fn read_frame(&mut self, frame: &Element) -> Vec<Block> {
        let mut boxes = Vec::new();
        frame.all("draw:text-box", &mut boxes);
        if boxes.is_empty() {
            self.pictures += 1;
        }
        let list = self.list.take();
        let blocks = boxes.into_iter().flat_map(|it| self.read_body(it)).collect();
        self.list = list;
        blocks
    }

    fn read_list(&mut self, list: &Element) -> Vec<Block> {
        let outer = self.list.clone();
        let level = outer.as_ref().map_or(0, |outer| outer.level + 1);
        let own = list.attribute("text:style-name").map(str::to_owned);
        let style = own.or_else(|| outer.as_ref().and_then(|outer| outer.style.clone()));
        let goes_on =
            list.attribute("text:continue-numbering") == Some("true") || list.attribute("text:continue-list").is_some();
        if let Some(counted) = style.as_ref().and_then(|style| self.counted.get_mut(style))
            && !goes_on
        {
            counted.truncate(level);
        }
        let mut blocks = Vec::new();
        for item in list.elements().filter(|it| matches!(it.name.as_str(), "text:list-item" | "text:list-header")) {
            let first = item.name == "text:list-item";
            self.list = Some(InList { style: style.clone(), level, first });
            blocks.extend(self.read_body(item));
        }
        self.list = outer;
        blocks
    }

    fn read_paragraph(&mut self, paragraph: &Element) -> Vec<Block> {
        let style = paragraph.attribute("text:style-name");
        if self.styles.is_hidden("paragraph", style) {
            self.hidden += 1;
            return Vec::new();
        }
        let look = Look {
            bold: self.styles.bold("paragraph", style).unwrap_or(false),
            size: Some(self.styles.points("paragraph", style).unwrap_or(12.0)),
        };
        let mut passage = Passage::default();
        self.read_inline(paragraph, look, &mut passage);
        let boxes = std::mem::take(&mut self.boxes);
        let mut blocks = if passage.is_empty() { Vec::new() } else { self.shaped(paragraph, &passage, style) };
        blocks.extend(boxes);
        blocks
    }

    fn shaped(&mut self, paragraph: &Element, passage: &Passage, style: Option<&str>) -> Vec<Block> {
        let stated = || paragraph.attribute("text:outline-level").and_then(|level| level.parse().ok());
        let heading = if paragraph.name == "text:h" { stated().or(Some(1)) } else { self.styles.outline(style) };
        let printed = self.next_mark(style);
        match (heading, printed) {
            (Some(level), mark) => {
                let mut block = passage.block(Shape::Heading(level));
                if let Some((_, Some(mark))) = mark {
                    block.text = format!("{mark} {}", block.text);
                }
                vec![block]
            }
            (None, Some((level, printed))) => {
                let depth = u8::try_from(level).unwrap_or(u8::MAX);
                vec![passage.block(Shape::Item { depth, printed })]
            }
            (None, None) => typed_lines(passage),
        }
    }

    /// Counts the item that a paragraph begins: its level and what is printed.
    fn next_mark(&mut self, style: Option<&str>) -> Option<(usize, Option<String>)> {
        let place = self.list.as_mut().filter(|place| place.first)?;
        place.first = false;
        let level = place.level;
        let list = place.style.clone().or_else(|| self.styles.list(style).map(str::to_owned)).unwrap_or_default();
        let start = self.styles.level(&list, level).map_or(1, |level| level.start);
        let counted = self.counted.entry(list.clone()).or_default();
        counted.truncate(level + 1);
        while counted.len() < level {
            counted.push(1);
        }
        match counted.get_mut(level) {
            Some(number) => *number = number.saturating_add(1),
            None => counted.push(start),
        }
        Some((level, self.styles.print(&list, level, counted)))
    }

    fn read_inline(&mut self, parent: &Element, look: Look, passage: &mut Passage) {
        for node in &parent.children {
            let element = match node {
                Node::Text(text) => {
                    let text: String = text.replace('\n', " ").chars().map(|c| symbols::meaning(None, c)).collect();
                    passage.push(&text, look);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "text:span" => self.read_span(element, look, passage),
                "text:s" => {
                    let blanks = element.attribute("text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    passage.push(&" ".repeat(usize::min(blanks, MOST_BLANKS)), look);
                }
                "text:tab" => passage.push("\t", look),
                "text:line-break" => passage.push("\n", look),
                "text:note" => self.read_note(element, look, passage),
                "office:annotation" | "office:annotation-end" | "text:tracked-changes" => {}
                "text:hidden-text" => self.hidden += 1,
                "draw:frame" | "draw:custom-shape" | "draw:g" => {
                    let blocks = self.read_frame(element);
                    self.boxes.extend(blocks);
                }
                _ => self.read_inline(element, look, passage),
            }
        }
    }

    fn read_span(&mut self, span: &Element, look: Look, passage: &mut Passage) {
        let style = span.attribute("text:style-name");
        if self.styles.is_hidden("text", style) {
            self.hidden += 1;
            return;
        }
        let bold = self.styles.bold("text", style).unwrap_or(look.bold);
        let size = self.styles.points("text", style).or(look.size);
        self.read_inline(span, Look { bold, size }, passage);
    }

    fn read_note(&mut self, note: &Element, look: Look, passage: &mut Passage) {
        let mark = note.child("text:note-citation").map(Element::text).unwrap_or_default();
        passage.push(&format!("[{mark}]"), look);
        if let Some(body) = note.child("text:note-body") {
            let list = self.list.take();
            let blocks = self.read_body(body).into_iter();
            self.list = list;
            self.notes.extend(blocks.map(|it| Block { shape: Shape::Footnote(mark.clone()), ..it }));
        }
    }

    /// The notes met so far.
    pub(super) fn take_notes(&mut self) -> Vec<Block> {
        std::mem::take(&mut self.notes)
    }

    fn read_table(&mut self, element: &Element) -> Vec<Block> {
        let mut rows = Vec::new();
        self.read_rows(element, &mut rows);
        table::blocks(rows, &mut self.tables)
    }

    fn read_rows(&mut self, parent: &Element, rows: &mut Vec<Cells>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "table:table-row" => {
                    let cells = self.read_cells(element);
                    rows.push(cells);
                }
                "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => {
                    self.read_rows(element, rows);
                }
                _ => {}
            }
        }
    }

    fn read_cells(&mut self, row: &Element) -> Cells {
        let mut cells = Cells::new();
        for cell in row.elements() {
            let times = cell.attribute("table:number-columns-repeated").and_then(|times| times.parse().ok());
            let times = usize::min(times.unwrap_or(1), MOST_REPEATED);
            match cell.name.as_str() {
                "table:table-cell" => {
                    let list = self.list.take();
                    let mut blocks = self.read_body(cell);
                    self.list = list;
                    if blocks.is_empty() {
                        blocks.push(Passage::default().block(Shape::Paragraph));
                    }
                    cells.extend(std::iter::repeat_n(blocks, times));
                }
                // Those that a cell to the left reaches over; below another cell it stays empty.
                "table:covered-table-cell" => cells.extend(std::iter::repeat_n(Vec::new(), times)),
                _ => {}
            }
        }
        cells
    }

    /// What was left out, in plain words.
    pub(super) fn remarks(&self) -> Vec<String> {
        let counted = [
            (
                self.deletions,
                "deletion of the tracked changes is left out",
                "deletions of the tracked changes are left out",
            ),
            (self.hidden, "piece of hidden text is left out", "pieces of hidden text are left out"),
            (self.pictures, "picture is left out", "pictures are left out"),
        ];
        let said = counted.into_iter().filter(|(count, _, _)| *count > 0);
        said.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many })).collect()
    }
}

fn deletions(changes: &Element) -> usize {
    let mut found = Vec::new();
    changes.all("text:deletion", &mut found);
    found.len()
}
