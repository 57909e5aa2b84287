//! One reader for each way of writing a file: from its bytes to its blocks.

mod front_matter;
pub mod markdown;
pub mod text;
