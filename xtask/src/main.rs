//! Developer commands of the order ticket, called as `cargo xtask <verb>`.
//!
//! This is the whole tooling of the repository: there are no shell scripts. It gets the tools it needs into a cache
//! folder of its own and never changes what the user has installed. It must not know anything about orders.

mod args;
mod bench;
mod error;
mod example;
mod help;
mod npm;
mod page;
mod repo;
mod run;
mod serve;
mod site;
mod size;
mod test;
mod text;
mod tools;

use std::process::ExitCode;

use args::Verb;
use error::Error;
use page::Flavor;

fn main() -> ExitCode {
    match run_verb() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            text::complain(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run_verb() -> Result<(), Error> {
    let verb = args::parse(std::env::args().skip(1))?;
    if let Verb::Help = verb {
        text::say(help::TEXT);
        return Ok(());
    }
    repo::enter()?;
    match verb {
        Verb::Help => Ok(()),
        Verb::Serve { flavor, gateway } => serve::run(flavor, &gateway),
        Verb::Page { flavor } => page::build(flavor),
        Verb::Test { stages } => test::run(&stages),
        Verb::Dist { policy } => {
            page::build(Flavor::Release)?;
            size::run()?;
            site::build(&policy)
        }
        Verb::Npm => npm::build(),
        Verb::Example { example, gateway } => example::run(example, &gateway),
        Verb::Bench { parts, args } => bench::run(&parts, &args),
        Verb::Size => size::run(),
    }
}
