//! `GET /api/v1/problems`: what the `type` of a problem points to.

use schemars::JsonSchema;
use serde::Serialize;

use crate::web::answer::Json;
use crate::web::parameters::NoParameters;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;

/// A kind of problem.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProblemExplanation")]
pub(in crate::web) struct Explanation {
    /// Its stable name.
    code: ProblemKind,
    /// The status of answers that state it.
    status: u16,
    /// What it means.
    title: String,
}

pub(in crate::web) fn list(_: &Service, NoParameters {}: NoParameters) -> Result<Json<Vec<Explanation>>, Problem> {
    let explanations = ProblemKind::ALL.iter().map(|kind| {
        let (_, status, title) = kind.meaning();
        Explanation { code: *kind, status: status.as_u16(), title: title.to_owned() }
    });
    Ok(Json::new(explanations.collect()))
}
