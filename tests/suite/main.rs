//! The tests: one binary, a module for each room. Real files, the real binary, no mocks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test that can't go on says so by panicking; the environment says how thorough it is to be"
)]

mod support;

mod beneath;
mod compare;
mod format;
mod generated;
mod hardening;
mod import;
mod posting;
mod readers;
mod redline;
mod relevance;
mod round_trip;
mod search;
mod shell;
mod standards;
mod store;
mod templating;
mod ten_roles;
mod tidy;
mod vocabulary;
mod web;
mod worker;
