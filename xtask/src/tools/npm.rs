//! Tools that are published as npm packages: prebuilt, so they install in seconds.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::run::Run;

/// npm itself.
pub(crate) fn command() -> Run {
    Run::new(if on_windows() { "npm.cmd" } else { "npm" }).hint("install Node.js 20 or newer, which brings npm")
}

/// A program that a package has put into `node_modules/.bin`.
pub(crate) fn script(programs: &Path, name: &str) -> PathBuf {
    programs.join(if on_windows() { format!("{name}.cmd") } else { name.to_owned() })
}

/// Installs packages, exactly these versions (`name@version`), into `node_modules` of a folder. None of their scripts is run.
pub(super) fn install(into: &Path, packages: &[String]) -> Result<(), Error> {
    command()
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"])
        .arg(into)
        .args(packages)
        .folder(into)
        .check()
}

fn on_windows() -> bool {
    std::env::consts::FAMILY == "windows"
}
