//! A line of text with what its looks tell, for formats that know lines and not paragraphs: plain text and PDF.

/// One line.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Line {
    /// Its number in the text as read, from 1.
    pub number: u32,
    /// Its page, from 1; 1 where there are no pages.
    pub page: u32,
    /// What it says, with the spaces before it that show how far it is set in, and wide gaps between columns.
    pub text: String,
    /// All of it is bold.
    pub bold: bool,
    /// The size of its letters beside that of most of the document, where known: 1.0 is the usual.
    pub size: Option<f32>,
}
