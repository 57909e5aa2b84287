//! `rolebook completions` and `rolebook man`, from the definitions of the arguments.

use clap::CommandFactory as _;

use super::arguments::{Arguments, Completions};
use super::failure::{Failure, Verdict};
use super::output::Output;

pub(super) fn shell(options: &Completions, output: &mut Output) -> Result<Verdict, Failure> {
    // By way of a buffer: the generator panics when its output is closed.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "rolebook", &mut script);
    std::io::Write::write_all(output, &script)?;
    Ok(Verdict::Fine)
}

pub(super) fn manual(output: &mut Output) -> Result<Verdict, Failure> {
    clap_mangen::Man::new(Arguments::command()).render(output)?;
    Ok(Verdict::Fine)
}
