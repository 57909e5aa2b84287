//! The typed reading of a role: what a machine needs of it. The words themselves stand in the sections.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::caseload::{Caseload, Contact, Plan, RecordSystem, Routine};
use super::conditions::Conditions;
use super::employment::{Classification, Employment, Position, Supervises};
use super::identifier::OrganisationId;
use super::pay::{Benefit, BudgetAuthority, Pay};
use super::qualification::Qualifications;
use super::source::{Provenance, Source};

/// The kinds of documents that state a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One employer's description of a job.
    JobDescription,
    /// A form that describes one position, its duties with their shares of time.
    PositionDescription,
    /// A civil-service specification that covers every position of a class.
    ClassSpecification,
}

impl Kind {
    /// The kind in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::JobDescription => "job description",
            Self::PositionDescription => "position description",
            Self::ClassSpecification => "class specification",
        }
    }
}

/// Everything about a role that is data. A field without a value is not stated;
/// `provenance` says which are blank, not applicable or inferred.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What kind of document states the role. Required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The organisation whose role it is; it has a file of its own. Required.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Titles other than the one above the text.
    #[serde(default, skip_serializing_if = "Titles::is_empty")]
    pub titles: Titles,
    /// Who employs the incumbent, where it is not the organisation itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// Whose service model the role carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model_owner: Option<String>,
    /// The programs that the role belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programs: Vec<String>,
    /// Organisations that the program works with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Partner>,
    /// Where the work is done; several when one description serves several sites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Site>,
    /// The class that the position belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<Classification>,
    /// The numbers and places of one position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// The terms of employment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employment: Option<Employment>,
    /// To whom the incumbent reports, by title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports_to: Vec<String>,
    /// How closely the work is supervised, in the source's term, for example `general`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervision_received: Option<String>,
    /// How many people the incumbent supervises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervises: Option<Supervises>,
    /// The caseload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caseload: Option<Caseload>,
    /// How often the incumbent is in contact with the people served.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<Contact>,
    /// Other work that recurs at a stated interval.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routines: Vec<Routine>,
    /// What the role calls the plan that it makes with a person or family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
    /// The information systems that the incumbent works with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<RecordSystem>,
    /// What it takes to be appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifications: Option<Qualifications>,
    /// Under what conditions the work is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Conditions>,
    /// Pay, allowances and awards in money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pay: Vec<Pay>,
    /// Benefits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<Benefit>,
    /// Authority to commit the organisation's money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget_authority: Vec<BudgetAuthority>,
    /// The date on which the document was approved, as printed.
    #[serde(default, deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<CivilDate>")]
    pub approved: Option<Date>,
    /// Where the role comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What the source says of single facts: their lines and wording, or that they are blank or inferred.
    #[serde(default, skip_serializing_if = "Provenance::is_empty")]
    pub provenance: Provenance,
    /// Remarks for the people who edit the role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The fields of [`Facts`], as files name them.
pub const FACT_FIELDS: [&str; 27] = [
    "kind",
    "organisation",
    "titles",
    "employer",
    "model_owner",
    "programs",
    "partners",
    "sites",
    "classification",
    "position",
    "employment",
    "reports_to",
    "supervision_received",
    "supervises",
    "caseload",
    "contact",
    "routines",
    "plan",
    "systems",
    "qualifications",
    "conditions",
    "pay",
    "benefits",
    "budget_authority",
    "approved",
    "source",
    "notes",
];

/// A day as `2026-11-22`, for schemas.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "stands for jiff's date in the schema")]
pub(crate) struct CivilDate(#[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))] String);

/// Reads a day, which must exist in the calendar.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let Some(given) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let day = given.parse().map_err(|_| D::Error::custom(format!("`{given}` is not a day; write it as 2026-11-22")))?;
    Ok(Some(day))
}

/// Titles other than the one above the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// The title of the class, where the text is headed by a working title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The working title, where the text is headed by the class title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<String>,
    /// What the role calls itself for short, for example `FSC`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Other titles in use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Titles that it once had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerTitle>,
}

impl Titles {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A title that a role once had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormerTitle {
    /// The title.
    pub title: String,
    /// The day on which it was changed.
    #[serde(default, deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<CivilDate>")]
    pub until: Option<Date>,
}

/// Organisations that the program works with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Who, for example `community-based organizations`.
    pub who: String,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// A place where the work is done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its name, for example `Chula Vista Promise Neighborhood`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// The county, without the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The state's two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}
