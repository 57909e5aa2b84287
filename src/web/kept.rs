//! Answers that were given before, for as long as they would be given again.

use jiff::civil::Date;
use moka::sync::Cache;

use super::answer::Reply;

/// How many bytes of answers are kept.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// What an answer costs beside its body, in bytes.
const BESIDE: usize = 512;

/// Answers by what was asked, of which state of the catalog, on which day. Older states are asked for no more, and make
/// room for others.
pub struct KeptAnswers {
    answers: Cache<String, Reply>,
}

impl KeptAnswers {
    /// None yet.
    pub(super) fn new() -> Self {
        let weight = |question: &String, reply: &Reply| {
            u32::try_from(question.len() + reply.body.len() + BESIDE).unwrap_or(u32::MAX)
        };
        Self { answers: Cache::builder().max_capacity(MOST_BYTES).weigher(weight).build() }
    }

    /// What names an answer: the state of the catalog, the day, the address.
    pub(super) fn question(generation: u64, day: Date, address: &str) -> String {
        format!("{generation:x} {day} {address}")
    }

    /// The answer that was given to this.
    pub(super) fn get(&self, question: &str) -> Option<Reply> {
        self.answers.get(question)
    }

    /// Keeps an answer.
    pub(super) fn keep(&self, question: String, reply: &Reply) {
        self.answers.insert(question, reply.clone());
    }
}
