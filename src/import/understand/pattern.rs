//! A regular expression of ours, built when it is first asked for.

use std::sync::OnceLock;

use regex::{Captures, Regex};

/// A pattern that is part of the program.
pub(crate) struct Pattern {
    source: &'static str,
    built: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern; one that is wrong matches nothing.
    pub(crate) const fn new(source: &'static str) -> Self {
        Self { source, built: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.built.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }

    /// Whether it occurs in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// Its first occurrence.
    pub(crate) fn first<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex().and_then(|regex| regex.captures(text))
    }

    /// All its occurrences.
    pub(crate) fn all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        self.regex().map(|regex| regex.captures_iter(text).collect()).unwrap_or_default()
    }

    /// A text without its occurrences.
    pub(crate) fn removed_from(&self, text: &str) -> String {
        self.regex().map_or_else(|| text.to_owned(), |regex| regex.replace_all(text, "").into_owned())
    }
}

/// What the group of a match holds; empty when it took no part.
pub(crate) fn group<'t>(captures: &Captures<'t>, number: usize) -> &'t str {
    captures.get(number).map_or("", |found| found.as_str())
}
