//! How wide letters are: as the font says, or as those of the fonts that every reader has.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::object::{dictionary, items, number};

/// Widths by code, in thousandths of the size of the letters.
#[derive(Debug)]
pub(super) struct Widths {
    by_code: HashMap<u32, f64>,
    usual: f64,
}

impl Widths {
    pub(super) fn of(&self, code: u32) -> f64 {
        self.by_code.get(&code).copied().unwrap_or(self.usual)
    }

    /// Those of a font whose codes are single bytes.
    pub(super) fn simple(font: &Dictionary, document: &Document, name: &str) -> Self {
        let first = number(font.get(b"FirstChar").ok(), document).unwrap_or(0.0).max(0.0) as u32;
        let given = items(font.get(b"Widths").ok(), document);
        // A font that draws its letters itself measures them in units of its own.
        let unit = match items(font.get(b"FontMatrix").ok(), document).first() {
            Some(scale) => number(Some(scale), document).unwrap_or(0.001) * 1000.0,
            None => 1.0,
        };
        let widths = given.iter().map(|width| number(Some(width), document).unwrap_or(0.0) * unit);
        let by_code: HashMap<u32, f64> = (first..).zip(widths).filter(|(_, width)| *width > 0.0).collect();
        if by_code.is_empty() {
            return Self::of_known_font(name);
        }
        let descriptor = dictionary(font.get(b"FontDescriptor").ok(), document);
        let missing = descriptor.and_then(|it| number(it.get(b"MissingWidth").ok(), document));
        let mean = by_code.values().sum::<f64>() / by_code.len() as f64;
        Self { usual: missing.filter(|width| *width > 0.0).unwrap_or(mean), by_code }
    }

    /// Those of a font whose codes are pairs of bytes.
    pub(super) fn composite(descendant: &Dictionary, document: &Document) -> Self {
        let usual = number(descendant.get(b"DW").ok(), document).unwrap_or(1000.0);
        let mut by_code = HashMap::new();
        let given = items(descendant.get(b"W").ok(), document);
        let mut rest = given.iter();
        while let (Some(first), Some(next)) = (rest.next(), rest.next()) {
            let first = number(Some(first), document).unwrap_or(0.0).max(0.0) as u32;
            if let Ok((_, Object::Array(widths))) = document.dereference(next) {
                let widths = widths.iter().map(|width| number(Some(width), document).unwrap_or(usual));
                by_code.extend((first..).zip(widths));
            } else if let Some(width) = rest.next().and_then(|width| number(Some(width), document)) {
                let last = number(Some(next), document).unwrap_or(0.0).min(65_535.0) as u32;
                by_code.extend((first..=last).map(|code| (code, width)));
            }
        }
        Self { by_code, usual }
    }

    fn of_known_font(name: &str) -> Self {
        let name = name.to_lowercase();
        let (table, usual): (&[u16], f64) = if name.contains("courier") || name.contains("mono") {
            (&[], 600.0)
        } else if name.contains("times") || name.contains("serif") && !name.contains("sans") {
            (&TIMES, 500.0)
        } else {
            (&HELVETICA, 556.0)
        };
        let by_code = (32_u32..).zip(table.iter().map(|width| f64::from(*width))).collect();
        Self { by_code, usual }
    }
}

/// From the blank to the tilde.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
