//! nginx and Caddy, for the tests of the configurations that are written for them.
//!
//! Debian's packages are taken apart into the cache, not installed: an installed server starts by itself.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::run::{self, Run};
use crate::text::say;

const NGINX: &str = "nginx";
const CADDY: &str = "caddy";
/// nginx's module for precompressed brotli.
const BROTLI: &str = "ngx_http_brotli_static_module.so";
const PACKAGES: [&str; 3] = [NGINX, CADDY, "libnginx-mod-http-brotli-static"];

/// Where the programs are.
pub(crate) struct Servers {
    pub(crate) nginx: PathBuf,
    pub(crate) caddy: PathBuf,
    /// That of nginx beside it, if it has one.
    pub(crate) brotli: Option<PathBuf>,
}

/// What `NGINX` and `CADDY` name, else what is on PATH, else Debian's packages in the cache.
pub(crate) fn provide() -> Result<Servers, Error> {
    let home = super::cache()?.join("tools/servers-debian");
    if let Some(servers) = find(&home) {
        return Ok(servers);
    }
    fetch(&home)?;
    find(&home).ok_or_else(missing)
}

fn find(home: &Path) -> Option<Servers> {
    let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    // Debian keeps servers where only root looks.
    let of_root = |name| Some(Path::new("/usr/sbin").join(name)).filter(|path| path.is_file());
    let of_cache = |folder, name| Some(home.join(folder).join(name)).filter(|path| path.is_file());
    let nginx = named("NGINX").or_else(|| run::on_path(NGINX)).or_else(|| of_root(NGINX)).or_else(|| of_cache("usr/sbin", NGINX))?;
    let caddy = named("CADDY").or_else(|| run::on_path(CADDY)).or_else(|| of_cache("usr/bin", CADDY))?;
    let top = nginx.ancestors().nth(2).unwrap_or(Path::new("/")).to_path_buf();
    let brotli = Some(top.join("lib/nginx/modules").join(BROTLI)).filter(|path| path.is_file());
    Some(Servers { nginx, caddy, brotli })
}

/// Beside the final place and then moved there, so that nothing half done is left.
fn fetch(home: &Path) -> Result<(), Error> {
    let apt = run::on_path("apt-get").filter(|_| run::on_path("dpkg-deb").is_some()).ok_or_else(missing)?;
    say(format_args!("getting the packages {} into {} (some seconds)", PACKAGES.join(", "), home.display()));
    let part = home.with_extension(format!("{}.part", std::process::id()));
    fs::create_dir_all(&part).map_err(Error::file("create", &part))?;
    let fetched = take_apart(&apt, &part).and_then(|()| fs::rename(&part, home).map_err(Error::file("move the servers to", home)));
    if fetched.is_err() {
        let _best_effort = fs::remove_dir_all(&part);
    }
    fetched
}

fn take_apart(apt: &Path, folder: &Path) -> Result<(), Error> {
    let download = || Run::new(apt).args(["--quiet", "--quiet", "download"]).args(PACKAGES).folder(folder);
    if download().check().is_err() {
        // A machine that has never asked does not know the packages. Only root may ask.
        Run::new(apt).args(["--quiet", "--quiet", "update"]).check()?;
        download().check()?;
    }
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))?.flatten() {
        let package = entry.path();
        if package.extension().is_some_and(|ending| ending == "deb") {
            Run::new("dpkg-deb").arg("--extract").arg(&package).arg(folder).check()?;
            fs::remove_file(&package).map_err(Error::file("remove", &package))?;
        }
    }
    Ok(())
}

fn missing() -> Error {
    Error::Missing {
        program: "nginx or caddy".to_owned(),
        hint: "install both (Debian needs nothing but apt-get), or name them by NGINX and CADDY".to_owned(),
    }
}
