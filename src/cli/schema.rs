//! `rolebook schema`.

use super::failure::{Failure, Verdict};
use super::output::Output;
use crate::app::schema::role_schema;

pub(super) fn run(output: &mut Output) -> Result<Verdict, Failure> {
    output.data(&role_schema())?;
    Ok(Verdict::Fine)
}
