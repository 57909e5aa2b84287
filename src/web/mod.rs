//! The HTTP service: pages for people, and an API. Everybody who can reach it may read what is published. Writing is for
//! the one person for whom it was started, if it was.
//!
//! To add an endpoint, write its handler in `pages/` or `api/` and its row in `endpoints.rs`; the router, the OpenAPI document and
//! the metrics follow from the row.

mod address;
pub mod answer;
mod api;
pub mod assets;
pub mod body;
mod coding;
pub mod connections;
mod day;
pub mod endpoint;
pub mod endpoints;
mod etag;
mod headers;
pub mod hosts;
mod kept;
pub mod limits;
pub mod log;
mod log_clock;
mod log_fields;
mod log_lines;
pub mod look;
pub mod metrics;
pub mod openapi;
mod pace;
mod pages;
pub mod parameters;
pub mod problem;
mod router;
mod screen;
pub mod server;
pub mod service;
pub mod site;
pub mod uploads;
