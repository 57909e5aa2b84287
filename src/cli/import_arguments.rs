//! What `rolebook import` is told.

use std::path::PathBuf;

use clap::Args;

use crate::model::identifier::OrganisationId;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  rolebook import case-manager.docx --dry-run\n  rolebook import *.pdf --into oregon-dhs\n  rolebook import posting.html --dry-run --json | jq .facts"
)]
pub(super) struct Import {
    /// Files to bring in: Word, PDF, OpenDocument, HTML, Markdown, plain text
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The organisation whose roles they are
    #[arg(long, value_name = "ORGANISATION")]
    pub(super) into: Option<OrganisationId>,
    /// Only show how each file is read; write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}
