//! A start without a network, and a new version of the page on the host.

use super::browse::{desk, has_all_parts, page, trades, visit};
use super::plain::Plain;
use crate::browser::{Browser, Kind};
use crate::desk::Desk;
use crate::watched::Watched;
use crate::ways::by_browser;
use serde_json::json;
use std::fs;

/// The worker has everything and answers for this page.
async fn is_kept(desk: &Desk) {
    desk.waits("the worker controls the page", "return navigator.serviceWorker.controller?.state === 'activated'").await;
}

#[test]
fn after_the_first_load_the_ticket_starts_and_trades_without_a_network() {
    by_browser(async |kind: Kind| {
        let mut host = Plain::start(true).await;
        let mut watched = Watched::before(host.addr).await;
        let desk = desk(kind, &page(&watched)).await;
        is_kept(&desk).await;
        host.stop().await;
        watched.stop().await;
        desk.reload().await;
        desk.is_up().await;
        // Parts that come later are there too, and the style sheet of the second.
        has_all_parts(&desk).await;
        assert!(desk.is("return [...document.styleSheets].some((e) => (e.href ?? '').includes('/desk-'))").await);
        trades(&desk).await;
        watched.broke_no_policy(desk.client()).await;
        // A link from elsewhere still fills it.
        desk.client().goto("about:blank").await.unwrap();
        visit(&desk, &format!("{}?from=mail#quantity=7", page(&watched))).await;
        desk.waits("it is filled", "return find('textbox', 'Quantity').value === '7'").await;
        desk.client().goto("about:blank").await.unwrap();
        visit(&desk, &format!("{}index.html", page(&watched))).await;
    });
}

#[test]
fn a_reload_takes_a_new_version_and_an_open_page_keeps_its_own() {
    by_browser(async |kind: Kind| {
        let host = Plain::start(false).await;
        let desk = desk(kind, &host.page()).await;
        is_kept(&desk).await;
        let caches = "return caches.keys().then((names) => names.join('\\n'))";
        let first = desk.text(caches).await;
        assert_eq!(first.lines().count(), 1, "{first}");
        // Another document, and the worker that knows it. The integrity is the browser's own word.
        let document = host.root.file("index.html");
        let changed = fs::read_to_string(&document).unwrap().replace("<title>Order ticket", "<title>Second ticket");
        let digest = "const word = (text) => crypto.subtle.digest('SHA-384', new TextEncoder().encode(text)) \
             .then((bytes) => 'sha384-' + btoa(String.fromCharCode(...new Uint8Array(bytes)))); \
             return Promise.all([...arguments].map(word))";
        let words = desk.js(digest, vec![json!(fs::read_to_string(&document).unwrap()), json!(changed)]).await;
        let worker = fs::read_to_string(host.root.file("sw.js")).unwrap();
        let (old, new) = (words[0].as_str().unwrap(), words[1].as_str().unwrap());
        assert_eq!(worker.matches(old).count(), 1, "{words}");
        let version = worker.split('"').nth(1).unwrap().to_owned();
        fs::write(&document, changed).unwrap();
        fs::write(host.root.file("sw.js"), worker.replace(old, new).replace(&version, "feedfeedfeedfeed")).unwrap();
        // The host has lost a file of the old version; the page that is open has it all the same.
        let later = fs::read_dir(host.root.file("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut later = later.filter(|name| name.starts_with("split_rest") && name.ends_with(".wasm"));
        let later = later.next().unwrap();
        fs::remove_file(host.root.file(&later)).unwrap();
        let fetched = format!("return fetch('./{later}').then((answer) => answer.ok)");
        assert!(desk.is(&fetched).await);
        // The new worker cannot have a file that is gone: it is not installed, and the old one stays.
        desk.reload().await;
        assert_eq!(desk.text("return document.title.includes('Second') + ''").await, "true", "a reload takes the new document");
        desk.is_up().await;
        assert!(desk.is(&fetched).await);
        // Back again, the new one is installed and waits for the last page of the old one.
        fs::copy(crate::venue::page().join(&later), host.root.file(&later)).unwrap();
        let waits =
            "return navigator.serviceWorker.getRegistration().then((all) => all.update().catch(() => {}).then(() => all.waiting !== null))";
        desk.waits("the new worker waits", waits).await;
        assert_eq!(desk.text(caches).await.lines().count(), 2);
        desk.client().goto("about:blank").await.unwrap();
        visit(&desk, &host.page()).await;
        let alone = "return caches.keys().then((names) => names.length === 1 && names[0].endsWith(' feedfeedfeedfeed'))";
        desk.waits("only the new cache is left", alone).await;
        trades(&desk).await;
    });
}

#[test]
fn behind_the_gateway_and_in_a_frame_no_worker_is_registered() {
    by_browser(async |kind: Kind| {
        let config = order_ticket_gateway::Config { page: Some(super::files::site()), ..crate::venue::config() };
        let (venue, browser) = tokio::join!(crate::venue::Venue::open(config), Browser::start_as(kind));
        let desk = Desk { way: crate::desk::Way::GatewaySocket, browser, venue };
        desk.visit("").await;
        desk.is_up().await;
        // Looked at when a page that registers one would have done so.
        let none = "return new Promise((soon) => setTimeout(soon, 4000)).then(() => navigator.serviceWorker.getRegistrations()) \
             .then((all) => all.length === 0)";
        assert!(desk.is(none).await, "behind the gateway");
        desk.was_quiet().await;
        let host = Plain::start(false).await;
        fs::write(
            host.root.file("../around.html"),
            "<!doctype html><title>Around</title><link rel=icon href='data:,'><iframe src='ticket/'></iframe>",
        )
        .unwrap();
        desk.client().goto(&format!("http://{}/tools/around.html", host.addr)).await.unwrap();
        let refused = "return document.querySelector('iframe')?.contentDocument.documentElement.dataset.boot === 'failed'";
        desk.waits("it does not run in a frame", refused).await;
        assert!(desk.is(none).await, "in a frame");
    });
}
