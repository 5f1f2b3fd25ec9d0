//! The service worker: its source with the lists of what it keeps.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_headers::{FRAME_LIST, WORKER, is_named_by_content};

use crate::error::Error;
use crate::page::{self, compress, minify, naming};

const SOURCE: &str = "src/sw.js";

/// What the source leaves open.
const VERSION: &str = "const VERSION = \"\";";
const BY_CONTENT: &str = "const BY_CONTENT = {};";
const BY_NAME: &str = "const BY_NAME = {};";

/// Writes the worker of the files in a folder into it.
pub(super) fn write(folder: &Path) -> Result<(), Error> {
    let source = fs::read_to_string(SOURCE).map_err(Error::file("read", SOURCE))?;
    let (mut by_content, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    // Who may show the ticket in a frame is asked each time, and whoever runs the host may write it by hand.
    let kept = |file: &String| !compress::is_copy(file) && file != FRAME_LIST;
    for file in page::files(folder)?.into_iter().filter(kept) {
        let path = folder.join(&file);
        let content = fs::read(&path).map_err(Error::file("read", &path))?;
        let list = if is_named_by_content(&file) { &mut by_content } else { &mut by_name };
        list.insert(address(&file), naming::integrity(&content));
    }
    let text = filled(&source, &by_content, &by_name).map_err(Error::Worker)?;
    let path = folder.join(WORKER);
    fs::write(&path, text).map_err(Error::file("write", &path))?;
    let text = minify::script(&path)?;
    fs::write(&path, text).map_err(Error::file("write", &path))
}

/// The index is known by its folder: hosts redirect from its name.
fn address(file: &str) -> String {
    format!("./{}", file.strip_suffix("index.html").unwrap_or(file))
}

fn filled(source: &str, by_content: &BTreeMap<String, String>, by_name: &BTreeMap<String, String>) -> Result<String, &'static str> {
    let list = |name: &str, files: &BTreeMap<String, String>| {
        // A map of texts can always be written.
        format!("const {name} = {};", serde_json::to_string(files).unwrap_or_default())
    };
    let mut text = source.to_owned();
    for (open, closed) in [(BY_CONTENT, list("BY_CONTENT", by_content)), (BY_NAME, list("BY_NAME", by_name))] {
        if text.matches(open).count() != 1 {
            return Err(open);
        }
        text = text.replace(open, &closed);
    }
    if text.matches(VERSION).count() != 1 {
        return Err(VERSION);
    }
    let version = naming::hash(text.as_bytes());
    Ok(text.replace(VERSION, &format!("const VERSION = \"{version}\";")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(name, integrity)| ((*name).to_owned(), (*integrity).to_owned())).collect()
    }

    #[test]
    fn another_file_makes_another_worker() {
        let source = "const VERSION = \"\";\nconst BY_CONTENT = {};\nconst BY_NAME = {};\n";
        let one = filled(source, &list(&[("./a.js", "sha384-a")]), &list(&[("./", "sha384-i")])).unwrap();
        let two = filled(source, &list(&[("./a.js", "sha384-a")]), &list(&[("./", "sha384-j")])).unwrap();
        assert!(one.contains("{\"./a.js\":\"sha384-a\"}") && one.contains("{\"./\":\"sha384-i\"}"), "{one}");
        assert_ne!(one.lines().next(), two.lines().next(), "the version");
        assert_eq!(filled("const BY_CONTENT = {};", &list(&[]), &list(&[])), Err(BY_NAME));
    }

    #[test]
    fn the_source_has_a_place_for_the_lists_and_never_takes_over_early() {
        let source = fs::read_to_string(Path::new("..").join(SOURCE)).unwrap();
        assert!(filled(&source, &list(&[]), &list(&[])).is_ok());
        assert!(!source.contains("skipWaiting("), "a page that is open gets its later parts from its own version");
    }

    #[test]
    fn the_index_is_kept_by_its_folder() {
        assert_eq!(["index.html", "frame.html", "a-0123456789abcdef.js"].map(address), ["./", "./frame.html", "./a-0123456789abcdef.js"]);
    }
}
