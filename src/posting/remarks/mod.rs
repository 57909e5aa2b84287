//! Remarks on a posting: what readers, law and search engines stumble over. Each says by which rule, why, and where that
//! comes from; none stands in the way.

mod acronyms;
mod demands;
mod lists;
mod opening;
mod reading;
mod requirements;
mod sentences;
mod wording;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::document::Posting;
use super::template::Template;
use crate::model::role::Role;

pub use self::reading::{SectionGrade, reading_grades};

/// One remark.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Remark {
    /// The stable name of the rule.
    pub rule: String,
    /// What is remarked, in one sentence.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// Where the rule comes from.
    pub source: String,
    /// The words that it is about, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The address of those words, if they can be changed by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The particular that would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub particular: Option<String>,
}

impl Remark {
    fn new(rule: &str, message: impl Into<String>, why: impl Into<String>, source: impl Into<String>) -> Self {
        let (message, why, source) = (message.into(), why.into(), source.into());
        Self { rule: rule.to_owned(), message, why, source, quote: None, part: None, particular: None }
    }

    fn quoting(mut self, words: &str) -> Self {
        self.quote = Some(super::particular::shortened(words));
        self
    }

    fn at(mut self, part: Option<&str>) -> Self {
        self.part = part.map(str::to_owned);
        self
    }

    fn wanting(mut self, particular: &str) -> Self {
        self.particular = Some(particular.to_owned());
        self
    }
}

/// What remarks look at beside the posting itself.
#[derive(Debug, Clone, Copy)]
pub struct RemarkRequest<'a> {
    /// The posting.
    pub posting: &'a Posting,
    /// The template that it was made with.
    pub template: &'a Template,
    /// The approved role.
    pub role: &'a Role,
    /// Roles that do comparable work.
    pub comparable: &'a [&'a Role],
    /// Today.
    pub today: Date,
}

/// What is to be remarked, the weightiest first: the opening, then requirements, then wording.
pub fn remarks(request: &RemarkRequest<'_>) -> Vec<Remark> {
    let sentences = sentences::sentences(request.posting);
    let mut remarks = Vec::new();
    if request.posting.announces {
        opening::remark(request, &mut remarks);
        requirements::remark(request, &mut remarks);
        demands::remark(request, &sentences, &mut remarks);
    }
    wording::remark(request, &sentences, &mut remarks);
    if request.posting.announces {
        acronyms::remark(&sentences, &mut remarks);
        reading::remark(request, &sentences, &mut remarks);
    }
    remarks
}
