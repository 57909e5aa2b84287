//! A file's text: checked before anything reads it, and able to say at which line and column a byte stands.

use std::cell::{Cell, OnceCell};

use crate::model::finding::{Finding, Place};

/// The largest file of a role or organisation, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// The text of a file of the catalog.
#[derive(Debug, Clone)]
pub(crate) struct SourceText<'a> {
    text: &'a str,
    /// Where each line begins; found when the first place is asked for.
    lines: OnceCell<Vec<usize>>,
    /// The last byte whose column was counted, and that column: a long line full of mistakes is counted through once.
    counted: Cell<(usize, usize)>,
}

impl<'a> SourceText<'a> {
    /// Checks size, encoding and control characters. A byte-order mark and CRLF line ends are for
    /// [`normalise`] to fold before.
    ///
    /// # Errors
    /// One finding that says why the bytes are not the text of a catalog file.
    pub(crate) fn check(bytes: &'a [u8]) -> Result<Self, Box<Finding>> {
        if bytes.len() > LARGEST_FILE {
            let message = format!("the file has {} bytes; the most that one can have is {LARGEST_FILE}", bytes.len());
            return Err(Box::new(Finding::error("too-large", message).advising("split the document into its roles")));
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(Box::new(not_utf8(bytes, error.valid_up_to()))),
        };
        let source = Self { text, lines: OnceCell::new(), counted: Cell::new((0, 1)) };
        // Nearly every file is free of them, and bytes are looked at far quicker than characters.
        if !text.bytes().any(may_begin_control) {
            return Ok(source);
        }
        match text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
            None => Ok(source),
            Some((at, c)) => {
                let message = format!("there is a control character (U+{:04X}) in the text", u32::from(c));
                let finding = Finding::error("control-character", message);
                Err(Box::new(source.finding_at(at, finding).advising("delete it")))
            }
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Line and column of a byte.
    pub(crate) fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.lines().partition_point(|start| *start <= at);
        let line_start = self.line_start(at);
        let (from, column) = match self.counted.get() {
            (counted, column) if (line_start..=at).contains(&counted) => (counted, column),
            _ => (line_start, 1),
        };
        let column = column + self.text.get(from..at).unwrap_or("").chars().count();
        self.counted.set((at, column));
        Place { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// Gives a finding its place and quotes the line.
    pub(crate) fn finding_at(&self, at: usize, finding: Finding) -> Finding {
        finding.at(self.place(at)).quoting(self.text.get(self.line_start(at)..).unwrap_or(""))
    }

    /// Where the line begins in which a byte stands.
    fn line_start(&self, at: usize) -> usize {
        let lines = self.lines();
        lines
            .partition_point(|start| *start <= at)
            .checked_sub(1)
            .and_then(|line| lines.get(line))
            .copied()
            .unwrap_or(0)
    }

    fn lines(&self) -> &[usize] {
        let starts = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        self.lines.get_or_init(starts)
    }
}

/// Whether a control character may begin with this byte: those beyond ASCII begin with 0xC2, as some others do.
fn may_begin_control(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r')) || matches!(byte, 0x7f | 0xc2)
}

fn not_utf8(bytes: &[u8], at: usize) -> Finding {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    // All before it is UTF-8, where each character has one byte that does not continue another.
    let column = before.iter().rev().take_while(|b| **b != b'\n').filter(|b| **b & 0xc0 != 0x80).count() + 1;
    let place =
        Place { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) };
    Finding::error("not-utf8", "the file is not text in UTF-8 from here on")
        .at(place)
        .advising("save it as UTF-8; in Word: Save as, Plain text, Unicode (UTF-8)")
}

/// The bytes without a byte-order mark and with plain line ends; `None` when they are so already.
pub(crate) fn normalise(bytes: &[u8]) -> Option<Vec<u8>> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if body.len() == bytes.len() && !bytes.contains(&b'\r') {
        return None;
    }
    let mut folded = Vec::with_capacity(body.len());
    let mut rest = body.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte == b'\r' {
            rest.next_if_eq(&b'\n');
            folded.push(b'\n');
        } else {
            folded.push(byte);
        }
    }
    Some(folded)
}
