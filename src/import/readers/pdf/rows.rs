//! Letters on one base line, put together to words and pieces of a line.

use unicode_normalization::UnicodeNormalization as _;

use super::drawing::Glyph;

/// Letters whose base lines differ by less, beside their size, stand on one line; so do raised figures.
const SAME_LINE: f64 = 0.42;
/// A gap of this width, beside the size of the letters, divides words.
const WORD_GAP: f64 = 0.15;
/// The same where a blank is drawn besides.
const DRAWN_BLANK: f64 = 0.04;
/// A gap of this width is more than a blank.
const WIDE_GAP: f64 = 0.9;

/// A piece of a line without wide gaps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) end: f64,
    pub(super) letters: usize,
    pub(super) bold_letters: usize,
}

/// What stands on one base line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) y: f64,
    /// How high most of its letters are.
    pub(super) size: f64,
    pub(super) segments: Vec<Segment>,
}

impl Row {
    /// Its pieces that satisfy a condition, as a row of their own.
    pub(super) fn part(&self, of: impl Fn(&Segment) -> bool) -> Option<Self> {
        let segments: Vec<Segment> = self.segments.iter().filter(|segment| of(segment)).cloned().collect();
        (!segments.is_empty()).then_some(Self { segments, ..*self })
    }
}

/// The rows of a page, from its head down.
pub(super) fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut rows = Vec::new();
    let mut current: Vec<Glyph> = Vec::new();
    let mut base: Option<(f64, f64)> = None;
    for glyph in glyphs {
        let same = base.is_some_and(|(y, size)| y - glyph.y <= SAME_LINE * size.max(glyph.size));
        if !same {
            rows.extend(row(std::mem::take(&mut current)));
        }
        base = match base {
            // Blanks and raised figures don't say where the line stands.
            Some((y, size)) if same && (size >= glyph.size || glyph.text.trim().is_empty()) => Some((y, size)),
            _ => Some((glyph.y, glyph.size)),
        };
        current.push(glyph);
    }
    rows.extend(row(current));
    rows
}

fn row(mut glyphs: Vec<Glyph>) -> Option<Row> {
    glyphs.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut segments: Vec<Segment> = Vec::new();
    let mut last: Option<Glyph> = None;
    let mut blank = false;
    let mut sizes: Vec<(f64, f64, usize)> = Vec::new();
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            blank |= !glyph.text.is_empty();
            continue;
        }
        if let Some(last) = last.as_ref()
            && is_drawn_twice(last, &glyph)
        {
            if let Some(segment) = segments.last_mut().filter(|_| !last.bold) {
                segment.bold_letters += 1;
            }
            continue;
        }
        let text = readable(&glyph.text);
        let letters = text.chars().count();
        count_size(&mut sizes, &glyph, letters);
        let gap = last.as_ref().map_or(0.0, |last| glyph.x - last.end());
        let size = last.as_ref().map_or(glyph.size, |last| last.size.min(glyph.size));
        let bold_letters = if glyph.bold { letters } else { 0 };
        match segments.last_mut().filter(|_| gap < WIDE_GAP * size) {
            Some(segment) => {
                if gap > WORD_GAP * size || blank && gap > DRAWN_BLANK * size {
                    segment.text.push(' ');
                }
                segment.text.push_str(&text);
                segment.end = segment.end.max(glyph.end());
                segment.letters += letters;
                segment.bold_letters += bold_letters;
            }
            None => segments.push(Segment { text, x: glyph.x, end: glyph.end(), letters, bold_letters }),
        }
        blank = false;
        last = Some(glyph);
    }
    let (size, y, _) = sizes.into_iter().max_by_key(|(_, _, count)| *count)?;
    Some(Row { y, size, segments })
}

/// Letters are drawn twice, a hair apart, to look heavy.
fn is_drawn_twice(last: &Glyph, glyph: &Glyph) -> bool {
    last.text == glyph.text && (glyph.x - last.x).abs() < 0.12 * glyph.size && glyph.width > 0.15 * glyph.size
}

fn count_size(sizes: &mut Vec<(f64, f64, usize)>, glyph: &Glyph, letters: usize) {
    match sizes.iter_mut().find(|(size, _, _)| (size - glyph.size).abs() < 0.25) {
        Some((_, _, count)) => *count += letters,
        None => sizes.push((glyph.size, glyph.y, letters)),
    }
}

/// Ligatures taken apart, blanks of all widths made plain.
fn readable(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{fb00}'..='\u{fb06}' => c.nfkc().collect::<String>(),
        '\u{ad}' => "-".to_owned(),
        c if c.is_whitespace() || c.is_control() => " ".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}
