//! Staffing: how many people the work needs, with every step written out, and roles beside published standards. Pure.

pub mod check;
pub mod figure_words;
mod nearness;
pub mod staffing;
