//! `size`: what a visitor downloads, file by file, and whether it is within the bar.

mod parts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::page::{self, Flavor, compress, html};
use crate::text::{grouped, say};

/// First loads and the most that each may take, in bytes of brotli. `part` is what comes besides the files that the document
/// names, with the chunks that it shares with other parts; see `src/later.rs`.
const FIRST_LOADS: &[FirstLoad] = &[
    FirstLoad { what: "the ticket on the screen", part: None, most: Most::Bar(150_000) },
    FirstLoad { what: "the desk behind a gateway, ready to send", part: Some("split_server"), most: Most::Bar(150_000) },
    // The exchange is a simulated server that a page without one brings along; it is fetched once the ticket is there.
    FirstLoad { what: "the desk with the exchange in the page", part: Some("split_practice"), most: Most::Line(150_000, 180_000) },
];

const PAGE: &str = "index.html";

/// What a visitor waits for.
struct FirstLoad {
    what: &'static str,
    part: Option<&'static str>,
    most: Most,
}

/// What a first load is held against.
enum Most {
    /// The design's bar.
    Bar(u64),
    /// The design's bar is missed; this line is held, so that it only ever gets smaller.
    Line(u64, u64),
}

/// Sizes of one file, in bytes.
#[derive(Default, Clone, Copy)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table for the page as it is served, building it first if it is stale.
pub(crate) fn run() -> Result<(), Error> {
    page::build_if_stale(Flavor::Release)?;
    let folder = Flavor::Release.folder();
    let mut sizes = Vec::new();
    for name in page::files(folder)?.into_iter().filter(|name| !compress::is_copy(name)) {
        let measured = measure(&folder.join(&name))?;
        sizes.push((name, measured));
    }
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(size.brotli));

    say(format_args!("{:>10} {:>10} {:>10}  file (bytes)", "raw", "gzip", "brotli"));
    for (name, size) in &sizes {
        row(name, *size);
    }
    let mut over = Vec::new();
    let path = folder.join(PAGE);
    let document = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
    let first = first_load(PAGE, &document);
    let parts = match sizes.iter().find(|(name, _)| name.starts_with("order-ticket-") && name.ends_with(".js")) {
        Some((glue, _)) => parts::read(&fs::read_to_string(folder.join(glue)).map_err(Error::file("read", folder.join(glue)))?),
        None => Vec::new(),
    };
    for FirstLoad { what, part, most } in FIRST_LOADS {
        let later = part.map(|part| parts::with_chunks(&parts, part)).unwrap_or_default();
        if let Some(part) = part.filter(|_| later.is_empty()) {
            over.push(format!("{part} is not in the page, so {what} cannot be told"));
        }
        let comes = |name: &str| first.contains(name) || later.iter().any(|file| file == name);
        let total = sum(sizes.iter().filter(|(name, _)| comes(name)).map(|(_, size)| *size));
        let (bar, held) = match most {
            Most::Bar(bar) => (*bar, *bar),
            Most::Line(bar, held) => (*bar, *held),
        };
        let verdict = match total.brotli {
            size if size <= bar => String::new(),
            size if size <= held => format!("; MISSED by {}, the line held is {}", grouped(size - bar), grouped(held)),
            _ => "; OVER".to_owned(),
        };
        row(&format!("= first load of {what}; bar {}{verdict}", grouped(bar)), total);
        if total.brotli > held {
            over.push(format!("{what} is {} bytes of brotli above {}", grouped(total.brotli - held), grouped(held)));
        }
    }
    row("= all there is", sum(sizes.iter().map(|(_, size)| *size)));
    if over.is_empty() { Ok(()) } else { Err(Error::TooLarge(over.join(", "))) }
}

/// The page itself and every file its tags name.
fn first_load(page: &str, document: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::from([page.to_owned()]);
    for tag in html::tags(document).filter(|tag| ["link", "script", "img"].contains(&tag.name)) {
        let found = ["href", "src", "data-js", "data-wasm"].into_iter().filter_map(|name| tag.get(name));
        names.extend(found.map(|name| name.trim_start_matches("./").to_owned()));
    }
    names
}

fn measure(path: &Path) -> Result<Sizes, Error> {
    let raw = fs::read(path).map_err(Error::file("read", path))?;
    let gzip = compress::gzip(&raw).map_err(Error::file("compress", path))?;
    let brotli = compress::brotli(&raw).map_err(Error::file("compress", path))?;
    Ok(Sizes { raw: length(&raw), gzip: length(&gzip).min(length(&raw)), brotli: length(&brotli).min(length(&raw)) })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn sum(sizes: impl Iterator<Item = Sizes>) -> Sizes {
    sizes.fold(Sizes::default(), |total, size| Sizes {
        raw: total.raw + size.raw,
        gzip: total.gzip + size.gzip,
        brotli: total.brotli + size.brotli,
    })
}

fn row(name: &str, size: Sizes) {
    say(format_args!("{:>10} {:>10} {:>10}  {name}", grouped(size.raw), grouped(size.gzip), grouped(size.brotli)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_the_page_and_what_its_tags_name() {
        let document = "<link href=\"./a.css\"><script src=\"./boot.js\" data-js=\"x.js\" data-wasm=\"x.wasm\"></script>\
                        <a href=\"help.html\">help</a>";
        let names: Vec<_> = first_load("index.html", document).into_iter().collect();
        assert_eq!(names, ["a.css", "boot.js", "index.html", "x.js", "x.wasm"]);
    }
}
