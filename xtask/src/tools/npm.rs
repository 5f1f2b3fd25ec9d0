//! Tools that are published as npm packages: prebuilt, so they install in seconds.

use std::path::Path;

use crate::error::Error;
use crate::run::Run;

/// Installs one package, exactly this version, into `node_modules` of a folder. No script of the package is run.
pub(super) fn install(into: &Path, package: &str, version: &str) -> Result<(), Error> {
    Run::new(if std::env::consts::FAMILY == "windows" { "npm.cmd" } else { "npm" })
        .hint("install Node.js 20 or newer, which brings npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"])
        .arg(into)
        .arg(format!("{package}@{version}"))
        .folder(into)
        .check()
}
