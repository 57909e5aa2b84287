//! The HTTP service: pages for people, and an API. Everybody who can reach it may read what is published, and nothing else.
//!
//! To add an endpoint, write its handler in `pages/` or `api/` and its row in `endpoints.rs`; the router, the OpenAPI document and
//! the metrics follow from the row.

mod address;
pub mod answer;
mod api;
pub mod assets;
mod coding;
pub mod connections;
pub mod endpoint;
pub mod endpoints;
mod etag;
mod headers;
mod kept;
pub mod limits;
pub mod log;
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
