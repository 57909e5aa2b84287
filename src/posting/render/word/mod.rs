//! A posting as a Word file: real styles for headings, real lists, headers of tables that repeat, language and title.
//! The text of a posting is text and nothing else: there are no fields, and no link but to http, https and mailto.

mod package;
mod styles;

use docx_rs::{
    Docx, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel, NumberingId, Paragraph, Run as WordRun, Table,
    TableCell, TableLayoutType, TableRow, WidthType,
};

use self::styles::{BOXES, BULLETS, Lists, table_borders, with_styles};
use crate::model::document::Tick;
use crate::posting::document::{Block, Cell, ListItem, Posting, Run};

/// The width of the text on a page, in twentieths of a point.
const TEXT_WIDTH: usize = 9_360;
/// The deepest list of Word.
const DEEPEST_LIST: usize = 8;

/// Why a Word file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the Word file could not be written: {0}")]
pub struct WordError(String);

/// The posting as a Word file.
///
/// # Errors
/// Only if there is no memory to hold it.
pub fn render_word(posting: &Posting) -> Result<Vec<u8>, WordError> {
    let mut writer = WordWriter { pieces: Vec::new(), lists: Lists::default(), links: 0 };
    writer.paragraph(Paragraph::new().style("Title").add_run(text(&posting.title)));
    for section in &posting.sections {
        if !section.heading.is_empty() {
            writer.runs(Paragraph::new().style("Heading1"), &section.heading);
        }
        writer.blocks(&section.blocks, 0);
    }
    let mut docx = with_styles(Docx::new(), &writer.lists, posting);
    for piece in writer.pieces {
        docx = match piece {
            Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Piece::Table(table) => docx.add_table(*table),
        };
    }
    package::pack(docx.build(), posting)
}

enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

struct WordWriter {
    pieces: Vec<Piece>,
    lists: Lists,
    links: usize,
}

impl WordWriter {
    fn paragraph(&mut self, paragraph: Paragraph) {
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }

    fn runs(&mut self, paragraph: Paragraph, runs: &[Run]) {
        let paragraph = self.with_runs(paragraph, runs);
        self.paragraph(paragraph);
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Heading { level, runs } => {
                    let style = format!("Heading{}", level.saturating_sub(1).clamp(2, 5));
                    self.runs(Paragraph::new().style(&style), runs);
                }
                Block::Paragraph { runs } if depth == 0 => self.runs(Paragraph::new().style("BodyText"), runs),
                Block::Paragraph { runs } => self.runs(Paragraph::new().style(&format!("ListText{depth}")), runs),
                Block::List { start, items } => self.list(*start, items, depth),
                Block::Table { head, rows } => self.table(head, rows),
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem], depth: usize) {
        let depth = depth.min(DEEPEST_LIST);
        let numbering = start.map(|start| self.lists.numbered(start));
        for item in items {
            let numbering = match (item.tick, numbering) {
                (Some(_), _) => BOXES,
                (None, Some(numbering)) => numbering,
                (None, None) => BULLETS,
            };
            let mut paragraph =
                Paragraph::new().style("ListParagraph").numbering(NumberingId::new(numbering), IndentLevel::new(depth));
            if let Some(tick) = item.tick {
                paragraph = paragraph.add_run(text(if tick == Tick::Ticked { "☒ " } else { "☐ " }));
            }
            self.runs(paragraph, &item.runs);
            self.blocks(&item.blocks, depth + 1);
        }
    }

    fn table(&mut self, head: &[Cell], rows: &[Vec<Cell>]) {
        let widths = column_widths(head, rows);
        let headed = head.iter().any(|cell| !cell.runs.is_empty());
        let mut written = Vec::new();
        if headed {
            // The package marks the rows that may not be split as headers: the library has no word for that.
            written.push(self.row(head, &widths, Some("TableHeading")).cant_split());
        }
        for row in rows {
            written.push(self.row(row, &widths, None));
        }
        let table = Table::new(written)
            .set_grid(widths)
            .width(TEXT_WIDTH, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .set_borders(table_borders());
        self.pieces.push(Piece::Table(Box::new(table)));
        // Two tables in a row would become one; Word wants a paragraph behind a table besides.
        self.paragraph(Paragraph::new().style("TableText"));
    }

    fn row(&mut self, cells: &[Cell], widths: &[usize], style: Option<&str>) -> TableRow {
        let mut written = Vec::new();
        for (cell, width) in cells.iter().zip(widths) {
            let paragraph = self.with_runs(Paragraph::new().style(style.unwrap_or("TableText")), &cell.runs);
            written.push(TableCell::new().width(*width, WidthType::Dxa).add_paragraph(paragraph));
        }
        TableRow::new(written)
    }

    fn with_runs(&mut self, mut paragraph: Paragraph, runs: &[Run]) -> Paragraph {
        for run in runs {
            let mut word = text(&run.text);
            if run.style.strong {
                word = word.bold();
            }
            if run.style.emphasis {
                word = word.italic();
            }
            paragraph = match &run.style.link {
                Some(address) => {
                    self.links += 1;
                    let mut link = Hyperlink::new(address, HyperlinkType::External);
                    // The library counts links through all documents; the same posting must give the same bytes.
                    if let HyperlinkData::External { rid, .. } = &mut link.link {
                        *rid = format!("rIdLink{}", self.links);
                    }
                    paragraph.add_hyperlink(link.add_run(word.style("Hyperlink")))
                }
                None => paragraph.add_run(word),
            };
        }
        paragraph
    }
}

/// Words as a run, without the characters that XML can't hold.
fn text(words: &str) -> WordRun {
    let legal: String = words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    WordRun::new().add_text(legal)
}

/// Widths of columns by how much stands in them, none narrower than an inch or so.
fn column_widths(head: &[Cell], rows: &[Vec<Cell>]) -> Vec<usize> {
    let length = |cell: &Cell| cell.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let longest: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column)).chain(head.get(column));
            cells.map(length).max().unwrap_or_default().clamp(8, 60)
        })
        .collect();
    let all: usize = longest.iter().sum::<usize>().max(1);
    longest.iter().map(|length| TEXT_WIDTH * length / all).collect()
}
