//! Without a mouse: every task by keys alone, the focus always seen and never lost.

use crate::desk::{Desk, Way};
use crate::wait::{poll, until};
use crate::ways::by;
use serde_json::json;
use std::time::Duration;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const RIGHT: &str = "\u{e014}";
const LEFT: &str = "\u{e012}";
const UP: &str = "\u{e013}";

/// What has the focus: its role's element, its name, and whether a person can see that it has.
const FOCUS: &str = "const e = document.activeElement; const box = e?.getBoundingClientRect(); \
     const ring = (x) => x && css(x).outlineStyle !== 'none' && parseFloat(css(x).outlineWidth) >= 1; \
     return { tag: e?.tagName, name: e ? name(e) : '', group: name(e?.closest('fieldset') ?? document.createElement('p')), \
       shown: e !== null && e !== document.body && seen(e) && box.width > 0 && box.bottom > 0 && box.top < innerHeight, \
       ring: ring(e) || ring(e?.closest('label')) || ring(e?.closest('.seg, .stepper')) }";

#[test]
fn from_the_first_tab_to_a_filled_order_by_keys_alone() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.visit("").await;
        desk.is_up().await;
        tab_to(&desk, "Instrument").await;
        desk.press("\u{e009}a\u{e000}").await;
        desk.press("es1!").await;
        tab_to(&desk, "Buy").await;
        desk.press(RIGHT).await;
        desk.waits("Sell is chosen", "return radio('Side', 'Sell').checked").await;
        tab_to(&desk, "Limit").await;
        desk.press(LEFT).await;
        desk.waits("Market is chosen", "return radio('Type', 'Market').checked").await;
        tab_to(&desk, "Quantity").await;
        desk.press(UP).await;
        desk.ready().await;
        assert!(desk.label().await.starts_with("Sell 2 "), "{}", desk.label().await);
        desk.press(ENTER).await;
        desk.waits("the question", "return question() !== null").await;
        focus_is(&desk, "Send to practice").await;
        desk.press(ESCAPE).await;
        desk.waits("no question", "return question() === null").await;
        desk.venue.stays_at(0).await;

        tab_to_main(&desk).await;
        desk.press(ENTER).await;
        desk.waits("the question", "return question() !== null").await;
        focus_is(&desk, "Send to practice").await;
        answer_by_enter(&desk).await;
        desk.outcome("filled").await;
        assert_eq!(desk.venue.placed(), 1);
    });
}

// FINDING 3 of the first run: the focus fell to the body.
#[test]
fn escape_and_back_from_the_question_give_the_focus_back() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.choose("Type", "Market").await;
        let mut lost = Vec::new();
        for leave in ["Escape", "Back"] {
            desk.ready().await;
            desk.js("main().focus()", vec![]).await;
            desk.press(ENTER).await;
            focus_is(&desk, "Send to practice").await;
            if leave == "Back" {
                desk.click("Back").await;
            } else {
                desk.press(ESCAPE).await;
            }
            desk.waits("no question", "return question() === null").await;
            lost.extend((!has_focus(&desk).await).then_some(leave));
        }
        assert_eq!(lost, Vec::<&str>::new(), "the focus is lost after these");
    });
}

// FINDING 6 of the first run.
#[test]
fn the_focus_stays_in_the_page_after_an_order_was_sent_and_its_state_changes() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.choose("Type", "Market").await;
        desk.ready().await;
        desk.js("main().focus()", vec![]).await;
        desk.press(ENTER).await;
        focus_is(&desk, "Send to practice").await;
        answer_by_enter(&desk).await;
        desk.outcome("filled").await;
        assert!(has_focus(&desk).await, "the focus is lost after sending");
    });
}

/// Enter, until it counts: not at once, so that a key held down answers nothing.
async fn answer_by_enter(desk: &Desk) {
    until("Enter counts as the answer", async || {
        if desk.is("return question() !== null").await {
            desk.press(ENTER).await;
        }
        desk.is("return question() === null").await
    })
    .await;
}

#[test]
fn help_and_settings_open_by_keys_close_on_escape_and_give_the_focus_back() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.visit("").await;
        desk.is_up().await;
        tab_to(&desk, "Buy").await;
        desk.press("?").await;
        desk.waits("the keys", "return document.getElementById('keys')?.open === true").await;
        assert!(desk.is("return document.activeElement.closest('dialog') !== null").await, "the focus is in the panel");
        for _ in 0..4 {
            desk.press(TAB).await;
            assert!(desk.is("return document.activeElement === document.body || document.activeElement.closest('dialog') !== null").await);
        }
        desk.press(ESCAPE).await;
        desk.waits("closed", "return document.querySelector('dialog') === null").await;
        focus_is(&desk, "Buy").await;

        for button in ["Help: keys and states", "Connection and settings"] {
            desk.js("find('button', arguments[0]).focus()", vec![json!(button)]).await;
            desk.press(ENTER).await;
            desk.waits("it opens", "return document.querySelector('dialog[open]') !== null").await;
            desk.press(ESCAPE).await;
            desk.waits("closed", "return document.querySelector('dialog') === null").await;
            focus_is(&desk, button).await;
        }
        // A question mark typed into a field belongs to the field.
        desk.fill("Instrument", "E?").await;
        assert!(desk.is("return document.querySelector('dialog') === null && find('textbox', 'Instrument').value === 'E?'").await);
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

// FINDING 5 of the first run: only Escape gave it back.
#[test]
fn the_buttons_that_close_a_panel_give_the_focus_back() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        let mut lost = Vec::new();
        for (open, close) in [
            ("Help: keys and states", "Close"),
            ("Connection and settings", "Close"),
            ("Connection and settings", "Back"),
            ("Connection and settings", "Apply"),
        ] {
            desk.js("find('button', arguments[0]).focus()", vec![json!(open)]).await;
            desk.press(ENTER).await;
            desk.waits("it opens", "return document.querySelector('dialog[open]') !== null").await;
            desk.js("find('button', arguments[0]).focus()", vec![json!(close)]).await;
            desk.press(ENTER).await;
            desk.waits("closed", "return document.querySelector('dialog') === null").await;
            lost.extend((!has_focus(&desk).await).then_some((open, close)));
        }
        assert_eq!(lost, vec![], "the focus is lost after these");
    });
}

#[test]
fn keys_step_numbers_by_one_and_by_ten() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.fill("Limit", "6000.00").await;
        for (keys, value) in [(UP, "6000.25"), ("\u{e00e}", "6002.75"), ("\u{e015}", "6002.50"), ("\u{e00f}", "6000.00")] {
            desk.press(keys).await;
            desk.waits(value, &format!("return find('textbox', 'Limit').value === '{value}'")).await;
        }
        desk.fill("Quantity", "1").await;
        for (keys, value) in [(UP, "2"), ("\u{e00e}", "12"), ("\u{e00f}", "2"), ("\u{e015}", "1"), ("\u{e015}", "1")] {
            desk.press(keys).await;
            desk.waits(value, &format!("return find('textbox', 'Quantity').value === '{value}'")).await;
        }
        desk.was_quiet().await;
    });
}

/// Presses Tab until this has the focus. On the way every stop can be seen.
pub async fn tab_to(desk: &Desk, wanted: &str) {
    let mut way = Vec::new();
    for _ in 0..50 {
        press_tab(desk).await;
        let focus = desk.js(FOCUS, vec![]).await;
        let name = focus["name"].as_str().unwrap_or_default().to_owned();
        assert_ne!(focus["tag"], json!("BODY"), "{:?}: the focus left the page before {wanted:?}, after {way:?}", desk.way);
        assert_eq!((&focus["shown"], &focus["ring"]), (&json!(true), &json!(true)), "{:?}: the focus on {name:?} cannot be seen", desk.way);
        if name == wanted {
            return;
        }
        way.push(name);
    }
    panic!("{:?}: Tab does not reach {wanted:?}: {way:?}", desk.way);
}

async fn tab_to_main(desk: &Desk) {
    for _ in 0..50 {
        if desk.is("return document.activeElement === main()").await {
            return;
        }
        press_tab(desk).await;
    }
    panic!("{:?}: Tab does not reach the main button", desk.way);
}

/// By the browser's own protocol: the driver would take the focus for granted.
async fn press_tab(desk: &Desk) {
    for kind in ["keyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "nativeVirtualKeyCode": 9 });
        desk.browser.cdp("Input.dispatchKeyEvent", key).await;
    }
}

async fn focus_is(desk: &Desk, wanted: &str) {
    let script = format!("return document.activeElement !== null && name(document.activeElement) === {}", json!(wanted));
    desk.waits(&format!("the focus is on {wanted:?}"), &script).await;
}

/// Whether anything has the focus, once the page has settled.
async fn has_focus(desk: &Desk) -> bool {
    let script = "return document.activeElement !== null && document.activeElement !== document.body";
    poll(Duration::from_secs(2), async || desk.is(script).await.then_some(())).await.is_some()
}
