//! Tools that are Rust programs, built from source.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::run::Run;

/// How a crate is built.
pub(super) struct Options {
    /// Take the versions of the lock file that the crate was published with.
    pub(super) locked: bool,
    /// Build without optimising.
    pub(super) debug: bool,
}

/// Installs the programs of one crate, exactly this version, into `bin` of a folder.
pub(super) fn install(into: &Path, package: &str, version: &str, options: &Options) -> Result<(), Error> {
    let scratch = into.join("target");
    let mut run = Run::cargo().args(["install", package, "--version", version, "--no-default-features", "--root"]).arg(into);
    if options.locked {
        run = run.arg("--locked");
    }
    if options.debug {
        run = run.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "0");
    }
    // Away from the repository: its cargo configuration and its target folder are not for tools.
    run.folder(into).env("CARGO_TARGET_DIR", &scratch).check()?;
    fs::remove_dir_all(&scratch).map_err(Error::file("remove", &scratch))
}
