//! The blotter with a thousand rows, scrolled through from end to end: what the screen loses of its frames.

use crate::desk::{Desk, Way};
use crate::figures::{Figure, many};
use crate::lost::like_it;
use crate::ways::run;
use serde_json::json;

/// Scrolls the grid by script to its end and back, some rows a frame, and notes how far the frames are apart, how many rows
/// were made, and every task that was longer than the browser thinks well (50 ms).
const SCROLL: &str = "\
const grid = document.querySelector('[role=grid]'), seconds = arguments[0]; \
const apart = [], long = []; let made = 0, last = 0, start = 0, empty = 0; \
new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' }); \
const step = (now) => { \
  if (last) apart.push(now - last); else start = now; \
  last = now; \
  const part = (now - start) / (seconds * 1000), end = grid.scrollHeight - grid.clientHeight; \
  const box = grid.getBoundingClientRect(); \
  made = Math.max(made, grid.querySelectorAll('[data-order-id]').length); \
  if (!document.elementFromPoint(box.left + 40, box.top + box.height / 2)?.closest('[data-order-id]')) empty += 1; \
  if (part >= 1) return setTimeout(() => { window.e2eFrames = { apart, long, made, empty }; }, 100); \
  grid.scrollTop = end * (part < 0.5 ? 2 * part : 2 - 2 * part); \
  requestAnimationFrame(step); \
}; \
window.e2eFrames = null; requestAnimationFrame(step); return null;";

#[test]
fn a_thousand_rows_scroll_without_losing_a_frame() {
    run(async {
        let desk = Desk::open(Way::GatewaySocket).await;
        for _ in 0..1000 {
            desk.venue.place_natively(&like_it());
        }
        desk.waits("all are counted", "return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '1001'").await;
        desk.js("document.querySelector('[role=grid]').scrollIntoView({ block: 'center' })", vec![]).await;
        let seconds = if many() { 10 } else { 3 };
        desk.js(SCROLL, vec![json!(seconds)]).await;
        desk.waits("scrolled through", "return window.e2eFrames !== null").await;
        let seen = desk.js("return [e2eFrames.apart, e2eFrames.long, [e2eFrames.made, e2eFrames.empty]]", vec![]).await;
        let [apart, long, counts]: [Vec<f64>; 3] = serde_json::from_value(seen).unwrap();
        let of = "1 000 rows of the blotter scrolled through by script";
        let slow = apart.iter().filter(|apart| **apart > 50.0).count();
        let count = |n: usize| vec![f64::from(u32::try_from(n).unwrap())];
        let print = |name, unit, bar, what: &str, samples| Figure { name, unit, bar, what: &format!("{what}, {of}") }.print(samples);
        // At 60 Hz a frame that is not lost comes within two times 16.7 ms.
        print("blotter-frames", "ms", Some(33.4), "from one frame to the next", apart);
        print("blotter-slow", "frames", None, "frames more than 50 ms after the one before", count(slow));
        print("blotter-tasks", "ms", Some(50.0), "tasks of the page over 50 ms (0: none)", if long.is_empty() { vec![0.0] } else { long });
        print("blotter-empty", "frames", None, "frames in which the middle of the grid had no row yet", vec![counts[1]]);
        assert!(counts[0] < 100.0, "{} rows were made at a time", counts[0]);
        desk.was_quiet().await;
    });
}
