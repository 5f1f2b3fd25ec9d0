//! Chromium and its driver, for the tests that need a browser.

use std::path::PathBuf;

use crate::error::Error;
use crate::run::{self, Run};
use crate::text::say;

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const DRIVER: &[&str] = &["chromedriver", "chromium-driver"];

/// A browser and the driver that fits it.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// What `CHROMIUM` and `CHROMEDRIVER` name, else what is on PATH, else Debian's packages if we may install them.
pub(crate) fn provide() -> Result<Browser, Error> {
    let browser = match find() {
        Some(browser) => browser,
        None => {
            install(&["chromium", "chromium-driver"], missing)?;
            find().ok_or_else(missing)?
        }
    };
    let (chromium, driver) = (major(&browser.chromium), major(&browser.driver));
    if chromium.is_some() && driver.is_some() && chromium != driver {
        return Err(Error::Missing {
            program: format!("a chromedriver for {} {}", browser.chromium.display(), chromium.unwrap_or_default()),
            hint: format!(
                "{} is of version {}; install the two from one source or name another by CHROMEDRIVER",
                browser.driver.display(),
                driver.unwrap_or_default()
            ),
        });
    }
    Ok(browser)
}

fn find() -> Option<Browser> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let first = |names: &[&str]| names.iter().find_map(|name| run::on_path(name));
    Some(Browser { chromium: named("CHROMIUM").or_else(|| first(CHROMIUM))?, driver: named("CHROMEDRIVER").or_else(|| first(DRIVER))? })
}

/// Installs Debian's packages, where that may be done; `missing` is what is said where not.
pub(super) fn install(packages: &[&str], missing: fn() -> Error) -> Result<(), Error> {
    let apt = run::on_path("apt-get").filter(|_| is_root()).ok_or_else(missing)?;
    say(format_args!("installing the packages {} (about a minute)", packages.join(" and ")));
    Run::new(&apt).args(["--quiet", "update"]).env("DEBIAN_FRONTEND", "noninteractive").check()?;
    Run::new(&apt)
        .args(["--quiet", "--yes", "--no-install-recommends", "install"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .check()
}

fn is_root() -> bool {
    run::on_path("id").and_then(|id| Run::new(id).arg("-u").output().ok()).is_some_and(|user| user.trim() == "0")
}

fn missing() -> Error {
    Error::Missing {
        program: "Chromium with chromedriver".to_owned(),
        hint: "install both from one source (Debian: apt-get install chromium chromium-driver), or name them by CHROMIUM \
               and CHROMEDRIVER"
            .to_owned(),
    }
}

/// The first number of the version line: `Chromium 156.0.8078.79 built on …` is 156.
fn major(program: &std::path::Path) -> Option<String> {
    run::version_of(program)?
        .split_whitespace()
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
        .and_then(|word| word.split('.').next())
        .map(str::to_owned)
}
