//! Rows as lines of text: set in, and with wide gaps where the page has them.

use super::columns::Region;
use super::rows::Row;
use crate::import::line::Line;

/// A gap between lines that is so much larger than the usual one is an empty line.
const EMPTY_LINE: f64 = 1.4;

/// What is usual in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    /// Where lines begin.
    pub(super) left: f64,
    /// How wide a letter is.
    pub(super) letter: f64,
    /// How high letters are.
    pub(super) size: f64,
}

impl Usual {
    /// What is usual on these pages.
    pub(super) fn of(pages: &[Vec<Region>]) -> Self {
        let rows = || pages.iter().flatten().flatten();
        let segments = || rows().flat_map(|row| &row.segments);
        let letters: usize = segments().map(|it| it.text.chars().count()).sum();
        let width: f64 = segments().map(|it| it.end - it.x).sum();
        let left = segments().map(|it| it.x).fold(f64::MAX, f64::min);
        let sizes = rows().map(|row| (row.size, row.segments.iter().map(|it| it.letters).sum()));
        let letter = if letters > 0 { width / letters as f64 } else { 6.0 };
        Self { left, letter: letter.max(0.5), size: most_frequent(sizes).max(0.1) }
    }
}

/// The size with the most letters.
fn most_frequent(sizes: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut counted: Vec<(f64, usize)> = Vec::new();
    for (size, letters) in sizes {
        match counted.iter_mut().find(|(known, _)| (known - size).abs() < 0.3) {
            Some((_, count)) => *count += letters,
            None => counted.push((size, letters)),
        }
    }
    counted.into_iter().max_by_key(|(_, count)| *count).map_or(1.0, |(size, _)| size)
}

/// Writes the regions of page after page as lines.
pub(super) fn lines(pages: &[Vec<Region>]) -> Vec<Line> {
    let usual = Usual::of(pages);
    let mut lines = Vec::new();
    for (page, regions) in (1..).zip(pages) {
        let several = regions.len() > 1;
        for region in regions {
            let left = region.iter().flat_map(|row| &row.segments).map(|it| it.x).fold(f64::MAX, f64::min);
            let usual = Usual { left: if several { left } else { usual.left }, ..usual };
            write_region(region, usual, page, &mut lines);
        }
    }
    for (number, line) in (1..).zip(&mut lines) {
        line.number = number;
    }
    lines
}

fn write_region(region: &Region, usual: Usual, page: u32, lines: &mut Vec<Line>) {
    let gap = usual_gap(region);
    let empty = || Line { page, ..Line::default() };
    if !lines.is_empty() {
        lines.push(empty());
    }
    let mut before: Option<&Row> = None;
    for row in region {
        if before.is_some_and(|before| before.y - row.y > EMPTY_LINE * gap.max(before.size)) {
            lines.push(empty());
        }
        lines.push(line(row, usual, page));
        before = Some(row);
    }
}

/// The gap between most lines of a region.
fn usual_gap(region: &Region) -> f64 {
    let gaps = region.iter().zip(region.iter().skip(1)).map(|(row, next)| row.y - next.y);
    let mut gaps: Vec<f64> = gaps.filter(|gap| *gap > 0.0).collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() * 2 / 5).copied().unwrap_or(0.0)
}

fn line(row: &Row, usual: Usual, page: u32) -> Line {
    let column = |x: f64| ((x - usual.left) / usual.letter).round().clamp(0.0, 400.0) as usize;
    let mut text = String::new();
    let mut columns = 0;
    for segment in &row.segments {
        let least = if text.is_empty() { 0 } else { columns + 2 };
        let start = column(segment.x).max(least);
        text.extend(std::iter::repeat_n(' ', start - columns));
        text.push_str(&segment.text);
        columns = start + segment.text.chars().count();
    }
    let letters: usize = row.segments.iter().map(|it| it.letters).sum();
    let bold: usize = row.segments.iter().map(|it| it.bold_letters).sum();
    let size = (row.size / usual.size * 20.0).round() / 20.0;
    Line { number: 0, page, text, bold: bold * 20 >= letters * 19, size: Some(size as f32) }
}
