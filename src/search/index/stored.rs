//! What the index stores of a role for showing: first the role in short, then its passages, each as JSON of its own.
//!
//! They are stored as text: tantivy reads stored bytes one by one, which took more time than everything else.

use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};

/// The role in short. What is stored behind it is not even copied.
pub(in crate::search) struct StoredCard(pub(in crate::search) String);

/// The role in short, and its passages.
pub(in crate::search) struct StoredRole {
    pub(in crate::search) card: String,
    pub(in crate::search) passages: Vec<String>,
}

impl DocumentDeserialize for StoredCard {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut fields: D) -> Result<Self, DeserializeError> {
        first(&mut fields).map(Self)
    }
}

impl DocumentDeserialize for StoredRole {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut fields: D) -> Result<Self, DeserializeError> {
        let card = first(&mut fields)?;
        let mut passages = Vec::with_capacity(fields.size_hint());
        while let Some((_, passage)) = fields.next_field()? {
            passages.push(passage);
        }
        Ok(Self { card, passages })
    }
}

fn first<'de, D: DocumentDeserializer<'de>>(fields: &mut D) -> Result<String, DeserializeError> {
    let first = fields.next_field()?;
    first.map(|(_, card)| card).ok_or_else(|| DeserializeError::custom("nothing is stored of a role"))
}
