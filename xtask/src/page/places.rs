//! Where the builder keeps sources is nobody's business: a panic in the program names a file of a library by the library's own
//! name, not by a folder of the machine that built it. The page is smaller so, and the same wherever it is built.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::tools::rust_target;

/// Cargo's variable for flags of the page's target, added to those of `.cargo/config.toml`. It is split at spaces.
pub(super) const VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Folders in which sources of others stand.
pub(super) fn of_sources() -> Result<Vec<PathBuf>, Error> {
    let mut folders = vec![rust_target::libraries()?.join("src/rust/library")];
    let home = std::env::home_dir().map(|home| home.join(".cargo"));
    if let Some(cargo) = std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home) {
        // One folder for each registry; none yet where everything is vendored.
        let registries = fs::read_dir(cargo.join("registry/src")).into_iter().flatten().flatten();
        folders.extend(registries.map(|registry| registry.path()));
    }
    Ok(folders)
}

/// The flags that take these folders out of every name of a file.
pub(super) fn flags(folders: &[PathBuf]) -> String {
    let named = folders.iter().filter_map(|folder| folder.to_str()).filter(|folder| !folder.contains([' ', '=']));
    named.map(|folder| format!("--remap-path-prefix={folder}=")).collect::<Vec<_>>().join(" ")
}

/// Checks that no file of a page names one of the folders.
pub(super) fn stay_out_of(page: &Path, folders: &[PathBuf]) -> Result<(), Error> {
    for name in super::files(page)? {
        let path = page.join(name);
        let bytes = fs::read(&path).map_err(Error::file("read", &path))?;
        if let Some(folder) = folders.iter().find(|folder| names(&bytes, folder)) {
            return Err(Error::Place { file: path, folder: folder.clone() });
        }
    }
    Ok(())
}

fn names(bytes: &[u8], folder: &Path) -> bool {
    let wanted = folder.as_os_str().as_encoded_bytes();
    !flags(&[folder.to_owned()]).is_empty() && bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_out_of_names_unless_cargo_would_split_it() {
        let folders = [PathBuf::from("/h/registry/src/index"), PathBuf::from("/a b/library")];
        assert_eq!(flags(&folders), "--remap-path-prefix=/h/registry/src/index=");
        assert_eq!(flags(&[]), "");
    }

    #[test]
    fn a_folder_in_a_file_is_found() {
        let folder = Path::new("/h/registry/src");
        assert!(names(b"\0asm at /h/registry/src/index/a-1.0.0/src/lib.rs", folder));
        assert!(!names(b"\0asm at a-1.0.0/src/lib.rs", folder));
        assert!(!names(b"/a b/library/core", Path::new("/a b/library")), "that one could not be taken out");
    }

    #[test]
    fn a_page_that_names_a_folder_is_refused_and_the_file_is_said() {
        let page = std::env::temp_dir().join(format!("order-ticket-places-{}", std::process::id()));
        fs::create_dir_all(&page).unwrap();
        let folders = [PathBuf::from("/h/registry/src/index")];
        fs::write(page.join("a.wasm"), "\0asm at a-1.0.0/src/lib.rs").unwrap();
        let clean = stay_out_of(&page, &folders);
        fs::write(page.join("b.wasm"), "\0asm at /h/registry/src/index/a-1.0.0/src/lib.rs").unwrap();
        let named = stay_out_of(&page, &folders);
        fs::remove_dir_all(&page).unwrap();
        clean.unwrap();
        let why = named.unwrap_err().to_string();
        assert!(why.contains("b.wasm") && why.contains("/h/registry/src/index"), "{why}");
    }
}
