//! Roles that resemble one.
