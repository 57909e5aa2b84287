//! `GET /api/v1/standards`, `…/{standard}`, and a role beside them: `/api/v1/roles/{organisation}/{role}/standards`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::role::Parameters as RoleParameters;
use crate::app::beside_standards::{CheckedRole, check_one};
use crate::app::standards::{FigureInShort, FigureQuery, list_figures, show_standard};
use crate::model::standard::{Measure, Standard, Standing};
use crate::web::answer::Json;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// Words that must all occur: in what the figure says, how it is measured, who published it.
    #[serde(default)]
    #[schemars(regex(pattern = r"^[^\x00]*$"), example = &"school students")]
    find: String,
    /// Only figures that measure this.
    measures: Option<Measure>,
    /// Only figures of publications of this weight.
    standing: Option<Standing>,
}

/// The figures that were found.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StandardFigures")]
pub(in crate::web) struct Figures {
    /// The figures, those of each publication together.
    items: Vec<FigureInShort>,
    /// How many there are.
    total: usize,
}

pub(in crate::web) fn list(service: &Service, parameters: Parameters) -> Result<Json<Figures>, Problem> {
    let Parameters { find, measures, standing } = parameters;
    let items = list_figures(&service.catalog, &FigureQuery { find, measures, standing, publisher: None })?;
    Ok(Json::new(Figures { total: items.len(), items }))
}

pub(in crate::web) fn of_role(service: &Service, parameters: RoleParameters) -> Result<Json<CheckedRole>, Problem> {
    let (reference, on) = parameters.asked(service)?;
    Ok(Json::new(check_one(&service.catalog, &reference, on)?))
}

/// Which publication.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct StandardParameters {
    /// The publication, or one of its figures.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = &"cwla-caseloads")]
    standard: String,
}

pub(in crate::web) fn show(service: &Service, parameters: StandardParameters) -> Result<Json<Standard>, Problem> {
    let standard = show_standard(&service.catalog, &parameters.standard)?;
    Ok(Json::new(standard.as_ref().clone()))
}
