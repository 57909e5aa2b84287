//! What can be typed after `rolebook compare`.

use clap::Args;
use jiff::civil::Date;

use super::arguments::{date, reference};
use crate::app::reference::RoleReference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook compare hayward/student-success-coach mission/family-success-coach
  rolebook compare albina-rockwood/in-school-coordinator@1 seven-counties/case-manager --explain
  rolebook compare berea-knox/academic-interventionist oregon-dhs/family-coach --json
  rolebook compare --all --pairs --json | jq '.[] | select(.score > 0.5)'

Each row is a piece of work with the sentences of the roles that do it. What all do comes first, then what some
do, then what only one does. A sentence that bundles several kinds of work stands on each of their rows.")]
pub(super) struct Compare {
    /// The roles: 2 to 12, each as organisation/role, with @2 for its second revision or @draft for its draft
    #[arg(value_name = "ROLE[@REV]", value_parser = reference, required_unless_present = "all")]
    pub(super) roles: Vec<RoleReference>,
    /// All roles in force; as pairs only
    #[arg(long, requires = "pairs", conflicts_with = "roles")]
    pub(super) all: bool,
    /// The pairs of duties that say the same work, with their scores, instead of rows
    #[arg(long)]
    pub(super) pairs: bool,
    /// Say why duties stand on one row
    #[arg(long)]
    pub(super) explain: bool,
    /// For roles without @REV: the revision that applied on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}
