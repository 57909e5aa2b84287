//! What can be typed: from these definitions come help, completions and the manual page.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::search_arguments::{Index, Search, Similar};
use crate::app::reference::RoleReference;
use crate::model::facts::Kind;
use crate::model::identifier::RoleId;

const EXAMPLES: &str = "\
Examples:
  rolebook search \"home visits\"                   roles and duties, by words or facts
  rolebook list                                    the roles there are
  rolebook show hayward/student-success-coach      one of them
  rolebook history albina-rockwood/in-school-coordinator
  rolebook diff albina-rockwood/in-school-coordinator@1 albina-rockwood/in-school-coordinator@2
  rolebook compare mission/family-success-coach oregon-dhs/family-coach
  rolebook template list                           what a role can be published as
  rolebook check                                   is everything in order?
  rolebook serve                                   the API, at http://127.0.0.1:8080/

Exit codes: 0 fine, 1 something wrong was found, 2 misused, 3 another process is writing.";

/// A catalog of role definitions: job descriptions, position descriptions, class specifications.
#[derive(Debug, Parser)]
#[command(name = "rolebook", version, about, after_help = EXAMPLES, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Arguments {
    /// The catalog's folder [default: catalog, or ROLEBOOK_CATALOG, or `catalog` in rolebook.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) catalog: Option<PathBuf>,
    /// The folder of the search index [default: index, or ROLEBOOK_INDEX, or `index` in rolebook.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) index: Option<PathBuf>,
    /// Print data as JSON, for machines
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find roles, or single duties
    Search(Search),
    /// List the roles of the catalog
    List(List),
    /// Show a role
    Show(Show),
    /// Show a role's revisions: who, when, why, how much changed
    History(History),
    /// Show what changed between two revisions, duty by duty
    Diff(Diff),
    /// Compare roles duty by duty: the same work on one row
    Compare(super::compare_arguments::Compare),
    /// Show the roles that resemble one
    Similar(Similar),
    /// List published staffing standards, or hold roles beside them
    Standards(super::standards::Standards),
    /// Work out how many people the work needs, every step written out
    Staff(super::staff_arguments::Staff),
    /// Make a posting from an approved role: an announcement, an ad, a form
    Post(super::post_arguments::Post),
    /// List the postings that are kept, show one, bring it up to date, say what became of it
    Postings(super::postings_arguments::Postings),
    /// Look after the templates of postings
    Template(super::post_arguments::Template),
    /// Find everything that is wrong with the catalog
    Check(Check),
    /// Look after the search index
    Index(Index),
    /// Bring drafts, organisations and staffing standards into their canonical form
    Fmt(Format),
    /// Begin a draft of a new role
    New(Create),
    /// Bring in job descriptions that exist as files, as drafts
    Import(super::import_arguments::Import),
    /// Begin a draft of a role's next revision
    Revise(Revise),
    /// Publish a role's draft as its next revision
    Publish(Publish),
    /// Take a role out of use
    Retire(Retire),
    /// Serve the catalog over HTTP: published roles, for everybody who can reach the address
    Serve(super::serve_arguments::Serve),
    /// Print the JSON Schema of a role
    Schema,
    /// Print a script that completes commands in a shell
    Completions(Completions),
    /// Print the manual page, for `man -l -`
    #[command(hide = true)]
    Man,
    /// Do one job on what strangers wrote, apart from everything else; the program itself starts it
    #[command(hide = true)]
    Worker,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook list\n  rolebook list --as-of 2026-12-31 --all\n  rolebook list --json | jq -r '.[].id'"
)]
pub(super) struct List {
    /// The catalog as it stood on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Retired roles too
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook show mission/family-success-coach\n  rolebook show albina-rockwood/in-school-coordinator@1\n  rolebook show oregon-dhs/family-coach --json | jq '.duties[].items | length'"
)]
pub(super) struct Show {
    /// The role: organisation/role, with @2 for its second revision or @draft for its draft
    #[arg(value_name = "ROLE[@REV]", value_parser = reference)]
    pub(super) role: RoleReference,
    /// The revision that applied on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook history albina-rockwood/in-school-coordinator\n  rolebook history albina-rockwood/in-school-coordinator --json"
)]
pub(super) struct History {
    /// The role
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook diff albina-rockwood/in-school-coordinator@1 albina-rockwood/in-school-coordinator@2
  rolebook diff hayward/student-success-coach          the draft against the newest revision,
                                                       or the newest against the one before
  rolebook diff hayward/student-success-coach --all    unchanged parts too

Duties are matched by what they are, not by where they stand. Marks: N new, R revised, NC no change.")]
pub(super) struct Diff {
    /// The earlier side; alone, a role's latest change
    #[arg(value_name = "ROLE[@REV]", value_parser = reference)]
    pub(super) before: RoleReference,
    /// The later side
    #[arg(value_name = "ROLE[@REV]", value_parser = reference)]
    pub(super) after: Option<RoleReference>,
    /// Show unchanged parts too
    #[arg(long)]
    pub(super) all: bool,
    /// For roles without @REV: the revision that applied on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook check\n  rolebook check --repair\n  rolebook check --json | jq '.findings[] | select(.severity == \"error\")'"
)]
pub(super) struct Check {
    /// First finish, or clear away, what an interruption left behind; published revisions are never changed
    #[arg(long)]
    pub(super) repair: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook fmt                                   every draft, organisation and standard\n  rolebook fmt --check                           only say which are not in canonical form\n  rolebook fmt - < draft.md > canonical.md"
)]
pub(super) struct Format {
    /// Files to format; `-` reads a role from standard input and writes it to standard output
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Change nothing; exit with 1 if a file is not in canonical form
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook new hayward/attendance-coach --title \"Attendance Coach\"\n  rolebook new county/eligibility-worker --title \"Eligibility Worker\" --kind class-specification"
)]
pub(super) struct Create {
    /// The new role: organisation/role, in lower-case letters, digits and hyphens
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
    /// Its title
    #[arg(long)]
    pub(super) title: String,
    /// What kind of document it is
    #[arg(long, value_enum, default_value_t = KindArgument::JobDescription)]
    pub(super) kind: KindArgument,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum KindArgument {
    JobDescription,
    PositionDescription,
    ClassSpecification,
}

impl From<KindArgument> for Kind {
    fn from(kind: KindArgument) -> Self {
        match kind {
            KindArgument::JobDescription => Self::JobDescription,
            KindArgument::PositionDescription => Self::PositionDescription,
            KindArgument::ClassSpecification => Self::ClassSpecification,
        }
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook revise hayward/student-success-coach\n  rolebook revise hayward/student-success-coach --discard    start over from the newest revision"
)]
pub(super) struct Revise {
    /// The role
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
    /// Throw away the draft that there is
    #[arg(long)]
    pub(super) discard: bool,
}

/// Who, why, from when on.
#[derive(Debug, Args)]
pub(super) struct DecisionArguments {
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Who decides; an office or a person [default: ROLEBOOK_BY, or `by` in rolebook.toml]
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
    /// The first day on which it applies [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) effective: Option<Date>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook publish hayward/student-success-coach --by \"HR office\" --reason \"annual review\"\n  rolebook publish hayward/student-success-coach --by \"HR office\" --reason \"new grant\" --effective 2027-01-01"
)]
pub(super) struct Publish {
    /// The role
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
    #[command(flatten)]
    pub(super) decision: DecisionArguments,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  rolebook retire hayward/student-success-coach --by \"HR office\" --reason \"grant ended\" --effective 2027-06-30"
)]
pub(super) struct Retire {
    /// The role
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
    #[command(flatten)]
    pub(super) decision: DecisionArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rolebook completions bash > ~/.local/share/bash-completion/completions/rolebook")]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

pub(super) fn date(given: &str) -> Result<Date, String> {
    given.parse().map_err(|_| format!("`{given}` is not a day that exists; write it as 2026-11-22"))
}

pub(super) fn role(given: &str) -> Result<RoleId, String> {
    given.parse().map_err(|error: crate::model::identifier::InvalidIdentifier| error.to_string())
}

pub(super) fn reference(given: &str) -> Result<RoleReference, String> {
    given.parse().map_err(|error: crate::app::error::AppError| format!("{error}: {}", error.hint()))
}
