//! `rolebook retire`.

use std::io::Write as _;

use super::arguments::Retire;
use super::failure::{Failure, Verdict};
use super::output::Output;
use super::publish::decision;
use crate::app::retire::retire_role;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Retire,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let revision = retire_role(store, &options.role, &decision(&options.decision, settings)?)?;
    if output.json {
        output.data(&revision)?;
        return Ok(Verdict::Fine);
    }
    writeln!(
        output,
        "Retired {} from {} on (revision {}).",
        revision.id, revision.stamp.effective, revision.stamp.number
    )?;
    writeln!(output, "  Its revisions stay: rolebook history {}", revision.id)?;
    Ok(Verdict::Fine)
}
