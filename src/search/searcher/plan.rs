//! A query that is ready to be asked: the terms that stand for each word, with their weights.

use tantivy::Term;
use tantivy::schema::Field;

use super::expand::Dictionary;
use crate::search::query::{Condition, Remark, Scope};

/// A word, phrase or beginning of a word with everything that stands for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    /// As it was typed.
    pub(super) shown: String,
    /// What stands for it; the first is what was typed.
    pub(super) alternatives: Vec<Alternative>,
    /// The part of the role in which it must stand.
    pub(super) scope: Option<Scope>,
    /// How rare it is: the logarithm that BM25 uses.
    pub(super) rarity: f32,
    /// The one term that it is first of all, if it is a word.
    pub(super) term: Option<String>,
}

/// A work activity that a query is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct About {
    /// Its name.
    pub(super) activity: String,
    /// How much it counts.
    pub(super) weight: f32,
}

impl Leaf {
    /// The leaf with terms in the place of beginnings, for reading passages.
    pub(super) fn spelt_out(&self, dictionary: &Dictionary<'_>) -> tantivy::Result<Self> {
        let mut leaf = self.clone();
        leaf.alternatives.clear();
        for alternative in &self.alternatives {
            let Match::Beginning(letters) = &alternative.what else {
                leaf.alternatives.push(alternative.clone());
                continue;
            };
            let terms = dictionary.beginning(letters)?;
            leaf.alternatives
                .extend(terms.into_iter().map(|term| Alternative { what: Match::Term(term), ..alternative.clone() }));
        }
        Ok(leaf)
    }
}

/// One way in which a leaf is found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alternative {
    pub(super) what: Match,
    pub(super) weight: f32,
    /// Whether it only means the same.
    pub(super) is_synonym: bool,
}

/// What is looked up in the index.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Match {
    /// A term.
    Term(String),
    /// Terms one behind the other.
    Phrase(Vec<String>),
    /// Every term that begins so.
    Beginning(String),
}

/// A query that is ready to be asked.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) root: Option<PlanNode>,
    pub(super) leaves: Vec<Leaf>,
    pub(super) remarks: Vec<Remark>,
    /// Words that nobody wrote, with the terms that were searched instead.
    pub(super) corrected: Vec<(String, String)>,
    /// The work activities that it is about.
    pub(super) about: Vec<About>,
}

/// A node of a plan. Leaves are named by their place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum PlanNode {
    All(Vec<PlanNode>),
    Any(Vec<PlanNode>),
    Not(Box<PlanNode>),
    Leaf(usize),
    Condition(Condition),
}

/// A term of a field.
pub(super) fn term(field: Field, text: &str) -> Term {
    Term::from_field_text(field, text)
}
