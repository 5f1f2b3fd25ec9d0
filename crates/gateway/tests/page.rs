//! The built page: compressed forms, caching, security headers, and nothing outside its folder.
#![allow(clippy::unwrap_used)]
mod support;

use order_ticket_gateway::{Config, Running, start};
use std::fs;
use std::path::PathBuf;
use support::{config, gateway, get, send};

/// A folder that goes away with its owner.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn with_page(label: &str) -> (Running, Folder) {
    let folder = std::env::temp_dir().join(format!("order-ticket-gateway-{label}-{}", std::process::id()));
    let page = folder.join("page");
    fs::create_dir_all(page.join("sub")).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>ticket</title>"),
        ("index.html.br", "html as brotli"),
        ("ticket-0123456789abcdef.js", "plain script"),
        ("ticket-0123456789abcdef.js.br", "brotli script"),
        ("ticket-0123456789abcdef.js.gz", "gzip script"),
        ("ticket_bg-0123456789abcdef.wasm", "wasm"),
        ("embed.js", "embed"),
        ("frame.html", "<!doctype html><title>frame</title>"),
        ("frame.json", "{ \"version\": 1, \"origins\": [\"https://of-the-folder.example\"] }"),
        ("frame.json.br", "an old list as brotli"),
        ("sub/style.css", "css"),
        ("icon.svg", "svg"),
    ] {
        fs::write(page.join(name), content).unwrap();
    }
    fs::write(folder.join("secret.txt"), "secret").unwrap();
    (start(Config { page: Some(page), ..config() }).await.unwrap(), Folder(folder))
}

#[tokio::test]
async fn the_smallest_form_a_browser_takes() {
    let (running, _folder) = with_page("forms").await;
    let script = "/ticket-0123456789abcdef.js";
    for (accept, coding, body) in [
        ("Accept-Encoding: gzip, deflate, br, zstd", Some("br"), "brotli script"),
        ("Accept-Encoding: gzip", Some("gzip"), "gzip script"),
        ("Accept-Encoding: br;q=0, identity", None, "plain script"),
        ("Accept: */*", None, "plain script"),
    ] {
        let reply = get(running.addr, script, &[accept]).await;
        reply.is(200, body);
        assert_eq!(reply.header("content-encoding"), coding, "{accept}");
        assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
        assert_eq!(reply.header("content-type"), Some("text/javascript; charset=utf-8"));
    }
    // The compressed files are forms, not files.
    assert_eq!(get(running.addr, &format!("{script}.br"), &[]).await.status, 404);
}

#[tokio::test]
async fn names_by_content_are_kept_and_all_others_asked_for_again() {
    let (running, _folder) = with_page("caching").await;
    for (path, kind, caching) in [
        ("/ticket-0123456789abcdef.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/ticket_bg-0123456789abcdef.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        ("/embed.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/sub/style.css", "text/css; charset=utf-8", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
    ] {
        let reply = get(running.addr, path, &[]).await;
        assert_eq!((reply.status, reply.header("content-type"), reply.header("cache-control")), (200, Some(kind), Some(caching)), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        let tag = format!("If-None-Match: {}", reply.header("etag").unwrap());
        let again = get(running.addr, path, &[&tag]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), reply.header("etag"), "{path}");
        let other = get(running.addr, path, &[&tag.replace('"', "\"x"), "Accept-Encoding: br"]).await;
        assert_eq!(other.status, 200, "{path}");
    }
    let head = send(running.addr, "HEAD", "/embed.js", &[], "").await.unwrap();
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("5"), 0));
    let reply = get(running.addr, "/", &["Accept-Encoding: br"]).await;
    assert!(reply.header("etag").unwrap().ends_with("-br\""));
}

#[tokio::test]
async fn html_is_locked_down() {
    let (running, _folder) = with_page("headers").await;
    let page = get(running.addr, "/", &[]).await;
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{part}");
    }
    assert_eq!(policy.matches("unsafe-").count(), 1, "only WebAssembly is compiled: {policy}");
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(page.header(name), Some(value));
    }
    assert!(page.header("permissions-policy").is_some());
}

#[tokio::test]
async fn only_the_frame_is_for_others_and_only_for_those_named() {
    let (nobody, folder) = with_page("frame").await;
    let page = Some(folder.0.join("page"));
    let frame_origins = vec!["https://dash.example".parse().unwrap(), "http://Localhost:9000".parse().unwrap()];
    let named = start(Config { page: page.clone(), frame_origins, ..config() }).await.unwrap();
    for (running, list, ancestors, resource) in [
        (&nobody, "{ \"version\": 1, \"origins\": [] }\n", "frame-ancestors 'none'", "same-origin"),
        (
            &named,
            "{ \"version\": 1, \"origins\": [\"https://dash.example\", \"http://localhost:9000\"] }\n",
            "frame-ancestors https://dash.example http://localhost:9000",
            "cross-origin",
        ),
    ] {
        let reply = get(running.addr, "/frame.json", &["Accept-Encoding: br"]).await;
        assert_eq!((reply.status, reply.text(), reply.header("content-encoding")), (200, list, None));
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (Some("application/json"), Some("no-cache")));
        let frame = get(running.addr, "/frame.html", &[]).await;
        assert!(frame.header("content-security-policy").unwrap().ends_with(ancestors), "{ancestors}");
        assert_eq!(frame.header("cross-origin-resource-policy"), Some(resource));
        let page = get(running.addr, "/", &[]).await;
        assert!(page.header("content-security-policy").unwrap().ends_with("frame-ancestors 'none'"));
    }
    let unnameable = Config { page, frame_origins: vec!["http://[::1]:9000".parse().unwrap()], ..config() };
    assert!(start(unnameable).await.err().unwrap().to_string().contains("IPv6"));
}

#[tokio::test]
async fn nothing_outside_the_folder_is_ever_served() {
    let (running, _folder) = with_page("traversal").await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
        "//secret.txt",
        "/sub\\..\\..\\secret.txt",
        "/etc/passwd",
        "/sub",
    ] {
        let reply = send(running.addr, "GET", path, &[], "").await.unwrap();
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("secret\n"), "{path}");
    }
    let reply = send(running.addr, "POST", "/index.html", &[], "{}").await.unwrap();
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")));
}

#[tokio::test]
async fn without_a_page_the_gateway_says_how_to_build_one() {
    let running = gateway().await;
    let reply = get(running.addr, "/", &[]).await;
    reply.is(200, "cargo xtask serve");
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    let missing = Config { page: Some(std::env::temp_dir().join("order-ticket-no-such-page")), ..config() };
    assert!(start(missing).await.err().unwrap().to_string().contains("order-ticket-no-such-page"));
}
