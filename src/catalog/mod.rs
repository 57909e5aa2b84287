//! The versioned store of roles and organisations.

pub mod disk;
pub mod files;
pub mod format;
pub mod posting_store;
pub mod store;
