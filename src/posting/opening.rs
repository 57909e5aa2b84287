//! The opening that a posting announces, as data: what search engines and checks need. Nothing in it is made up.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::employment::{EmploymentTime, EmploymentType, Relation};
use crate::model::quantity::Per;

/// What is stated of the opening.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// The role's title.
    pub title: String,
    /// Who employs.
    pub employer: String,
    /// The employer's address on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Where the work is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<PayRange>,
    /// Employment, or something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// How long the appointment lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<EmploymentType>,
    /// Full or part time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EmploymentTime>,
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// The day on which it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub posted: Option<Date>,
    /// The last day for applications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub closes: Option<Date>,
    /// The first day of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub starts: Option<Date>,
    /// How many people are looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openings: Option<u32>,
    /// The number of the requisition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requisition: Option<String>,
    /// Where one applies on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply_link: Option<String>,
    /// Benefits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<String>,
    /// Schooling and experience that are required, where one figure can stand for them.
    #[serde(default, skip_serializing_if = "Requires::is_empty")]
    pub requires: Requires,
}

/// A place of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its name, or the place in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// The city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The county, without the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The state's two letters, where they are stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The state's two letters, where they are only concluded: good enough to look up a rule, not to be printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded_state: Option<String>,
}

/// Pay for the opening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PayRange {
    /// The lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// The currency's three letters.
    pub currency: String,
    /// For which stretch of time.
    pub per: Per,
}

/// What is required, where it can be said without alternatives.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Requires {
    /// The lowest degree, as schema.org's credential categories have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// Months of experience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_of_experience: Option<f64>,
    /// Whether experience may stand in for the degree.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub experience_in_place_of_education: bool,
}

impl Requires {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
