//! What a line of a job document is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a line of a job document is. Content counts before the section that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LineKind")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The role's title.
    Title,
    /// Who employs.
    Organization,
    /// Where the work is done.
    Location,
    /// Code, grade, series, FLSA and supervisory status.
    Classification,
    /// Pay.
    Pay,
    /// Employment type, hours, term, shifts.
    Schedule,
    /// To whom the role reports.
    ReportsTo,
    /// A date.
    Date,
    /// Purpose, about the role or the employer, what distinguishes it.
    Summary,
    /// A duty.
    Duty,
    /// Required education, experience, licence, checks.
    Qualification,
    /// What is preferred and not required.
    Preferred,
    /// Knowledge, skill, ability.
    Ksa,
    /// Physical demands, environment, travel.
    Condition,
    /// A benefit.
    Benefit,
    /// How to apply, selection, notices, legal text.
    Apply,
    /// A heading.
    Heading,
    /// Page numbers, running heads, menus.
    Furniture,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether lines of this kind state one fact, so that what comes behind them is another matter.
    pub fn is_field(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Organization
                | Self::Location
                | Self::Classification
                | Self::Pay
                | Self::Schedule
                | Self::ReportsTo
                | Self::Date
                | Self::Other
        )
    }

    /// Its name in files and forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Classification => "classification",
            Self::Pay => "pay",
            Self::Schedule => "schedule",
            Self::ReportsTo => "reports_to",
            Self::Date => "date",
            Self::Summary => "summary",
            Self::Duty => "duty",
            Self::Qualification => "qualification",
            Self::Preferred => "preferred",
            Self::Ksa => "ksa",
            Self::Condition => "condition",
            Self::Benefit => "benefit",
            Self::Apply => "apply",
            Self::Heading => "heading",
            Self::Furniture => "furniture",
            Self::Other => "other",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What it is called for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Organization => "organisation",
            Self::Location => "place of work",
            Self::Classification => "class, code or grade",
            Self::Pay => "pay",
            Self::Schedule => "hours and employment",
            Self::ReportsTo => "reports to",
            Self::Date => "date",
            Self::Summary => "summary",
            Self::Duty => "duty",
            Self::Qualification => "requirement",
            Self::Preferred => "preferred",
            Self::Ksa => "knowledge or skill",
            Self::Condition => "working condition",
            Self::Benefit => "benefit",
            Self::Apply => "how to apply, notices",
            Self::Heading => "heading",
            Self::Furniture => "not part of the role",
            Self::Other => "something else",
        }
    }

    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Title,
        Self::Organization,
        Self::Location,
        Self::Classification,
        Self::Pay,
        Self::Schedule,
        Self::ReportsTo,
        Self::Date,
        Self::Summary,
        Self::Duty,
        Self::Qualification,
        Self::Preferred,
        Self::Ksa,
        Self::Condition,
        Self::Benefit,
        Self::Apply,
        Self::Heading,
        Self::Furniture,
        Self::Other,
    ];
}
