//! Between two roles, or two revisions of one: what is the same, what was reworded, moved, split, added, dropped.

pub mod align;
pub mod candidate;
pub mod export;
mod fact_changes;
pub mod lines;
mod moving;
pub mod naming;
mod pairing;
mod parts;
mod pieces;
pub mod redline;
pub mod side_by_side;
mod word_changes;
mod words;
