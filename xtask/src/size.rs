//! `size`: what a visitor downloads, file by file, and whether it is within the bar.

mod parts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::page::{self, Flavor, compress, html};
use crate::text::{grouped, say};

/// First loads and the most that each may take, in bytes of brotli. `parts` are what comes besides the files that are named, with
/// what these need; see `src/later.rs`.
const FIRST_LOADS: &[FirstLoad] = &[
    FirstLoad { what: "the ticket on the screen", from: From::Document, parts: &[], most: Most::Bar(100_000) },
    FirstLoad {
        what: "the desk behind a gateway, ready to send by REST",
        from: From::Document,
        parts: &["split_session", "split_rest"],
        most: Most::Bar(150_000),
    },
    // The exchange is a simulated server that a page without one brings along; it is fetched once the ticket is there.
    FirstLoad {
        what: "the desk with the exchange in the page, ready to send",
        from: From::Document,
        parts: &["split_session", "split_practice"],
        most: Most::Line(150_000, 171_000),
    },
    FirstLoad { what: "an element on the screen", from: ELEMENT, parts: &["split_embed"], most: Most::Bar(100_000) },
    FirstLoad {
        what: "an element behind a gateway, ready to send by WebSocket",
        from: ELEMENT,
        parts: &["split_embed", "split_host", "split_session"],
        most: Most::Bar(150_000),
    },
    FirstLoad {
        what: "an element behind a gateway, ready to send by REST",
        from: ELEMENT,
        parts: &["split_embed", "split_host", "split_session", "split_rest"],
        most: Most::Bar(150_000),
    },
];

const PAGE: &str = "index.html";

/// What an element fetches before it shows anything, as `element.js` and `program.js` name it.
const ELEMENT: From = From::Files(&["element.js", "program-", "order-ticket-", "order-ticket_bg-", "ticket-"]);

/// What a visitor waits for.
struct FirstLoad {
    what: &'static str,
    from: From,
    parts: &'static [&'static str],
    most: Most,
}

/// What a first load begins with.
#[derive(Clone, Copy)]
enum From {
    /// The page itself and every file its tags name.
    Document,
    /// A file for each of these beginnings.
    Files(&'static [&'static str]),
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
    for FirstLoad { what, from, parts: later, most } in FIRST_LOADS {
        let mut comes = match from {
            From::Document => first.clone(),
            From::Files(beginnings) => beginnings.iter().flat_map(|beginning| begin_so(&sizes, beginning)).collect(),
        };
        let named = if let From::Files(beginnings) = from { beginnings.len() } else { comes.len() };
        if comes.len() != named {
            over.push(format!("{what} begins with {named} files, of which {} are in the page", comes.len()));
        }
        for part in *later {
            let files = parts::with_needs(&parts, part);
            if files.is_empty() {
                over.push(format!("{part} is not in the page, so {what} cannot be told"));
            }
            comes.extend(files);
        }
        let total = sum(sizes.iter().filter(|(name, _)| comes.contains(name)).map(|(_, size)| *size));
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

/// The files whose names begin so. A name is followed by its hash: `ticket-` is no beginning of `ticket-more-…`.
fn begin_so(sizes: &[(String, Sizes)], beginning: &str) -> Vec<String> {
    let hashed = |rest: &str| rest.split_once('.').is_some_and(|(hash, _)| hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let fits = |name: &str| name == beginning || name.strip_prefix(beginning).is_some_and(hashed);
    sizes.iter().map(|(name, _)| name).filter(|name| fits(name)).cloned().collect()
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
    fn a_file_is_known_by_its_name_without_the_hash() {
        let sizes = ["ticket-0a1b.css", "ticket-more-0a1b.css", "element.js", "order-ticket-1f.js", "order-ticket_bg-2f.wasm"];
        let sizes = sizes.map(|name| (name.to_owned(), Sizes::default()));
        assert_eq!(begin_so(&sizes, "ticket-"), ["ticket-0a1b.css"]);
        assert_eq!(begin_so(&sizes, "element.js"), ["element.js"]);
        assert_eq!(begin_so(&sizes, "order-ticket-"), ["order-ticket-1f.js"]);
        assert_eq!(begin_so(&sizes, "program-"), [""; 0]);
    }

    #[test]
    fn the_first_load_is_the_page_and_what_its_tags_name() {
        let document = "<link href=\"./a.css\"><script src=\"./boot.js\" data-js=\"x.js\" data-wasm=\"x.wasm\"></script>\
                        <a href=\"help.html\">help</a>";
        let names: Vec<_> = first_load("index.html", document).into_iter().collect();
        assert_eq!(names, ["a.css", "boot.js", "index.html", "x.js", "x.wasm"]);
    }
}
