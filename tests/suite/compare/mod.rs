//! Roles compared duty by duty: rows and pairs as people and scripts get them, and how well they are aligned.

mod judged;
mod person;
mod rows;
mod shell;
mod side_by_side;
mod web;
