//! Staffing: published test vectors, bad input, what the shell prints.

mod staffing;
mod vectors;
