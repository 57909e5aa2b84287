//! How this field says things: words and their stems, synonyms, kinds of work, and plain words for what is data.

pub mod activities;
pub mod cue;
pub mod plain_words;
pub mod ready;
pub mod requirement_words;
mod stem_map;
pub mod synonyms;
pub mod words;
