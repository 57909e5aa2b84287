//! The door of the program.

use std::process::ExitCode;

/// Answers and indexes are made of many small pieces, which it hands out faster than the system does.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rolebook::cli::run(std::env::args_os())
}
