//! Every limit of reading files, with its reason. A file that is larger, deeper or slower than any job description meets
//! one of these before it can cost anybody else anything.

/// Bytes of a file. The longest manuals of class specifications that we know have half of it.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of text in a file: two thousand pages.
pub const TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Headings, paragraphs, items and rows in a file.
pub const BLOCKS: usize = 20_000;
