//! What a file of the page is, by its name alone, and how long it may be kept. Must not look at contents.

/// The service worker of a static host.
pub const WORKER: &str = "sw.js";

/// For a year, unasked: for files named by their content only.
pub const CACHED_FOR_GOOD: &str = "public, max-age=31536000, immutable";
/// Kept, but asked for each time whether it is still the same.
const ASKED_FOR_AGAIN: &str = "no-cache";

/// The kinds of files by the ending of their names, with the value of `Content-Type`.
const KINDS: [(&str, &str); 12] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    // Browsers compile WebAssembly while it arrives only under this name.
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
];

/// The value of `Content-Type`; bytes without a meaning for an unknown ending.
///
/// ```
/// assert_eq!(page_headers::content_type("split_desk-0123456789abcdef.wasm"), "application/wasm");
/// ```
pub fn content_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default();
    KINDS.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind)
}

/// Whether a file is a document that a browser opens.
pub fn is_html(name: &str) -> bool {
    name.ends_with(".html")
}

/// The value of `Cache-Control`. Whoever may find another content under the same name has to ask each time.
///
/// ```
/// assert_eq!(page_headers::caching("index.html"), "no-cache");
/// ```
pub fn caching(name: &str) -> &'static str {
    if is_named_by_content(name) { CACHED_FOR_GOOD } else { ASKED_FOR_AGAIN }
}

/// `name-<16 hex digits>.ext` and `name-<16 hex digits>_bg.wasm`: another content would have another name. Never a document:
/// people know those by name.
pub fn is_named_by_content(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let Some((stem, ending)) = file.split_once('.') else { return false };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    ending != "html" && hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_content() {
        for name in
            ["app-0123456789abcdef.js", "app-0123456789abcdef_bg.wasm", "app_bg-0123456789abcdef.wasm", "a/b-c-0123456789abcdef.css"]
        {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in ["index.html", "app.js", "index-0123456789abcdef.html", "app-0123456789ABCDEF.js", "app-0123.js", "0123456789abcdef.js"]
        {
            assert!(!is_named_by_content(name), "{name}");
        }
    }

    #[test]
    fn only_names_by_content_are_kept_unasked() {
        for name in ["index.html", "frame.html", WORKER, "element.js", "icon.svg"] {
            assert_eq!(caching(name), "no-cache", "{name}");
        }
        assert_eq!(caching("desk-0123456789abcdef.css"), CACHED_FOR_GOOD);
    }
}
