//! The Rust standard library for the browser.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::run::{self, Run};
use crate::text::say;

/// The target triple of the page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the target if the Rust in use does not have it.
pub(crate) fn provide() -> Result<(), Error> {
    if present()? {
        return Ok(());
    }
    if run::on_path("rustup").is_none() {
        return Err(Error::Missing {
            program: format!("the Rust target {WASM}"),
            hint: "this Rust was not installed by rustup; install the package of your system that brings this target".to_owned(),
        });
    }
    say(format_args!("adding the Rust target {WASM} (about ten seconds)"));
    Run::new("rustup").args(["target", "add", WASM]).check()
}

/// Where the compiler keeps its libraries, by target, and their sources where those are installed.
pub(crate) fn libraries() -> Result<PathBuf, Error> {
    let sysroot = Run::new("rustc").args(["--print", "sysroot"]).hint("install Rust, see https://rustup.rs").output()?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib"))
}

fn present() -> Result<bool, Error> {
    Ok(libraries()?.join(WASM).join("lib").is_dir())
}
