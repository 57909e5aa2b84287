//! What can be typed after `rolebook postings`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::app::post::PostingFormat;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook post mission/family-success-coach --set how_to_apply=\"Write to us.\" --keep --by \"Personnel office\"
  rolebook postings                                          those that are kept, and which are behind
  rolebook postings show family-success-coach-2027-01-04     where it comes from, what would change
  rolebook postings show family-success-coach-2027-01-04 --output posting.docx
  rolebook postings publish family-success-coach-2027-01-04 --by \"Personnel office\"
  rolebook postings update family-success-coach-2027-01-04 --by \"Personnel office\"

A posting remembers the role's revision, the template and everything that was given, and is made again byte for byte. It
is behind when the role has a later revision, or when the template or the organisation says something else now.")]
pub(super) struct Postings {
    /// A folder of your own templates, to tell whether they have changed
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) templates: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) action: Option<PostingsAction>,
}

#[derive(Debug, Subcommand)]
pub(super) enum PostingsAction {
    /// List the postings that are kept
    List,
    /// Show where a posting comes from and what would change if it were brought up to date, or write it as a file
    Show {
        /// Which
        posting: String,
        /// The file to write; its suffix says in which form
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// The form to print: docx, pdf, html, md, txt, jsonld or json
        #[arg(long, value_name = "FORM", value_parser = form)]
        format: Option<PostingFormat>,
    },
    /// Bring a posting up to date with its role, its template and its organisation
    Update(Deed),
    /// Say that a posting is out
    Publish(Deed),
    /// Say that nobody can apply any more
    Close(Deed),
    /// Make a posting a draft again
    Reopen(Deed),
}

#[derive(Debug, Args)]
pub(super) struct Deed {
    /// Which
    pub(super) posting: String,
    /// Who does it; an office or a person [default: ROLEBOOK_BY, or `by` in rolebook.toml]
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,
}

fn form(given: &str) -> Result<PostingFormat, String> {
    given.parse().map_err(|error: crate::app::error::AppError| format!("{error}: {}", error.hint()))
}
