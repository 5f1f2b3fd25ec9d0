//! Sounds, title, streamer mode: off where they are off, heard and seen where they are on.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::history::open_history;
use crate::lost::ready_with_limit;
use crate::ways::by;
use serde_json::json;

/// An AudioContext that counts what is sounded.
const STUB: &str = "window.e2eTones = []; window.AudioContext = class { state = 'running'; currentTime = 0; destination = {}; \
     createOscillator() { const o = { frequency: {}, connect() {}, start() { e2eTones.push(o.frequency.value) }, stop() {} }; return o } \
     createGain() { return { gain: {}, connect() {} } } resume() {} };";

/// Switches something of the group.
async fn switch(desk: &Desk, name: &str) {
    let script = "return find('textbox', arguments[0])?.labels[0] ?? null";
    desk.click_on(format!("switch {name:?}"), script, vec![json!(name)]).await;
}

#[test]
fn sounds_are_off_until_switched_on_and_each_state_has_its_own() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": STUB })).await;
        desk.reload().await;
        desk.is_up().await;
        ready_with_limit(&desk).await;
        desk.place().await;
        desk.row(0, "working").await;
        assert_eq!(desk.js("return e2eTones.length", vec![]).await, 0, "off by default");
        desk.settings().await;
        assert!(desk.is("return find('textbox', 'Sounds').checked === false").await);
        switch(&desk, "Sounds").await;
        desk.click("Close").await;
        desk.fill("Limit", "5999.00").await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.waits("it sounds", "return e2eTones.includes(660) || e2eTones.includes(880)").await;
        desk.js("e2eTones.length = 0", vec![]).await;
        desk.venue.faults(&["place:refuse-coded:next1"]);
        desk.fill("Limit", "5998.00").await;
        desk.place().await;
        desk.row(0, "refused").await;
        desk.waits("the sound of a refusal", "return e2eTones.join().includes('330,220')").await;

        // Kept, and one of them off.
        desk.reload().await;
        desk.is_up().await;
        desk.settings().await;
        assert!(desk.is("return find('textbox', 'Sounds').checked").await, "kept");
        switch(&desk, "Rejected").await;
        desk.click("Close").await;
        desk.js("e2eTones.length = 0", vec![]).await;
        desk.venue.faults(&["place:refuse-coded:next1"]);
        desk.fill("Limit", "5997.00").await;
        desk.place().await;
        desk.row(0, "refused").await;
        assert!(!desk.is("return e2eTones.includes(330)").await, "switched off");
        let stored = desk.text("return localStorage.getItem('order-ticket.signals')").await;
        assert!(stored.contains("\"version\":1") && stored.contains("\"Rejected\":false"), "{stored}");
    });
}

#[test]
fn the_title_says_what_is_unknown_and_what_works() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        assert_eq!(desk.text("return document.title").await, "Order ticket");
        desk.venue.faults(&["place:accept-drop:next1", "read:delay-1000:always"]);
        desk.place().await;
        desk.waits("unknown", "return document.title === '? 1 unknown · Order ticket'").await;
        desk.row(0, "working").await;
        desk.waits("working", "return document.title === '● 1 working · Order ticket'").await;
        desk.venue.faults(&[]);
        desk.click("Cancel").await;
        desk.row(0, "cancelled").await;
        desk.waits("as it was", "return document.title === 'Order ticket'").await;
    });
}

#[test]
fn streamer_mode_hides_the_account_everywhere_and_sends_to_it_all_the_same() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.settings().await;
        switch(&desk, "Streamer mode: hide account names and money").await;
        desk.click("Close").await;
        desk.place().await;
        let row = desk.row(0, "working").await;
        assert_eq!(desk.venue.order(&row.id).account, "Sim101");
        let hidden = "return !document.documentElement.textContent.includes('Sim101') && \
             ![...document.querySelectorAll('[aria-label]')].some((e) => e.ariaLabel.includes('Sim101'))";
        desk.waits("hidden on the desk", hidden).await;
        assert!(desk.is("return norm(document.body.textContent).includes('Sim•••1')").await);
        assert!(desk.is("return [...document.querySelectorAll('.preview dd')].some((e) => e.textContent === '•••')").await, "money");
        open_history(&desk).await;
        assert!(desk.is(hidden).await, "hidden in the history");
        // From the first thing that is drawn.
        desk.reload().await;
        assert!(desk.is(hidden).await, "hidden after a reload");
        desk.is_up().await;
        assert!(desk.is(hidden).await);
        desk.settings().await;
        switch(&desk, "Streamer mode: hide account names and money").await;
        desk.waits("shown again", "return document.documentElement.textContent.includes('Sim101')").await;
        desk.was_quiet().await;
    });
}

#[test]
fn the_signals_are_switched_by_keys_and_have_no_barrier() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.settings().await;
        crate::keys::tab_to(&desk, "Sounds").await;
        desk.press(" ").await;
        desk.waits("on", "return find('textbox', 'Sounds').checked").await;
        crate::keys::tab_to(&desk, "Volume").await;
        desk.press("\u{e014}").await;
        desk.waits("louder", "return JSON.parse(localStorage.getItem('order-ticket.signals')).volume === 45").await;
        let mut found = Vec::new();
        bring_axe(&desk).await;
        look(&desk, "signals", &mut found).await;
        nothing(&found);
    });
}
