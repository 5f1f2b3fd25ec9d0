//! The program comes in parts: what there is while one is missing, and what there is once the program has stopped.

use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::ways::by;
use serde_json::json;

/// The page opens anew, and files whose names have this in them do not come.
async fn reload_without(desk: &Desk, part: &str) {
    desk.browser.cdp("Network.enable", json!({})).await;
    desk.browser.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": [format!("*{part}*.wasm*")] })).await;
    desk.reload().await;
}

const OFF: &str = "return main().getAttribute('aria-disabled') === 'true'";

#[test]
fn without_the_part_that_runs_sessions_the_form_works_nothing_is_sent_and_it_is_asked_for_again() {
    by(&Way::ALL, async |desk: Desk| {
        desk.send_at_once().await;
        reload_without(&desk, "split_session").await;
        let why = "return norm(document.body.innerText).includes('Not connected: orders are never queued. a part of this page did not load; check the connection')";
        desk.waits("it is said why", why).await;
        // The rules are there without it.
        desk.fill("Limit", "6000.10").await;
        desk.waits("what is wrong is said", "return norm(find('textbox', 'Limit').closest('.field')?.innerText).includes('6000.00')").await;
        desk.fill("Limit", "6000.00").await;
        assert!(desk.is(OFF).await, "{}", desk.shows().await);
        desk.js("main().click()", vec![]).await;
        desk.press("\u{e007}").await;
        desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await;
        // By itself, within seconds, and what was typed is still there.
        desk.is_up().await;
        assert!(desk.label().await.ends_with("LIMIT 6000.00 · DAY"), "{}", desk.label().await);
        desk.ready().await;
        assert_eq!(desk.rows().await, vec![], "what was pressed before sends nothing afterwards");
        // The desk, which is of no use without it, has come with it.
        desk.waits("nothing is missing any more", "return !norm(document.body.innerText).includes('did not load')").await;
        if desk.way == Way::Practice {
            desk.choose("Type", "Market").await;
        }
        desk.place().await;
        desk.row(0, if desk.way == Way::Practice { "filled" } else { "working" }).await;
    });
}

#[test]
fn a_program_that_has_stopped_says_so_and_takes_nothing_more() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        // What every panic of the program is a call of, and what comes of it for the script that called.
        let stop = "const glue = await import(new URL(document.querySelector('script[data-js]').dataset.js, document.baseURI)); \
             const calls = [() => glue.crashed(), () => glue.crashed()]; \
             return calls.map((call) => { try { call(); return 'nothing'; } catch (error) { return error.constructor.name; } }).join()";
        assert_eq!(desk.text(&format!("return (async () => {{ {stop} }})()")).await, "RuntimeError,RuntimeError");
        let panel = "return all('alert').some((e) => name(e) === 'The page stopped' && norm(e.innerText).includes('Order state unknown'))";
        desk.waits("the panel", panel).await;
        assert!(
            desk.is("return document.getElementById('crash-text').textContent.includes('wasm')").await,
            "where it was: {}",
            desk.shows().await
        );
        assert!(desk.is("return !seen(document.getElementById('app')) && document.getElementById('app').inert").await);
        desk.press("\u{e007}").await;
        desk.venue.stays_at(0).await;
        desk.reload().await;
        desk.is_up().await;
        desk.venue.stays_at(0).await;
    });
}
