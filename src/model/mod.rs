//! What a role, a revision, a duty, a requirement, a caseload, an organisation *is*: plain data and its invariants.
//! Nothing here reads or writes anything.

pub mod caseload;
pub mod conditions;
pub mod document;
pub mod employment;
pub mod facts;
pub mod finding;
pub mod identifier;
pub mod organisation;
pub mod pay;
pub mod posting;
pub mod qualification;
pub mod quantity;
pub mod revision;
pub mod role;
pub mod section;
pub mod snapshot;
pub mod source;
pub mod standard;
pub mod text;
pub mod vocabulary;
