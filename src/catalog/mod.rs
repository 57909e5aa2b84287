//! The versioned store of roles and organisations.

pub mod format;
