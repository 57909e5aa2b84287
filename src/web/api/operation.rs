//! What those who run the service ask it: is it alive, can it answer, how does it fare.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::web::answer::{Json, Keep, Text};
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Whatever monitors add to the address does not matter.
#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::web) struct Anything {}

/// The service is alive.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web) struct Health {
    /// That it is.
    alive: bool,
    /// Which version of the program it runs.
    version: String,
}

/// The service can answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web) struct Readiness {
    /// That it can.
    ready: bool,
    /// How many roles have been published; left out while the index is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<usize>,
    /// How many of them have broken files; their last good revision is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<usize>,
    /// Whether search answers too; if not, its index is being made.
    search: bool,
}

pub(in crate::web) fn health(_: &Service, Anything {}: Anything) -> Result<Json<Health>, Problem> {
    Ok(Json::new(Health { alive: true, version: env!("CARGO_PKG_VERSION").to_owned() }).keep(Keep::Never))
}

pub(in crate::web) fn readiness(service: &Service, Anything {}: Anything) -> Result<Json<Readiness>, Problem> {
    service.catalog.reach()?;
    let counts = service.catalog.counts(&service.search)?;
    let (roles, broken) = (counts.map(|counts| counts.roles), counts.map(|counts| counts.broken));
    Ok(Json::new(Readiness { ready: true, roles, broken, search: service.search.is_ready() }).keep(Keep::Never))
}

pub(in crate::web) fn metrics(service: &Service, Anything {}: Anything) -> Result<Text, Problem> {
    Ok(Text(service.metrics.render()))
}
