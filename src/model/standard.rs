//! What publications say of caseloads, contact, supervision and staff: figures, each with its source, never a verdict.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Section;
use super::identifier::StandardId;
use super::quantity::{Number, Range};
use super::text::Text;

/// A publication with the staffing figures that were read in it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Standard {
    /// Its name in the catalog.
    pub id: StandardId,
    /// What it is about.
    pub title: Text,
    /// What is data.
    #[serde(flatten)]
    pub facts: StandardFacts,
    /// What it says, for people to read.
    pub sections: Vec<Section>,
}

/// What is data about a publication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardFacts {
    /// Who published it.
    pub publisher: String,
    /// The document.
    pub document: String,
    /// Its date or edition, as printed; none where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// Where it was read.
    pub address: String,
    /// Whether that is the original.
    pub read_in: ReadIn,
    /// What weight it has.
    pub standing: Standing,
    /// Why it counts no longer; none while it is the latest that we know of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded: Option<String>,
    /// Its figures.
    pub figures: Vec<StandardFigure>,
}

/// One figure of a publication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandardFigure {
    /// Its name, unique in the catalog.
    pub id: StandardId,
    /// What kind of thing it measures.
    pub measures: Measure,
    /// For which kind of worker.
    pub role: String,
    /// Who is served.
    pub population: String,
    /// How it is measured, for example `students per counselor`.
    pub measured_as: String,
    /// How much; none for a qualification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The limit for one worker beside an average.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Number>,
    /// What is counted: students, families, visits. Figures of different units are never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<String>,
    /// For each of what: worker, team, supervisor; or in which stretch of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// What kind of limit it is.
    pub limit: LimitKind,
    /// For which intensity of service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<String>,
    /// The figure as the publication has it, in short.
    pub as_cited: String,
    /// Where in the document.
    pub locator: String,
}

/// What kind of thing a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many one worker or team carries.
    Caseload,
    /// How often somebody is seen or reviewed.
    Contact,
    /// How many workers one supervisor has.
    Supervision,
    /// What is done in a stretch of time: visits made, cases taken in.
    Production,
    /// A share of working time.
    TimeShare,
    /// What it takes to do the work.
    Qualification,
}

/// What weight a publication has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A statute or rule.
    Law,
    /// What a profession recommends.
    Recommendation,
    /// What a program asks of those who carry it out.
    ProgramModel,
    /// What an agency asks of its own or of its contractors.
    AgencyPolicy,
    /// Somebody else's report of a figure.
    Report,
    /// What was seen in practice; no standard at all.
    Observation,
}

/// Whether the text was read in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReadIn {
    /// At the publisher or its government.
    Original,
    /// In a copy of the text elsewhere.
    Copy,
    /// In somebody else's words about it.
    SecondHand,
}

/// What kind of limit a figure is, which says how a role's figure may be held against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitKind {
    /// The most for each worker.
    Most,
    /// An average or a range, and the most for each worker, which is the upper end.
    AverageAndMost,
    /// The most on average over an agency: one worker above it is no breach.
    MostOnAverage,
    /// The same, with a cap for each worker.
    AverageAndCap,
    /// A level that is required; whether of each worker or on average was not to be seen.
    RequiredLevel,
    /// The most for a team.
    MostPerTeam,
    /// The least.
    Least,
    /// The least share of time.
    LeastShare,
    /// The least, held by most and not by all: a rate of compliance.
    ComplianceRate,
    /// Between two ends.
    Range,
    /// What is usual.
    Typical,
    /// What is usual, and the most, which is the upper end.
    TypicalAndMost,
    /// What was seen in practice.
    Observed,
    /// One of two figures, not what lies between.
    OneOf,
    /// Steps: so many for so many.
    Steps,
    /// Cases count by their weight.
    Weighted,
    /// From this size on something else is required.
    Threshold,
    /// What a study of the work arrived at.
    WorkloadStudy,
    /// What follows from hours per case.
    FromHours,
    /// No figure: what it takes to do the work.
    Qualification,
}

macro_rules! words {
    ($name:ident { $($variant:ident => $words:literal,)* }) => {
        impl $name {
            /// All there are.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The same in words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

words!(Measure {
    Caseload => "caseload",
    Contact => "frequency of contact",
    Supervision => "span of supervision",
    Production => "work done in a stretch of time",
    TimeShare => "share of time",
    Qualification => "qualification",
});

words!(Standing {
    Law => "law",
    Recommendation => "professional recommendation",
    ProgramModel => "program model",
    AgencyPolicy => "agency policy",
    Report => "reported by somebody else",
    Observation => "observed practice, no standard",
});

words!(ReadIn {
    Original => "read in the original",
    Copy => "read in a copy",
    SecondHand => "read second-hand",
});

words!(LimitKind {
    Most => "the most for one worker",
    AverageAndMost => "an average, with the upper end as the most for one worker",
    MostOnAverage => "the most on average over an agency, no limit for one worker",
    AverageAndCap => "the most on average over an agency, with a cap for one worker",
    RequiredLevel => "a required level; whether of each worker or on average is not known",
    MostPerTeam => "the most for a team",
    Least => "the least",
    LeastShare => "the least share of time",
    ComplianceRate => "the least, to be kept in most cases",
    Range => "a range",
    Typical => "what is typical",
    TypicalAndMost => "what is typical, with the upper end as the most",
    Observed => "what was observed",
    OneOf => "one of two permitted figures",
    Steps => "a rule in steps",
    Weighted => "a limit on weighted cases",
    Threshold => "a size from which more is required",
    WorkloadStudy => "the result of a workload study",
    FromHours => "what hours per case come to",
    Qualification => "a qualification",
});
