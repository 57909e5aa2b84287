//! `GET /api/v1/compare`: roles side by side.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use super::values::Day;
use crate::app::compare::{CompareAnswer, CompareRequest, MOST_ROLES, compare};
use crate::app::error::AppError;
use crate::app::reference::RoleReference;
use crate::compare::candidate::{Candidate, Schooling, told};
use crate::compare::side_by_side::Only;
use crate::web::answer::Json;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which roles, and how.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// A role, as organisation/role, with @2 for its second revision. Given 2 to 12 times.
    #[schemars(length(min = 2, max = 12), extend("uniqueItems" = true, "examples" = [["mission/family-success-coach", "oregon-dhs/family-coach"]]))]
    role: Vec<ReferenceValue>,
    /// The catalog as it stood on this day; today if none is named.
    as_of: Option<Day>,
    /// All rows, those in which the roles differ, or those that all share.
    #[serde(default)]
    only: OnlyRows,
    /// The role whose own order the rows of duties follow; what most roles share comes first if none is named.
    in_order_of: Option<ReferenceValue>,
    /// Whether to say why duties stand on one row.
    #[serde(default)]
    explain: bool,
    /// Of somebody of whom it is asked whether they would qualify: the highest schooling completed.
    education: Option<Schooling>,
    /// A field that they studied.
    #[serde(default)]
    #[schemars(inner(regex(pattern = r"^[^\x00]*$")))]
    field: Vec<String>,
    /// Their years of experience in work of this kind.
    years: Option<Years>,
    /// A language that they master beside English, or `none`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = r"^[^\x00]*$")))]
    language: Vec<String>,
    /// A licence or certificate that they hold, or `none`.
    #[serde(default)]
    #[schemars(inner(regex(pattern = r"^[^\x00]*$")))]
    license: Vec<String>,
}

/// A role or one of its revisions.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::web) struct ReferenceValue(pub(in crate::web) RoleReference);

impl TryFrom<String> for ReferenceValue {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        let shown: String = given.chars().take(160).collect();
        let reference = given.parse().map(Self);
        reference.map_err(|_: AppError| {
            format!("`{shown}` names no role; write organisation/role, with @2 for its second revision")
        })
    }
}

impl JsonSchema for ReferenceValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RoleReference".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = "^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}(@[1-9][0-9]{0,5})?$";
        schemars::json_schema!({ "type": "string", "pattern": pattern })
    }
}

/// Which rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::web) enum OnlyRows {
    /// All.
    #[default]
    All,
    /// Those in which the roles differ.
    Differences,
    /// Those that all share.
    Shared,
}

impl From<OnlyRows> for Only {
    fn from(given: OnlyRows) -> Self {
        match given {
            OnlyRows::All => Self::All,
            OnlyRows::Differences => Self::Differences,
            OnlyRows::Shared => Self::Shared,
        }
    }
}

/// Years of experience, from 0 to 80.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::web) struct Years(pub(in crate::web) f64);

impl TryFrom<String> for Years {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        let shown: String = given.chars().take(40).collect();
        let years = given.trim().parse().ok().filter(|years| (0.0..=80.0).contains(years));
        years.map(Self).ok_or_else(|| format!("`{shown}` is not a number of years from 0 to 80"))
    }
}

impl JsonSchema for Years {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Years".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 80 })
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Json<CompareAnswer>, Problem> {
    let on = parameters.as_of.map_or_else(|| service.today(), |day| day.0);
    let request = CompareRequest {
        roles: parameters.role.into_iter().map(|role| role.0).collect(),
        in_order_of: parameters.in_order_of.map(|role| role.0),
        explain: parameters.explain,
        candidate: Candidate {
            education: parameters.education,
            fields: parameters.field,
            years: parameters.years.map(|years| years.0),
            languages: told(&parameters.language),
            licenses: told(&parameters.license),
        },
    };
    let mut answer = compare(&service.catalog, &request, on, &organisation_name(service)).map_err(misuse)?;
    answer.comparison.keep(parameters.only.into());
    Ok(Json::new(answer))
}

/// Tells an organisation's name for people.
pub(in crate::web) fn organisation_name(service: &Service) -> impl Fn(&str) -> String {
    |id| {
        let organisation = id.parse().ok().and_then(|id| service.search.organisation(&id));
        organisation.map_or_else(|| id.to_owned(), |organisation| organisation.name.to_plain())
    }
}

/// What was asked in a wrong way is the parameter's fault.
fn misuse(error: AppError) -> Problem {
    match error {
        AppError::Misuse { message, .. } => {
            Problem::parameter(Some("role"), format!("{message}; name 2 to {MOST_ROLES} roles, each once"))
        }
        other => other.into(),
    }
}
