//! `GET /api/v1/staffing`: the calculation of the page, with the same parameters.

use crate::app::error::AppError;
use crate::app::staffing::{StaffingPlan, plan};
use crate::standards::staffing::Staffing;
use crate::standards::staffing::form::StaffingForm;
use crate::standards::staffing::reading::FieldError;
use crate::web::answer::Json;
use crate::web::problem::Problem;
use crate::web::service::Service;

pub(in crate::web) fn calculate(service: &Service, form: StaffingForm) -> Result<Json<Staffing>, Problem> {
    let plan = planned(service, form)?;
    match plan.result.unwrap_or_else(|| plan.form.calculate()) {
        Ok(staffing) => Ok(Json::new(staffing)),
        Err(errors) => Err(problem(&errors)),
    }
}

/// The calculation that a form asks for. What can't be a role's name is the fault of that parameter.
pub(in crate::web) fn planned(service: &Service, form: StaffingForm) -> Result<StaffingPlan, Problem> {
    plan(&service.catalog, form, service.today()).map_err(|error| match error {
        AppError::Misuse { message, .. } => Problem::parameter(Some("role"), message),
        other => other.into(),
    })
}

/// Names the first field that is wrong, and says what is wrong with all.
fn problem(errors: &[FieldError]) -> Problem {
    let words = errors.iter().map(|error| {
        let group = error.group.map(|group| format!(", group {}", group + 1)).unwrap_or_default();
        format!("{}{group}: {}", error.field, error.problem)
    });
    let words: Vec<String> = words.collect();
    Problem::parameter(errors.first().map(|error| error.field.as_str()), words.join("; "))
}
