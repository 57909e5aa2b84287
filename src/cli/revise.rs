//! `rolebook revise`.

use std::io::Write as _;

use super::arguments::Revise;
use super::failure::{Failure, Verdict};
use super::output::Output;
use crate::app::revise::begin_draft;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;
use crate::model::revision::Draft;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Revise,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let draft = begin_draft(store, &options.role, options.discard)?;
    announce(&draft, settings, output)
}

/// Says where a draft is and what to do with it.
pub(super) fn announce(draft: &Draft, settings: &Settings, output: &mut Output) -> Result<Verdict, Failure> {
    if output.json {
        output.data(draft)?;
        return Ok(Verdict::Fine);
    }
    let id = &draft.id;
    let path = settings.catalog.join("roles").join(id.organisation()).join(id.role()).join("draft.md");
    writeln!(output, "The draft is {}", path.display())?;
    writeln!(output, "Edit it in any editor. Then:")?;
    writeln!(output, "  rolebook check                    is it well formed?")?;
    if draft.stamp.revises.is_some() {
        writeln!(output, "  rolebook diff {id}    what would change?")?;
    }
    writeln!(output, "  rolebook publish {id} --by \"HR office\" --reason \"…\"")?;
    Ok(Verdict::Fine)
}
