//! What people have today, read: the bytes of a file to blocks, and blocks to role drafts with their sources.

pub mod block;
pub mod detect;
pub mod layout;
pub mod lexicon;
pub mod limits;
pub mod line;
pub mod readers;
pub mod understand;
pub mod unreadable;
