//! `GET /api/v1/roles/{organisation}/{role}`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::path;
use super::values::Day;
use crate::app::reference::{RoleReference, Which};
use crate::app::show::{RoleRecord, show_role};
use crate::web::answer::{Json, Keep};
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which role, as it was when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The organisation.
    #[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}$"), example = "albina-rockwood")]
    organisation: String,
    /// The role; with @2 behind it, its second revision.
    #[schemars(
        regex(pattern = r"^[a-z0-9][a-z0-9-]{0,63}(@[1-9][0-9]{0,8})?$"),
        example = "in-school-coordinator",
        example = "in-school-coordinator@1"
    )]
    role: String,
    /// The revision that applied on this day; today if none is named. Of no matter when the address names a revision.
    as_of: Option<Day>,
}

impl Parameters {
    /// Which role, and on which day.
    pub(super) fn asked(&self, service: &Service) -> Result<(RoleReference, Date), Problem> {
        let reference = path::reference(&self.organisation, &self.role)?;
        Ok((reference, self.as_of.map_or_else(|| service.today(), |day| day.0)))
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Json<RoleRecord>, Problem> {
    let (reference, on) = parameters.asked(service)?;
    let record = show_role(&service.catalog, &reference, on)?;
    let number = record.revision.as_ref().map(|stamp| format!("{}-", stamp.number)).unwrap_or_default();
    let whole = record.findings.is_empty();
    let keep = if whole && matches!(reference.which, Which::Number(_)) { Keep::AnHour } else { Keep::AskEachTime };
    Ok(Json::new(record).tagged(number).keep(keep))
}
