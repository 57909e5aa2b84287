//! The use cases, one file each: here the rooms meet. The shell calls these functions, and so will the pages and the API.

pub mod check;
pub mod compare;
pub mod create;
pub mod diff;
pub mod error;
pub mod format;
pub mod history;
pub mod list;
pub mod post;
pub mod posting_templates;
pub mod publish;
pub mod published;
pub mod read;
pub mod reference;
pub mod remarks;
pub mod retire;
pub mod revise;
pub mod schema;
pub mod search;
pub mod show;
pub mod staffing;
pub mod standards;
pub mod survey;
pub mod template_filling;
pub mod worker;
