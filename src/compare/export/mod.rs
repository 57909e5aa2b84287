//! A comparison to be taken along: one sheet of parts, rows and columns, written as CSV or Markdown.

mod csv;
mod markdown;
mod sheet;

pub use self::csv::render_csv;
pub use self::markdown::render_markdown;
pub use self::sheet::{Part, SheetRow, duty_in_words, parts, requirement_lines};
