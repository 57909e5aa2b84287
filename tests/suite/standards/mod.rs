//! Staffing: published test vectors, bad input, what the shell prints; the standards of the catalog, and the check.

mod check;
mod entries;
mod staffing;
mod vectors;
