//! What the worker has to do with, request by request: files of the page, and nothing that could be an order.

use super::browse::desk;
use super::files::site;
use super::plain::Plain;
use crate::browser::{Browser, Kind};
use crate::desk::Desk;
use crate::ways::by_browser;
use serde_json::{Value, json};
use std::fs;

/// Runs the shipped worker with a stage of its own around it and gives for each request whether it answered.
const STAGE: &str = r#"
const [text, requests] = arguments;
const heard = {};
const location = new URL('https://host.example/tools/ticket/sw.js');
const self = { addEventListener: (name, act) => { heard[name] = act; } };
const caches = { open: async () => ({}), match: async () => new Response('kept'), keys: async () => [] };
const fetch = async () => new Response('fetched');
new Function('self', 'location', 'registration', 'caches', 'clients', 'fetch', text)
  (self, location, { scope: 'https://host.example/tools/ticket/' }, caches, {}, fetch);
return requests.map(([method, url, mode]) => {
  let answered = false;
  heard.fetch({ request: { method, url, mode }, respondWith: () => { answered = true; } });
  return answered;
});
"#;

#[test]
fn the_worker_answers_for_files_of_the_page_and_looks_at_nothing_else() {
    by_browser(async |kind: Kind| {
        let names: Vec<String> = fs::read_dir(site()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        let part = names.iter().find(|name| name.starts_with("split_desk") && name.ends_with(".wasm")).unwrap();
        let at = |path: &str| format!("https://host.example/tools/ticket/{path}");
        let cases = [
            ("GET", at(part), "cors", true),
            ("GET", at(""), "navigate", true),
            ("GET", at("?from=mail"), "navigate", true),
            ("GET", at("index.html#quantity=1"), "navigate", true),
            // Anything that could be an order, or be about one.
            ("POST", at(""), "navigate", false),
            ("POST", at(part), "cors", false),
            ("PUT", at(part), "cors", false),
            ("HEAD", at(part), "cors", false),
            ("POST", at("v1/api/accounts/Sim101/orders/place"), "cors", false),
            ("GET", at("v1/api/accounts"), "cors", false),
            ("GET", "https://host.example/v1/api/accounts".to_owned(), "cors", false),
            ("GET", "https://host.example/".to_owned(), "navigate", false),
            ("GET", "https://app.crosstrade.io/v1/api/accounts".to_owned(), "cors", false),
            ("GET", format!("https://elsewhere.example/tools/ticket/{part}"), "cors", false),
            ("GET", format!("{}?x", at(part)), "cors", false),
            ("GET", at("sw.js"), "cors", false),
            ("GET", at("unknown-0123456789abcdef.js"), "cors", false),
            ("GET", at("other.html"), "navigate", false),
        ];
        let text = fs::read_to_string(site().join("sw.js")).unwrap();
        let requests: Vec<Value> = cases.iter().map(|(method, url, mode, _)| json!([method, url, mode])).collect();
        // In an empty page: the page's own policy evaluates no text.
        let browser = Browser::start_as(kind).await;
        let answered = browser.client.execute(STAGE, vec![json!(text), json!(requests)]).await.unwrap();
        for (at, (method, url, mode, wanted)) in cases.iter().enumerate() {
            assert_eq!(answered[at], json!(wanted), "{method} {url} ({mode})");
        }
    });
}

#[test]
fn a_post_of_a_page_that_the_worker_controls_reaches_the_host_once_or_fails() {
    by_browser(async |kind: Kind| {
        let mut host = Plain::start(false).await;
        let desk = desk(kind, &host.page()).await;
        desk.waits("the worker controls the page", "return navigator.serviceWorker.controller !== null").await;
        let post = "return fetch('./v1/api/accounts/Sim101/orders/place', { method: 'POST', body: '{}' }) \
             .then((answer) => String(answer.status), () => 'failed')";
        assert_eq!(desk.text(post).await, "404");
        assert_eq!(host.count("POST "), 1);
        host.stop().await;
        assert_eq!(desk.text(post).await, "failed", "nothing is kept for later");
        let read = "return fetch('./v1/api/accounts').then((answer) => String(answer.status), () => 'failed')";
        assert_eq!(desk.text(read).await, "failed", "nothing is answered from a cache");
        was_asked_once_for_each_file(&desk, &host);
    });
}

/// What the page has fetched, the worker takes from the browser's own cache or fetches once more; never in a loop.
fn was_asked_once_for_each_file(desk: &Desk, host: &Plain) {
    let asked = host.asked.lock().unwrap();
    let most = asked.iter().map(|line| asked.iter().filter(|other| *other == line).count()).max();
    assert!(most.is_some_and(|most| most <= 3), "{:?}: {asked:#?}", desk.way);
}
