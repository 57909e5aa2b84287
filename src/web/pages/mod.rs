//! The pages, one file each, named like their templates: what each shows, and nothing of how it looks.

pub(super) mod about;
pub(super) mod activities;
pub(super) mod activity;
pub(super) mod api;
pub(super) mod assets;
pub(super) mod compare;
pub(super) mod error;
mod frame;
pub(super) mod history;
pub(super) mod home;
mod lenient;
pub(super) mod limits;
pub(super) mod new_posting;
pub(super) mod organisation;
pub(super) mod organisations;
mod paging;
pub(super) mod posting;
pub(super) mod postings;
pub(super) mod redline;
pub(super) mod role;
mod role_card;
pub(super) mod search;
pub(super) mod search_help;
pub(super) mod shortcuts;
pub(super) mod staffing;
pub(super) mod standard;
pub(super) mod standards;
