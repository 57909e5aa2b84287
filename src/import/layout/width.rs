//! How wide a text is set, so that a line which ends early can be told from one that is full.

use crate::import::line::Line;

/// The width that holds at each line.
pub(super) struct Widths {
    /// The width of the whole text; none where every paragraph is one long line.
    usual: Option<usize>,
    /// For each line, the longest of the lines around it without a blank line between.
    around: Vec<Option<usize>>,
    flowing: bool,
}

/// Lines longer than this were never broken.
const LONGEST_SET_LINE: usize = 165;

impl Widths {
    /// Measures a text.
    pub(super) fn of(lines: &[Line]) -> Self {
        let length = |line: &Line| line.text.trim_end().chars().count();
        let mut lengths: Vec<usize> = lines.iter().map(length).filter(|length| *length >= 40).collect();
        lengths.sort_unstable();
        let long = lengths.iter().filter(|length| **length > LONGEST_SET_LINE).count();
        let unbroken = long * 12 > lengths.len() || lengths.len() < 4;
        let usual = if unbroken { None } else { lengths.get(lengths.len() * 9 / 10).copied() };
        Self { usual, around: around(lines, &length), flowing: false }
    }

    /// A text whose line ends mean nothing.
    pub(super) fn flowing() -> Self {
        Self { usual: None, around: Vec::new(), flowing: true }
    }

    /// The width at a line.
    pub(super) fn at(&self, line: usize) -> Option<usize> {
        if self.flowing {
            return Some(0);
        }
        let here = self.around.get(line).copied().flatten();
        match (self.usual, here) {
            (Some(usual), Some(here)) if here * 10 >= usual * 6 => Some(here.min(usual)),
            (Some(usual), _) => Some(usual),
            (None, Some(here)) if (50..=LONGEST_SET_LINE).contains(&here) => Some(here),
            (None, _) => None,
        }
    }
}

fn around(lines: &[Line], length: &impl Fn(&Line) -> usize) -> Vec<Option<usize>> {
    let mut found = vec![None; lines.len()];
    let mut from = 0;
    for run in lines.split_inclusive(|line| line.text.trim().is_empty()) {
        let filled = run.iter().filter(|line| !line.text.trim().is_empty()).count();
        if filled >= 3 {
            let longest = run.iter().map(length).max();
            found.iter_mut().skip(from).take(run.len()).for_each(|width| *width = longest);
        }
        from += run.len();
    }
    found
}
