//! Which files the glue fetches for a part of the program: the part's own and the chunks that it shares with others.
//!
//! The loader of wasm-split, folded into the glue and minified, says for each file `name=load(…"./file"…,[names of chunks])`.

/// How the loader names a file.
const FILE: &str = "new URL(\"./";

/// One file of the program.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    /// What the glue calls it; chunks are named so by those that need them.
    name: String,
    file: String,
    chunks: Vec<String>,
}

/// Reads the glue. What is not understood is left out; the table says that it misses a part.
pub(super) fn read(glue: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut pieces = glue.split(FILE);
    let mut before = pieces.next().unwrap_or_default();
    for piece in pieces {
        let name = before.rsplit_once("=>{").map_or("", |(start, _)| assigned(start));
        let list = piece.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
        if let Some((file, _)) = piece.split_once('"') {
            let chunks = list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            found.push(Part { name: name.to_owned(), file: file.to_owned(), chunks });
        }
        before = piece;
    }
    found
}

/// The files that come with the part whose file begins so.
pub(super) fn with_chunks(parts: &[Part], begins: &str) -> Vec<String> {
    let Some(part) = parts.iter().find(|part| part.file.starts_with(begins)) else {
        return Vec::new();
    };
    let chunk = |name: &String| parts.iter().find(|other| other.name == *name).map(|other| other.file.clone());
    std::iter::once(part.file.clone()).chain(part.chunks.iter().filter_map(chunk)).collect()
}

/// The name to the left of the last `=` that assigns: `,F=m(()` is `F`.
fn assigned(text: &str) -> &str {
    let left = text.rsplit_once('=').map_or("", |(left, _)| left);
    left.rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '$')).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_with_its_own_chunks_and_no_others() {
        let glue = "var M=m(()=>{let r=fetch(new URL(\"./chunk_5-aa.wasm\",import.meta.url));return r},[]),\
                    $f=m(()=>{let r=fetch(new URL(\"./chunk_6-bb.wasm\",import.meta.url));return r},[]),\
                    K=x(m(()=>{let r=fetch(new URL(\"./split_server-cc.wasm\",import.meta.url));return r},[$f]))";
        assert_eq!(with_chunks(&read(glue), "split_server"), ["split_server-cc.wasm", "chunk_6-bb.wasm"]);
        assert_eq!(with_chunks(&read(glue), "split_desk"), Vec::<String>::new());
        assert_eq!(read("nothing"), []);
    }
}
