//! Reading order: columns of running text are read one after the other, labels and their values across.

use super::rows::{Row, Segment};

/// Rows that are read together, from the head down.
pub(super) type Region = Vec<Row>;

/// Columns within columns.
const DEEPEST: usize = 3;
/// Columns of running text have at least so many lines.
const LEAST_LINES: usize = 6;
/// And so many letters in each, on average.
const LEAST_LETTERS: usize = 22;
/// And so many of their lines, in hundredths, go on in the next.
const LEAST_FLOW: usize = 28;
/// The white between columns, in points.
const LEAST_GAP: f64 = 8.0;

/// The regions of a page in reading order.
pub(super) fn regions(rows: Vec<Row>) -> Vec<Region> {
    divide(rows, DEEPEST)
}

fn divide(rows: Vec<Row>, depth: usize) -> Vec<Region> {
    let Some(split) = (depth > 0).then(|| best_split(&rows)).flatten() else {
        return if rows.is_empty() { Vec::new() } else { vec![rows] };
    };
    let below = rows.get(split.to..).unwrap_or_default().to_vec();
    let columns = rows.get(split.from..split.to).unwrap_or_default();
    let left = columns.iter().filter_map(|row| row.part(|it| it.end <= split.x)).collect();
    let right = columns.iter().filter_map(|row| row.part(|it| it.end > split.x)).collect();
    let above = rows.get(..split.from).unwrap_or_default().to_vec();
    [above, left, right, below].into_iter().flat_map(|part| divide(part, depth - 1)).collect()
}

/// A white strip from one row to another.
struct Split {
    x: f64,
    from: usize,
    to: usize,
}

fn best_split(rows: &[Row]) -> Option<Split> {
    if rows.len() < LEAST_LINES {
        return None;
    }
    let segments = || rows.iter().flat_map(|row| &row.segments);
    let left = segments().map(|it| it.x).fold(f64::MAX, f64::min);
    let right = segments().map(|it| it.end).fold(f64::MIN, f64::max);
    let width = right - left;
    let candidates = (15..=85).map(|percent| left + width * f64::from(percent) / 100.0);
    let splits = candidates.flat_map(|x| white_runs(rows, x));
    splits.filter(|split| is_running_text(rows, split)).max_by_key(|split| split.to - split.from)
}

/// The runs of rows in which nothing stands at `x`.
fn white_runs(rows: &[Row], x: f64) -> Vec<Split> {
    let white = |row: &Row| row.segments.iter().all(|it| it.end <= x - LEAST_GAP / 2.0 || it.x >= x + LEAST_GAP / 2.0);
    let mut runs = Vec::new();
    let mut from = 0;
    for (index, row) in rows.iter().enumerate() {
        if !white(row) {
            runs.push(Split { x, from, to: index });
            from = index + 1;
        }
    }
    runs.push(Split { x, from, to: rows.len() });
    runs.retain(|run| run.to - run.from >= LEAST_LINES);
    runs
}

fn is_running_text(rows: &[Row], split: &Split) -> bool {
    let columns = rows.get(split.from..split.to).unwrap_or_default();
    let side = |of: &dyn Fn(&Segment) -> bool| -> Vec<String> {
        let parts = columns.iter().filter_map(|row| row.part(of));
        parts.map(|row| row.segments.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")).collect()
    };
    flows(&side(&|it| it.end <= split.x)) && flows(&side(&|it| it.end > split.x))
}

/// Whether lines are those of running text: long, and most go on in the next.
fn flows(lines: &[String]) -> bool {
    if lines.len() < LEAST_LINES {
        return false;
    }
    let letters: usize = lines.iter().map(|line| line.chars().count()).sum();
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let goes_on = |(line, next): &(&String, &String)| {
        !line.ends_with(['.', ':', ';', '!', '?']) && next.starts_with(char::is_lowercase)
    };
    let going_on = pairs().filter(goes_on).count();
    letters >= LEAST_LETTERS * lines.len() && going_on * 100 >= LEAST_FLOW * pairs().count()
}
