//! A posting as PDF: typeset by typst, tagged, checked against PDF/UA-1 by its exporter, with embedded fonts.
//!
//! How it looks stands in `templates/posting/document.typ`; what it says is handed over as data.

mod world;

use serde_json::{Value, json};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::world::{PostingWorld, can_show};
use crate::posting::document::{Block, Cell, Posting};

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the PDF could not be made: {0}")]
pub struct PdfError(String);

/// The posting as PDF.
///
/// # Errors
/// When it can't be made to conform to PDF/UA-1.
pub fn render_pdf(posting: &Posting) -> Result<Vec<u8>, PdfError> {
    let mut posting = posting.clone();
    prepare(&mut posting);
    let mut data = serde_json::to_value(&posting).map_err(|error| PdfError(error.to_string()))?;
    add_widths(&mut data, &posting);
    if let Some(data) = data.as_object_mut() {
        data.insert("trace".to_owned(), json!(posting.made_from.trace()));
    }
    let document = typeset_to_fit(data, posting.pages)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfError(format!("{error:?}")))?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))?;
    // What typesetting remembers of a posting is not needed for the next one.
    typst::comemo::evict(2);
    Ok(bytes)
}

/// The sizes of letters, in points, that are tried where a posting is to be short; 11 is the usual one, and still smaller
/// ones are hard to read.
const SMALLER: [f64; 4] = [10.2, 9.6, 9.0, 8.5];

/// The typeset posting, in the largest letters in which it has no more pages than that, or else the smallest.
fn typeset_to_fit(mut data: Value, pages: Option<usize>) -> Result<PagedDocument, PdfError> {
    let mut document = typeset(&data)?;
    for size in SMALLER {
        if pages.is_none_or(|most| document.pages().len() <= most) {
            break;
        }
        if let Some(data) = data.as_object_mut() {
            data.insert("size".to_owned(), json!(size));
        }
        document = typeset(&data)?;
    }
    Ok(document)
}

fn typeset(data: &Value) -> Result<PagedDocument, PdfError> {
    let world = PostingWorld::new(data.to_string().into_bytes());
    let world = world.ok_or_else(|| PdfError("the look of the PDF has no name".to_owned()))?;
    typst::compile::<PagedDocument>(&world).output.map_err(|errors| failed(&errors))
}

fn failed(errors: &[typst::diag::SourceDiagnostic]) -> PdfError {
    PdfError(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// Levels of headings without gaps, and no character that the fonts can't show: both are asked by PDF/UA.
fn prepare(posting: &mut Posting) {
    let show = |words: &str| -> String { words.chars().map(|c| if can_show(c) { c } else { '\u{fffd}' }).collect() };
    posting.title = show(&posting.title);
    let mut level = 0;
    for section in &mut posting.sections {
        if !section.heading.is_empty() {
            level = 1;
        }
        for run in &mut section.heading {
            run.text = show(&run.text);
        }
        for block in &mut section.blocks {
            block.each_run_mut(&mut |run| run.text = show(&run.text));
            if let Block::Heading { level: own, .. } = block {
                level = own.saturating_sub(1).clamp(1, level + 1);
                *own = level;
            }
        }
    }
}

/// Shares of the width for the columns of every table.
fn add_widths(data: &mut Value, posting: &Posting) {
    fn visit(value: &mut Value, blocks: &[Block]) {
        let Some(values) = value.as_array_mut() else { return };
        for (value, block) in values.iter_mut().zip(blocks) {
            match block {
                Block::Table { head, rows } => {
                    if let Some(table) = value.as_object_mut() {
                        table.insert("widths".to_owned(), json!(widths(head, rows)));
                    }
                }
                Block::List { items, .. } => {
                    for (index, item) in items.iter().enumerate() {
                        let under = value.pointer_mut(&format!("/items/{index}/blocks"));
                        if let Some(under) = under {
                            visit(under, &item.blocks);
                        }
                    }
                }
                Block::Heading { .. } | Block::Paragraph { .. } => {}
            }
        }
    }
    for (index, section) in posting.sections.iter().enumerate() {
        if let Some(blocks) = data.pointer_mut(&format!("/sections/{index}/blocks")) {
            visit(blocks, &section.blocks);
        }
    }
}

fn widths(head: &[Cell], rows: &[Vec<Cell>]) -> Vec<usize> {
    let length = |cell: &Cell| cell.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let column = |column| rows.iter().filter_map(move |row| row.get(column));
    (0..head.len())
        .map(|index| column(index).chain(head.get(index)).map(length).max().unwrap_or_default().clamp(9, 60))
        .collect()
}
