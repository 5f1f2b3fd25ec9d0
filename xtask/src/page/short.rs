//! Short names between the program and its glue: wasm-bindgen names every import, and every kind of closure, with a hash, which no
//! compression can shorten, once in the program and once in the script.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::error::Error;

/// How the names of exports begin that only the glue calls.
const CLOSURES: &str = "wasm_bindgen__convert__closures";

/// Renames what the glue gives to the program and what it calls of it, in both files.
pub(super) fn names(program: &Path, glue: &Path) -> Result<(), Error> {
    let code = fs::read(program).map_err(Error::file("read", program))?;
    let script = fs::read_to_string(glue).map_err(Error::file("read", glue))?;
    let (code, names) = rename(&code).map_err(Error::Cut)?;
    fs::write(program, code).map_err(Error::file("write", program))?;
    fs::write(glue, replace(&script, &names)).map_err(Error::file("write", glue))
}

/// The program with short names, and the short name of each long one.
fn rename(program: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>), String> {
    let mut module = Module::new();
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.map_err(|why| why.to_string())?;
        if let Payload::ImportSection(imports) = payload {
            let mut renamed = ImportSection::new();
            for import in imports.into_imports() {
                let import = import.map_err(|why| why.to_string())?;
                let ty = RoundtripReencoder.entity_type(import.ty).map_err(|why| why.to_string())?;
                // Only these are the glue's own to name.
                if import.name.starts_with("__wbg_") || import.name.starts_with("__wbindgen_") {
                    let next = short(names.len());
                    let name = names.entry(import.name.to_owned()).or_insert(next);
                    renamed.import(import.module, name, ty);
                } else {
                    renamed.import(import.module, import.name, ty);
                }
            }
            module.section(&renamed);
        } else if let Payload::ExportSection(exports) = payload {
            let mut renamed = ExportSection::new();
            for export in exports {
                let export = export.map_err(|why| why.to_string())?;
                let next = short(names.len());
                let name = match export.name.starts_with(CLOSURES) {
                    true => names.entry(export.name.to_owned()).or_insert(next).as_str(),
                    false => export.name,
                };
                renamed.export(name, export.kind.into(), export.index);
            }
            module.section(&renamed);
        } else if let Some((id, range)) = payload.as_section() {
            let place = |at: u64| usize::try_from(at).unwrap_or(program.len());
            let data = program.get(place(range.start)..place(range.end)).unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok((module.finish(), names))
}

/// `_a`, `_b`, … `_z`, `_ba`, …: no such name is anything else in the glue.
fn short(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    loop {
        letters.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
        if rest == 0 {
            break;
        }
    }
    letters.push('_');
    letters.iter().rev().collect()
}

/// Replaces whole names.
fn replace(script: &str, names: &BTreeMap<String, String>) -> String {
    let part_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut out = String::new();
    let mut rest = script;
    while let Some(start) = rest.find(part_of_name) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = from.find(|letter| !part_of_name(letter)).unwrap_or(from.len());
        let (name, after) = from.split_at_checked(end).unwrap_or((from, ""));
        out.push_str(before);
        out.push_str(names.get(name).map_or(name, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    #[test]
    fn names_that_only_the_glue_knows_are_short_and_others_stay() {
        let write = |names: [&str; 3], exported: [&str; 2]| {
            let mut types = TypeSection::new();
            types.ty().function([], []);
            let mut imports = ImportSection::new();
            for (module, name) in ["./x_bg.js", "./__wasm_split.js", "./x_bg.js"].into_iter().zip(names) {
                imports.import(module, name, EntityType::Function(0));
            }
            let mut exports = ExportSection::new();
            for name in exported {
                exports.export(name, ExportKind::Func, 0);
            }
            let mut module = Module::new();
            module.section(&types).section(&imports).section(&exports);
            module.finish()
        };
        let closure = "wasm_bindgen__convert__closures_____invoke__h37";
        let (code, names) = rename(&write(["__wbg_get_1f", "__wasm_split_load_desk", "__wbg_get_1f2"], [closure, "embed"])).unwrap();
        assert_eq!(code, write(["_a", "__wasm_split_load_desk", "_b"], ["_c", "embed"]));
        let script = format!("imports = {{ __wbg_get_1f: function() {{}}, __wbg_get_1f2: x.__wbg_get_1 }}; wasm.{closure}(0)");
        assert_eq!(replace(&script, &names), "imports = { _a: function() {}, _b: x.__wbg_get_1 }; wasm._c(0)");
    }

    #[test]
    fn no_two_names_are_alike() {
        let names: BTreeSet<String> = (0..2_000).map(short).collect();
        assert_eq!(names.len(), 2_000);
        assert_eq!([0, 25, 26].map(short), ["_a", "_z", "_ba"]);
    }
}
