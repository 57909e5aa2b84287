//! `rolebook publish`.

use std::io::Write as _;

use super::arguments::{DecisionArguments, Publish};
use super::failure::{Failure, Verdict};
use super::output::Output;
use crate::app::error::AppError;
use crate::app::publish::{Decision, publish_draft};
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Publish,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let published = publish_draft(store, &options.role, &decision(&options.decision, settings)?)?;
    if output.json {
        output.data(&published)?;
        return Ok(Verdict::Fine);
    }
    let stamp = &published.revision;
    writeln!(output, "Published {}@{}, effective {}.", published.id, stamp.number, stamp.effective)?;
    if let Some(changes) = &published.changes {
        output.prose(&changes.words(), "  ", "  ")?;
    }
    let recognised = published.named.iter().filter(|naming| naming.recognised);
    for naming in recognised {
        output.prose(&format!("^{} recognised: {}", naming.id, naming.text), "  ", "      ")?;
    }
    writeln!(output, "  {}", stamp.hash)?;
    if published.draft_left {
        output.prose("There still is a draft: it was changed meanwhile, or could not be removed.", "  ", "  ")?;
        output.hint("`rolebook check --repair` removes it if it says what was published")?;
    }
    Ok(Verdict::Fine)
}

/// Who, why and from when on; "who" may come from the settings.
pub(super) fn decision(arguments: &DecisionArguments, settings: &Settings) -> Result<Decision, Failure> {
    let Some(by) = arguments.by.clone().or_else(|| settings.by.clone()) else {
        let hint = "add --by \"HR office\", or set ROLEBOOK_BY, or `by` in rolebook.toml";
        return Err(AppError::misuse("it is not said who decides", hint).into());
    };
    let (reason, effective) = (arguments.reason.clone(), arguments.effective);
    Ok(Decision { by, reason, effective, now: jiff::Zoned::now() })
}
