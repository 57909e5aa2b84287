//! Roles compared duty by duty: rows and pairs as people and scripts get them, and how well they are aligned.

mod judged;
mod rows;
mod shell;
