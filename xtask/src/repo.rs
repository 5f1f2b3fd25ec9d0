//! The repository: where it is, what is locked, what is newer than what.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::error::Error;
use crate::run::Run;

/// The package at the top of the repository, the page.
pub(crate) const PAGE_PACKAGE: &str = "order-ticket";
/// The package of the native server.
pub(crate) const GATEWAY_PACKAGE: &str = "order-ticket-gateway";

/// What the page is made of. A change in any of them makes a built page stale.
const PAGE_SOURCES: &[&str] = &[
    "index.html",
    "frame.html",
    "src",
    "style",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "crates/order-model",
    "crates/crosstrade",
    "crates/order-session",
    "crates/order-history",
    "crates/practice-exchange",
    "xtask/src/page",
];

/// Makes the top of the repository the current folder, so that every other path can be relative.
pub(crate) fn enter() -> Result<(), Error> {
    let here = std::env::current_dir().map_err(Error::file("read the current folder", "."))?;
    let by_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let top = by_cargo
        .as_deref()
        .and_then(Path::parent)
        .into_iter()
        .chain(here.ancestors())
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .ok_or(Error::NoRepository)?;
    std::env::set_current_dir(top).map_err(Error::file("enter", top))
}

/// The absolute form of a path inside the repository.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(Error::file("find", path))
}

/// The exact version of a package in Cargo.lock.
pub(crate) fn locked_version(package: &str) -> Result<String, Error> {
    let lock = fs::read_to_string("Cargo.lock").map_err(Error::file("read", "Cargo.lock"))?;
    find_locked(&lock, package).ok_or_else(|| Error::NotLocked(package.to_owned()))
}

fn find_locked(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.by_ref().find(|line| *line == name)?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// Where cargo puts what it builds.
pub(crate) fn target_folder() -> Result<PathBuf, Error> {
    let metadata = Run::cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).output()?;
    let found = metadata
        .split_once("\"target_directory\":\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(folder, _)| PathBuf::from(folder.replace("\\\\", "\\")));
    Ok(found.unwrap_or_else(|| PathBuf::from("target")))
}

/// Whether `built` is missing or older than any source of the page.
pub(crate) fn page_is_stale(built: &Path) -> bool {
    let Ok(built) = fs::metadata(built).and_then(|data| data.modified()) else {
        return true;
    };
    PAGE_SOURCES.iter().any(|source| newer_inside(Path::new(source), built))
}

/// Whether the package is missing or older than the page's sources or what puts it together.
pub(crate) fn package_is_stale(built: &Path) -> bool {
    let changed = fs::metadata(built).and_then(|data| data.modified());
    page_is_stale(built) || changed.is_ok_and(|built| newer_inside(Path::new("xtask/src/npm"), built))
}

fn newer_inside(path: &Path, than: SystemTime) -> bool {
    let Ok(data) = fs::metadata(path) else {
        return false;
    };
    if data.modified().is_ok_and(|changed| changed > than) {
        return true;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return false;
    };
    entries.flatten().any(|entry| newer_inside(&entry.path(), than))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_and_not_of_its_namesakes() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(find_locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(find_locked(lock, "trunk"), None);
    }
}
