//! Class, position, terms of employment, supervision.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::{CivilDate, day};

/// The class that a position belongs to, in a civil service.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// The class number, for example `C6630`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The jurisdictional class, for example `competitive`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdictional_class: Option<String>,
    /// The service, for example `classified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
}

/// The numbers and places of one position.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The position number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The agency number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_number: Option<String>,
    /// The division.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// The section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Whether the form describes a new or a revised position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<PositionForm>,
    /// The effective date on the form.
    #[serde(default, deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<CivilDate>")]
    pub effective_date: Option<Date>,
    /// The revision date on the form.
    #[serde(default, deserialize_with = "day", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<CivilDate>")]
    pub revised_date: Option<Date>,
    /// The employee's name. Forms have the field; a shared catalog leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_name: Option<String>,
    /// The supervisor's name. Forms have the field; a shared catalog leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisor_name: Option<String>,
}

/// Whether a form describes a new or a revised position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PositionForm {
    /// New.
    New,
    /// Revised.
    Revised,
}

/// The terms of employment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    /// Employment, or something else such as national service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Permanent, seasonal and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<EmploymentType>,
    /// Full or part time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EmploymentTime>,
    /// Status under the Fair Labor Standards Act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flsa: Option<FlsaStatus>,
    /// The exemption claimed, if exempt: executive, professional, administrative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<FlsaExemption>,
    /// Whether overtime is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overtime: Option<OvertimeEligibility>,
}

/// What binds the incumbent to the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Employment.
    Employee,
    /// National service, such as AmeriCorps: not employment.
    NationalService,
    /// Volunteering.
    Volunteer,
    /// A contract for services.
    Contractor,
}

/// How long the appointment lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EmploymentType {
    /// Permanent.
    Permanent,
    /// Seasonal.
    Seasonal,
    /// Of limited duration.
    LimitedDuration,
    /// For the academic year.
    AcademicYear,
}

/// How much of the time is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EmploymentTime {
    /// Full time.
    FullTime,
    /// Part time.
    PartTime,
    /// When needed.
    Intermittent,
    /// A job shared by several people.
    JobShare,
}

/// Status under the Fair Labor Standards Act (29 U.S.C. 213).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FlsaStatus {
    /// Exempt from overtime pay.
    Exempt,
    /// Not exempt.
    NonExempt,
}

/// The white-collar exemptions of the Fair Labor Standards Act (29 CFR part 541).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FlsaExemption {
    /// Executive.
    Executive,
    /// Professional.
    Professional,
    /// Administrative.
    Administrative,
}

/// Whether overtime is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OvertimeEligibility {
    /// Eligible.
    Eligible,
    /// Not eligible.
    NotEligible,
}

/// How many people the incumbent supervises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervises {
    /// Directly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directly: Option<u32>,
    /// Through supervisors of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through_others: Option<u32>,
}
