//! Writing for people and for machines: width, styles where the other end is a terminal, JSON where it was asked for.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use textwrap::{WordSeparator, WordSplitter};

use super::failure::Failure;

/// Titles and other things to be seen first.
pub(super) const STRONG: Style = Style::new().bold();
/// What is there for completeness.
pub(super) const QUIET: Style = Style::new().dimmed();
/// Errors.
pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Warnings.
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// Added words.
pub(super) const ADDED: Style = AnsiColor::Green.on_default().underline();
/// Removed words.
pub(super) const REMOVED: Style = AnsiColor::Red.on_default().strikethrough();

/// Lines of prose are no longer than this, however wide the terminal.
const WIDEST: usize = 100;
/// The width where there is no terminal.
const USUAL: usize = 80;

/// Where a command writes to.
pub(super) struct Output {
    stream: Box<dyn Write>,
    /// Whether JSON was asked for.
    pub(super) json: bool,
    /// Columns available.
    pub(super) width: usize,
    /// Whether styles are seen at the other end.
    pub(super) styled: bool,
}

impl Output {
    /// The standard output.
    pub(super) fn standard(json: bool) -> Self {
        let width = terminal_size::terminal_size().map_or(USUAL, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
        let stream = AutoStream::auto(io::stdout());
        let styled = stream.current_choice() != anstream::ColorChoice::Never;
        Self { stream: Box::new(io::BufWriter::new(stream)), json, width, styled }
    }

    /// The standard error.
    pub(super) fn errors() -> Self {
        let stream = AutoStream::auto(io::stderr());
        let styled = stream.current_choice() != anstream::ColorChoice::Never;
        Self { stream: Box::new(io::BufWriter::new(stream)), json: false, width: USUAL, styled }
    }

    /// Writes what is buffered.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.stream.flush().map_err(Failure::from)
    }

    /// Writes data as JSON.
    pub(super) fn data(&mut self, data: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(&mut self.stream, data).map_err(|error| match error.io_error_kind() {
            Some(kind) => Failure::Output(kind.into()),
            None => Failure::Json(error),
        })?;
        self.stream.write_all(b"\n")?;
        Ok(())
    }

    /// Writes prose, wrapped: `first` before its first line, `rest` before the others.
    pub(super) fn prose(&mut self, words: &str, first: &str, rest: &str) -> Result<(), Failure> {
        let options =
            textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest).break_words(false);
        // Only at blanks: an address is of no use in pieces, nor is a mark apart from its words.
        let options = options.word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(words, options) {
            writeln!(self.stream, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Writes advice.
    pub(super) fn hint(&mut self, words: &str) -> Result<(), Failure> {
        self.prose(words, "  hint: ", "        ")
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// "1 role", "3 roles".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
