//! `npm`: the package for dashboards, from the built page into `dist/npm`.
//!
//! Files keep plain names here: bundlers and CDNs give their own, by version or content. Nothing is fetched, and equal
//! sources give equal bytes. It must not know what the scripts do.

mod manifest;
mod sri;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::error::Error;
use crate::page::{self, Flavor, PLAIN, minify};
use crate::repo::{self, PAGE_PACKAGE};
use crate::text::{say, took};

pub(crate) use crate::tools::npm::command;

/// Where the README has its version.
const VERSION: &str = "{version}";
/// Its name, by which it is published and imported.
pub(crate) const PACKAGE: &str = "order-ticket";
/// Where the package is put together.
pub(crate) const FOLDER: &str = "dist/npm";
/// The element's side of the embedding, and its types below.
pub(crate) const SOURCES: &str = "src/embed";
/// What only the package has: its README and the manifest of its element.
const PACKAGE_SOURCES: &str = "src/embed/package";

/// Scripts of [`SOURCES`] that are entries of the package, where they are there.
const SCRIPTS: &[&str] = &["element.js", "program.js", "react.js", "api.js", "node.js", "frame-host.js", "fdc3.js"];
const LICENSES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];
const MANIFEST: &str = "custom-elements.json";

/// Builds the package unless nothing of it has changed since the last time.
pub(crate) fn build_if_stale() -> Result<(), Error> {
    if repo::package_is_stale(&Path::new(FOLDER).join("package.json")) {
        build()
    } else {
        say(format_args!("the package in {FOLDER} is up to date"));
        Ok(())
    }
}

/// Builds the page if it is stale, and the package from it.
pub(crate) fn build() -> Result<(), Error> {
    page::build_if_stale(Flavor::Release)?;
    if !Path::new(PLAIN).is_dir() {
        page::build(Flavor::Release)?;
    }
    let start = Instant::now();
    let fresh = Path::new(FOLDER).with_extension("new");
    page::remove(&fresh)?;
    page::copy(&Path::new(SOURCES).join("types"), &fresh.join("types"))?;

    for name in page::files(Path::new(PLAIN))?.iter().filter(|name| is_program(name)) {
        copy(&Path::new(PLAIN).join(name), &fresh.join(name))?;
    }
    for name in present(SOURCES, SCRIPTS) {
        copy(&Path::new(SOURCES).join(name), &fresh.join(name))?;
        minify::script(&fresh.join(name))?;
    }
    for name in LICENSES {
        copy(Path::new(name), &fresh.join(name))?;
    }
    copy(&Path::new(PACKAGE_SOURCES).join(MANIFEST), &fresh.join(MANIFEST))?;

    let version = env!("CARGO_PKG_VERSION");
    let files = page::files(&fresh)?;
    write(&fresh.join("package.json"), &manifest::package_json(version, &files))?;
    let readme = Path::new(PACKAGE_SOURCES).join("README.md");
    let text = fs::read_to_string(&readme).map_err(Error::file("read", &readme))?;
    write(&fresh.join("README.md"), &text.replace(VERSION, version))?;
    write(&fresh.join("sri.json"), &sri::json(&sri::of(&fresh)?))?;

    page::remove(Path::new(FOLDER))?;
    fs::rename(&fresh, FOLDER).map_err(Error::file("move the package to", FOLDER))?;
    say(format_args!("built {FOLDER}, {} files, in {}", page::files(Path::new(FOLDER))?.len(), took(start.elapsed())));
    Ok(())
}

/// The files of the package, sorted, as they must be: read by the check of what would be published.
pub(crate) fn expected() -> Result<Vec<String>, Error> {
    let types = page::files(&Path::new(SOURCES).join("types"))?;
    let mut names: Vec<String> = page::files(Path::new(PLAIN))?.into_iter().filter(|name| is_program(name)).collect();
    names.extend(present(SOURCES, SCRIPTS).map(str::to_owned));
    names.extend(types.iter().map(|name| format!("types/{name}")));
    let rest = LICENSES.iter().chain(&[MANIFEST, "package.json", "README.md", "sri.json"]);
    names.extend(rest.map(|name| (*name).to_owned()));
    names.sort();
    Ok(names)
}

/// Whether a file of the page belongs to a ticket in another's page: the program, its parts, its glue, its looks and the
/// script with a library folded in, without what belongs to the page that others frame.
fn is_program(name: &str) -> bool {
    let looks = name.ends_with(".css") && name != "frame.css";
    looks || name == minify::WITH_LIBRARY || name.ends_with(".wasm") || name == format!("{PAGE_PACKAGE}.js")
}

fn present<'a>(folder: &'a str, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    names.iter().copied().filter(move |name| Path::new(folder).join(name).is_file())
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map(|_bytes| ()).map_err(Error::file("copy", from))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::file("write", path))
}

/// The absolute path of the package.
pub(crate) fn folder() -> Result<PathBuf, Error> {
    repo::absolute(Path::new(FOLDER))
}
