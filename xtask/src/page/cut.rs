//! The program cut into a first part and parts that are fetched when they are needed (`src/later.rs`).
//!
//! Trunk has compiled it with relocations; here it is cut along them, bound to JavaScript and optimised, part by part.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use wasm_encoder::{ExportSection, Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::{ExternalKind, Parser, Payload};

use super::pieces::{self, Home, Piece};
use super::{alike, merge, nulls, panics, short};
use crate::error::Error;
use crate::repo::{self, PAGE_PACKAGE};
use crate::run::Run;

/// Exports of libraries that nothing here calls, by a part of their names. An export is a root of the program: these alone
/// would keep the streaming of server functions in the page, 5 kB of brotli.
const UNUSED_EXPORTS: &[&str] = &["intounderlying"];

/// How the names of the classes begin that the glue has for them all the same.
const UNUSED_CLASSES: &str = "IntoUnderlying";

/// `--low-memory-unused`: the lowest kilobyte is the far end of the stack, which the linker puts first. `--quiet`: it does not
/// know all that the compiler notes about names, and drops them anyway.
const OPTIMISE: &[&str] = &["--quiet", "--low-memory-unused", "--strip-producers", "--strip-target-features"];
/// What leaves the least brotli of the first part.
const FIRST: &[&str] = &["-Os", "--converge"];
/// And of the others, by a percent.
const LATER: &[&str] = &["-O4", "-Oz"];

/// How a line of the glue begins that warns of such a call.
const UNUSED_WARNINGS: &str = "console.warn('using deprecated parameters";

/// The script that fetches the parts, as the cut writes it. Folded into the glue by [`super::minify`].
const LOADER: &str = "__wasm_split.js";

const OFFER_FETCH_PART: &str = "\nexport { fetchPartsBy } from './__wasm_split.js';\n";

/// Replaces Trunk's uncut program in a folder by the cut one. `tools` are folders of wasm-bindgen and wasm-opt.
pub(super) fn program(folder: &Path, tools: &[PathBuf]) -> Result<(), Error> {
    let built = repo::target_folder()?.join("wasm32-unknown-unknown/wasm-release").join(format!("{PAGE_PACKAGE}.wasm"));
    let whole = fs::read(&built).map_err(Error::file("read", &built))?;
    let whole = without_unused_exports(&whole).map_err(|why| Error::Cut(why.to_string()))?;
    let whole = panics::without_words(&whole).map_err(Error::Cut)?;

    let work = folder.with_extension("cut");
    super::remove(&work)?;
    let first = work.join(format!("{PAGE_PACKAGE}.wasm"));
    let main_module = format!("./{PAGE_PACKAGE}.js");
    let mut options = Options::new(&whole);
    options.output_dir = &work;
    options.main_out_path = &first;
    options.main_module = &main_module;
    let cut = transform(options).map_err(|why| Error::Cut(format!("{why:#}")))?;

    let bind = Run::new("wasm-bindgen").path_first(tools).args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir"]);
    bind.arg(folder).arg(&first).check()?;
    let main = folder.join(format!("{PAGE_PACKAGE}_bg.wasm"));
    let glue = folder.join(format!("{PAGE_PACKAGE}.js"));
    short::names(&main, &glue)?;
    let text = fs::read_to_string(&glue).map_err(Error::file("read", &glue))?;
    fs::write(&glue, without_unused(&text) + OFFER_FETCH_PART).map_err(Error::file("write", &glue))?;
    let loader = work.join(LOADER);
    let text = fs::read_to_string(&loader).map_err(Error::file("read", &loader))?;
    let pieces = pieces::read(&text).filter(|pieces| pieces.len() == cut.split_modules.len());
    let pieces = pieces.ok_or_else(|| Error::Cut(format!("{LOADER} is not as expected")))?;
    let homes = bring_home(&pieces, &work, folder, &main)?;
    let loader = folder.join(LOADER);
    fs::write(&loader, pieces::loader(&pieces, &homes, &main_module)).map_err(Error::file("write", &loader))?;

    let file = |name: &str| folder.join(name).with_extension("wasm");
    let own = homes.iter().filter(|(_, home)| **home == Home::Own).map(|(name, _)| file(name));
    let shared = pieces::SHARED.into_iter().filter(|shared| homes.values().any(|home| *home == Home::Shared(shared))).map(file);
    for (part, passes) in own.chain(shared).map(|part| (part, LATER)).chain([(main, FIRST)]) {
        Run::new("wasm-opt").path_first(tools).arg(&part).args(passes).args(OPTIMISE).arg("-o").arg(&part).check()?;
        let program = fs::read(&part).map_err(Error::file("read", &part))?;
        let ordered = alike::together(&program).map_err(Error::Cut)?;
        fs::write(&part, ordered).map_err(Error::file("write", &part))?;
    }
    super::remove(&work)
}

/// Puts every piece where it belongs: into the first part, into one that others wait for, into a file of small ones, or into one of its own.
fn bring_home(pieces: &[Piece], work: &Path, folder: &Path, main: &Path) -> Result<BTreeMap<String, Home>, Error> {
    let read = |path: &Path| fs::read(path).map_err(Error::file("read", path));
    let file = |folder: &Path, name: &str| folder.join(name).with_extension("wasm");
    let mut first = read(main)?;
    let mut shared: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    let mut bases = BTreeMap::new();
    for piece in pieces {
        if let Some(base) = piece.base() {
            bases.insert(base, read(&file(work, &piece.name))?);
        }
    }
    let mut homes = BTreeMap::new();
    for piece in pieces {
        let program = read(&file(work, &piece.name))?;
        let home = piece.home(&program);
        let failed = |why: String| Error::Cut(format!("{}: {why}", piece.name));
        match home {
            Home::First => first = merge::into(&first, &program).map_err(failed)?,
            Home::With(base) => {
                let host = bases.get_mut(base).ok_or_else(|| failed(format!("there is no part {base}")))?;
                *host = merge::into(host, &program).map_err(failed)?;
            }
            Home::Shared(file) => shared.entry(file).or_default().push(program),
            Home::Own => {}
        }
        homes.insert(piece.name.clone(), home);
    }
    for piece in pieces.iter().filter(|piece| homes.get(&piece.name) == Some(&Home::Own)) {
        let there = file(folder, &piece.name);
        let program = match piece.base().and_then(|base| bases.remove(base)) {
            Some(program) => program,
            None => read(&file(work, &piece.name))?,
        };
        fs::write(&there, program).map_err(Error::file("write", &there))?;
    }
    for (name, programs) in shared {
        if let Some(together) = merge::all(programs).map_err(|why| Error::Cut(format!("{name}: {why}")))? {
            let there = file(folder, name);
            fs::write(&there, together).map_err(Error::file("write", &there))?;
        }
    }
    let first = nulls::left_out(&first).map_err(Error::Cut)?;
    fs::write(main, first).map_err(Error::file("write", main))?;
    Ok(homes)
}

/// Whether this file only serves to make the glue.
pub(super) fn is_loader(name: &str) -> bool {
    name == LOADER
}

/// Removes it once it is part of the glue.
pub(super) fn remove_loader(folder: &Path) -> Result<(), Error> {
    let loader = folder.join(LOADER);
    if loader.exists() { fs::remove_file(&loader).map_err(Error::file("remove", &loader)) } else { Ok(()) }
}

/// The glue without classes that nothing can make, because nothing exports what they would call, and without warnings of calls that no
/// script here makes. Anything else stays as it is.
fn without_unused(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut until = None;
    for line in glue.split_inclusive('\n') {
        let begins = |with: &str| line.strip_prefix(with).is_some_and(|rest| rest.starts_with(UNUSED_CLASSES));
        match until {
            // A class ends with a line of its own, a constant wherever its expression does.
            Some(end) if line.trim_end() == end || (end == ";" && line.trim_end().ends_with(end)) => until = None,
            Some(_) => {}
            None if begins("export class ") => until = Some("}"),
            None if begins("const ") => until = Some(";"),
            None if begins("if (Symbol.dispose) ") || line.trim_start().starts_with(UNUSED_WARNINGS) => {}
            None => kept.push_str(line),
        }
    }
    kept
}

fn without_unused_exports(program: &[u8]) -> Result<Vec<u8>, wasmparser::BinaryReaderError> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        if let Payload::ExportSection(exports) = payload {
            let mut kept = ExportSection::new();
            for export in exports {
                let export = export?;
                if !(export.kind == ExternalKind::Func && UNUSED_EXPORTS.iter().any(|part| export.name.contains(part))) {
                    kept.export(export.name, export.kind.into(), export.index);
                }
            }
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            let place = |at: u64| usize::try_from(at).unwrap_or(program.len());
            let data = program.get(place(range.start)..place(range.end)).unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, ExportKind, Function, FunctionSection, TypeSection};

    #[test]
    fn only_unused_classes_leave_the_glue() {
        let class = |name: &str| {
            format!(
                "export class {name} {{\n    free() {{\n        {name}Finalization.unregister(this);\n    }}\n}}\nif (Symbol.dispose) {name}.free;\n"
            )
        };
        let last = |name: &str| {
            format!("const {name}Finalization = (typeof F === 'undefined')\n    ? {{ unregister: () => {{}} }}\n    : new F();\n")
        };
        let glue = |names: &[&str]| {
            let (classes, lasts) = (names.iter().map(|name| class(name)), names.iter().map(|name| last(name)));
            classes
                .chain(["let wasm;\n".to_owned()])
                .chain(lasts)
                .chain(["\nfunction add(obj) {\n    return obj;\n}\n".to_owned()])
                .collect::<String>()
        };
        assert_eq!(without_unused(&glue(&["IntoUnderlyingSink", "Kept", "IntoUnderlyingSource"])), glue(&["Kept"]));
        let warns = "  } else {\n    console.warn('using deprecated parameters for `initSync()`')\n    console.warn(\"slow\")\n  }\n";
        assert_eq!(without_unused(warns), "  } else {\n    console.warn(\"slow\")\n  }\n");
    }

    #[test]
    fn only_unused_exports_go_and_everything_else_stays_as_it_was() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        let write = |names: &[&str]| {
            let mut exports = ExportSection::new();
            for name in names {
                exports.export(name, ExportKind::Func, 0);
            }
            let mut module = Module::new();
            module.section(&types).section(&functions).section(&exports).section(&code);
            module.finish()
        };
        let program = write(&["start", "__wbindgen_describe_intounderlyingsource_pull"]);
        assert_eq!(without_unused_exports(&program).unwrap(), write(&["start"]));
    }
}
