//! How many people the work needs.

use super::error::AppError;
use crate::standards::staffing::{InputError, Staffing, StaffingRequest, calculate};

/// Works out what the demand takes, with every step.
///
/// # Errors
/// `Misuse`, which names the field that can't be used.
pub fn staff(request: &StaffingRequest) -> Result<Staffing, AppError> {
    Ok(calculate(request)?)
}

impl From<InputError> for AppError {
    fn from(error: InputError) -> Self {
        Self::misuse(error.to_string(), "`rolebook staff --help` shows examples")
    }
}
