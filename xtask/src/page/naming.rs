//! Names by content: a file whose content changes gets another name, so everything but the HTML may be cached for good.
//!
//! Trunk can put a hash into names, but takes it before wasm-opt has run, so that two different files could share a
//! name. Here the names are given last, each file after those it mentions.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};

use super::html::{self, Piece, Tag};
use crate::error::Error;

/// Names that others know and that therefore stay: pages, scripts that others include by their address, and the list that a
/// host edits by hand.
fn keeps_its_name(name: &str) -> bool {
    name.ends_with(".html") || ["element.js", "api.js", "node.js", page_headers::FRAME_LIST, "robots.txt", "favicon.ico"].contains(&name)
}

/// Files whose text can mention other files.
fn is_text(name: &str) -> bool {
    [".html", ".js", ".css", ".json", ".webmanifest"].iter().any(|ending| name.ends_with(ending))
}

/// A file that has its final content and name.
struct Final {
    name: String,
    /// The value of an `integrity` attribute; only for kinds of files of which browsers check it.
    integrity: Option<String>,
}

/// Renames the files in the folder, rewrites what they say about each other, and their `integrity`.
pub(super) fn by_content(folder: &Path) -> Result<(), Error> {
    let mut waiting: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for name in super::files(folder)? {
        let path = folder.join(&name);
        waiting.insert(name, fs::read(&path).map_err(Error::file("read", &path))?);
    }
    let mut done: BTreeMap<String, Final> = BTreeMap::new();
    while let Some(name) = next_ready(&waiting) {
        let name = name?;
        let Some(content) = waiting.remove(&name) else {
            break;
        };
        let content = rewrite(&name, content, &done);
        let new = if keeps_its_name(&name) { name.clone() } else { with_hash(&name, &content) };
        let integrity = (name.ends_with(".js") || name.ends_with(".css")).then(|| integrity(&content));
        let (old_path, new_path) = (folder.join(&name), folder.join(&new));
        fs::remove_file(&old_path).map_err(Error::file("remove", &old_path))?;
        fs::write(&new_path, content).map_err(Error::file("write", &new_path))?;
        done.insert(name, Final { name: new, integrity });
    }
    Ok(())
}

/// A file that mentions none of those still waiting; nothing when none waits.
fn next_ready(waiting: &BTreeMap<String, Vec<u8>>) -> Option<Result<String, Error>> {
    let mentions_another = |name: &String, content: &[u8]| {
        is_text(name) && {
            let text = String::from_utf8_lossy(content);
            waiting.keys().any(|other| other != name && mentions(&text, other))
        }
    };
    let first = waiting.keys().next()?;
    let ready = waiting.iter().find(|(name, content)| !mentions_another(name, content)).map(|(name, _)| name.clone());
    Some(ready.ok_or_else(|| Error::Circle { file: first.clone() }))
}

fn rewrite(name: &str, content: Vec<u8>, done: &BTreeMap<String, Final>) -> Vec<u8> {
    if !is_text(name) {
        return content;
    }
    let text = String::from_utf8_lossy(&content).into_owned();
    let text = done.iter().fold(text, |text, (old, new)| replace(&text, old, &new.name));
    let text = if name.ends_with(".html") { with_integrity(&text, done) } else { text };
    text.into_bytes()
}

/// `ticket.css` as `ticket-0123456789abcdef.css`.
fn with_hash(name: &str, content: &[u8]) -> String {
    let hash = hash(content);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{name}-{hash}"),
    }
}

/// Sixteen hexadecimal digits that stand for a content.
pub(crate) fn hash(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The value of an `integrity` attribute for this content.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// Whether the text names the file, as a whole word between quotes, slashes or brackets.
fn mentions(text: &str, name: &str) -> bool {
    replace(text, name, "") != text
}

fn replace(text: &str, old: &str, new: &str) -> String {
    let starts = |before: &str| before.ends_with(['"', '\'', '`', '/', '(', '=']);
    let ends = |after: &str| after.starts_with(['"', '\'', '`', ')', '?', '#', ' ', '>']);
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(old) {
        out.push_str(before);
        out.push_str(if starts(&out) && ends(after) { new } else { old });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Puts the integrity of scripts and style sheets on the tags that load them. Browsers do not check that of wasm, so
/// there it goes. A preload of a file that no longer exists (it was folded into another) goes as a whole.
fn with_integrity(document: &str, done: &BTreeMap<String, Final>) -> String {
    let find = |address: &str| {
        let name = address.trim_start_matches("./");
        done.values().find(|file| file.name == name)
    };
    let mut out = String::new();
    for piece in html::pieces(document) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag(tag) if preloads(&tag) && tag.get("href").and_then(find).is_none() => {}
            Piece::Tag(tag) => out.push_str(&checked(tag, find).write()),
        }
    }
    out
}

fn preloads(tag: &Tag<'_>) -> bool {
    tag.name == "link" && ["preload", "modulepreload"].map(Some).contains(&tag.get("rel"))
}

fn checked<'a, 'f>(mut tag: Tag<'a>, find: impl Fn(&str) -> Option<&'f Final>) -> Tag<'a> {
    let loads = ["link", "script"].contains(&tag.name);
    let address = tag.get("src").or_else(|| tag.get("href")).map(str::to_owned);
    if let Some(file) = address.filter(|_| loads).and_then(|address| find(&address)) {
        tag.attributes.retain(|(name, _)| *name != "integrity");
        if let Some(integrity) = &file.integrity {
            tag.attributes.push(("integrity", Some(integrity.clone())));
        }
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(files: &[(&str, &str)], label: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-naming-{label}-{}", std::process::id()));
        let _fresh = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    fn page(wasm: &str, label: &str) -> Vec<(String, String)> {
        let html = "<link rel=\"preload\" href=\"./app_bg.wasm\" integrity=\"old\"><link rel=\"modulepreload\" href=\"./gone.js\"><script src=\"./boot.js\" \
                    data-js=\"app.js\" data-wasm=\"app_bg.wasm\"></script>";
        let glue = "new URL('app_bg.wasm', import.meta.url)";
        let folder = folder_of(&[("index.html", html), ("app.js", glue), ("app_bg.wasm", wasm), ("boot.js", "1")], label);
        by_content(&folder).unwrap();
        let read = |name: String| (name.clone(), fs::read_to_string(folder.join(name)).unwrap());
        let found = super::super::files(&folder).unwrap().into_iter().map(read).collect();
        fs::remove_dir_all(&folder).unwrap();
        found
    }

    #[test]
    fn a_changed_wasm_changes_its_name_and_that_of_the_script_that_loads_it() {
        let names = |page: &[(String, String)]| page.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (one, two) = (names(&page("one", "one")), names(&page("two", "two")));
        let same: Vec<_> = one.iter().filter(|name| two.contains(name)).map(String::as_str).collect();
        assert_eq!(same.len(), 2, "only the page and the unchanged script keep their names: {same:?}");
        assert!(same.iter().any(|name| name.starts_with("boot-")) && same.contains(&"index.html"));
    }

    #[test]
    fn the_page_names_the_new_files_and_checks_scripts_only() {
        let page = page("one", "three");
        let html = page.iter().find(|(name, _)| name == "index.html").map(|(_, text)| text.clone()).unwrap();
        for (name, _) in page.iter().filter(|(name, _)| name != "index.html") {
            assert!(html.contains(name.as_str()), "{name} in {html}");
        }
        assert!(!html.contains("integrity=\"old\"") && !html.contains("gone.js"));
        assert_eq!(html.matches("integrity=\"sha384-").count(), 1);
    }

    #[test]
    fn a_name_inside_a_longer_one_is_left_alone() {
        assert_eq!(replace("'app.js' 'my-app.js' \"./app.js\"", "app.js", "X"), "'X' 'my-app.js' \"./X\"");
    }
}
