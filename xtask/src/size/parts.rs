//! Which files the glue fetches for a part of the program: the part's own and those that it needs.
//!
//! The loader (`page/pieces.rs`), folded into the glue and minified, says for each file `name=part(()=>…"./file"…,[names])`.

/// How the loader names a file.
const FILE: &str = "new URL(\"./";

/// One file of the program.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    /// What the glue calls it; it is named so by those that need it.
    name: String,
    file: String,
    needs: Vec<String>,
}

/// Reads the glue. What is not understood is left out; the table says that it misses a part.
pub(super) fn read(glue: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut pieces = glue.split(FILE);
    let mut before = pieces.next().unwrap_or_default();
    for piece in pieces {
        let name = before.rsplit_once("=>").map_or("", |(start, _)| assigned(start));
        let list = piece.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
        if let Some((file, _)) = piece.split_once('"') {
            let needs = list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            found.push(Part { name: name.to_owned(), file: file.to_owned(), needs });
        }
        before = piece;
    }
    found
}

/// The files that come with the part whose file begins so, and what these need in turn.
pub(super) fn with_needs(parts: &[Part], begins: &str) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    let mut wanted: Vec<&Part> = parts.iter().filter(|part| part.file.starts_with(begins)).collect();
    while let Some(part) = wanted.pop() {
        if !files.contains(&part.file) {
            files.push(part.file.clone());
            wanted.extend(parts.iter().filter(|other| part.needs.contains(&other.name)));
        }
    }
    files
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
    fn a_part_comes_with_what_it_needs_and_with_nothing_else() {
        let glue = "var M=m(()=>new URL(\"./chunk_5-aa.wasm\",import.meta.url),[]),\
                    $f=m(()=>new URL(\"./split_session-bb.wasm\",import.meta.url),[]),L=x($f),\
                    K=m(()=>new URL(\"./split_rest-cc.wasm\",import.meta.url),[$f]),X=x(K),\
                    D=m(()=>new URL(\"./split_desk-dd.wasm\",import.meta.url),[M,K]);";
        let parts = read(glue);
        assert_eq!(with_needs(&parts, "split_rest"), ["split_rest-cc.wasm", "split_session-bb.wasm"]);
        let mut desk = with_needs(&parts, "split_desk");
        desk.sort();
        assert_eq!(desk, ["chunk_5-aa.wasm", "split_desk-dd.wasm", "split_rest-cc.wasm", "split_session-bb.wasm"]);
        assert_eq!(with_needs(&parts, "split_practice"), Vec::<String>::new());
        assert_eq!(read("nothing"), []);
    }
}
