//! The tools a build needs besides cargo: which, in which exact version, and how they are got.
//!
//! A tool on PATH is taken only if it is exactly the version named here. Otherwise it is installed, once, into a cache
//! folder of our own: nothing the user has is changed, and two checkouts share it.

pub(crate) mod browser;
mod cargo;
pub(crate) mod npm;
pub(crate) mod rust_target;
pub(crate) mod server;
pub(crate) mod webkit;

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::run;
use crate::text::say;

/// Bundles the page.
const TRUNK: &str = "0.21.14";
/// The newest trunk needs a newer Rust than we do; wasm-opt older than this breaks what Rust emits, silently.
const BINARYEN: &str = "132.0.0";
/// Minifies the JavaScript that wasm-bindgen writes, and the style sheets.
const ESBUILD: &str = "0.28.2";
/// The library by which a page finds an FDC3 desktop agent. What it needs is of the same version, and so are the types in
/// [`PACKAGE_CHECKS`].
const FDC3: &str = "2.2.0";
/// Accessibility rules for the end-to-end tests.
const AXE: &str = "4.14.1";
/// Scores the shipped folder. The newest that runs on Node.js 20.
const LIGHTHOUSE: &str = "12.8.2";
/// What the npm package is checked with: the judges of packages and types, the types of FDC3, the schema of an element's manifest, and React.
const PACKAGE_CHECKS: &[&str] = &[
    "publint@0.3.25",
    "@arethetypeswrong/cli@0.18.5",
    "typescript@7.0.2",
    "@finos/fdc3@2.2.0",
    "ajv@8.20.0",
    "custom-elements-manifest@2.1.0",
    "react@19.3.1",
    "react-dom@19.3.1",
    "@types/react@19.3.0",
];

/// A program (or file) in one exact version.
struct Tool {
    /// Name of the folder in the cache.
    folder: String,
    /// The program to look for on PATH and in the cache; none for a tool that is only a file.
    program: Option<&'static str>,
    /// The word that must stand in the output of `--version`.
    word: String,
    package: &'static str,
    version: String,
    source: Source,
    /// How long the installation takes, roughly.
    takes: &'static str,
}

enum Source {
    Npm,
    /// These packages together in one folder.
    NpmSet(&'static [&'static str]),
    Cargo(cargo::Options),
}

/// Folder of Trunk.
pub(crate) fn trunk() -> Result<PathBuf, Error> {
    provide(&Tool {
        folder: format!("trunk-{TRUNK}"),
        program: Some("trunk"),
        word: TRUNK.to_owned(),
        package: "trunk",
        version: TRUNK.to_owned(),
        // A debug build takes half the time to make and builds the page as fast: rustc does the work.
        source: Source::Cargo(cargo::Options { locked: true, debug: true }),
        takes: "three to six minutes",
    })
}

/// Folder of `wasm-bindgen` and `wasm-bindgen-test-runner`; `version` is that of the crate in Cargo.lock.
pub(crate) fn wasm_bindgen(version: &str) -> Result<PathBuf, Error> {
    provide(&Tool {
        folder: format!("wasm-bindgen-cli-{version}"),
        program: Some("wasm-bindgen"),
        word: version.to_owned(),
        package: "wasm-bindgen-cli",
        version: version.to_owned(),
        // Its own lock file asks for versions that not every index has; what it emits depends on its own version alone.
        source: Source::Cargo(cargo::Options { locked: false, debug: false }),
        takes: "two to five minutes",
    })
}

/// Folder of `wasm-opt`.
pub(crate) fn wasm_opt() -> Result<PathBuf, Error> {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    provide(&Tool {
        folder: format!("binaryen-{major}"),
        program: Some("wasm-opt"),
        word: major.to_owned(),
        package: "binaryen",
        version: BINARYEN.to_owned(),
        source: Source::Npm,
        takes: "a few seconds",
    })
}

/// The esbuild program itself.
pub(crate) fn esbuild() -> Result<PathBuf, Error> {
    let folder = provide(&Tool {
        folder: format!("esbuild-{ESBUILD}"),
        program: Some("esbuild"),
        word: ESBUILD.to_owned(),
        package: "esbuild",
        version: ESBUILD.to_owned(),
        source: Source::Npm,
        takes: "a few seconds",
    })?;
    Ok(folder.join("esbuild"))
}

/// Folder in which the packages of FDC3 lie, by their names.
pub(crate) fn fdc3() -> Result<PathBuf, Error> {
    let folder = provide(&Tool {
        folder: format!("fdc3-{FDC3}"),
        program: None,
        word: FDC3.to_owned(),
        package: "@finos/fdc3",
        version: FDC3.to_owned(),
        source: Source::Npm,
        takes: "a few seconds",
    })?;
    Ok(folder.ancestors().nth(2).unwrap_or(&folder).to_path_buf())
}

/// The axe-core script.
pub(crate) fn axe() -> Result<PathBuf, Error> {
    let folder = provide(&Tool {
        folder: format!("axe-core-{AXE}"),
        program: None,
        word: AXE.to_owned(),
        package: "axe-core",
        version: AXE.to_owned(),
        source: Source::Npm,
        takes: "a few seconds",
    })?;
    Ok(folder.join("axe.min.js"))
}

/// The Lighthouse program itself.
pub(crate) fn lighthouse() -> Result<PathBuf, Error> {
    let folder = provide(&Tool {
        folder: format!("lighthouse-{LIGHTHOUSE}"),
        program: Some("lighthouse"),
        word: LIGHTHOUSE.to_owned(),
        package: "lighthouse",
        version: LIGHTHOUSE.to_owned(),
        source: Source::Npm,
        takes: "half a minute",
    })?;
    Ok(folder.join("lighthouse"))
}

/// A folder with `node_modules` of all that the package is checked with.
pub(crate) fn package_checks() -> Result<PathBuf, Error> {
    let versions: Vec<&str> = PACKAGE_CHECKS.iter().filter_map(|package| package.rsplit_once('@')).map(|(_, version)| version).collect();
    provide(&Tool {
        folder: format!("package-checks-{}", versions.join("-")),
        program: None,
        word: String::new(),
        package: "package-checks",
        version: versions.join(", "),
        source: Source::NpmSet(PACKAGE_CHECKS),
        takes: "about ten seconds",
    })
}

/// The folder that holds the tool's programs, after installing them if need be.
fn provide(tool: &Tool) -> Result<PathBuf, Error> {
    if let Some(found) = tool.program.and_then(run::on_path)
        && tool.is_right(&found)
    {
        return Ok(found.parent().map(Path::to_path_buf).unwrap_or_default());
    }
    let home = cache()?.join("tools").join(&tool.folder);
    let programs = tool.programs(&home);
    if !tool.is_in(&programs) {
        tool.install(&home)?;
        if !tool.is_in(&programs) {
            let program = tool.program.unwrap_or(tool.package).to_owned();
            return Err(Error::WrongVersion { program, version: tool.version.clone(), folder: home });
        }
    }
    Ok(programs)
}

impl Tool {
    fn programs(&self, home: &Path) -> PathBuf {
        match (&self.source, self.program) {
            (Source::Cargo(_), _) => home.join("bin"),
            (Source::Npm, Some(_)) => home.join("node_modules/.bin"),
            (Source::NpmSet(_), _) => home.to_path_buf(),
            (Source::Npm, None) => home.join("node_modules").join(self.package),
        }
    }

    fn is_in(&self, programs: &Path) -> bool {
        match self.program {
            Some(program) => self.is_right(&programs.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))),
            None => programs.join("package.json").is_file(),
        }
    }

    fn is_right(&self, program: &Path) -> bool {
        program.is_file() && run::version_of(program).is_some_and(|line| line.split_whitespace().any(|word| word == self.word))
    }

    /// Installs beside the final place and moves there, so that an installation broken off leaves nothing half done.
    fn install(&self, home: &Path) -> Result<(), Error> {
        say(format_args!("installing {} {} into {} ({})", self.package, self.version, home.display(), self.takes));
        let part = home.with_file_name(format!("{}.{}.part", self.folder, std::process::id()));
        fs::create_dir_all(&part).map_err(Error::file("create", &part))?;
        let installed = match &self.source {
            Source::Npm => npm::install(&part, &[format!("{}@{}", self.package, self.version)]),
            Source::NpmSet(packages) => npm::install(&part, &packages.iter().map(|package| (*package).to_owned()).collect::<Vec<_>>()),
            Source::Cargo(options) => cargo::install(&part, self.package, &self.version, options),
        };
        let moved = installed.and_then(|()| {
            if home.exists() {
                fs::remove_dir_all(home).map_err(Error::file("remove", home))?;
            }
            fs::rename(&part, home).map_err(Error::file("move the installed tool to", home))
        });
        if moved.is_err() {
            let _best_effort = fs::remove_dir_all(&part);
        }
        moved
    }
}

/// Our folder in the user's cache.
fn cache() -> Result<PathBuf, Error> {
    let set = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .map(|base| base.join("order-ticket"))
        .ok_or_else(|| Error::Missing {
            program: "a cache folder".to_owned(),
            hint: "set XDG_CACHE_HOME or HOME to a folder that may be written to".to_owned(),
        })
}
