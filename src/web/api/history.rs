//! `GET /api/v1/roles/{organisation}/{role}/history`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::path;
use crate::app::history::{HistoryRecord, role_history};
use crate::web::answer::Json;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which role.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The organisation.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = "albina-rockwood")]
    organisation: String,
    /// The role.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = "in-school-coordinator")]
    role: String,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Json<HistoryRecord>, Problem> {
    let id = path::role_id(&parameters.organisation, &parameters.role)?;
    Ok(Json::new(role_history(&service.catalog, &id)?))
}
