//! A revision as search sees it: passages of text, facts to filter and count by, and the role in short.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::page::RoleCard;
use super::query::Fact;
use crate::model::identifier::RoleId;
use crate::model::section::SectionKind;

mod card;
mod facts;
mod labels;
mod passages;
mod qualifications;

pub use card::card;
pub use labels::labels;

/// A revision as search sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchDocument {
    /// The first day on which it applies.
    pub from: Date,
    /// The first day on which it no longer applies; `Date::MAX` when it still does.
    pub until: Date,
    /// What the index has of the role's files: when it changes, the role is indexed anew.
    pub digest: u64,
    /// Its titles: the one above the text, then class, working, other and former ones.
    pub titles: Vec<String>,
    /// The passages, in printed order; the titles and facts come first.
    pub passages: Vec<Passage>,
    /// The values of its facts, as filters name them.
    pub values: Vec<(Fact, String)>,
    /// How the values are spelt that are names: `(fact, value, name)`.
    pub spelt: Vec<(Fact, String, String)>,
    /// Its figures: `(fact, lower end, upper end)`.
    pub figures: Vec<(Fact, f64, f64)>,
    /// The role in short.
    pub card: RoleCard,
}

/// A piece of a role that is found on its own: a duty, a qualification, a paragraph, a row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// The section; none for titles and facts.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionKind>,
    /// The heading of the section, and of the group if there is one.
    #[serde(rename = "h")]
    pub heading: String,
    /// The lasting name of the item.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// For a duty: its number in printed order, from 1.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The share of working time of its group, in percent.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<f64>,
    /// The names of the work activities that it is about, primary first.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// What it says.
    #[serde(rename = "t")]
    pub text: String,
}

impl Passage {
    /// Whether this is a duty with a number.
    pub fn is_duty(&self) -> bool {
        self.number.is_some()
    }

    /// Whether it is of the kind that every role of an employer has: forms, signatures, disclaimers.
    /// A word found there counts less.
    pub fn is_boilerplate(&self) -> bool {
        use SectionKind as Kind;
        matches!(
            self.section,
            Some(
                Kind::About
                    | Kind::Guidelines
                    | Kind::ReviewOfWork
                    | Kind::BudgetAuthority
                    | Kind::OrganizationalChart
                    | Kind::Signatures
                    | Kind::Disclaimer
                    | Kind::HowToApply
            )
        )
    }
}

/// Says what a duty is about: its text, the label of its group, what its note states.
pub type ActivitiesOf<'a> = dyn Fn(&str, &str, &[String]) -> Vec<String> + 'a;

/// What a document is made from, beside the revision.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The work activities of a duty.
    pub activities: &'a ActivitiesOf<'a>,
}

/// The role that a document belongs to.
impl SearchDocument {
    /// Which role.
    pub fn role(&self) -> &RoleId {
        &self.card.id
    }
}
