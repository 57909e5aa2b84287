//! From blocks to what they mean: what each line is, the facts, the roles.

pub mod kind;
