//! Postings that are kept: kept, made again, listed, held beside what has become of their role, brought up to date.

pub mod behind;
pub mod difference;
pub mod keep;
pub mod list;
pub mod remake;
pub mod update;
