//! WebKitGTK's driver and a display in memory for its browser, which cannot do without one.

use std::path::PathBuf;

use super::browser;
use crate::error::Error;
use crate::run;

const DRIVER: &str = "WebKitWebDriver";
const DISPLAY: &str = "Xvfb";

/// What drives WebKitGTK's own small browser; the driver knows where that is.
pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    pub(crate) display: PathBuf,
}

/// What `WEBKITDRIVER` and `XVFB` name, else what is on PATH, else Debian's packages if we may install them.
pub(crate) fn provide() -> Result<WebKit, Error> {
    match find() {
        Some(webkit) => Ok(webkit),
        None => {
            browser::install(&["webkit2gtk-driver", "xvfb"], missing)?;
            find().ok_or_else(missing)
        }
    }
}

fn find() -> Option<WebKit> {
    let of = |variable, name| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file()).or_else(|| run::on_path(name));
    Some(WebKit { driver: of("WEBKITDRIVER", DRIVER)?, display: of("XVFB", DISPLAY)? })
}

fn missing() -> Error {
    Error::Missing {
        program: "WebKitGTK's WebDriver with Xvfb".to_owned(),
        hint: "install both (Debian: apt-get install webkit2gtk-driver xvfb), or name them by WEBKITDRIVER and XVFB".to_owned(),
    }
}
