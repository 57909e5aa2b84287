//! The shell: one file per command, data on stdout, the rest on stderr.

mod arguments;
mod check;
mod compare;
mod compare_arguments;
mod completions;
mod create;
mod diff;
mod failure;
mod findings;
mod format;
mod history;
mod import;
mod import_arguments;
mod index;
mod list;
mod output;
mod post;
mod post_arguments;
mod postings;
mod postings_arguments;
mod publish;
mod retire;
mod revise;
mod role_text;
mod schema;
mod search;
mod search_arguments;
mod serve;
mod serve_arguments;
mod show;
mod staff;
mod staff_arguments;
mod standards;
mod template;
mod welcome;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use self::arguments::{Arguments, Command};
use self::failure::{Failure, Verdict};
use self::output::Output;
use crate::catalog::files::FileStore;
use crate::config::{Flags, Settings};

/// Runs the program with the arguments of the shell, the program's name first.
///
/// The exit code is 0 when all is well, 1 when something wrong was found, 2 when the command was misused,
/// 3 when another process is writing.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A reader that has gone away is no error of ours.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut output = Output::standard(arguments.json);
    let verdict = command(arguments, &mut output).and_then(|verdict| output.flush().map(|()| verdict));
    match verdict {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::FoundWrong) => ExitCode::from(1),
        Err(failure) => failure.report(),
    }
}

fn command(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let listen = match &arguments.command {
        Some(Command::Serve(options)) => options.listen,
        _ => None,
    };
    let flags = Flags { catalog: arguments.catalog, index: arguments.index, listen };
    let Some(command) = arguments.command else {
        return welcome::run(&Settings::resolve(flags)?, output);
    };
    match command {
        Command::Schema => return schema::run(output),
        Command::Staff(options) => return staff::run(&options, output),
        Command::Completions(options) => return completions::shell(&options, output),
        Command::Man => return completions::manual(output),
        Command::Worker => return worker::run(),
        Command::Import(options) if options.dry_run => return import::dry_run(&options, output),
        _ => {}
    }
    let settings = Settings::resolve(flags)?;
    let store = || FileStore::open(&settings.catalog).map_err(Failure::from);
    match command {
        Command::Search(options) => search::run(store()?, &settings, &options, output),
        Command::Similar(options) => search::similar(store()?, &settings, &options, output),
        Command::Index(options) => index::run(store()?, &settings, &options, output),
        Command::Standards(options) => standards::run(&store()?, &options, output),
        Command::List(options) => list::run(&store()?, &options, output),
        Command::Show(options) => show::run(&store()?, &options, output),
        Command::History(options) => history::run(&store()?, &options, output),
        Command::Diff(options) => diff::run(&store()?, &options, output),
        Command::Compare(options) => compare::run(&store()?, &options, output),
        Command::Post(options) => post::run(&store()?, &settings, &options, output),
        Command::Postings(options) => postings::run(&store()?, &settings, &options, output),
        Command::Template(options) => template::run(store, &options, output),
        Command::Check(options) => check::run(&store()?, &settings, &options, output),
        Command::Fmt(options) => format::run(&settings, &options, output),
        Command::Import(options) => import::run(&store()?, &settings, &options, output),
        Command::New(options) => create::run(&store()?, &settings, &options, output),
        Command::Revise(options) => revise::run(&store()?, &settings, &options, output),
        Command::Publish(options) => publish::run(&store()?, &settings, &options, output),
        Command::Retire(options) => retire::run(&store()?, &settings, &options, output),
        Command::Serve(options) => serve::run(store()?, &settings, &options, output),
        Command::Staff(_) | Command::Schema | Command::Completions(_) | Command::Man | Command::Worker => {
            Ok(Verdict::Fine)
        }
    }
}
