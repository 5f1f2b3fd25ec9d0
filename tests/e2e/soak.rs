//! A long session under load: two hundred quotes a second and fifty working orders. What the page takes of the machine must
//! not grow, and nothing of it may keep the screen from its next frame.
//!
//! Ten minutes with `ORDER_TICKET_FIGURES=many` (`ORDER_TICKET_SOAK_S` says another time, in seconds), else a few seconds.

use crate::browser::Browser;
use crate::desk::{Desk, Way};
use crate::figures::{Figure, many};
use crate::venue::{Venue, config, front};
use crate::ways::run;
use serde_json::{Value, json};
use std::time::Duration;

/// Counts quotes as they come, and the tasks of the page's thread that were longer than the browser thinks well (50 ms).
const WATCH: &str = "\
window.e2eSoak = { quotes: 0, long: [] }; \
const { addEventListener: listen } = WebSocket.prototype; \
const Plain = WebSocket; \
window.WebSocket = class extends Plain { constructor(...a) { super(...a); \
  listen.call(this, 'message', (e) => { if (String(e.data).includes('marketData')) e2eSoak.quotes += 1; }); } }; \
new PerformanceObserver((list) => e2eSoak.long.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask', buffered: true });";

/// The program's own memory, which the browser does not count with the heap: the glue gives what it has started.
const WASM_BYTES: &str = "\
const tag = document.querySelector('script[data-js]'); \
return import(new URL(tag.dataset.js, tag.src).href).then((glue) => glue.initSync().memory.buffer.byteLength);";

#[test]
fn a_session_under_load_neither_grows_nor_stutters() {
    run(async {
        let seconds = if many() { std::env::var("ORDER_TICKET_SOAK_S").ok().and_then(|s| s.parse().ok()).unwrap_or(600) } else { 8 };
        let mut config = config();
        config.practice.market.tape.clear();
        (config.practice.market.step_ms, config.practice.market.feed_ms) = (5, 5);
        let (venue, browser) = tokio::join!(Venue::open(config), Browser::start());
        for at in 0..50 {
            // Far enough below that no walk of ten minutes gets there.
            let price = format!("{}.25", 3_000 + at);
            let name = front();
            venue.place_natively(&format!(
                r#"{{"instrument":"{name}","action":"BUY","orderType":"LIMIT","quantity":1,"timeInForce":"GTC","limitPrice":{price}}}"#
            ));
        }
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
        let desk = Desk { way: Way::GatewaySocket, browser, venue };
        desk.visit("").await;
        desk.is_up().await;
        // The desk has come, has been read, and has settled.
        tokio::time::sleep(Duration::from_secs(if many() { 20 } else { 3 })).await;
        desk.js("e2eSoak.quotes = 0; e2eSoak.long = []; return null", vec![]).await;
        let before = memory(&desk).await;
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let after = memory(&desk).await;
        let [quotes, long]: [Value; 2] = serde_json::from_value(desk.js("return [e2eSoak.quotes, e2eSoak.long]", vec![]).await).unwrap();
        let (quotes, long): (f64, Vec<f64>) = (quotes.as_f64().unwrap(), serde_json::from_value(long).unwrap());
        let rate = quotes / Duration::from_secs(seconds).as_secs_f64();
        let of = format!("{seconds} s of quotes with 50 working orders");
        let print = |name, unit, bar, what: &str, samples| Figure { name, unit, bar, what: &format!("{what}, {of}") }.print(samples);
        print("soak-quotes", "quotes/s", None, "quotes that came, a second", vec![rate]);
        print("soak-heap", "kB", Some(1_024.0), "growth of the heap after collecting", vec![(after[0] - before[0]) / 1_024.0]);
        print("soak-wasm", "kB", many().then_some(0.0), "growth of the program's own memory", vec![(after[1] - before[1]) / 1_024.0]);
        let frames = if long.is_empty() { vec![0.0] } else { long };
        print("soak-frames", "ms", Some(50.0), "tasks of the page over 50 ms (0: none)", frames);
        assert!(rate > 20.0, "{rate} quotes a second came");
        desk.venue.stays_at(50).await;
    });
}

/// Bytes of the heap after collecting, and of the program's memory.
async fn memory(desk: &Desk) -> [f64; 2] {
    desk.browser.cdp("HeapProfiler.collectGarbage", json!({})).await;
    let heap = desk.browser.cdp("Runtime.getHeapUsage", json!({})).await["usedSize"].as_f64().unwrap();
    let program = desk.js(WASM_BYTES, vec![]).await.as_f64().unwrap();
    [heap, program]
}
