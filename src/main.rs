//! The door of the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolebook::cli::run(std::env::args_os())
}
