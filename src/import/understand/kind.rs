//! What a line of a job document is.

use serde::{Deserialize, Serialize};

/// What a line of a job document is. Content counts before the section that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
