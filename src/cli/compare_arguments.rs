//! What can be typed after `rolebook compare`.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::arguments::{date, reference};
use crate::app::compare::CompareRequest;
use crate::app::reference::RoleReference;
use crate::compare::candidate::{Candidate, Schooling, told};
use crate::compare::side_by_side::Only;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook compare hayward/student-success-coach mission/family-success-coach
  rolebook compare albina-rockwood/in-school-coordinator@1 seven-counties/case-manager --explain
  rolebook compare mission/family-success-coach oregon-dhs/family-coach --only differences
  rolebook compare seven-counties/case-manager berea-knox/academic-interventionist \\
      --education bachelor --field psychology --years 2 --license driver
  rolebook compare berea-knox/academic-interventionist oregon-dhs/family-coach --format csv > compared.csv
  rolebook compare --all --pairs --json | jq '.[] | select(.score > 0.5)'

Facts come first, then the duties: each row is a piece of work with the sentences of the roles that do it. What all
do comes first, then what some do, then what only one does. A sentence that bundles several kinds of work stands on
each of their rows. Then who does which kind of work, what each role asks for, and under what conditions one works.")]
pub(super) struct Compare {
    /// The roles: 2 to 12, each as organisation/role, with @2 for its second revision or @draft for its draft
    #[arg(value_name = "ROLE[@REV]", value_parser = reference, required_unless_present = "all")]
    roles: Vec<RoleReference>,
    /// All roles in force; as pairs only
    #[arg(long, requires = "pairs", conflicts_with = "roles")]
    pub(super) all: bool,
    /// The pairs of duties that say the same work, with their scores, instead of rows
    #[arg(long)]
    pub(super) pairs: bool,
    /// Say why duties stand on one row
    #[arg(long)]
    explain: bool,
    /// Only the rows in which the roles differ, or only those that all share
    #[arg(long, value_enum, value_name = "WHICH")]
    only: Option<OnlyRows>,
    /// Only this part; may be repeated
    #[arg(long = "part", value_enum, value_name = "PART")]
    pub(super) parts: Vec<ComparisonPart>,
    /// The rows of duties in the order of this role instead
    #[arg(long, value_name = "ROLE", value_parser = reference)]
    in_order_of: Option<RoleReference>,
    /// For roles without @REV: the revision that applied on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text", conflicts_with_all = ["json", "pairs"])]
    pub(super) format: ComparisonFormat,
    /// Would this person qualify? The highest schooling that they completed
    #[arg(long, value_parser = schooling(), value_name = "LEVEL", help_heading = "Would this person qualify?")]
    education: Option<Schooling>,
    /// A field that they studied; may be repeated
    #[arg(long, value_name = "FIELD", help_heading = "Would this person qualify?")]
    field: Vec<String>,
    /// Their years of experience in work of this kind
    #[arg(long, value_name = "YEARS", value_parser = years, help_heading = "Would this person qualify?")]
    years: Option<f64>,
    /// A language that they master beside English, or `none`; may be repeated
    #[arg(long, value_name = "LANGUAGE", help_heading = "Would this person qualify?")]
    language: Vec<String>,
    /// A licence or certificate that they hold, or `none`; may be repeated
    #[arg(long, value_name = "LICENSE", help_heading = "Would this person qualify?")]
    license: Vec<String>,
}

/// Which rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnlyRows {
    /// Those in which the roles differ.
    Differences,
    /// Those that all share.
    Shared,
}

/// A part of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ComparisonPart {
    Facts,
    Duties,
    Activities,
    Qualifications,
    Conditions,
}

/// How a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ComparisonFormat {
    Text,
    Csv,
    Markdown,
    Html,
    Json,
}

fn schooling() -> impl TypedValueParser<Value = Schooling> {
    let levels = Schooling::ALL.map(|(_, name, words)| PossibleValue::new(name).help(words));
    PossibleValuesParser::new(levels).try_map(|name| name.parse::<Schooling>())
}

fn years(given: &str) -> Result<f64, String> {
    let years: f64 = given.parse().map_err(|_| "write a number of years, such as 2 or 1.5".to_owned())?;
    if (0.0..=80.0).contains(&years) { Ok(years) } else { Err("from 0 to 80 years".to_owned()) }
}

impl Compare {
    pub(super) fn roles(&self) -> &[RoleReference] {
        &self.roles
    }

    pub(super) fn explains(&self) -> bool {
        self.explain
    }

    pub(super) fn only(&self) -> Only {
        match self.only {
            None => Only::All,
            Some(OnlyRows::Differences) => Only::Differences,
            Some(OnlyRows::Shared) => Only::Shared,
        }
    }

    pub(super) fn request(&self) -> CompareRequest {
        CompareRequest {
            roles: self.roles.clone(),
            in_order_of: self.in_order_of.clone(),
            explain: self.explain,
            candidate: self.candidate(),
        }
    }

    fn candidate(&self) -> Candidate {
        Candidate {
            education: self.education,
            fields: self.field.clone(),
            years: self.years,
            languages: told(&self.language),
            licenses: told(&self.license),
        }
    }
}
