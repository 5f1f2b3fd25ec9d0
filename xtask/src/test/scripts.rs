//! Scripts that are written against somebody else's interface, checked against its types.

use std::fs;
use std::path::Path;

use super::Ended;
use crate::error::Error;
use crate::repo;
use crate::run::Run;
use crate::tools;

/// Written against FDC3.
const SCRIPT: &str = "src/embed/fdc3.js";

/// Checks them.
pub(super) fn run() -> Result<Ended, Error> {
    let folder = repo::target_folder()?.join("scripts");
    fs::create_dir_all(&folder).map_err(Error::file("create", &folder))?;
    let project = folder.join("tsconfig.json");
    let text = project_of(&tools::fdc3()?, &repo::absolute(Path::new(SCRIPT))?);
    fs::write(&project, text).map_err(Error::file("write", &project))?;
    Run::new(tools::typescript()?).arg("--project").arg(&project).check()?;
    Ok(Ended::Passed)
}

/// The project file: the script with the packages of FDC3, wherever they lie. Their own types are taken as they are.
fn project_of(packages: &Path, script: &Path) -> String {
    let path = |path: &Path| path.display().to_string().replace('\\', "/");
    format!(
        r#"{{
  "compilerOptions": {{
    "strict": true, "noUncheckedIndexedAccess": true, "allowJs": true, "checkJs": true, "noEmit": true, "skipLibCheck": true,
    "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "lib": ["es2023", "dom", "dom.iterable"], "types": [],
    "paths": {{ "@finos/*": ["{}/@finos/*"] }}
  }},
  "files": ["{}"]
}}
"#,
        path(packages),
        path(script)
    )
}
