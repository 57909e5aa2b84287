//! Staffing: how many people the work needs, with every step written out. Pure: nothing here reads or writes anything.

pub mod staffing;
