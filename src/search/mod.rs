//! Finding roles and single duties: the query language, the index, and what is answered.
//!
//! The index is tantivy's; its types never leave this room.

pub mod document;
pub mod index;
pub mod page;
pub mod query;
pub mod request;
mod searcher;

pub use index::analysis::{Analysis, Analyzer};
pub use index::{IndexError, SearchIndex};
