//! What people type into the search box, understood: words, "phrases", `-without`, `OR`, `title:coach`, `lift:>=20`.
//!
//! Anything typed gives a query. What can't be understood is searched as words, with a remark.

mod fields;
mod lexer;
mod parser;
mod values;

pub use fields::{Fact, FactKind, Scope, documentation};
pub use parser::parse;
pub(crate) use values::{filter_value, slug, state_name};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest query in bytes that is read with operators and fields. A longer text is taken as a pasted paragraph.
pub const LONGEST_QUERY: usize = 256;
/// So many words of a pasted paragraph are looked at, and so many bytes.
pub const LONGEST_PASTE: usize = 8 * 1024;
/// The most words, phrases and conditions of a query.
pub const MOST_TERMS: usize = 32;
/// So many telling words without any operator are whole sentences: what comes closest is wanted.
pub const SENTENCES: usize = 7;
/// The deepest nesting of brackets.
pub const DEEPEST: usize = 8;
/// The fewest letters before `*`.
pub const SHORTEST_PREFIX: usize = 2;

/// A query, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What is looked for; `None` when nothing was typed: everything.
    pub root: Option<Node>,
    /// What was not understood, or was left out, in words.
    pub remarks: Vec<Remark>,
    /// Whether the text was taken as a pasted paragraph: the closest passages are wanted, not those with every word.
    pub pasted: bool,
}

/// Something that a person should know about the reading of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// The part of the query that it is about.
    pub about: String,
    /// What was made of it.
    pub message: String,
}

impl Remark {
    pub(crate) fn new(about: &str, message: impl Into<String>) -> Self {
        Self { about: about.chars().take(80).collect(), message: message.into() }
    }
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Every one of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A word as typed.
    Word(Word),
    /// Words next to each other, in this order.
    Phrase(String),
    /// The same, but only in a part of the role.
    Within(Scope, Box<Node>),
    /// A fact.
    Condition(Condition),
}

/// A word as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its letters.
    pub text: String,
    /// Whether it is the beginning of a word: `coord*`, or the word that is being typed.
    pub prefix: bool,
}

/// A condition on a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A figure between two ends, both optional.
    Number {
        /// Which figure.
        fact: Fact,
        /// The lower end.
        low: End,
        /// The upper end.
        high: End,
    },
    /// One of a set of values.
    Value {
        /// Which fact.
        fact: Fact,
        /// The value as the index has it.
        value: String,
    },
}

/// An end of a range of figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    /// No end.
    Open,
    /// The figure is part of it.
    Included(f64),
    /// The figure is not part of it.
    Excluded(f64),
}

impl Node {
    /// Calls `visit` on this node and all below it.
    pub fn visit(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.visit(visit)),
            Self::Not(node) | Self::Within(_, node) => node.visit(visit),
            Self::Word(_) | Self::Phrase(_) | Self::Condition(_) => {}
        }
    }

    /// Whether it looks for any words, and not only for facts.
    pub fn has_words(&self) -> bool {
        let mut found = false;
        self.visit(&mut |node| found |= matches!(node, Self::Word(_) | Self::Phrase(_)));
        found
    }
}
