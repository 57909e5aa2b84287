//! `rolebook worker`: the process in which what strangers wrote is worked on. The program itself starts it.

use std::io;

use super::failure::{Failure, Verdict};
use crate::app::worker;

pub(super) fn run() -> Result<Verdict, Failure> {
    worker::serve(io::stdin().lock(), io::stdout().lock())?;
    Ok(Verdict::Fine)
}
