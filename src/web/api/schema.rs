//! `GET /api/v1/schema`.

use serde_json::Value;

use crate::app::schema::role_schema;
use crate::web::answer::Json;
use crate::web::parameters::NoParameters;
use crate::web::problem::Problem;
use crate::web::service::Service;

pub(in crate::web) fn show(_: &Service, NoParameters {}: NoParameters) -> Result<Json<Value>, Problem> {
    Ok(Json::new(role_schema()))
}
