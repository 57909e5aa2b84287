//! What finding costs, beside the least that it could cost: the same index and the same questions on bare tantivy.
//! `benches/README.md` says where corpus and questions come from and how the commands are put together.
//!
//! Each command prints lines of JSON. They have the same names and units as those of the engines beside it.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

mod answering;
mod arguments;
mod corpus;
mod costs;
mod folder;
mod indexing;
mod publishing;
mod questions;

use std::error::Error;

use arguments::Arguments;

type Outcome<T> = Result<T, Box<dyn Error>>;

const COMMANDS: &str = "\
cargo bench --bench search -- COMMAND
  index          --corpus FILE --folder FOLDER [--analysis english|literal|joined] [--catalog FOLDER] [--threads 1] [--heap_mb 256]
  query          --folder FOLDER --queries FILE [--analysis …] [--catalog FOLDER] [--repeats 7] [--hits yes]
  commit         --folder FOLDER --corpus FILE [--analysis …] [--catalog FOLDER] [--rounds 9]
  write-catalog  --corpus FILE --folder FOLDER [--catalog FOLDER]
  publish        --folder FOLDER --index FOLDER [--rounds 9]
  urls           --queries FILE [--path /api/v1/search] [--fixed limit=10&passages=0&exact=true]
--catalog is the catalog whose vocabulary is used: usually the one that is shipped.";

fn main() -> Outcome<()> {
    let arguments = Arguments::of_process();
    match arguments.command() {
        Some("index") => indexing::run(&arguments),
        Some("query") => answering::run(&arguments),
        Some("commit") => publishing::commits(&arguments),
        Some("write-catalog") => folder::run(&arguments),
        Some("publish") => publishing::published(&arguments),
        Some("urls") => questions::urls(&arguments),
        // `cargo bench` without more runs every benchmark of the crate; this one needs a corpus.
        _ => {
            println!("{COMMANDS}");
            Ok(())
        }
    }
}
