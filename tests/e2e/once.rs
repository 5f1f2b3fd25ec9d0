//! One click is at most one order: double clicks, keys held down, impatience.

use crate::desk::{Desk, Way};
use crate::wait::until;
use crate::ways::by;
use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_double_click_asks_once_and_sends_nothing() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.choose("Type", "Market").await;
        desk.ready().await;
        double_click_main(&desk).await;
        desk.waits("the question", "return question() !== null").await;
        desk.venue.stays_at(0).await;
        assert!(desk.is("return question() !== null").await, "it is still a question");
        desk.click("Back").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

/// The question takes the place of the button, so the second half of a double click may fall on its answer.
#[test]
fn an_answer_in_the_moment_the_question_appears_does_not_count() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.choose("Type", "Market").await;
        desk.ready().await;
        let both = "const began = Date.now(); main().click(); return new Promise((done) => requestAnimationFrame(() => setTimeout(() => { \
             const send = [...(question()?.querySelectorAll('button') ?? [])].find((e) => name(e).startsWith('Send')); \
             if (!send || Date.now() - began > 250) return done('late'); send.click(); done('clicked'); })))";
        until("both clicks within a quarter of a second", async || {
            let said = desk.text(both).await;
            if said == "late" {
                desk.click("Back").await;
            }
            said == "clicked"
        })
        .await;
        desk.venue.stays_at(0).await;
        assert!(desk.is("return question() !== null").await, "it is still a question");
        desk.say_yes().await;
        desk.outcome("filled").await;
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn a_double_click_without_question_is_one_order() {
    by(&Way::ALL, async |desk: Desk| {
        desk.send_at_once().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        double_click_main(&desk).await;
        desk.outcome("filled").await;
        desk.venue.stays_at(if desk.way == Way::Practice { 0 } else { 1 }).await;
        assert_eq!(desk.rows().await.len(), 1);
        desk.was_quiet().await;
    });
}

#[test]
fn enter_held_down_asks_once_or_sends_once() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.choose("Type", "Market").await;
        desk.ready().await;
        focus_quantity(&desk).await;
        hold_enter(&desk).await;
        desk.waits("the question", "return question() !== null").await;
        desk.venue.stays_at(0).await;
        desk.click("Back").await;

        desk.send_at_once().await;
        desk.ready().await;
        focus_quantity(&desk).await;
        hold_enter(&desk).await;
        desk.outcome("filled").await;
        desk.venue.stays_at(1).await;
        assert_eq!(desk.rows().await.len(), 1);
    });
}

#[test]
fn a_second_click_while_the_first_is_on_its_way_is_no_second_order() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.send_at_once().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        desk.venue.faults(&["place:delay-3000:next1"]);
        desk.press_main().await;
        desk.outcome("sending").await;
        for _ in 0..3 {
            desk.press_main().await;
            focus_quantity(&desk).await;
            desk.press("\u{e007}").await;
        }
        // Said as taking long while it lasts.
        desk.row(0, "slow").await;
        desk.outcome("filled").await;
        desk.venue.stays_at(1).await;
        assert_eq!(desk.rows().await.len(), 1);
        desk.was_quiet().await;
    });
}

/// Without the journal an order could be lost from sight, so none is sent.
#[test]
fn a_browser_whose_storage_is_full_sends_nothing_and_says_so() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.send_at_once().await;
        desk.choose("Type", "Market").await;
        desk.ready().await;
        desk.js("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }", vec![]).await;
        desk.place().await;
        let said = desk.outcome("not-sent").await;
        assert!(said.contains("the journal could not be written"), "{said}");
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

async fn focus_quantity(desk: &Desk) {
    desk.js("find('textbox', 'Quantity').focus()", vec![]).await;
}

/// Two clicks at one place, as fast as a mouse can.
async fn double_click_main(desk: &Desk) {
    let element = desk.element("main button".to_owned(), "return main()", vec![]).await;
    desk.js("main().scrollIntoView({ block: 'center' })", vec![]).await;
    let down = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
    let up = PointerAction::Up { button: MOUSE_BUTTON_LEFT };
    let mouse = MouseActions::new("mouse".to_owned())
        .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
        .then(down.clone())
        .then(up.clone())
        .then(down)
        .then(up);
    desk.client().perform_actions(mouse).await.unwrap();
    desk.client().release_actions().await.unwrap();
}

/// Enter goes down, repeats for longer than a question stands before it counts, and comes up.
async fn hold_enter(desk: &Desk) {
    let key = |kind: &str, repeat: bool| {
        json!({
            "type": kind, "key": "Enter", "code": "Enter", "text": "\r", "unmodifiedText": "\r",
            "windowsVirtualKeyCode": 13, "nativeVirtualKeyCode": 13, "autoRepeat": repeat,
        })
    };
    desk.browser.cdp("Input.dispatchKeyEvent", key("keyDown", false)).await;
    // The pace of a keyboard.
    let mut pace = tokio::time::interval(Duration::from_millis(33));
    for _ in 0..30 {
        pace.tick().await;
        desk.browser.cdp("Input.dispatchKeyEvent", key("keyDown", true)).await;
    }
    desk.browser.cdp("Input.dispatchKeyEvent", key("keyUp", false)).await;
}
