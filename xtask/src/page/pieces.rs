//! The files of the cut program: which come with which, and the script that fetches them.
//!
//! The cut makes a piece for every set of parts that share something, two dozen of them, most a few hundred bytes. What comes with
//! a part anyway goes into that one's file, small ones into one of two files for all or into the first part, and few are left to be
//! fetched by themselves.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{Parser, Payload};

/// Parts, each with those that are of no use before it is there, so that their files may wait for its file: what they share with it
/// goes there.
const BASES: [(&str, &[&str]); 2] = [("session", &["practice", "rest", "desk"]), ("embed", &["host"])];
/// A part without which an element shows nothing: what is small and shared with it comes with the first part.
const EARLY: &str = "embed";
/// Bytes of code and data up to which a shared piece gets no file of its own.
const SMALL: usize = 2_000;
/// The file of the small pieces that several parts share, and its name in the loader.
const COMMON: &str = "common";
/// The same for those that only these parts share, which a ticket behind a gateway can do without.
const BESIDE: (&str, &[&str]) = ("beside", &["api", "desk", "practice"]);
/// Both files.
pub(super) const SHARED: [&str; 2] = [COMMON, BESIDE.0];

/// One piece: a part, or what several parts share.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// As the cut calls it, and its file.
    pub(super) name: String,
    /// The parts that need it.
    parts: BTreeSet<String>,
    /// The shared pieces that it needs, by name.
    needs: Vec<String>,
}

/// Where a shared piece goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// Into the first part.
    First,
    /// Into the file of this part.
    With(&'static str),
    /// Into this file of small pieces.
    Shared(&'static str),
    /// It stays a file of its own.
    Own,
}

impl Piece {
    /// Where it goes, by what is in it.
    pub(super) fn home(&self, program: &[u8]) -> Home {
        let with = |(base, others): &&(&'static str, &[&str])| {
            self.parts.contains(*base) && self.parts.iter().all(|part| part == base || others.contains(&part.as_str()))
        };
        if self.is_part() {
            Home::Own
        } else if let Some((base, _)) = BASES.iter().find(with) {
            Home::With(base)
        } else if weight(program) > SMALL {
            Home::Own
        } else if self.parts.contains(EARLY) {
            Home::First
        } else if self.parts.iter().all(|part| BESIDE.1.contains(&part.as_str())) {
            Home::Shared(BESIDE.0)
        } else {
            Home::Shared(COMMON)
        }
    }

    fn is_part(&self) -> bool {
        self.name.starts_with("split_")
    }

    /// The part that this is, where others wait for it.
    pub(super) fn base(&self) -> Option<&'static str> {
        let part = self.name.strip_prefix("split_")?;
        BASES.iter().map(|(base, _)| *base).find(|base| *base == part)
    }
}

/// The pieces as the loader of the cut tells them; `None` where it is not written as expected.
pub(super) fn read(loader: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let (mut parts, mut name) = (BTreeSet::new(), None);
    for line in loader.lines() {
        if let Some(named) = line.strip_prefix("/* ").and_then(|rest| rest.strip_suffix(" */")) {
            parts = named.split(", ").map(str::to_owned).collect();
        } else if let Some(rest) = line.strip_prefix("const __chunk_") {
            name = Some(format!("chunk_{}", rest.split_once(" = makeLoad(")?.0));
        } else if let Some(rest) = line.strip_prefix("export const __wasm_split_load_") {
            let (part, _) = rest.split_once(" = wrapAsyncCb(makeLoad(")?;
            parts = BTreeSet::from([part.to_owned()]);
            name = Some(format!("split_{part}"));
        } else if let Some(rest) = line.strip_prefix(", [") {
            let (list, _) = rest.split_once(']')?;
            let chunk = |name: &str| name.strip_prefix("__").map(str::to_owned);
            let needs = list.split(", ").filter(|name| !name.is_empty()).map(chunk).collect::<Option<Vec<String>>>()?;
            pieces.push(Piece { name: name.take()?, parts: std::mem::take(&mut parts), needs });
        }
    }
    (!pieces.is_empty() && name.is_none()).then_some(pieces)
}

/// The script that fetches the parts, from any server: the cut's own takes only one that names wasm as what it is, and only `fetch`,
/// by which Node reads no files. `glue` is the module that starts the first part.
pub(super) fn loader(pieces: &[Piece], homes: &BTreeMap<String, Home>, glue: &str) -> String {
    let mut script = format!("import {{ initSync }} from \"{glue}\";\n") + FETCHING;
    // Each after what it needs.
    let order = |piece: &&Piece| (piece.is_part(), piece.base().is_none());
    let mut pieces: Vec<&Piece> = pieces.iter().filter(|piece| homes.get(&piece.name) == Some(&Home::Own)).collect();
    pieces.sort_by_key(order);
    for shared in SHARED {
        if homes.values().any(|home| *home == Home::Shared(shared)) {
            script += &declared(shared, "");
        }
    }
    for piece in pieces {
        let mut needs = BTreeSet::new();
        for need in &piece.needs {
            match homes.get(need) {
                Some(Home::With(base)) if piece.base() != Some(base) => needs.insert(format!("split_{base}")),
                Some(Home::Shared(file)) => needs.insert((*file).to_owned()),
                Some(Home::Own) => needs.insert(need.clone()),
                Some(Home::First | Home::With(_)) | None => false,
            };
        }
        let needs = needs.into_iter().collect::<Vec<_>>().join(", ");
        let name = &piece.name;
        script += &declared(name, &needs);
        if let Some(part) = name.strip_prefix("split_") {
            script += &format!("export const __wasm_split_load_{part} = asked({name});\n");
        }
    }
    script
}

fn declared(name: &str, needs: &str) -> String {
    format!("const {name} = part(() => new URL(\"./{name}.wasm\", import.meta.url), [{needs}]);\n")
}

const FETCHING: &str = r#"let fetchPart = (address) => fetch(address);
export const fetchPartsBy = (own) => { fetchPart = own; };
let shared;
const imports = () => {
  if (!shared) {
    const { __indirect_function_table, __wasm_split_shared0, memory } = initSync(undefined, undefined);
    shared = { __wasm_split: { __indirect_function_table, __wasm_split_shared0, memory } };
  }
  return shared;
};
const load = async (address, needs) => {
  const bytes = fetchPart(address()).then((answer) => {
    if (!answer.ok) throw new Error(`${address()} answered ${answer.status}`);
    return answer.arrayBuffer();
  });
  bytes.catch(() => {});
  await Promise.all(needs.map((need) => need()));
  return WebAssembly.instantiate(await bytes, imports());
};
// A part that could not be fetched is fetched anew when it is asked for again.
const part = (address, needs) => {
  let coming;
  return () => coming ??= load(address, needs).catch((reason) => {
    coming = undefined;
    throw reason;
  });
};
const asked = (get) => async (callback, data) => {
  let came = true;
  try {
    await get();
  } catch (reason) {
    console.error(reason);
    came = false;
  }
  imports().__wasm_split.__indirect_function_table.get(callback)(data, came);
};
"#;

/// Bytes of code and data.
fn weight(program: &[u8]) -> usize {
    let sections = Parser::new(0).parse_all(program).flatten();
    let sizes = sections.filter_map(|payload| match payload {
        Payload::CodeSectionStart { size, .. } => usize::try_from(size).ok(),
        Payload::DataSection(data) => usize::try_from(data.range().end - data.range().start).ok(),
        _ => None,
    });
    sizes.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, ConstExpr, DataSection, Module};

    /// As the cut writes it.
    fn cut() -> String {
        let load = |file: &str| {
            let fetch = format!("    const src = fetch(new URL(\"./{file}.wasm\", import.meta.url));\n    src.catch(() => {{}});");
            format!("makeLoad(() => {{\n{fetch}\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n")
        };
        let mut text = "import { initSync } from \"./order-ticket.js\";\nfunction makeLoad(fetcher, deps) {\n}\n".to_owned();
        for (sets, chunk) in [("desk, session", 7), ("embed, rest, session", 8), ("api, desk", 9), ("embed, host", 10), ("host, rest", 11)]
        {
            text += &format!("/* {sets} */\nconst __chunk_{chunk} = {}, []);\n", load(&format!("chunk_{chunk}")));
        }
        for (part, needs) in [
            ("rest", "__chunk_8"),
            ("session", "__chunk_7, __chunk_8"),
            ("host", "__chunk_10, __chunk_11"),
            ("embed", "__chunk_8, __chunk_10"),
            ("desk", "__chunk_7, __chunk_9"),
        ] {
            text += &format!("export const __wasm_split_load_{part} = wrapAsyncCb({}, [{needs}]));\n", load(&format!("split_{part}")));
        }
        text
    }

    fn program(bytes: usize) -> Vec<u8> {
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), std::iter::repeat_n(7, bytes));
        Module::new().section(&CodeSection::new()).section(&data).clone().finish()
    }

    #[test]
    fn pieces_go_where_they_are_needed_with_the_fewest_files() {
        let pieces = read(&cut()).unwrap();
        let names: Vec<&str> = pieces.iter().map(|piece| piece.name.as_str()).collect();
        let parts = ["split_rest", "split_session", "split_host", "split_embed", "split_desk"];
        assert_eq!(names, [["chunk_7", "chunk_8", "chunk_9", "chunk_10", "chunk_11"].as_slice(), &parts].concat());
        let homes = |bytes| pieces.iter().map(|piece| piece.home(&program(bytes))).collect::<Vec<_>>();
        let (session, embed) = (Home::With("session"), Home::With("embed"));
        let (beside, common) = (Home::Shared("beside"), Home::Shared("common"));
        assert_eq!(homes(100), [[session, Home::First, beside, embed, common].as_slice(), &[Home::Own; 5]].concat());
        assert_eq!(homes(SMALL + 1), [[session, Home::Own, Home::Own, embed, Home::Own].as_slice(), &[Home::Own; 5]].concat());
    }

    #[test]
    fn a_part_waits_for_what_it_needs_and_for_the_file_that_brings_a_part_of_it() {
        let pieces = read(&cut()).unwrap();
        let homes = pieces.iter().map(|piece| (piece.name.clone(), piece.home(&program(100)))).collect();
        let script = loader(&pieces, &homes, "./glue.js");
        let tail: Vec<&str> = script.lines().skip_while(|line| !line.starts_with("const common")).collect();
        let part = |name: &str, needs: &str| format!("const {name} = part(() => new URL(\"./{name}.wasm\", import.meta.url), [{needs}]);");
        let asked = |name: &str| format!("export const __wasm_split_load_{name} = asked(split_{name});");
        let expected = [
            part("common", ""),
            part("beside", ""),
            part("split_session", ""),
            asked("session"),
            part("split_embed", ""),
            asked("embed"),
            part("split_rest", ""),
            asked("rest"),
            part("split_host", "common, split_embed"),
            asked("host"),
            part("split_desk", "beside, split_session"),
            asked("desk"),
        ];
        assert_eq!(tail, expected);
        assert!(script.starts_with("import { initSync } from \"./glue.js\";\n"));
    }

    #[test]
    fn a_loader_that_is_written_otherwise_is_not_guessed_at() {
        for (from, to) in [(", [__chunk_8]", ", [chunk_8]"), (" = wrapAsyncCb(makeLoad(", " = wrap("), ("__wasm_split_load_rest", "load")] {
            assert_eq!(read(&cut().replace(from, to)), None, "{to}");
        }
    }
}
