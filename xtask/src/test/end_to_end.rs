//! The end-to-end tests: what they need, got and built, and the command that runs them.

use std::path::Path;

use page_headers::Policy;

use crate::error::Error;
use crate::example;
use crate::page::Flavor;
use crate::repo::{self, PAGE_PACKAGE};
use crate::run::Run;
use crate::site;
use crate::tools::{self, browser, server, webkit};

const SOURCE: &str = "tests/e2e.rs";

/// How the tests are built, and with them the gateway, which runs inside them. The page is always as it is served to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Quickly.
    Debug,
    /// As they are meant to be run.
    Release,
}

/// The command, up to the words for the tests themselves, which follow; `None` where there are no such tests.
pub(crate) fn command(build: Build) -> Result<Option<Run>, Error> {
    if !Path::new(SOURCE).is_file() {
        return Ok(None);
    }
    site::build(&Policy::default())?;
    let servers = server::provide()?;
    let browser = browser::provide()?;
    let webkit = webkit::provide()?;
    let run = Run::cargo().args(["test", "--locked", "--package", PAGE_PACKAGE, "--features", "e2e", "--test", "e2e"]);
    let run = match build {
        Build::Debug => run,
        Build::Release => run.arg("--release"),
    };
    let run = run
        // One at a time: each has a browser of its own.
        .args(["--", "--test-threads=1"])
        .env("ORDER_TICKET_PAGE", repo::absolute(Flavor::Release.folder())?)
        .env("ORDER_TICKET_EXAMPLES", repo::absolute(&example::build_all()?)?)
        .env("ORDER_TICKET_SITE", repo::absolute(Path::new(site::FOLDER))?)
        .env("ORDER_TICKET_DEPLOY", repo::absolute(Path::new(site::DEPLOY))?)
        .env("NGINX", servers.nginx)
        .env("CADDY", servers.caddy)
        .env("ORDER_TICKET_AXE", tools::axe()?)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.driver)
        .env("WEBKITDRIVER", webkit.driver)
        .env("XVFB", webkit.display);
    Ok(Some(match servers.brotli {
        Some(module) => run.env("NGINX_BROTLI", module),
        None => run,
    }))
}
