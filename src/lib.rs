//! Rolebook: a catalog of role definitions that people can read, search, compare and trust.
//!
//! The rooms, lowest first; `ARCHITECTURE.md` says which may use which.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod compare;
pub mod config;
pub mod import;
pub mod model;
pub mod posting;
pub mod search;
pub mod standards;
pub mod templating;
pub mod vocabulary;
pub mod web;
