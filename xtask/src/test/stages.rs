//! What each stage of the checks runs. Output goes straight to the terminal: whoever reads it sees what cargo prints.

use std::fs;
use std::path::{Path, PathBuf};

use super::Ended;
use super::end_to_end::{self, Build};
use super::package;
use crate::error::Error;
use crate::page::{self, Flavor};
use crate::repo::{self, PAGE_PACKAGE};
use crate::run::Run;
use crate::size as sizes;
use crate::tools::{self, browser, rust_target};

/// The clippy configuration for what is compiled to wasm.
const CLIPPY_WASM: &str = "xtask/clippy-wasm";
const BROWSER_TESTS: &str = "tests/web.rs";
const ON_WASM: [&str; 4] = ["--target", rust_target::WASM, "--package", PAGE_PACKAGE];

pub(super) fn fmt() -> Result<Ended, Error> {
    Run::cargo().args(["fmt", "--all", "--check"]).check()?;
    Ok(Ended::Passed)
}

pub(super) fn lint() -> Result<Ended, Error> {
    let deny = ["--", "--deny", "warnings"];
    Run::cargo().args(["clippy", "--locked", "--workspace", "--all-targets"]).args(deny).check()?;
    rust_target::provide()?;
    let mut wasm = Run::cargo().args(["clippy", "--locked"]).args(ON_WASM).args(["--lib", "--bins"]);
    if exists(BROWSER_TESTS) {
        wasm = wasm.args(["--test", "web"]);
    }
    let rules = repo::absolute(Path::new(CLIPPY_WASM))?;
    wasm.args(deny).env("CLIPPY_CONF_DIR", &rules).check()?;
    // The page as it is built: cut into parts.
    let cut = Run::cargo().args(["clippy", "--locked"]).args(ON_WASM).args(["--lib", "--features", "split"]);
    cut.args(deny).env("CLIPPY_CONF_DIR", &rules).check()?;
    Ok(Ended::Passed)
}

pub(super) fn doc() -> Result<Ended, Error> {
    let strict = |run: Run| run.env("RUSTDOCFLAGS", "--deny warnings").check();
    strict(Run::cargo().args(["doc", "--locked", "--workspace", "--no-deps"]))?;
    rust_target::provide()?;
    strict(Run::cargo().args(["doc", "--locked", "--no-deps", "--lib"]).args(ON_WASM))?;
    Ok(Ended::Passed)
}

pub(super) fn native() -> Result<Ended, Error> {
    Run::cargo().args(["test", "--locked", "--workspace"]).check()?;
    Ok(Ended::Passed)
}

pub(super) fn wasm() -> Result<Ended, Error> {
    if !exists(BROWSER_TESTS) {
        return Ok(Ended::Skipped("tests/web.rs does not exist yet"));
    }
    rust_target::provide()?;
    let runner = tools::wasm_bindgen(&repo::locked_version("wasm-bindgen")?)?.join("wasm-bindgen-test-runner");
    let browser = browser::provide()?;
    Run::cargo()
        .args(["test", "--locked"])
        .args(ON_WASM)
        .args(["--test", "web"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chromium)?)
        .env("CHROMEDRIVER", browser.driver)
        // For all tests together, unoptimised; the runner's own 20 s are too few for a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .check()?;
    Ok(Ended::Passed)
}

pub(super) fn page() -> Result<Ended, Error> {
    page::build(Flavor::Release)?;
    Ok(Ended::Passed)
}

pub(super) fn size() -> Result<Ended, Error> {
    sizes::run()?;
    Ok(Ended::Passed)
}

pub(super) fn npm() -> Result<Ended, Error> {
    package::run()?;
    Ok(Ended::Passed)
}

pub(super) fn e2e() -> Result<Ended, Error> {
    match end_to_end::command(Build::Debug)? {
        Some(run) => run.check().map(|()| Ended::Passed),
        None => Ok(Ended::Skipped("tests/e2e.rs does not exist yet")),
    }
}

fn exists(file: &str) -> bool {
    Path::new(file).is_file()
}

/// The browser flags of `webdriver.json` together with the browser that was found, as a file for the test runner.
fn capabilities(chromium: &Path) -> Result<PathBuf, Error> {
    let flags = fs::read_to_string("webdriver.json").map_err(Error::file("read", "webdriver.json"))?;
    let place = "\"goog:chromeOptions\": {";
    let binary = chromium.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    let text = flags.replace(place, &format!("{place}\n    \"binary\": \"{binary}\","));
    let path = repo::target_folder()?.join("webdriver.json");
    fs::write(&path, text).map_err(Error::file("write", &path))?;
    Ok(path)
}
