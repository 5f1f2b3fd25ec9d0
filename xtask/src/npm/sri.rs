//! Hashes of the package's files as browsers check them (Subresource Integrity, SHA-384), as JSON.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::page::{self, naming};

/// Each file under a folder with its hash, sorted by name.
pub(super) fn of(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    for name in page::files(folder)? {
        let path = folder.join(&name);
        let content = fs::read(&path).map_err(Error::file("read", &path))?;
        found.push((name, naming::integrity(&content)));
    }
    Ok(found)
}

/// `sri.json`: an object from names to values of an `integrity` attribute.
pub(super) fn json(files: &[(String, String)]) -> String {
    let lines: Vec<String> = files.iter().map(|(name, hash)| format!("  \"{name}\": \"{hash}\"")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // `printf 'a' | openssl dgst -sha384 -binary | openssl base64 -A`
        let hash = "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x";
        assert_eq!(naming::integrity(b"a"), hash);
        let files = [("a.js".to_owned(), hash.to_owned()), ("package.json".to_owned(), "sha384-x".to_owned())];
        assert_eq!(json(&files), format!("{{\n  \"a.js\": \"{hash}\",\n  \"package.json\": \"sha384-x\"\n}}\n"));
    }
}
