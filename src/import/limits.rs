//! Every limit of reading files, with its reason. A file that is larger, deeper or slower than any job description meets
//! one of these before it can cost anybody else anything.

/// Bytes of a file. The longest manuals of class specifications that we know have half of it.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of text in a file: two thousand pages.
pub const TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Headings, paragraphs, items and rows in a file.
pub const BLOCKS: usize = 20_000;

/// Files within a zipped document. A long report with pictures has a few dozen.
pub const PARTS: usize = 200;
/// Bytes of one part of a document when unpacked, be it of a zipped document or a stream of a PDF. Counted while
/// unpacking, since what a file says of itself may be a lie.
pub const PART_BYTES: usize = 20 * 1024 * 1024;
/// Bytes of all parts that are read.
pub const UNPACKED_BYTES: usize = 50 * 1024 * 1024;
/// Elements within elements.
pub const DEPTH: usize = 256;
/// Elements, their ends and texts of a part: twice what two hundred dense pages have.
pub const NODES: usize = 400_000;
/// Pages of a PDF.
pub const PAGES: usize = 200;
/// Drawings within drawings of a PDF.
pub const FORMS_DEPTH: usize = 12;
/// Steps of drawing all pages of a PDF.
pub const DRAWING_STEPS: usize = 2_000_000;
