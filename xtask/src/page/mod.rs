//! The page: from sources to files that any static host can serve.
//!
//! Trunk compiles and bundles into `dist/trunk`. What it leaves is then finished in a folder beside the final one:
//! cut into parts ([`cut`]), minified ([`minify`]), named by content ([`naming`]), compressed ([`compress`]). Only a complete page takes the place
//! of the old one.

mod alike;
pub(crate) mod compress;
mod cut;
pub(crate) mod html;
mod merge;
pub(crate) mod minify;
pub(crate) mod naming;
mod nulls;
mod panics;
mod pieces;
mod places;
mod short;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::error::Error;
use crate::repo;
use crate::run::Run;
use crate::text::{say, took};
use crate::tools::{self, rust_target};

/// Where Trunk writes; as in Trunk.toml.
const TRUNK_FOLDER: &str = "dist/trunk";
/// The finished page before its files get names by content: what the package takes.
pub(crate) const PLAIN: &str = "dist/plain";

/// How the page is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavor {
    /// As it is served to people.
    Release,
    /// Quickly, for a look at a change.
    Dev,
}

impl Flavor {
    /// Where the finished page stands.
    pub(crate) fn folder(self) -> &'static Path {
        Path::new(match self {
            Self::Release => "dist/page",
            Self::Dev => "dist/dev",
        })
    }
}

/// Builds the page unless nothing of it has changed since the last time.
pub(crate) fn build_if_stale(flavor: Flavor) -> Result<(), Error> {
    if repo::page_is_stale(&flavor.folder().join("index.html")) {
        build(flavor)
    } else {
        say(format_args!("the page in {} is up to date", flavor.folder().display()));
        Ok(())
    }
}

/// Builds the page.
pub(crate) fn build(flavor: Flavor) -> Result<(), Error> {
    let source = read_index()?;
    let tools = provide_tools()?;
    let start = Instant::now();
    say("building the page; from nothing this takes a few minutes, after a change some seconds");
    let places = places::of_sources()?;
    bundle(flavor, &tools, &places)?;

    let fresh = flavor.folder().with_extension("new");
    remove(&fresh)?;
    copy(Path::new(TRUNK_FOLDER), &fresh)?;
    if flavor == Flavor::Release {
        cut::program(&fresh, &tools)?;
    }
    minify::all(&fresh, &source)?;
    if flavor == Flavor::Release {
        places::stay_out_of(&fresh, &places)?;
        remove(Path::new(PLAIN))?;
        copy(&fresh, Path::new(PLAIN))?;
    }
    naming::by_content(&fresh)?;
    if flavor == Flavor::Release {
        compress::beside_each(&fresh)?;
    }
    remove(flavor.folder())?;
    fs::rename(&fresh, flavor.folder()).map_err(Error::file("move the page to", flavor.folder()))?;
    say(format_args!("built {} in {}", flavor.folder().display(), took(start.elapsed())));
    Ok(())
}

/// The source of the page's HTML, after a look at what the build depends on.
fn read_index() -> Result<String, Error> {
    if !Path::new("index.html").is_file() {
        return Err(Error::NoIndex);
    }
    let source = fs::read_to_string("index.html").map_err(Error::file("read", "index.html"))?;
    html::check_source(&source).map_err(Error::Index)?;
    Ok(source)
}

fn provide_tools() -> Result<Vec<PathBuf>, Error> {
    rust_target::provide()?;
    let wasm_bindgen = tools::wasm_bindgen(&repo::locked_version("wasm-bindgen")?)?;
    let folders = vec![tools::wasm_opt()?, wasm_bindgen, tools::trunk()?];
    tools::esbuild()?;
    Ok(folders)
}

fn bundle(flavor: Flavor, tools: &[PathBuf], places: &[PathBuf]) -> Result<(), Error> {
    // Trunk runs cargo offline; this gets what is missing and does nothing otherwise. For all targets, because
    // Trunk also asks cargo for the whole dependency tree.
    Run::cargo().args(["fetch", "--quiet", "--locked"]).check()?;
    remove(Path::new(TRUNK_FOLDER))?;
    let run = Run::new("trunk").path_first(tools).args(["build", "--skip-version-check"]);
    let run = match flavor {
        Flavor::Release => run.args(["--release", "--features", "split"]).env(places::VARIABLE, places::flags(places)),
        Flavor::Dev => run,
    };
    // Trunk takes NO_COLOR only as `true` or `false` and stops on the usual `1`.
    run.env_remove("NO_COLOR").check()
}

/// Removes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), Error> {
    if folder.exists() { fs::remove_dir_all(folder).map_err(Error::file("remove", folder)) } else { Ok(()) }
}

/// Copies a folder and all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::file("create", to))?;
    for entry in entries(from)? {
        let target = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &target)?;
        } else {
            fs::copy(&entry, &target).map(|_bytes| ()).map_err(Error::file("copy", &entry))?;
        }
    }
    Ok(())
}

/// What stands in a folder, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        found.push(entry.map_err(Error::file("read", folder))?.path());
    }
    found.sort();
    Ok(found)
}

/// Every file under a folder, as paths relative to it with `/` between the parts, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Error> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), Error> {
        for path in entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                walk(&path, &format!("{prefix}{name}/"), found)?;
            } else {
                found.push(format!("{prefix}{name}"));
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    Ok(found)
}
