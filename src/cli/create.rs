//! `rolebook new`.

use super::arguments::Create;
use super::failure::{Failure, Verdict};
use super::output::Output;
use super::revise::announce;
use crate::app::create::create_role;
use crate::catalog::store::CatalogStore;
use crate::config::Settings;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Create,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let draft = create_role(store, &options.role, &options.title, options.kind.into())?;
    announce(&draft, settings, output)
}
