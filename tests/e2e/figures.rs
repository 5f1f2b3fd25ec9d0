//! Figures: how quick the page is, as lines that `cargo xtask bench` reads and holds against their bars.
//!
//! `figure NAME UNIT n=… p50=… p99=… max=… bar=… what=…`: the number of samples, their nearest-rank percentiles, the most that
//! the 99th may be (`none` where there is no bar), and in words what was measured. Times are the browser's own, in steps of
//! 0.1 ms. With `ORDER_TICKET_FIGURES=many` there are enough samples for a 99th percentile and no figure fails; else a few,
//! and a test fails when their middle is ten times over the bar, which no busy machine explains.

use crate::browser::Browser;
use crate::desk::{Desk, Way};
use crate::rules::limits;
use crate::venue::{Venue, config};
use crate::ways::run;
use serde_json::json;

/// Notes of every press of a key how long it took, from the key and from the field's event after it, until the ticket said
/// what it has to say of it: the findings under the field, the button, and why the button is off.
///
/// An observer is called before the browser goes on to anything else, and the message comes after everything that the
/// press has set off: the last call before it that found new words there is the one that counts. What else changes
/// meanwhile, a quote or the clock, is not the key's doing.
const WATCH_KEYS: &str = "\
const field = find('textbox', arguments[0]); \
const said = () => [field, main()].map((e) => e && described(e) + norm(e.textContent) + e.ariaDisabled + e.ariaInvalid).join(); \
window.e2eKeys = { times: [], said: [described(field)] }; \
let pressed = 0, typed = 0, last = 0, over = null, words = said(); \
const after = new MessageChannel(); \
after.port1.onmessage = () => { e2eKeys.times.push([last - pressed, last - typed]); e2eKeys.said.push(described(field)); over(); }; \
addEventListener('keydown', () => { \
  e2eKeys.over = new Promise((done) => { over = done; }); \
  pressed = performance.now(); \
}, true); \
addEventListener('input', () => { \
  after.port2.postMessage(null); \
  typed = last = performance.now(); \
}, true); \
new MutationObserver(() => { \
  const now = performance.now(); \
  if (words !== (words = said())) last = now; \
}).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });";

/// A page with one field, and under it what is typed.
const REPEATER: &str = "\
document.body.innerHTML = '<input aria-label=Nothing aria-describedby=said><p id=said></p>'; \
document.querySelector('input').oninput = (e) => { document.getElementById('said').textContent = e.target.value; };";

/// Notes when the main button is clicked, when the journal is written, and when a place request has been given to the browser.
const WATCH_ORDERS: &str = "\
window.e2eOrders = { clicked: [], written: [], issued: [] }; \
const note = (list) => e2eOrders[list].push(performance.now()); \
addEventListener('click', (e) => { if (main()?.contains(e.target)) note('clicked'); }, true); \
const { setItem } = Storage.prototype, { send } = WebSocket.prototype, { fetch } = window; \
Storage.prototype.setItem = function (key, text) { \
  setItem.call(this, key, text); \
  if (key.startsWith('order-ticket.attempt.')) note('written'); \
}; \
WebSocket.prototype.send = function (frame) { \
  send.call(this, frame); \
  if (String(frame).includes('PlaceOrder')) note('issued'); \
}; \
window.fetch = function (request, ...more) { \
  const answer = fetch.call(this, request, ...more); \
  if (String(request.url ?? request).endsWith('/orders/place')) note('issued'); \
  return answer; \
};";

/// What an order is, to the browser, over and over, by a script that does nothing else: a POST with as many headers and as long a
/// text. What such a call of `fetch` costs in this browser on this machine. The venue refuses it: no field is there.
const BARE_FETCHES: &str = "\
const times = []; \
for (let n = 0; n < arguments[0]; n += 1) { \
  await new Promise((later) => setTimeout(later, 1500)); \
  const headers = { 'content-type': 'application/json', 'order-ticket-attempt': `bare-${n}` }; \
  const body = JSON.stringify({ nothing: 'x'.repeat(150) }); \
  const { signal } = new AbortController(); \
  const start = performance.now(); \
  const answer = fetch('/v1/api/accounts/Sim101/orders/place', { method: 'POST', headers, body, signal, cache: 'no-store', redirect: 'manual' }); \
  times.push(performance.now() - start); \
  await (await answer).text(); \
} \
return times;";

/// Of every click: when, when first written down after it, and when first issued after that. The exchange in the page has
/// no request: there the page's own mark says that the frame was handed over.
const READ_ORDERS: &str = "\
const issued = arguments[0] ? performance.getEntriesByName('order-sent').map((e) => e.startTime) : e2eOrders.issued; \
const first = (list, from) => list.find((at) => at >= from) ?? null; \
return e2eOrders.clicked.map((at) => { \
  const written = first(e2eOrders.written, at); \
  return [at, written, first(issued, written)]; \
});";

/// When the ticket was interactive, and the bodies that had come by then, as they are on the wire. Nothing from a cache.
const READ_LOAD: &str = "\
const ready = performance.getEntriesByName('ticket-interactive')[0].startTime; \
const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]; \
const come = files.filter((e) => e.responseEnd > 0 && e.responseEnd <= ready); \
return [ready, come.reduce((sum, e) => sum + e.encodedBodySize, 0), come.filter((e) => e.transferSize === 0).length];";

/// What a number says, and the most that its 99th percentile may be.
pub struct Figure<'a> {
    pub name: &'a str,
    pub unit: &'a str,
    pub bar: Option<f64>,
    pub what: &'a str,
}

impl Figure<'_> {
    pub fn print(&self, mut samples: Vec<f64>) {
        samples.sort_by(f64::total_cmp);
        let at = |percent: usize| samples[(samples.len() * percent).div_ceil(100).max(1) - 1];
        let (p50, p99, max) = (at(50), at(99), at(100));
        let Figure { name, unit, bar, what } = self;
        let (n, digits) = (samples.len(), usize::from(*unit == "ms"));
        let said = bar.map_or("none".to_owned(), |bar| bar.to_string());
        println!("figure {name} {unit} n={n} p50={p50:.digits$} p99={p99:.digits$} max={max:.digits$} bar={said} what={what}");
        if let Some(bar) = bar.filter(|_| !many()) {
            assert!(p50 <= 10.0 * bar, "{name}: the middle of {samples:?} is over ten times {bar} {unit}");
        }
    }
}

/// Whether time is taken for figures that can be believed.
pub fn many() -> bool {
    std::env::var("ORDER_TICKET_FIGURES").is_ok_and(|amount| amount == "many")
}

#[test]
fn findings_follow_a_key_press() {
    run(async {
        let desk = Desk::open(Way::GatewaySocket).await;
        for (rate, speed, bar) in [(1, "", 4.0), (4, ", CPU slowed 4×", 16.0)] {
            desk.browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
            for (label, start) in [("Limit", "6000.0"), ("Quantity", "1")] {
                // A page just loaded, in which nothing is wrong yet.
                desk.visit("").await;
                desk.is_up().await;
                desk.fill("Limit", "6000.00").await;
                desk.fill(label, start).await;
                desk.ready().await;
                let times = key_presses(&desk, label).await;
                let to = format!("in {label} to the last of what is said of it (findings, button){speed}");
                print_keys(&times, label, rate, Some(bar), &to);
            }
            desk.client().goto("about:blank").await.unwrap();
            desk.js(REPEATER, vec![]).await;
            desk.fill("Nothing", "1").await;
            let times = key_presses(&desk, "Nothing").await;
            print_keys(&times, "nothing", rate, None, &format!("in an empty page that repeats it: browser and machine alone{speed}"));
        }
        desk.browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await;
        desk.venue.stays_at(0).await;
        desk.visit("").await;
        desk.was_quiet().await;
    });
}

fn print_keys(times: &[[f64; 2]], label: &str, rate: u32, bar: Option<f64>, to: &str) {
    for (at, event) in ["keydown", "input"].into_iter().enumerate() {
        let name = format!("{event}-{}-{rate}x", label.to_lowercase());
        Figure { name: &name, unit: "ms", bar, what: &format!("{event} {to}") }.print(times.iter().map(|from| from[at]).collect());
    }
}

/// Types a digit that brings a finding and takes it back, over and over, where the focus is. Of every press the milliseconds
/// from the key and from the field's event.
async fn key_presses(desk: &Desk, label: &str) -> Vec<[f64; 2]> {
    desk.js(WATCH_KEYS, vec![json!(label)]).await;
    let rounds = if many() { 210 } else { 12 };
    // None of these is on the grid behind 6000.0, and all are over ten behind 1.
    for digit in ('1'..='9').cycle().take(rounds) {
        press(desk, "keyDown", &digit.to_string(), u32::from(digit)).await;
        press(desk, "rawKeyDown", "Backspace", 8).await;
    }
    let said: Vec<String> = serde_json::from_value(desk.js("return e2eKeys.said", vec![]).await).unwrap();
    assert_eq!(said.len(), 1 + 2 * rounds, "{label}: every press is seen");
    for (at, pair) in said.windows(2).enumerate() {
        assert_ne!(pair[0], pair[1], "{label}: press {at} changed no finding");
    }
    serde_json::from_value(desk.js("return e2eKeys.times", vec![]).await).unwrap()
}

/// Presses a key where the focus is, in one command: the driver's own way of typing takes two and time between them.
async fn press(desk: &Desk, down: &str, key: &str, code: u32) {
    let mut event = json!({ "type": down, "key": key, "windowsVirtualKeyCode": code });
    if down == "keyDown" {
        event["text"] = json!(key);
    }
    desk.browser.cdp("Input.dispatchKeyEvent", event.clone()).await;
    // A key is more urgent to the browser than a message: the next one would overtake it.
    desk.browser.cdp("Runtime.evaluate", json!({ "expression": "e2eKeys.over", "awaitPromise": true })).await;
    event["type"] = json!("keyUp");
    desk.browser.cdp("Input.dispatchKeyEvent", event).await;
}

#[test]
fn a_request_follows_a_click() {
    run(async {
        for (way, name, request) in [
            (Way::Practice, "practice", "mark order-sent (frame handed to the exchange in the page)"),
            (Way::GatewaySocket, "socket", "WebSocket.send has returned"),
            (Way::GatewayRest, "rest", "fetch has returned its promise"),
        ] {
            let orders = clicks(way).await;
            let whole = Figure {
                name: &format!("click-{name}"),
                unit: "ms",
                bar: None,
                what: &format!("click on the main button to {request}, journal write included"),
            };
            whole.print(orders.iter().map(|[clicked, _, issued]| issued - clicked).collect());
            let after = Figure {
                name: &format!("written-{name}"),
                unit: "ms",
                bar: Some(2.0),
                what: &format!("journal write after a click to {request}"),
            };
            after.print(orders.iter().map(|[_, written, issued]| issued - written).collect());
        }
    });
}

/// Market orders, one after another: of each the times of click, journal write and request.
async fn clicks(way: Way) -> Vec<[f64; 3]> {
    let desk = Desk::open(way).await;
    desk.send_at_once().await;
    limits(&desk, &[("Same order again", "0"), ("Position", "")]).await;
    desk.choose("Type", "Market").await;
    desk.ready().await;
    desk.js(WATCH_ORDERS, vec![]).await;
    let count = if many() { 64 } else { 3 };
    for _ in 0..count {
        desk.place().await;
        desk.row(0, "filled").await;
    }
    let orders = desk.js(READ_ORDERS, vec![json!(way == Way::Practice)]).await;
    let orders: Vec<[f64; 3]> = serde_json::from_value(orders).unwrap();
    assert_eq!(orders.len(), count, "{way:?}: one click an order");
    let times: Vec<f64> = orders.iter().copied().flatten().collect();
    assert!(times.is_sorted(), "{way:?}: each is clicked, written, issued, and then the next: {times:?}");
    if way != Way::Practice {
        desk.venue.stays_at(u64::try_from(count).unwrap()).await;
    }
    desk.was_quiet().await;
    if way == Way::GatewayRest {
        let alone = format!("return (async () => {{ {BARE_FETCHES} }})()").replace("arguments[0]", &count.to_string());
        let what = "the same by a script that only calls fetch: browser and machine alone";
        let times = serde_json::from_value(desk.js(&alone, vec![]).await).unwrap();
        Figure { name: "fetch-alone", unit: "ms", bar: None, what }.print(times);
        desk.venue.stays_at(u64::try_from(count).unwrap()).await;
    }
    orders
}

#[test]
fn the_ticket_is_soon_interactive() {
    run(async {
        let (mut times, mut bytes) = (Vec::new(), Vec::new());
        for _ in 0..if many() { 5 } else { 2 } {
            // A browser of its own each time: nothing in any cache, no program compiled.
            let (venue, browser) = tokio::join!(Venue::open(config()), Browser::start());
            let desk = Desk { way: Way::GatewaySocket, browser, venue };
            desk.visit("").await;
            let [ready, come, cached]: [f64; 3] = serde_json::from_value(desk.js(READ_LOAD, vec![]).await).unwrap();
            assert!(cached < 1.0 && come > 0.0, "{cached} files from a cache, {come} bytes");
            times.push(ready);
            bytes.push(come);
        }
        let what = "start of navigation to mark ticket-interactive, in a browser just started";
        Figure { name: "load", unit: "ms", bar: None, what }.print(times);
        let what = "bodies that had come before mark ticket-interactive, compressed as sent";
        Figure { name: "load-bytes", unit: "bytes", bar: None, what }.print(bytes);
    });
}
