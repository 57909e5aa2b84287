//! The handlers of the endpoints, one file each. They call the same use cases as the shell.

pub(super) mod compare;
pub(super) mod diff;
pub(super) mod history;
pub(super) mod openapi;
pub(super) mod operation;
pub(super) mod path;
pub(super) mod postings;
pub(super) mod problems;
pub(super) mod role;
pub(super) mod roles;
pub(super) mod schema;
pub(super) mod search;
pub(super) mod search_values;
pub(super) mod staffing;
pub(super) mod standards;
pub(super) mod values;
