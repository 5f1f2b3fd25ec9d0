//! `size`: what a visitor downloads, file by file, and whether it is within the bar.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::page::{self, Flavor, compress, html};
use crate::text::{grouped, say};

/// Pages and the most that the first load of each may take, in bytes of brotli. A page that does not exist is left out.
const BARS: &[(&str, &str, u64)] = &[("index.html", "the whole desk", 150_000), ("ticket.html", "the ticket alone", 100_000)];

/// While the bar is missed, the checks hold the line here, so that the page only ever gets smaller. Lower it with every gain
/// and take it out when the bar is met: `cargo xtask size` itself knows only the bar.
const LINE: u64 = 162_000;

/// What a page that is too large is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against {
    /// The bar.
    Bar,
    /// The bar, or while it is missed the line held so far.
    Line,
}

/// Sizes of one file, in bytes.
#[derive(Default, Clone, Copy)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table for the page as it is served, building it first if it is stale.
pub(crate) fn run(against: Against) -> Result<(), Error> {
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
    for (page, what, bar) in BARS {
        let path = folder.join(page);
        let Ok(document) = fs::read_to_string(&path) else {
            continue;
        };
        let first = first_load(page, &document);
        let total = sum(sizes.iter().filter(|(name, _)| first.contains(name)).map(|(_, size)| *size));
        row(&format!("= first load of {what}; bar {} brotli", grouped(*bar)), total);
        if total.brotli > *bar && against == Against::Line && total.brotli <= LINE {
            say(format_args!(
                "MISSED: {what} is {} bytes of brotli above its bar; the line held is {}",
                grouped(total.brotli - bar),
                grouped(LINE)
            ));
        } else if total.brotli > *bar {
            over.push(format!("{what} is {} bytes of brotli above {}", grouped(total.brotli - bar), grouped(*bar)));
        }
    }
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
