//! A catalog's vocabulary, made ready once for all that is classified and lined up by it.

use std::sync::Arc;

use super::activities::ActivityRules;
use super::synonyms::SynonymRules;
use crate::model::vocabulary::Vocabulary;

/// A catalog's vocabulary, ready to be used.
#[derive(Debug, Default)]
pub struct ReadyVocabulary {
    /// As its files have it.
    pub written: Arc<Vocabulary>,
    /// Which words show which kind of work.
    pub activities: ActivityRules,
    /// Which words mean the same.
    pub synonyms: SynonymRules,
}

impl ReadyVocabulary {
    /// Makes a vocabulary ready.
    pub fn of(written: Arc<Vocabulary>) -> Self {
        Self { activities: ActivityRules::new(&written), synonyms: SynonymRules::new(&written), written }
    }
}
