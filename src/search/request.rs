//! What is asked of search.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::query::Fact;

/// The most results on a page.
pub const LARGEST_PAGE: usize = 100;
/// How far one can page.
pub const FARTHEST: usize = 10_000;

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRequest {
    /// What was typed.
    pub query: String,
    /// Whether somebody is still typing, so that the last word may be the beginning of one.
    pub typing: bool,
    /// Roles, or single duties and qualifications.
    pub find: Find,
    /// Filters; values of one fact widen, different facts narrow.
    pub filters: Vec<Filter>,
    /// The facts to count by.
    pub facets: Vec<Fact>,
    /// The order of the results.
    pub sort: Sort,
    /// The results to pass over.
    pub offset: usize,
    /// The results to give.
    pub limit: usize,
    /// How many of the best passages to show of each role.
    pub passages: usize,
    /// The day on which the roles apply.
    pub as_of: Date,
    /// The work activities that the query is about, primary first: what is about them ranks higher.
    pub about: Vec<String>,
    /// Whether to stay with what was typed: no synonyms, no forgiven typos, no results that lack a word.
    pub literal: bool,
}

impl SearchRequest {
    /// The first page of roles for a query on a day.
    pub fn new(query: impl Into<String>, as_of: Date) -> Self {
        Self {
            query: query.into(),
            typing: false,
            find: Find::Roles,
            filters: Vec::new(),
            facets: Vec::new(),
            sort: Sort::Relevance,
            offset: 0,
            limit: 10,
            passages: 2,
            as_of,
            about: Vec::new(),
            literal: false,
        }
    }
}

/// What to find.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Find {
    /// Roles.
    #[default]
    Roles,
    /// Single duties.
    Duties,
    /// Single duties, qualifications and other sentences.
    Passages,
}

/// The order of the results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// By title.
    Title,
    /// The newest revision first.
    Newest,
    /// The smallest caseload first; roles without a stated one last.
    Caseload,
}

impl Sort {
    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Title => "title",
            Self::Newest => "newest",
            Self::Caseload => "caseload",
        }
    }
}

/// A filter: a fact has this value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    /// Which fact.
    pub fact: Fact,
    /// The value, as counts name it.
    pub value: String,
}

impl Filter {
    /// Reads `state=OR`.
    ///
    /// # Errors
    /// What is wrong with it, with the names that there are.
    pub fn parse(given: &str) -> Result<Self, String> {
        let Some((name, value)) = given.split_once(['=', ':']) else {
            return Err(format!("`{}` is not a filter; write it as state=OR", shown(given)));
        };
        let fact = Fact::named(name.trim()).filter(|fact| Fact::FACETS.contains(fact)).ok_or_else(|| {
            let names: Vec<&str> = Fact::FACETS.iter().map(|fact| fact.name()).collect();
            format!("`{}` is not a filter; there are {}", shown(name), names.join(", "))
        })?;
        let value = super::query::filter_value(fact, value);
        if value.is_empty() {
            return Err(format!("the filter {} has no value", fact.name()));
        }
        Ok(Self { fact, value })
    }
}

/// The beginning of what was given, fit to be printed.
fn shown(given: &str) -> String {
    given.chars().filter(|character| !character.is_control()).take(80).collect()
}
