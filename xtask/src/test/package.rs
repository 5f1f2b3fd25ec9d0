//! The npm package, checked by the tools of those who use it. It is packed as it would be published and installed from
//! there, in a folder of its own where those tools are found.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::npm;
use crate::page;
use crate::run::Run;
use crate::text::say;
use crate::tools;

/// Samples and checks.
const TESTS: &str = "tests/npm";
/// What the samples call the glue that is made with the program.
const PROGRAM_TYPES: &str = "program.d.ts";

/// Builds and checks the package.
pub(super) fn run() -> Result<(), Error> {
    npm::build_if_stale()?;
    let tools = tools::package_checks()?;
    // Below the tools' folder, so that Node.js and TypeScript find them as they look for packages.
    let work = tools.join(format!("work-{}", std::process::id()));
    page::remove(&work)?;
    page::copy(Path::new(TESTS), &work)?;
    page::copy(Path::new(npm::SOURCES), &work.join("source"))?;
    let program = work.join("source/order-ticket.d.ts");
    fs::copy(work.join(PROGRAM_TYPES), &program).map_err(Error::file("write", &program))?;
    let own = work.join("package.json");
    fs::write(&own, "{ \"private\": true, \"type\": \"module\" }\n").map_err(Error::file("write", &own))?;
    let checked = check(&work, &tools.join("node_modules/.bin"));
    page::remove(&work)?;
    checked
}

fn check(work: &Path, programs: &Path) -> Result<(), Error> {
    let tarball = pack(work)?;
    no_address_leads_nowhere()?;
    let tool = |name: &str| Run::new(tools::npm::script(programs, name));
    tool("publint").args(["run", "--strict"]).arg(npm::folder()?).check()?;
    // An ES module only: old resolution and `require` are not promised.
    tool("attw").arg(&tarball).args(["--profile", "esm-only", "--no-emoji", "--format", "ascii"]).check()?;

    let install = ["install", "--offline", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    npm::command().args(install).arg(&tarball).folder(work).check()?;
    tool("tsc").arg("--project").arg(work).check()?;
    for script in ["names.mjs", "server.mjs"] {
        Run::new("node").arg(script).folder(work).check()?;
    }
    bundle(work)
}

/// Packs what `npm publish` would publish, and holds its files against what must be there.
fn pack(work: &Path) -> Result<PathBuf, Error> {
    let pack = npm::command().args(["pack", "--json", "--loglevel=error", "--pack-destination"]).arg(work);
    let told = pack.folder(&npm::folder()?).output()?;
    let texts = |key: &str| -> Vec<String> {
        let key = format!("\"{key}\": \"");
        told.split(&key).skip(1).filter_map(|rest| rest.split_once('"')).map(|(text, _)| text.to_owned()).collect()
    };
    let mut packed = texts("path");
    packed.sort();
    let expected = npm::expected()?;
    if packed != expected {
        return Err(Error::Package(format!("npm would publish {packed:?}, and not {expected:?}")));
    }
    say(format_args!("{} files as expected", packed.len()));
    let name = texts("filename").pop().ok_or_else(|| Error::Package("npm pack names no file".to_owned()))?;
    Ok(work.join(name))
}

/// Every file that a script of the package asks for is in the package.
fn no_address_leads_nowhere() -> Result<(), Error> {
    let folder = npm::folder()?;
    let files = page::files(&folder)?;
    let mut asked = 0;
    for name in files.iter().filter(|name| name.ends_with(".js")) {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        for found in text.split("new URL(\"").skip(1).filter_map(|rest| rest.split_once('"')) {
            let (address, after) = found;
            if after.starts_with(",import.meta.url)") {
                asked += 1;
                let file = address.trim_start_matches("./");
                if !files.iter().any(|known| known == file) {
                    return Err(Error::Package(format!("{name} asks for {file}, which is not in the package")));
                }
            }
        }
    }
    if asked == 0 {
        return Err(Error::Package("no script asks for a file: the form of their addresses has changed".to_owned()));
    }
    say(format_args!("{asked} addresses in the scripts lead to files of the package"));
    Ok(())
}

/// Both samples bundled: for a browser, with the element in it.
fn bundle(work: &Path) -> Result<(), Error> {
    for sample in ["sample.ts", "sample.tsx"] {
        let run = Run::new(tools::esbuild()?).arg(sample).args(["--bundle", "--format=esm", "--jsx=automatic", "--log-level=error"]);
        let text = run.folder(work).output()?;
        if !text.contains("customElements.define(") {
            return Err(Error::Package(format!("a bundle of {sample} does not define the element: see sideEffects")));
        }
    }
    say("both samples can be bundled");
    Ok(())
}
