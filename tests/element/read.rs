//! Reading names out of Rust, TypeScript, JavaScript and JSON as this repository writes them, for `tests/element.rs`. Must not
//! know any of the names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The text of a file of the repository; nothing of one that is not there.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

/// What stands between two texts, the second after the first; nothing where they do not stand so.
pub(crate) fn section<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split_once(to)).map(|(found, _)| found).unwrap_or_default()
}

/// A list of the manifest, by its name.
pub(crate) fn part<'a>(manifest: &'a str, list: &str) -> &'a str {
    section(manifest, &format!("\"{list}\": ["), "\n          ]")
}

/// Every text between double quotes, comments left out.
pub(crate) fn quoted(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    code.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// Every name that follows a text and ends with a double quote.
pub(crate) fn names_in(text: &str, before: &str) -> BTreeSet<String> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
}

/// The fields of a Rust struct.
pub(crate) fn fields(program: &str, name: &str) -> BTreeSet<String> {
    let start = ["struct ", name].concat();
    let mut found = program.split(&start).skip(1).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    names_before_colon(section(found.next().unwrap_or_default(), "{", "\n}"), "pub(crate) ")
}

/// The members of a TypeScript interface.
pub(crate) fn members(types: &str, interface: &str) -> BTreeSet<String> {
    names_before_colon(section(types, &format!("interface {interface} {{"), "\n}"), "")
}

/// `max_quantity` as `maxQuantity`.
pub(crate) fn camel(name: &str) -> String {
    let mut up = false;
    let mut out = String::new();
    for letter in name.chars() {
        if letter == '_' {
            up = true;
        } else {
            out.push(if std::mem::take(&mut up) { letter.to_ascii_uppercase() } else { letter });
        }
    }
    out
}

/// Every `part="…"` in the sources of a folder.
pub(crate) fn parts(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(parts(&path));
        } else {
            found.extend(names_in(&fs::read_to_string(&path).unwrap_or_default(), "part=\""));
        }
    }
    found
}

fn names_before_colon(body: &str, prefix: &str) -> BTreeSet<String> {
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*', '#']));
    let names = lines.filter_map(|line| line.split_once(':')).map(|(name, _)| name.trim_end_matches('?'));
    names.map(|name| name.strip_prefix(prefix).unwrap_or(name).to_owned()).collect()
}
