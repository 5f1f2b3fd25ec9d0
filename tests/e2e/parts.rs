//! The program comes in parts: what there is while one is missing, and what there is once the program has stopped.

use crate::browser::Kind;
use crate::dashboard::Dashboard;
use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::positions::{hold, line_says, net};
use crate::venue::front;
use crate::wait::until;
use crate::ways::{by, run};
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
fn without_the_part_that_carries_it_is_said_why_and_it_is_asked_for_again() {
    by(&[Way::Practice, Way::GatewayRest], async |desk: Desk| {
        reload_without(&desk, if desk.way == Way::Practice { "split_practice" } else { "split_rest" }).await;
        let why =
            "return norm(document.body.innerText).includes(': a part of this page did not load; check the connection. Nothing is sent')";
        desk.waits("it is said why", why).await;
        assert!(desk.is(OFF).await, "{}", desk.shows().await);
        desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await;
        desk.is_up().await;
        desk.choose("Type", "Market").await;
        desk.place().await;
        desk.row(0, "filled").await;
    });
}

#[test]
fn a_close_that_an_earlier_page_had_no_end_of_bars_until_the_part_that_finds_it_out_is_there() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 2).await;
        // Carried out, and the answer never comes.
        desk.venue.faults(&["close:accept-drop:next1"]);
        desk.click(&format!("Close 2 of 2 {} on Sim101", front())).await;
        until("it is carried out", async || net(&desk) == 0).await;
        reload_without(&desk, "split_desk").await;
        desk.is_up().await;
        let why = "return described(main()).includes('Waiting for the part of this program that finds out how an earlier close, cancel or change ended.')";
        desk.waits("it is said why", why).await;
        let placed = desk.venue.placed();
        desk.press_main().await;
        desk.press("\u{e007}").await;
        assert!(desk.is(OFF).await, "{}", desk.shows().await);
        desk.venue.stays_at(placed).await;
        desk.browser.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await;
        desk.click("Load it now").await;
        line_says(&desk, "+2 → flat").await;
        desk.fill("Limit", "6000.00").await;
        desk.place().await;
        desk.row(0, "working").await;
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

/// Lets the part that talks to the host wait until `letGo` is called.
const HOLD: &str = "const real = window.fetch; let held = new Promise((go) => { window.letGo = go; }); \
     window.fetch = async (what, ...rest) => { if (String(what).includes('split_host')) await held; return real(what, ...rest); };";

#[test]
fn a_ticket_in_a_page_is_there_before_its_host_is_asked_and_nothing_leaves_or_is_lost_meanwhile() {
    run(async {
        let body = "<order-ticket id=\"a\" transport=\"practice\" order-type=\"MARKET\" quantity=\"2\"></order-ticket>";
        let page = Dashboard::open(Kind::Chromium, body).await;
        page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HOLD })).await;
        page.client().refresh().await.unwrap();
        page.js("window.e2eTicket = '#a'", vec![]).await;
        page.is_up().await;
        let waits = "return main().getAttribute('aria-disabled') === 'true' && described(main()).includes('cannot be asked yet')";
        page.waits("it says why it is off", waits).await;
        assert!(page.is("return !a.matches(':state(ready)') && find('textbox', 'Quantity').value === '2'").await);
        page.press_main().await;
        assert!(page.is("return question() === null").await);

        // What its page and its trader do meanwhile.
        page.fill("Quantity", "3").await;
        page.js("a.setAttribute('instrument', 'NQ'); a.prefill({ action: 'SELL' }); a.limits = { maxQuantity: 3 }", vec![]).await;
        page.js("hostDo['before-submit'] = (e) => { e.detail.reason = 'Not before ten.'; e.preventDefault(); }; letGo()", vec![]).await;
        page.looks_at("#a").await;
        page.ready().await;
        let label = page.label().await;
        assert!(label.starts_with("Sell 3 NQ"), "{label}");
        page.press_main().await;
        page.say_yes().await;
        page.waits("the veto", "return all('alert').some((e) => name(e).startsWith('Nothing was sent. Not before ten.'))").await;
        let told = page.told("a").await;
        assert_eq!(told.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["ready", "before-submit"], "{told:?}");
        page.fill("Quantity", "4").await;
        page.waits("the limit holds", "return described(find('textbox', 'Quantity')).includes('over your limit of 3')").await;
        assert_eq!(page.rows().await, vec![]);
        page.is_quiet().await;
    });
}
