//! `GET /api/v1/openapi.json`.

use serde_json::Value;

use crate::web::answer::Json;
use crate::web::parameters::NoParameters;
use crate::web::problem::Problem;
use crate::web::service::Service;

pub(in crate::web) fn show(service: &Service, NoParameters {}: NoParameters) -> Result<Json<Value>, Problem> {
    Ok(Json::new(service.openapi.clone()))
}
