//! Rolebook: a catalog of role definitions that people can read, search, compare and trust.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod compare;
pub mod config;
pub mod model;
pub mod vocabulary;
