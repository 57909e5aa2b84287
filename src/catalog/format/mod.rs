//! Between text and model, without touching a disk: Markdown under a front matter of YAML.

mod body_reader;
mod body_writer;
mod check_role;
mod finding_list;
mod front_matter;
mod group_marks;
mod item_line;
mod organisation_file;
mod posting_file;
mod role_file;
mod source_text;
mod standard_file;
mod vocabulary_file;
mod yaml;

pub use front_matter::SCHEMA;
pub use organisation_file::{parse_organisation, write_organisation};
pub use posting_file::{parse_posting, write_posting};
pub use role_file::{ParsedRole, RoleFile, Stamp, parse_role, seal, true_hash, write_role};
pub use source_text::LARGEST_FILE;
pub use standard_file::{parse_standard, write_standard};
pub use vocabulary_file::{parse_activities, parse_occupations, parse_synonyms, unknown_activities};
