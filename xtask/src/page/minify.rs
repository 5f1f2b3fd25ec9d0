//! Minified JavaScript and style sheets, by esbuild.

use std::fs;
use std::path::Path;

use super::{cut, html};
use crate::error::Error;
use crate::repo::PAGE_PACKAGE;
use crate::run::Run;
use crate::tools;

/// Newer than any browser that runs this wasm needs.
const TARGET: &str = "--target=es2022";

/// The script that brings a library of others along.
pub(crate) const WITH_LIBRARY: &str = "fdc3-agent.js";

/// Minifies every script and style sheet in the folder. `source` is the source of index.html: style sheets are taken from
/// where it names them, so that an `@import` in them is followed and folded in.
pub(super) fn all(folder: &Path, source: &str) -> Result<(), Error> {
    let esbuild = tools::esbuild()?;
    let glue = format!("{PAGE_PACKAGE}.js");
    let sheets = html::style_sheets(source);
    for name in super::files(folder)? {
        let path = folder.join(&name);
        let run = if name == glue {
            // Bundling folds in the snippets of crates, which would otherwise be files of their own.
            esbuild_run(&esbuild, &path).args(["--bundle", "--format=esm", TARGET])
        } else if name == WITH_LIBRARY {
            // Its licences stay in it. What the library writes to the console goes: a page that another has opened is not wrong
            // because that one is no desktop agent.
            let bundle =
                esbuild_run(&esbuild, &path).args(["--bundle", "--format=esm", TARGET, "--drop:console", "--legal-comments=inline"]);
            bundle.env("NODE_PATH", tools::fdc3()?)
        } else if name.starts_with("snippets/") || cut::is_loader(&name) {
            continue;
        } else if name.ends_with(".js") {
            esbuild_run(&esbuild, &path).args(["--format=esm", TARGET])
        } else if name.ends_with(".css") {
            let written = sheets.iter().find(|sheet| Path::new(sheet).file_name() == Path::new(&name).file_name());
            esbuild_run(&esbuild, written.map_or(path.as_path(), Path::new)).arg("--bundle")
        } else {
            continue;
        };
        let text = run.output()?;
        fs::write(&path, text).map_err(Error::file("write", &path))?;
    }
    cut::remove_loader(folder)?;
    super::remove(&folder.join("snippets"))
}

/// One script as the page has it: minified, its imports left as they are.
pub(crate) fn script(file: &Path) -> Result<String, Error> {
    esbuild_run(&tools::esbuild()?, file).args(["--format=esm", TARGET]).output()
}

fn esbuild_run(esbuild: &Path, file: &Path) -> Run {
    Run::new(esbuild).arg(file).args(["--minify", "--legal-comments=none", "--log-level=error"])
}
