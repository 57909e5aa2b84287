//! `rolebook` alone: what to do next.

use std::io::Write as _;

use super::failure::{Failure, Verdict};
use super::output::{Output, QUIET, STRONG, counted};
use crate::app::list::{RoleState, list_roles};
use crate::catalog::files::FileStore;
use crate::catalog::store::CatalogStore as _;
use crate::config::Settings;

const NEXT: [(&str, &str); 7] = [
    ("rolebook list", "the roles there are"),
    ("rolebook show ROLE", "read one of them"),
    ("rolebook diff ROLE@1 ROLE@2", "what changed between two revisions"),
    ("rolebook revise ROLE", "begin a draft of the next revision"),
    ("rolebook check", "is everything in order?"),
    ("rolebook serve", "the catalog in the browser, and the API"),
    ("rolebook --help", "everything else"),
];

pub(super) fn run(settings: &Settings, output: &mut Output) -> Result<Verdict, Failure> {
    writeln!(output, "{STRONG}Rolebook{STRONG:#}, a catalog of role definitions.")?;
    let folder = settings.catalog.display();
    let snapshot = FileStore::open(&settings.catalog).and_then(|store| store.snapshot());
    match snapshot {
        Ok(snapshot) => {
            let roles = list_roles(&snapshot, jiff::Zoned::now().date(), false);
            let in_force = roles.iter().filter(|role| role.role.state == RoleState::InForce).count();
            let organisations = counted(snapshot.organisations.len(), "organisation", "organisations");
            let roles = counted(in_force, "role", "roles");
            output.prose(&format!("The catalog in {folder} holds {roles} in force, of {organisations}."), "", "")?;
        }
        Err(_) => {
            let words = format!(
                "There is no catalog in {folder} yet. Name another folder with --catalog DIR, or make this one and begin a role with `rolebook new organisation/role --title \"…\"`."
            );
            output.prose(&words, "", "")?;
        }
    }
    writeln!(output, "\nWhat next?")?;
    for (command, purpose) in NEXT {
        writeln!(output, "  {command:<30}{QUIET}{purpose}{QUIET:#}")?;
    }
    Ok(Verdict::Fine)
}
