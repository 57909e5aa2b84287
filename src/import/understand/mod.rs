//! From blocks to what they mean: what each line is, the facts, the roles.

mod afterwards;
pub mod cues;
pub mod document;
pub mod facts;
pub mod head;
pub mod headings;
pub mod judgement;
pub mod kind;
pub mod lines;
pub(crate) mod pattern;
pub mod roles;
pub mod tables;
