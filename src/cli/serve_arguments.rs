//! What can be typed behind `rolebook serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::app::acting::ActorName;
use crate::web::log::LogFormat;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook serve                               at http://127.0.0.1:8080/, for this machine alone
  rolebook serve --listen 0.0.0.0:8080         for everybody who can reach this machine
  rolebook serve --listen 127.0.0.1:0          on any free port; the address is printed
  rolebook serve --as \"Personnel office\"       on your own machine: postings and drafts can be kept
  rolebook serve --posting-templates ours      with your own templates of postings beside ours
  rolebook serve --log-format json 2>> rolebook.log
  rolebook serve --templates templates         while you work on how pages look
  curl -s http://127.0.0.1:8080/api/v1/roles | jq -r '.items[].id'

Without --as nothing is kept: whoever can reach the address can read what is published, compose postings, have files read, and take along
what comes of it. With --as the program answers on this machine alone, to whoever uses it. Drafts of roles are never served. SIGTERM or Ctrl-C lets answers under way go out, for ten seconds at most.
Settings: ROLEBOOK_LISTEN, ROLEBOOK_LOG (`info`, `warn`, `rolebook=debug`), ROLEBOOK_CONNECTIONS_PER_PEER,
ROLEBOOK_FILES_BEING_READ; `listen`, `log`, `connections_per_peer`, `files_being_read` in rolebook.toml.")]
pub(super) struct Serve {
    /// The address to listen on [default: 127.0.0.1:8080, or ROLEBOOK_LISTEN, or `listen` in rolebook.toml]
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = crate::config::listen_address)]
    pub(super) listen: Option<SocketAddr>,
    /// Let postings and drafts be kept, under this name of a person or an office; on a loopback address only
    #[arg(long = "as", value_name = "NAME", value_parser = actor)]
    pub(super) acting: Option<ActorName>,
    /// How lines of the log look
    #[arg(long, value_enum, default_value_t = LogFormatArgument::Text)]
    pub(super) log_format: LogFormatArgument,
    /// Take templates, stylesheet and script from this folder (such as `templates`), read anew for each page
    #[arg(long, value_name = "FOLDER")]
    pub(super) templates: Option<PathBuf>,
    /// A folder of your own templates of postings; they come before those of the program
    #[arg(long, value_name = "FOLDER")]
    pub(super) posting_templates: Option<PathBuf>,
}

fn actor(given: &str) -> Result<ActorName, String> {
    given.parse()
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LogFormatArgument {
    Text,
    Json,
}

impl From<LogFormatArgument> for LogFormat {
    fn from(format: LogFormatArgument) -> Self {
        match format {
            LogFormatArgument::Text => Self::Text,
            LogFormatArgument::Json => Self::Json,
        }
    }
}
