//! Postings: a role, an organisation, a template and some particulars become a document in which every word knows where
//! it comes from; that document is checked and rendered in every form in which people publish.

pub mod compose;
mod context;
pub mod document;
mod facts;

pub mod opening;
pub mod origin;
pub mod particular;
mod reader;
pub mod remarks;
pub mod render;
pub mod request;
mod role_markdown;
pub mod shipped;
mod stated;
pub mod template;
mod values;
