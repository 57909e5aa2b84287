//! From data to pages: the template environment, the filters that templates use, and Markdown as safe HTML.

pub mod document_template;
pub mod environment;
pub mod filters;
pub mod html;
pub mod markdown;
pub mod marks;
