//! The shipped folder: the page as any static host can serve it, and beside it what tells a host which headers to send.
//!
//! `dist/site` is the page of `dist/page` with its policy in each document, a worker for a start without a network
//! ([`worker`]) and the `_headers` of hosts that read them there. `dist/deploy` is not served: configurations of nginx
//! and Caddy, and what object storage has to be told. All of it says what `page_headers` says.

mod caddy;
mod group;
mod nginx;
mod pages;
mod storage;
mod worker;

use std::fs;
use std::path::Path;

use page_headers::{FRAME_LIST, Policy, is_html};

use crate::error::Error;
use crate::page::html::{self, Piece};
use crate::page::{self, Flavor, compress};
use crate::text::say;

/// What a host serves.
pub(crate) const FOLDER: &str = "dist/site";
/// What stands beside it.
pub(crate) const DEPLOY: &str = "dist/deploy";

/// Makes both folders out of the built page, building that first if it is stale.
pub(crate) fn build(policy: &Policy) -> Result<(), Error> {
    page::build_if_stale(Flavor::Release)?;
    let (site, deploy) = (Path::new(FOLDER), Path::new(DEPLOY));
    let fresh = site.with_extension("new");
    page::remove(&fresh)?;
    page::copy(Flavor::Release.folder(), &fresh)?;
    for name in page::files(&fresh)?.into_iter().filter(|name| is_html(name)) {
        let path = fresh.join(&name);
        let document = fs::read_to_string(&path).map_err(Error::file("read", &path))?;
        write(&fresh, &name, &with_policy_and_worker(&document, policy))?;
        compress::beside(&fresh, &name)?;
    }
    write(&fresh, FRAME_LIST, &policy.frame_list())?;
    worker::write(&fresh)?;
    compress::beside(&fresh, page_headers::WORKER)?;
    let served: Vec<String> = page::files(&fresh)?.into_iter().filter(|name| !compress::is_copy(name)).collect();
    write(&fresh, pages::FILE, &pages::headers(&served, policy))?;
    page::remove(site)?;
    fs::rename(&fresh, site).map_err(Error::file("move the site to", site))?;

    page::remove(deploy)?;
    fs::create_dir_all(deploy).map_err(Error::file("create", deploy))?;
    write(deploy, "nginx.conf", &nginx::configuration(policy))?;
    write(deploy, "Caddyfile", &caddy::configuration(policy))?;
    write(deploy, "headers.json", &storage::headers(&served, policy))?;
    write(deploy, "README.txt", &storage::recipe(&served, policy))?;
    say(format_args!(
        "{FOLDER} is ready for a static host; files ending in .br and .gz are the same file, compressed\n\
         {DEPLOY} has the headers for nginx, Caddy and object storage; {DEPLOY}/README.txt says how"
    ));
    Ok(())
}

/// The document with its policy inside, for hosts that send no headers, and with the worker named on the tag that starts the
/// program.
fn with_policy_and_worker(document: &str, policy: &Policy) -> String {
    let mut out = String::new();
    for piece in html::pieces(document) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Tag(mut tag) => {
                if tag.has("data-wasm") {
                    tag.attributes.push(("data-worker", Some(page_headers::WORKER.to_owned())));
                }
                out.push_str(&tag.write());
                // Before anything that loads: a policy holds from where it stands.
                if tag.name == "meta" && tag.has("charset") {
                    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy.in_document()));
                }
            }
        }
    }
    out
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Error> {
    let path = folder.join(name);
    fs::write(&path, text).map_err(Error::file("write", &path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_carries_its_policy_before_anything_that_loads_and_names_the_worker() {
        let document = "<!doctype html><head><meta charset=\"utf-8\"><script src=\"./b.js\" data-wasm=\"b.wasm\"></script></head>";
        let written = with_policy_and_worker(document, &Policy::default());
        let place = |text: &str| written.find(text).unwrap_or_else(|| panic!("no {text} in {written}"));
        assert!(place("default-src 'none'") < place("<script"));
        assert!(written.contains("data-wasm=\"b.wasm\" data-worker=\"sw.js\""), "{written}");
        assert!(!written.contains("frame-ancestors"), "a document cannot say that: browsers complain");
    }
}
