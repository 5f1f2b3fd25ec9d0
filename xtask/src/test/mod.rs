//! `test`: the checks in stages, from the quickest to the slowest, up to the first that fails.

pub(crate) mod end_to_end;
mod package;
mod stages;

use std::time::Instant;

use crate::error::Error;
use crate::text::{say, took};

/// One stage of the checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Fmt,
    Lint,
    Doc,
    Native,
    Wasm,
    Page,
    Size,
    Npm,
    E2e,
}

/// How a stage ended that did not fail.
pub(crate) enum Ended {
    Passed,
    /// Nothing to run yet; why.
    Skipped(&'static str),
}

impl Stage {
    const ALL: [Self; 9] = [Self::Fmt, Self::Lint, Self::Doc, Self::Native, Self::Wasm, Self::Page, Self::Size, Self::Npm, Self::E2e];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Lint => "lint",
            Self::Doc => "doc",
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Page => "page",
            Self::Size => "size",
            Self::Npm => "npm",
            Self::E2e => "e2e",
        }
    }

    pub(crate) fn parse(word: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.name() == word)
            .ok_or_else(|| Error::UnknownStage { word: word.to_owned(), stages: Self::ALL.map(Self::name).join(", ") })
    }

    /// A command that repairs what this stage finds.
    fn repair(self) -> &'static str {
        match self {
            Self::Fmt => "\n       or repair it: cargo fmt --all",
            Self::Lint | Self::Doc | Self::Native | Self::Wasm | Self::Page | Self::Size | Self::Npm | Self::E2e => "",
        }
    }

    fn run(self) -> Result<Ended, Error> {
        match self {
            Self::Fmt => stages::fmt(),
            Self::Lint => stages::lint(),
            Self::Doc => stages::doc(),
            Self::Native => stages::native(),
            Self::Wasm => stages::wasm(),
            Self::Page => stages::page(),
            Self::Size => stages::size(),
            Self::Npm => stages::npm(),
            Self::E2e => stages::e2e(),
        }
    }
}

/// Runs the stages named, in the order named; none named means all.
pub(crate) fn run(named: &[Stage]) -> Result<(), Error> {
    let stages = if named.is_empty() { &Stage::ALL } else { named };
    let mut summary = Vec::new();
    for stage in stages {
        say(format_args!("\n== {} ==", stage.name()));
        let start = Instant::now();
        let ended = stage.run();
        let time = took(start.elapsed());
        let line = match &ended {
            Ok(Ended::Passed) => format!("passed   {:<7} {time}", stage.name()),
            Ok(Ended::Skipped(why)) => format!("skipped  {:<7} {why}", stage.name()),
            Err(_) => format!("FAILED   {:<7} {time}", stage.name()),
        };
        summary.push(line);
        if let Err(why) = ended {
            print(&summary);
            return Err(Error::Stage { stage: stage.name(), why: Box::new(why), repair: stage.repair() });
        }
    }
    print(&summary);
    Ok(())
}

fn print(summary: &[String]) {
    say("\n== summary ==");
    for line in summary {
        say(line);
    }
}
