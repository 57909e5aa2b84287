//! Under what conditions the work is done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quantity::Range;

/// Working conditions as data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// Lifting and carrying.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lifting: Vec<Lifting>,
    /// What the incumbent may be exposed to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exposure: Vec<Exposure>,
    /// Travel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel: Option<Travel>,
    /// Duty on call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_call: Option<OnCall>,
    /// Hours and days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Where the work is done: `office`, `homes of participants`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Vehicles and equipment to be operated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<String>,
    /// Other physical demands, for example `walking or standing for significant periods`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub physical: Vec<String>,
}

/// How often a condition occurs, in the terms of job analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// It may occur.
    Possible,
    /// Occasionally, or "some".
    Occasional,
    /// Frequently.
    Frequent,
    /// Constantly.
    Constant,
}

/// Lifting or carrying.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lifting {
    /// How much, in pounds.
    pub pounds: Range,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
}

/// Something that the incumbent may be exposed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// To what.
    pub to: String,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
}

/// Travel for work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Whether nights away belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overnight: Option<bool>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// Duty on call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OnCall {
    /// How often.
    pub frequency: Frequency,
    /// Hours of the day that it covers, at most 24.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_a_day: Option<u8>,
}

/// Hours and days of work.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The usual hours of the day, for example `8:00–17:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_hours: Option<String>,
    /// Whether the hours vary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flexible: Option<bool>,
    /// Work in the evening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evenings: Option<Frequency>,
    /// Work at weekends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekends: Option<Frequency>,
    /// Overtime.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overtime: Option<Frequency>,
    /// Which days of the week are worked where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DaysAt>,
    /// Parts of the year beyond the usual, for example `summer programming`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seasons: Vec<String>,
}

/// How many days a week are worked at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DaysAt {
    /// The place.
    pub place: String,
    /// Days a week.
    pub days_a_week: Range,
}
