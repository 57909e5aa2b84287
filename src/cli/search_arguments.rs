//! What can be typed after `rolebook search`, `similar` and `index`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::arguments::{date, role};
use crate::model::identifier::RoleId;
use crate::search::request::{Filter, Sort};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook search \"home visits\"
  rolebook search \"case manager -intern\" --filter state=OR --facets
  rolebook search 'duty:\"home visits\" caseload:<=40'
  rolebook search monthly report --duties
  rolebook search 'degree:not-required language:spanish' --json | jq -r '.hits[].id'
  rolebook search --help-query                       what a query may hold")]
pub(super) struct Search {
    /// What to look for: words, \"phrases\", -without, OR, title:coach, lift:>=20
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Single duties instead of roles
    #[arg(long, conflicts_with = "passages")]
    pub(super) duties: bool,
    /// Single duties, qualifications and other sentences instead of roles
    #[arg(long)]
    pub(super) passages: bool,
    /// Only results with this value, such as state=OR; may be given several times
    #[arg(long, value_name = "FACT=VALUE", value_parser = Filter::parse)]
    pub(super) filter: Vec<Filter>,
    /// Count the results by state, activity and other facts
    #[arg(long)]
    pub(super) facets: bool,
    /// How many results
    #[arg(long, default_value_t = 10, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(super) limit: u16,
    /// How many results to pass over
    #[arg(long, default_value_t = 0, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(0..=10_000))]
    pub(super) offset: u16,
    /// The order of the results
    #[arg(long, value_enum, default_value_t = SortArgument::Relevance)]
    pub(super) sort: SortArgument,
    /// The catalog as it stood on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Only what was typed: no synonyms, no other spellings, no results that lack a word
    #[arg(long)]
    pub(super) exact: bool,
    /// Say what a query may hold
    #[arg(long)]
    pub(super) help_query: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SortArgument {
    /// The best first
    Relevance,
    /// By title
    Title,
    /// The newest revision first
    Newest,
    /// The smallest caseload first
    Caseload,
}

impl From<SortArgument> for Sort {
    fn from(sort: SortArgument) -> Self {
        match sort {
            SortArgument::Relevance => Self::Relevance,
            SortArgument::Title => Self::Title,
            SortArgument::Newest => Self::Newest,
            SortArgument::Caseload => Self::Caseload,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rolebook similar mission/family-success-coach")]
pub(super) struct Similar {
    /// The role
    #[arg(value_name = "ROLE", value_parser = role)]
    pub(super) role: RoleId,
    /// How many roles
    #[arg(long, default_value_t = 5, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(super) limit: u16,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook index              bring the index up to date; every search does so by itself
  rolebook index --verify     is it whole, and does it say what the catalog says?
  rolebook index --rebuild    make it anew")]
pub(super) struct Index {
    /// Change nothing; exit with 1 if the index is damaged or not up to date
    #[arg(long, conflicts_with = "rebuild")]
    pub(super) verify: bool,
    /// Make the index anew
    #[arg(long)]
    pub(super) rebuild: bool,
}
