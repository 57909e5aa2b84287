//! Tables and lists of definitions of a web page.

use scraper::ElementRef;

use super::furniture::is_hidden;
use super::reader::{Around, Reader};
use crate::import::block::{Block, Shape};
use crate::import::readers::passage::Passage;
use crate::import::readers::table::{self, Cells};
use crate::import::unreadable::Unreadable;

/// A cell reaches over no more columns.
const WIDEST_CELL: usize = 64;
/// Nor over more rows.
const HIGHEST_CELL: usize = 1000;

impl Reader {
    /// Reads a table.
    pub(super) fn read_table(&mut self, element: ElementRef<'_>, around: Around) -> Result<(), Unreadable> {
        let mut rows = Vec::new();
        let mut reaching: Vec<usize> = Vec::new();
        for part in parts(element) {
            match part.value().name() {
                "caption" => {
                    let blocks = self.apart(part, around)?;
                    self.blocks.extend(blocks);
                }
                "tr" => rows.push(self.read_row(part, &mut reaching, around)?),
                _ => {}
            }
        }
        let blocks = table::blocks(rows, &mut self.tables);
        self.blocks.extend(blocks);
        Ok(())
    }

    /// Reads a row; `reaching` says for each column how many rows a cell from above still reaches down.
    fn read_row(
        &mut self,
        row: ElementRef<'_>,
        reaching: &mut Vec<usize>,
        around: Around,
    ) -> Result<Cells, Unreadable> {
        let mut cells = Cells::new();
        for cell in row.child_elements().filter(|it| matches!(it.value().name(), "td" | "th")) {
            fill_reached(&mut cells, reaching);
            let mut blocks = if is_hidden(cell.value()) { Vec::new() } else { self.apart(cell, around)? };
            if blocks.is_empty() {
                blocks.push(empty());
            }
            let number = |name: &str| cell.value().attr(name).and_then(|number| number.parse::<usize>().ok());
            let columns = number("colspan").unwrap_or(1).clamp(1, WIDEST_CELL);
            let rows = number("rowspan").unwrap_or(1).clamp(1, HIGHEST_CELL);
            reaching.resize(reaching.len().max(cells.len() + columns), 0);
            for reached in reaching.iter_mut().skip(cells.len()).take(columns) {
                *reached = rows - 1;
            }
            cells.push(blocks);
            cells.extend((1..columns).map(|_| Vec::new()));
        }
        fill_reached(&mut cells, reaching);
        Ok(cells)
    }

    /// Reads a list of definitions as a table of two columns.
    pub(super) fn read_definitions(&mut self, element: ElementRef<'_>, around: Around) -> Result<(), Unreadable> {
        let mut rows: Vec<Cells> = Vec::new();
        for part in parts(element) {
            let blocks = self.apart(part, around)?;
            let open = rows.last_mut().filter(|row| row.len() == 1 || part.value().name() == "dd");
            match (part.value().name(), open) {
                ("dd", Some(row)) => match row.get_mut(1) {
                    Some(cell) => cell.extend(blocks),
                    None => row.push(blocks),
                },
                ("dd", None) => rows.push(vec![vec![empty()], blocks]),
                _ => rows.push(vec![blocks]),
            }
        }
        for row in rows.iter_mut().filter(|row| row.len() == 1) {
            row.push(vec![empty()]);
        }
        let blocks = table::blocks(rows, &mut self.tables);
        self.blocks.extend(blocks);
        Ok(())
    }
}

/// Puts empty cells where those of rows above reach down.
fn fill_reached(cells: &mut Cells, reaching: &mut [usize]) {
    while let Some(reached) = reaching.get_mut(cells.len()).filter(|reached| **reached > 0) {
        *reached -= 1;
        cells.push(vec![empty()]);
    }
}

fn empty() -> Block {
    Passage::default().block(Shape::Paragraph)
}

/// Rows, or terms and definitions, through what groups them.
fn parts(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    element
        .child_elements()
        .flat_map(|part| match part.value().name() {
            "thead" | "tbody" | "tfoot" | "div" => part.child_elements().collect(),
            _ => vec![part],
        })
        .filter(|part| !is_hidden(part.value()) && matches!(part.value().name(), "tr" | "caption" | "dt" | "dd"))
        .collect()
}
