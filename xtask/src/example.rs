//! `example`: one of the dashboards under `examples`, built with the npm package and served behind the gateway.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::npm;
use crate::page;
use crate::repo::GATEWAY_PACKAGE;
use crate::run::Run;
use crate::text::say;

/// Where they are built.
const BUILT: &str = "dist/examples";
/// What all of them share.
const SHARED: [&str; 2] = ["dashboard.css", "icon.svg"];

/// One of the dashboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Example {
    Plain,
    React,
    Vue,
    Svelte,
}

impl Example {
    pub(crate) const ALL: [Example; 4] = [Self::Plain, Self::React, Self::Vue, Self::Svelte];

    pub(crate) fn parse(word: &str) -> Option<Example> {
        Self::ALL.into_iter().find(|example| example.name() == word)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::React => "react",
            Self::Vue => "vue",
            Self::Svelte => "svelte",
        }
    }
}

/// Builds one and serves it until it is stopped.
pub(crate) fn run(example: Example, gateway: &[String]) -> Result<(), Error> {
    let folder = build(example)?;
    say("starting the gateway; the first build of it takes about a minute. Ctrl-C ends it");
    let run = Run::cargo().args(["run", "--release", "--package", GATEWAY_PACKAGE, "--", "--page"]);
    run.arg(folder).args(gateway).hand_over()
}

/// Builds all of them and says where they stand.
pub(crate) fn build_all() -> Result<PathBuf, Error> {
    for example in Example::ALL {
        build(example)?;
    }
    Ok(PathBuf::from(BUILT))
}

fn build(example: Example) -> Result<PathBuf, Error> {
    npm::build_if_stale()?;
    let source = Path::new("examples").join(example.name());
    let built = Path::new(BUILT).join(example.name());
    say(format_args!("building the example {}", example.name()));
    page::remove(&built)?;
    match example {
        Example::Plain => {
            page::copy(&source, &built)?;
            page::copy(Path::new(npm::FOLDER), &built.join(npm::PACKAGE))?;
            for name in SHARED {
                let here = built.join(name);
                fs::copy(Path::new("examples").join(name), &here).map_err(Error::file("write", &here))?;
            }
        }
        Example::React | Example::Vue | Example::Svelte => bundle(&source, &built)?,
    }
    Ok(built)
}

/// By Vite, in the example's own folder, as its author would.
fn bundle(source: &Path, built: &Path) -> Result<(), Error> {
    // npm keeps a package of the same version, also when its content has changed.
    page::remove(&source.join("node_modules").join(npm::PACKAGE))?;
    npm::command()
        // The package as a copy: behind a link its own imports would be looked for where it really is.
        .args(["install", "--install-links", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        .folder(source)
        .check()?;
    let vite = crate::repo::absolute(&source.join("node_modules/.bin/vite"))?;
    let out = crate::repo::absolute(built)?;
    Run::new(vite).args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"]).arg(out).folder(source).check()
}
