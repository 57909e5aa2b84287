//! `rolebook show`.

use super::arguments::Show;
use super::failure::{Failure, Verdict};
use super::output::Output;
use super::{findings, role_text};
use crate::app::show::show_role;
use crate::catalog::store::CatalogStore;
use crate::model::finding::Finding;

pub(super) fn run(store: &dyn CatalogStore, options: &Show, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let record = show_role(store, &options.role, on)?;
    if output.json {
        output.data(&record)?;
    } else {
        role_text::write(&record, output)?;
        let errors: Vec<Finding> = record.findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        if !errors.is_empty() {
            output.prose("This role's files have errors; what is shown is the last good revision.", "\n", "")?;
            findings::write(&errors, output)?;
        }
    }
    Ok(Verdict::Fine)
}
