//! The forms in which a posting is published, each made from the same document.

pub mod html;
pub mod job_posting;
pub mod json;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;
pub mod word;
