//! What a reader makes of a file: its blocks, in reading order.

use serde::{Deserialize, Deserializer, Serialize};

/// How a file was written, told from its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, perhaps under YAML front matter.
    Markdown,
    /// A web page.
    Html,
    /// Word (`.docx`).
    Word,
    /// OpenDocument text (`.odt`).
    OpenDocument,
    /// PDF.
    Pdf,
}

/// A file as blocks, before anybody asked what they mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Blocks {
    /// How the file was written.
    pub format: Format,
    /// Everything that the file shows, in reading order.
    pub blocks: Vec<Block>,
    /// What the reader could not read or left out, in plain words: deleted text of tracked changes, pictures.
    pub remarks: Vec<String>,
}

/// One piece of a file: a heading, a paragraph, an item, a row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it looks like. What it means is for the understanding to say.
    pub shape: Shape,
    /// Its words, one space between them, tick boxes as [`TICKED`], [`UNTICKED`] and [`UNREADABLE_BOX`].
    /// A row's cells are joined by tabs.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// All of it is bold.
    pub bold: bool,
    /// The size of its letters beside that of most of the document, where the format says: 1.0 is the usual.
    pub size: Option<f32>,
}

/// What a block looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    /// A heading by its style, by HTML or by Markdown: 1 is the highest level.
    Heading(u8),
    /// A paragraph, or a heading that only looks like one.
    Paragraph,
    /// An item of a list.
    Item {
        /// How deep it is nested; 0 is the outermost list.
        depth: u8,
        /// Its number or bullet as printed: `1.`, `(a)`, `•`. Not repeated in the text.
        printed: Option<String>,
    },
    /// A row of a table.
    Row {
        /// Which table of the file, from 0.
        table: u32,
        /// Which row of the table, from 0.
        row: u32,
        /// What its cells say.
        cells: Vec<String>,
    },
    /// A footnote or an endnote, with its mark.
    Footnote(String),
    /// Running heads and feet, page numbers, menus of a web site; and why it is held to be one.
    Furniture(#[serde(deserialize_with = "known_reason")] Reason),
}

/// Where a block stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Its page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Its first line in the text as read, from 1; for formats without lines, its number among the blocks.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
}

/// A box that is ticked.
pub const TICKED: char = '☒';
/// A box that is not ticked.
pub const UNTICKED: char = '☐';
/// A box whose state the format does not tell.
pub const UNREADABLE_BOX: char = '□';

/// Why a block is furniture, in a few words.
pub type Reason = &'static str;

/// The reasons for which a block is furniture.
pub const REASONS: [Reason; 14] = [
    "a rule",
    "a page number",
    "a running head",
    "a running foot",
    "a table of contents",
    "a menu",
    "a setting of the web site",
    "the head of a web site",
    "the foot of a web site",
    "a notice about cookies",
    "a side bar",
    "a form of the web site",
    "a mark of a template",
    "a comment",
];
/// What is said of a reason that is none of [`REASONS`].
pub const SOME_REASON: Reason = "set apart";

/// What comes back from another process is data: a reason that nobody here gives is not repeated.
fn known_reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Reason, D::Error> {
    let given = String::deserialize(deserializer)?;
    Ok(REASONS.into_iter().find(|reason| *reason == given).unwrap_or(SOME_REASON))
}
