//! Roles as addresses name them. What can't be a role's name is answered like a role that there is not.

use crate::app::reference::{RoleReference, Which};
use crate::model::identifier::RoleId;
use crate::web::problem::{Problem, ProblemKind};

/// The role of an address.
pub(in crate::web) fn role_id(organisation: &str, role: &str) -> Result<RoleId, Problem> {
    format!("{organisation}/{role}").parse().map_err(|_| no_such_role(organisation, role))
}

/// The role or revision of an address.
pub(in crate::web) fn reference(organisation: &str, role: &str) -> Result<RoleReference, Problem> {
    let plain = |number: &str| number == "draft" || number.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = role.split_once('@').is_none_or(|(_, number)| plain(number) && !number.starts_with('0'));
    let reference = format!("{organisation}/{role}").parse::<RoleReference>().ok().filter(|_| well_formed);
    reference.ok_or_else(|| no_such_role(organisation, role))
}

/// The reference to one revision of a role.
pub(in crate::web) fn revision(id: &RoleId, number: u32) -> RoleReference {
    RoleReference { id: id.clone(), which: Which::Number(number) }
}

fn no_such_role(organisation: &str, role: &str) -> Problem {
    let name: String = format!("{organisation}/{role}").chars().take(160).collect();
    let detail = format!(
        "`{name}` names no role; a name is organisation/role in lower-case letters, digits and hyphens, with @2 for the second revision"
    );
    Problem::new(ProblemKind::NoSuchRole, detail)
}
