//! `rolebook list`.

use std::io::Write as _;

use super::arguments::List;
use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, WARNING, counted};
use super::role_text;
use crate::app::list::{RoleInShort, RoleState, list_roles};
use crate::catalog::store::CatalogStore;

pub(super) fn run(store: &dyn CatalogStore, options: &List, output: &mut Output) -> Result<Verdict, Failure> {
    let on = options.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
    let roles = list_roles(&store.snapshot()?, on, options.all);
    if output.json {
        output.data(&roles)?;
        return Ok(Verdict::Fine);
    }
    if roles.is_empty() {
        writeln!(output, "The catalog holds no roles.")?;
        output.hint("`rolebook new organisation/role --title \"…\"` begins one")?;
        return Ok(Verdict::Fine);
    }
    writeln!(output, "{} on {on}", counted(roles.len(), "role", "roles"))?;
    for role in &roles {
        writeln!(output)?;
        let short = &role.role;
        let title = if short.title.is_empty() { "(unreadable)" } else { &short.title };
        output.prose(&format!("{STRONG}{title}{STRONG:#}, {}", short.organisation), "", "    ")?;
        output.prose(&facts(short, role.has_draft), "    ", "    ")?;
        writeln!(output, "    {QUIET}{}{QUIET:#}", short.id)?;
    }
    Ok(Verdict::Fine)
}

/// The facts that matter, in a line.
fn facts(role: &RoleInShort, has_draft: bool) -> String {
    let mut facts = Vec::new();
    facts.extend(role.kind.map(|kind| kind.words().to_owned()));
    facts.extend(role_text::places(&role.sites));
    if role.duties > 0 {
        facts.push(counted(role.duties, "duty", "duties"));
    }
    facts.extend(role.caseload.as_ref().map(role_text::caseload));
    facts.extend(role.revision.map(|number| format!("revision {number}")));
    match role.state {
        RoleState::InForce => {}
        RoleState::Retired => facts.push("retired".to_owned()),
        RoleState::NotYetInForce => facts.extend(role.effective.map(|day| format!("in force from {day}"))),
        RoleState::DraftOnly => facts.push("a draft only".to_owned()),
        RoleState::Broken => facts.push(format!("{WARNING}broken: see `rolebook check`{WARNING:#}")),
    }
    if has_draft && role.state != RoleState::DraftOnly {
        facts.push("has a draft".to_owned());
    }
    facts.join(" · ")
}
