//! What it takes to be appointed, as logic: all of, any of, substitution, waiver.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quantity::Range;

/// The qualifications of a role. Each list means "all of these".
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Qualifications {
    /// Alternative ways in, each with requirements of its own beside the common ones:
    /// promotional and open-competitive, or one for each division.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// Required: "required", "must", "minimum".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<Requirement>,
    /// A willingness that is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub willing: Vec<Requirement>,
    /// "Strongly preferred".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strongly_preferred: Vec<Requirement>,
    /// "Highly desired" or "highly desirable".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub highly_desired: Vec<Requirement>,
    /// "Preferred".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preferred: Vec<Requirement>,
    /// Listed without a word that says how strongly it is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Requirement>,
}

impl Qualifications {
    /// What is asked for beside the tracks, with how strongly, the strongest first.
    pub fn by_strength(&self) -> [(&'static str, &[Requirement]); 6] {
        [
            ("required", &self.required),
            ("willing", &self.willing),
            ("strongly preferred", &self.strongly_preferred),
            ("highly desired", &self.highly_desired),
            ("preferred", &self.preferred),
            ("listed without saying how strongly", &self.listed),
        ]
    }

    /// Every single requirement, of whatever strength and track.
    pub fn every_requirement(&self) -> Vec<&Requirement> {
        let common = self.by_strength().into_iter().flat_map(|(_, requirements)| requirements);
        let tracks = self.tracks.iter().flat_map(|track| &track.required);
        common.chain(tracks).flat_map(Requirement::leaves).collect()
    }
}

/// One of several ways in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name, for example `open-competitive` or `Adult Division`.
    pub name: String,
    /// What tells the tracks apart.
    pub by: TrackBasis,
    /// Whether the source only suggests it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suggested: bool,
    /// Set where the printed wording can be read in more than one way: how we read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub our_reading: Option<String>,
    /// What this track requires: all of these.
    pub required: Vec<Requirement>,
}

/// What tells tracks apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrackBasis {
    /// How one comes in: by promotion or by open competition.
    Appointment,
    /// The division that one works in.
    Division,
}

/// A requirement, or several joined by logic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// All of these.
    All(Vec<Requirement>),
    /// Any one of these.
    Any(Vec<Requirement>),
    /// Something that may stand in for something else.
    Substitution(Box<Substitution>),
    /// Something that makes something else unnecessary.
    Waiver(Box<Waiver>),
    /// Schooling.
    Education(Education),
    /// Work done before.
    Experience(Experience),
    /// A course to be completed.
    Course(Course),
    /// A licence, certificate or registration.
    License(License),
    /// A check that must be passed, for example `criminal background`.
    Check(String),
    /// A language.
    Language(Language),
    /// Insurance, for example `insurable under the agency's auto policy`.
    Insurance(String),
    /// A way to travel.
    Transportation(String),
    /// Hours or places that one must be ready for.
    Availability(String),
    /// Knowledge.
    Knowledge(String),
    /// A skill, ability or trait.
    Skill(String),
    /// Anything else, in words.
    Other(String),
}

impl Requirement {
    /// The single requirements that it is joined of.
    pub fn leaves(&self) -> Vec<&Requirement> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Substitution(given) => [given.of.leaves(), given.accepts.leaves()].concat(),
            Self::Waiver(given) => [given.of.leaves(), given.given.leaves()].concat(),
            leaf => vec![leaf],
        }
    }
}

/// `accepts` may stand in for `of`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    /// What is required.
    pub of: Requirement,
    /// What is accepted instead.
    pub accepts: Requirement,
    /// At which rate, for example `year for year`; the whole when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
}

/// `given` makes `of` unnecessary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// What would be required.
    pub of: Requirement,
    /// What makes it unnecessary.
    pub given: Requirement,
}

/// Levels of schooling, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Degree {
    /// High school.
    HighSchool,
    /// High school or an equivalency diploma.
    HighSchoolOrEquivalent,
    /// College study without a degree.
    SomeCollege,
    /// Associate's degree.
    Associate,
    /// Bachelor's degree.
    Bachelor,
    /// Graduate study without a degree.
    GraduateStudy,
    /// Master's degree.
    Master,
    /// Doctorate.
    Doctorate,
}

/// Schooling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Education {
    /// The lowest level that will do.
    pub at_least: Degree,
    /// Years of study, where they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Range>,
    /// Fields of study, any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Whether a related field will do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub or_related: bool,
    /// Who must have accredited the school, any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accredited_by: Vec<String>,
    /// Who decides whether it fits, any of them, for example `Medicaid`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approved_by: Vec<String>,
}

/// Work done before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Experience {
    /// How many years; experience of no stated length when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Range>,
    /// In which work, any of them.
    #[serde(default, rename = "in", skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// In which title.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The status held in that title, for example `permanent competitive`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// With which people, any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// In which setting, any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub setting: Vec<String>,
    /// A setting or kind that is preferred without being required.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub preferably: Vec<String>,
    /// Whether it must have been full time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full_time: bool,
    /// After which degree it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Degree>,
}

/// A course to be completed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Its name.
    pub name: String,
    /// Months after hire within which it must be completed; before hire when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_months_of_hire: Option<u32>,
}

/// A licence, certificate or registration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct License {
    /// Which, for example `driver`.
    pub kind: String,
    /// The two letters of the state that must have issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What else is asked of it, for example `acceptable driving record`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
}

/// A language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Which.
    pub language: String,
    /// How well, for example `fluent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What must be mastered: `speaking`, `writing`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
}
