//! What can be typed after `rolebook post` and `rolebook template`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::arguments::{date, reference};
use crate::app::post::PostingFormat;
use crate::app::reference::RoleReference;
use crate::model::identifier::ItemId;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook post mission/family-success-coach --set how_to_apply=\"Write to jobs@example.org.\"
  rolebook post mission/family-success-coach --template full-announcement \\
    --set closing_date=2027-01-15 --set pay_minimum=58000 --set pay_maximum=66000 --set pay_per=year \\
    --set how_to_apply=\"Write to jobs@example.org.\" --output posting.docx
  rolebook post mission/family-success-coach --template short-ad --duties d1,d4,d16 \\
    --set contact=\"jobs@example.org\" --edit d4=\"Help children move from school to school.\"
  rolebook post oregon-dhs/family-coach --template position-description --output form.pdf
  rolebook post mission/family-success-coach --set how_to_apply=\"Write to us.\" --remarks
  rolebook post mission/family-success-coach --set how_to_apply=\"Write to us.\" --keep --by \"Personnel office\"
  rolebook post --all --template role-summary --output summaries/ --format docx
  rolebook template list                           the templates there are, and what they ask for

The form is that of the output's suffix: .docx .pdf .html .md .txt .jsonld .json. Remarks go to standard error;
they never stand in the way.")]
pub(super) struct Post {
    /// The roles: organisation/role, with @2 for its second revision
    #[arg(value_name = "ROLE[@REV]", value_parser = reference, required_unless_present_any = ["all"])]
    pub(super) roles: Vec<RoleReference>,
    /// All roles in force
    #[arg(long, conflicts_with = "roles")]
    pub(super) all: bool,
    /// The template
    #[arg(long, value_name = "NAME", default_value = "full-announcement")]
    pub(super) template: String,
    /// A folder of your own templates; they come before those of the program
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// A particular of this posting, for example closing_date=2027-01-15
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair)]
    pub(super) set: Vec<(String, String)>,
    /// The duties to print, in this order, for example d3,d1 [default: all, as approved]
    #[arg(long, value_name = "ITEMS", value_delimiter = ',', value_parser = item)]
    pub(super) duties: Option<Vec<ItemId>>,
    /// The sections to print, in this order [default: those of the template]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(super) sections: Option<Vec<String>>,
    /// Words to print instead of approved ones, for example d3="Write reports."
    #[arg(long, value_name = "PART=WORDS", value_parser = pair)]
    pub(super) edit: Vec<(String, String)>,
    /// The file to write; for several roles, the folder
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The form, if the output's suffix does not say it: docx, pdf, html, md, txt, jsonld or json
    #[arg(long, value_name = "FORM", value_parser = form)]
    pub(super) format: Option<PostingFormat>,
    /// Print the remarks on the posting, each with its rule, why and its source, and not the posting
    #[arg(long, conflicts_with_all = ["output", "format"])]
    pub(super) remarks: bool,
    /// Keep the posting in the catalog, so that it can be made again and says when its role has moved on
    #[arg(long, conflicts_with_all = ["all", "remarks"])]
    pub(super) keep: bool,
    /// Who keeps it; an office or a person [default: ROLEBOOK_BY, or `by` in rolebook.toml]
    #[arg(long, value_name = "NAME", requires = "keep")]
    pub(super) by: Option<String>,
    /// For roles without @REV: the revision that applied on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook template list
  rolebook template new our-announcement --templates our-templates
  rolebook template check our-announcement --templates our-templates
  rolebook template preview our-announcement --templates our-templates --output preview.html

A template is a folder with two files: manifest.toml says what it is for, what it asks and which sections it prints;
body.md.j2 says what stands in each section.")]
pub(super) struct Template {
    #[command(subcommand)]
    pub(super) action: TemplateAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplateAction {
    /// List the templates, and what they ask for
    List(TemplateFolder),
    /// Begin a template of your own: a copy of one of the program's, to be changed
    New {
        /// Its name
        name: String,
        /// The template to copy
        #[arg(long, default_value = "full-announcement")]
        from: String,
        #[command(flatten)]
        folder: TemplateFolder,
    },
    /// Say what is wrong with templates
    Check {
        /// Which; all if none is named
        names: Vec<String>,
        #[command(flatten)]
        folder: TemplateFolder,
    },
    /// Make a posting with the examples of everything that a template asks for
    Preview {
        /// Which
        name: String,
        /// The role
        #[arg(long, value_parser = reference, default_value = "mission/family-success-coach")]
        role: RoleReference,
        /// The file to write
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        folder: TemplateFolder,
    },
}

#[derive(Debug, Args)]
pub(super) struct TemplateFolder {
    /// The folder of your own templates
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

fn pair(given: &str) -> Result<(String, String), String> {
    match given.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("write it as name=value, for example closing_date=2027-01-15".to_owned()),
    }
}

fn item(given: &str) -> Result<ItemId, String> {
    given.trim().parse().map_err(|error: crate::model::identifier::InvalidIdentifier| error.to_string())
}

fn form(given: &str) -> Result<PostingFormat, String> {
    given.parse().map_err(|error: crate::app::error::AppError| format!("{error}: {}", error.hint()))
}
