//! `_headers`, as Netlify and Cloudflare Pages read it in the folder they serve.

use page_headers::Policy;

/// Its name.
pub(super) const FILE: &str = "_headers";

/// Every file by its own address, because hosts differ in what becomes of a header that two patterns give.
pub(super) fn headers(served: &[String], policy: &Policy) -> String {
    let mut out =
        "# Written by `cargo xtask dist`. Addresses are from the top of the site: under a folder, put it before each.\n".to_owned();
    for file in served {
        for address in addresses(file) {
            out.push_str(&format!("\n/{address}\n"));
            for (name, value) in policy.headers(file) {
                out.push_str(&format!("  {name}: {value}\n"));
            }
        }
    }
    out
}

/// A document is served by its name, and without the ending.
fn addresses(file: &str) -> Vec<String> {
    let mut found = vec![file.to_owned()];
    if let Some(stem) = file.strip_suffix(".html") {
        found.push(stem.strip_suffix("index").unwrap_or(stem).to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_its_headers_under_each_of_its_addresses() {
        let text = headers(&["index.html".to_owned(), "frame.html".to_owned(), "a-0123456789abcdef.js".to_owned()], &Policy::default());
        let found: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(found, ["/index.html", "/", "/frame.html", "/frame", "/a-0123456789abcdef.js"]);
        assert_eq!(text.matches("  Content-Security-Policy: ").count(), 4);
        assert_eq!(text.matches("immutable").count(), 1);
    }
}
