//! The body of a Word file: paragraphs and tables, in the order in which they stand.

use super::notes::Notes;
use super::numbering::Numbering;
use super::properties::{is_on, value};
use super::runs::{Field, Inline, chosen};
use super::styles::Styles;
use crate::import::block::{Block, Shape};
use crate::import::readers::passage::Passage;
use crate::import::readers::table::{self, Cells};
use crate::import::readers::typed::typed_lines;
use crate::import::readers::xml::Element;

/// A cell reaches over no more columns than this.
const WIDEST_CELL: usize = 64;
const CONTENTS: &str = "a table of contents";

/// Reads the body of a file, with what has been met on the way.
pub(super) struct Reader<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
    pub(super) notes: Notes,
    pub(super) fields: Vec<Field>,
    pub(super) deletions: usize,
    pub(super) hidden: usize,
    pub(super) prompts: usize,
    pub(super) pictures: usize,
    tables: u32,
    /// A paragraph whose end was deleted: the next one goes on in it.
    unended: Option<Passage>,
    in_contents: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            notes: Notes::default(),
            fields: Vec::new(),
            deletions: 0,
            hidden: 0,
            prompts: 0,
            pictures: 0,
            tables: 0,
            unended: None,
            in_contents: false,
        }
    }

    /// Reads paragraphs and tables.
    pub(super) fn read_body(&mut self, parent: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in parent.elements() {
            match element.name.as_str() {
                "w:p" => blocks.extend(self.read_paragraph(element)),
                "w:tbl" => blocks.extend(self.read_table(element)),
                "w:sdt" => blocks.extend(self.read_control_of_blocks(element)),
                "w:customXml" | "w:ins" | "w:moveTo" | "w:smartTag" => blocks.extend(self.read_body(element)),
                "mc:AlternateContent" => {
                    blocks.extend(chosen(element).into_iter().flat_map(|chosen| self.read_body(chosen)));
                }
                _ => {}
            }
        }
        blocks
    }

    fn read_control_of_blocks(&mut self, control: &Element) -> Vec<Block> {
        let Some(content) = control.child("w:sdtContent") else { return Vec::new() };
        let gallery = control.descend(&["w:sdtPr", "w:docPartObj"]).and_then(|it| value(it, "w:docPartGallery"));
        let outer = self.in_contents;
        self.in_contents |= gallery == Some("Table of Contents");
        let blocks = self.read_body(content);
        self.in_contents = outer;
        blocks
    }

    fn read_paragraph(&mut self, paragraph: &Element) -> Vec<Block> {
        let properties = paragraph.child("w:pPr");
        let style = properties.and_then(|it| value(it, "w:pStyle")).or(self.styles.usual());
        let mut inline = Inline { inherited: self.styles.look(style), ..Inline::default() };
        if let Some(begun) = self.unended.take() {
            inline.passage.append(&begun);
        }
        self.read_inline(paragraph, &mut inline);
        let Inline { passage, boxes, .. } = inline;
        let deleted_end = properties.is_some_and(|it| it.descend(&["w:rPr", "w:del"]).is_some());
        if deleted_end {
            self.unended = Some(passage);
            return boxes;
        }
        let mut blocks = if passage.is_empty() { Vec::new() } else { self.shaped(&passage, properties, style) };
        blocks.extend(boxes);
        blocks
    }

    /// The blocks of a paragraph's words.
    fn shaped(&mut self, passage: &Passage, properties: Option<&Element>, style: Option<&str>) -> Vec<Block> {
        if self.in_contents || self.styles.is_contents(style) || self.fields.iter().any(Field::is_contents) {
            return vec![passage.block(Shape::Furniture(CONTENTS))];
        }
        let own = properties.and_then(|it| value(it, "w:outlineLvl")).and_then(|level| level.parse::<u8>().ok());
        let heading = own.map_or_else(|| self.styles.heading(style), |level| (level < 9).then_some(level + 1));
        let list = self.list(properties, style);
        let printed = list.as_ref().and_then(|(id, level)| self.numbering.next(id, *level));
        match (heading, list) {
            (Some(level), _) => {
                let mut block = passage.block(Shape::Heading(level));
                if let Some(printed) = printed {
                    block.text = format!("{printed} {}", block.text);
                }
                vec![block]
            }
            (None, Some((_, level))) => {
                let depth = u8::try_from(level).unwrap_or(u8::MAX);
                vec![passage.block(Shape::Item { depth, printed })]
            }
            (None, None) => typed_lines(passage),
        }
    }

    /// The list and the level of a paragraph.
    fn list(&self, properties: Option<&Element>, style: Option<&str>) -> Option<(String, usize)> {
        let own = properties.and_then(|it| it.child("w:numPr"));
        let (of_style, level_of_style) = self.styles.list(style);
        let id = own.and_then(|it| value(it, "w:numId")).or(of_style).filter(|id| *id != "0")?;
        let level = own.and_then(|it| value(it, "w:ilvl")).and_then(|level| level.parse().ok()).or(level_of_style);
        Some((id.to_owned(), level.unwrap_or(0).min(8)))
    }

    fn read_table(&mut self, table: &Element) -> Vec<Block> {
        let mut rows = Vec::new();
        self.read_rows(table, &mut rows);
        table::blocks(rows, &mut self.tables)
    }

    fn read_rows(&mut self, table: &Element, rows: &mut Vec<Cells>) {
        for element in table.elements() {
            match element.name.as_str() {
                "w:tr" => {
                    let deleted = element.child("w:trPr").is_some_and(|it| it.child("w:del").is_some());
                    if deleted {
                        self.deletions += 1;
                        continue;
                    }
                    let mut cells = Cells::new();
                    self.read_cells(element, &mut cells);
                    rows.push(cells);
                }
                "w:sdt" => {
                    if let Some(content) = element.child("w:sdtContent") {
                        self.read_rows(content, rows);
                    }
                }
                "w:customXml" | "w:ins" => self.read_rows(element, rows),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self, row: &Element, cells: &mut Cells) {
        for element in row.elements() {
            match element.name.as_str() {
                "w:tc" => {
                    let properties = element.child("w:tcPr");
                    let goes_on = properties.and_then(|it| it.child("w:vMerge"));
                    let goes_on = goes_on.is_some_and(|it| it.attribute("w:val") != Some("restart"));
                    let span = properties.and_then(|it| value(it, "w:gridSpan")).and_then(|span| span.parse().ok());
                    let mut blocks = if goes_on { Vec::new() } else { self.read_body(element) };
                    if blocks.is_empty() {
                        blocks.push(Passage::default().block(Shape::Paragraph));
                    }
                    cells.push(blocks);
                    cells.extend((1..span.unwrap_or(1).min(WIDEST_CELL)).map(|_| Vec::new()));
                }
                "w:sdt" => {
                    if let Some(content) = element.child("w:sdtContent") {
                        self.read_cells(content, cells);
                    }
                }
                "w:customXml" | "w:ins" => self.read_cells(element, cells),
                _ => {}
            }
        }
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
            (self.prompts, "field of the form was not filled in", "fields of the form were not filled in"),
            (self.pictures, "picture is left out", "pictures are left out"),
        ];
        let said = counted.into_iter().filter(|(count, _, _)| *count > 0);
        said.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many })).collect()
    }
}

/// Whether a part of headers or footers is shown at all.
pub(super) fn shows_text(root: &Element) -> bool {
    !root.text().trim().is_empty() && is_on(root, "w:vanish").is_none()
}
