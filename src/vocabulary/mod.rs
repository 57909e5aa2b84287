//! How this field says things: words and their stems, and plain words for what is data.

pub mod plain_words;
pub mod requirement_words;
pub mod synonyms;
pub mod words;
