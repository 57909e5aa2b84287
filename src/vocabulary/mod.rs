//! How this field says things: plain words for what is data. Synonyms and work activities come here too.

pub mod plain_words;
pub mod requirement_words;
