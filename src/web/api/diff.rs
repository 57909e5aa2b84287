//! `GET /api/v1/roles/{organisation}/{role}/diff`.

use schemars::JsonSchema;
use serde::Deserialize;

use super::path;
use super::values::RevisionNumber;
use crate::app::diff::{RedlineRecord, redline_between};
use crate::app::reference::{RoleReference, Which};
use crate::web::answer::Json;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which role, and which of its revisions.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The organisation.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = "albina-rockwood")]
    organisation: String,
    /// The role.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = "in-school-coordinator")]
    role: String,
    /// The number of the earlier revision; the one before the later if none is named.
    from: Option<RevisionNumber>,
    /// The number of the later revision; the one in force today if none is named.
    to: Option<RevisionNumber>,
}

pub(in crate::web) fn between(service: &Service, parameters: Parameters) -> Result<Json<RedlineRecord>, Problem> {
    let id = path::role_id(&parameters.organisation, &parameters.role)?;
    let after = match &parameters.to {
        Some(number) => path::revision(&id, number.0),
        None => RoleReference { id: id.clone(), which: Which::InForce },
    };
    let record = match &parameters.from {
        Some(number) => {
            let before = path::revision(&id, number.0);
            redline_between(&service.catalog, &before, Some(&after), service.today())?
        }
        None => redline_between(&service.catalog, &after, None, service.today())?,
    };
    Ok(Json::new(record))
}
