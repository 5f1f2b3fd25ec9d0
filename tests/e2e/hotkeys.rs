//! Hotkeys: they fill and step, never send unless the trader has given them that, and a key held down sends once.

use crate::access::{look, nothing, open};
use crate::desk::{Desk, Way};
use crate::ways::{by, run};
use serde_json::json;

const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";

/// A key press by the browser's own protocol, so that its place on the keyboard is told; `times` over one is a key held down.
async fn key(desk: &Desk, code: &str, text: &str, modifiers: u32, times: u32) {
    for nth in 0..times {
        let down = json!({ "type": "keyDown", "code": code, "key": text, "text": if modifiers & 7 == 0 { text } else { "" }, "modifiers": modifiers, "autoRepeat": nth > 0 });
        desk.browser.cdp("Input.dispatchKeyEvent", down).await;
    }
    desk.browser.cdp("Input.dispatchKeyEvent", json!({ "type": "keyUp", "code": code, "key": text, "modifiers": modifiers })).await;
}

async fn ready(desk: &Desk) {
    desk.waits("the second part", "return find('button', 'OCO pair') !== null").await;
}

async fn on_the_side(desk: &Desk) {
    desk.js("radio('Side', 'Buy').focus()", vec![]).await;
}

/// Opens the panel and gives a deed a key.
async fn give(desk: &Desk, deed: &str, code: &str, text: &str, modifiers: u32) {
    if !desk.is("return document.querySelector('dialog[open]') !== null").await {
        on_the_side(desk).await;
        desk.press("?").await;
        desk.waits("the panel", "return document.getElementById('keys')?.open === true").await;
    }
    desk.js("all('button').find((e) => name(e).startsWith(arguments[0])).focus()", vec![json!(format!("Key for {deed}: "))]).await;
    desk.press(ENTER).await;
    desk.waits("it waits", "return all('status').some((e) => name(e).startsWith('Press the key'))").await;
    key(desk, code, text, modifiers, 1).await;
}

async fn close(desk: &Desk) {
    desk.press(ESCAPE).await;
    desk.waits("closed", "return document.querySelector('dialog') === null").await;
}

#[test]
fn keys_fill_the_ticket_and_leave_typing_alone() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        on_the_side(&desk).await;
        key(&desk, "KeyS", "s", 0, 1).await;
        desk.waits("Sell", "return radio('Side', 'Sell').checked").await;
        key(&desk, "KeyG", "g", 0, 1).await;
        desk.waits("the ask", "return find('textbox', 'Limit').value === '6012.50'").await;
        key(&desk, "BracketRight", "]", 0, 3).await;
        desk.waits("three ticks", "return find('textbox', 'Limit').value === '6013.25'").await;
        key(&desk, "KeyQ", "q", 0, 1).await;
        desk.waits("Quantity", "return document.activeElement === find('textbox', 'Quantity')").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_key_in_a_text_field_is_text() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready(&desk).await;
        desk.fill("Instrument", "").await;
        for (code, text) in [("KeyS", "s"), ("Digit1", "1"), ("KeyB", "b")] {
            key(&desk, code, text, 0, 1).await;
        }
        desk.waits("typed", "return find('textbox', 'Instrument').value === 's1b' && radio('Side', 'Buy').checked").await;
    });
}

#[test]
fn a_key_can_be_changed_conflicts_are_refused_and_reset_brings_the_first_back() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready(&desk).await;
        give(&desk, "Side: Sell", "KeyX", "x", 0).await;
        desk.waits("taken", "return all('status').some((e) => name(e).includes('is on X now'))").await;
        give(&desk, "Side: Buy", "KeyX", "x", 0).await;
        desk.waits("refused", "return all('status').some((e) => name(e).includes('for “Side: Sell” already'))").await;
        give(&desk, "Side: Buy", "KeyW", "w", 2).await;
        desk.waits("warned", "return all('status').some((e) => name(e).includes('Browsers usually keep'))").await;
        close(&desk).await;
        desk.reload().await;
        desk.is_up().await;
        ready(&desk).await;
        on_the_side(&desk).await;
        key(&desk, "KeyS", "s", 0, 1).await;
        assert!(desk.is("return radio('Side', 'Buy').checked").await);
        key(&desk, "KeyX", "x", 0, 1).await;
        desk.waits("Sell", "return radio('Side', 'Sell').checked").await;
        desk.press("?").await;
        desk.waits("the panel", "return document.getElementById('keys')?.open === true").await;
        desk.click("First keys again").await;
        close(&desk).await;
        on_the_side(&desk).await;
        key(&desk, "KeyB", "b", 0, 1).await;
        desk.waits("Buy", "return radio('Side', 'Buy').checked").await;
    });
}

#[test]
fn a_key_that_sends_held_down_sends_once() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.send_at_once().await;
        ready(&desk).await;
        give(&desk, "Buy at the bid", "KeyN", "n", 0).await;
        close(&desk).await;
        on_the_side(&desk).await;
        key(&desk, "KeyN", "n", 0, 12).await;
        desk.venue.takes(1).await;
        desk.venue.stays_at(1).await;
        desk.row(0, "working").await;
    });
}

#[test]
fn from_an_empty_page_to_a_working_order_and_its_cancel_by_keys_alone() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        give(&desk, "Review or send the ticket", "KeyR", "r", 0).await;
        give(&desk, "Cancel all orders of the instrument", "KeyZ", "z", 0).await;
        close(&desk).await;
        on_the_side(&desk).await;
        key(&desk, "KeyB", "b", 0, 1).await;
        key(&desk, "KeyD", "d", 0, 1).await;
        key(&desk, "BracketLeft", "[", 0, 4).await;
        desk.waits("below the bid", "return find('textbox', 'Limit').value === '6011.25'").await;
        desk.ready().await;
        key(&desk, "KeyR", "r", 0, 1).await;
        desk.waits("the question", "return question() !== null").await;
        crate::wait::until("Enter counts", async || {
            if desk.is("return question() !== null").await {
                desk.press(ENTER).await;
            }
            desk.is("return question() === null").await
        })
        .await;
        let order = desk.row(0, "working").await;
        key(&desk, "KeyZ", "z", 0, 1).await;
        desk.waits("asked", "return document.querySelector('dialog[open]')?.textContent.includes('Cancel all') === true").await;
        crate::wait::until("the answer counts", async || {
            let _ = desk.js("find('button', 'Cancel all')?.focus()", vec![]).await;
            if desk.is("return document.querySelector('dialog[open]') !== null").await {
                desk.press(ENTER).await;
            }
            desk.is("return document.querySelector('dialog') === null").await
        })
        .await;
        let row = desk.row(0, "cancelled").await;
        assert_eq!(row.id, order.id);
        assert_eq!(desk.venue.placed(), 1);
    });
}

#[test]
fn the_panel_of_keys_has_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = open().await;
        ready(&desk).await;
        give(&desk, "Side: Buy", "KeyS", "s", 0).await;
        desk.waits("refused", "return all('status').some((e) => name(e).includes('already'))").await;
        look(&desk, "keys", &mut found).await;
        nothing(&found);
    });
}
