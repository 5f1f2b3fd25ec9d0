//! The settings file: it carries presets and keys with the settings, is taken whole or not at all, and is undone whole.

use crate::desk::{Desk, Way};
use crate::limits::{CATCH, changes, paste};
use crate::rules::open_limits;
use crate::ways::by;
use serde_json::{Value, json};

const STORED: &str = "return ['settings', 'presets', 'keys'].map((part) => localStorage.getItem('order-ticket.' + part) ?? '').join('\\n')";
const TEMPLATE: &str = "return all('button').find((e) => name(e).includes('Fade') && !name(e).startsWith('Delete')) ?? null";

#[test]
fn presets_and_keys_go_out_come_back_and_an_import_is_undone_whole() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        a_template_and_a_key(&desk).await;
        open_limits(&desk).await;
        desk.js(CATCH, vec![]).await;
        desk.click("Export settings").await;
        let file = desk.text("return decodeURIComponent(window.e2eFiles[0][1].split(',').slice(1).join(','))").await;
        let read: Value = serde_json::from_str(&file).unwrap();
        assert_eq!(read["version"], 3, "{file}");
        assert_eq!(read["presets"]["templates"][0]["name"], "Fade", "{file}");
        assert_eq!(read["keys"]["keys"]["side-sell"], "KeyX", "{file}");
        assert!(!file.to_lowercase().contains("token"), "{file}");

        desk.click("Back to the defaults…").await;
        changes(&desk, "Template Fade, any contract: Buy 3 Limit 6000.00 Day → –").await;
        changes(&desk, "Key for Side: Sell: X → S").await;
        desk.click("Apply these settings").await;
        desk.waits("gone", "return !localStorage.getItem('order-ticket.presets').includes('Fade')").await;

        paste(&desk, &file).await;
        desk.click("See what it would change").await;
        changes(&desk, "Template Fade, any contract: – → Buy 3 Limit 6000.00 Day").await;
        changes(&desk, "Key for Side: Sell: S → X").await;
        desk.click("Apply these settings").await;
        let there = "return localStorage.getItem('order-ticket.presets').includes('Fade') && localStorage.getItem('order-ticket.keys').includes('KeyX')";
        desk.waits("there again", there).await;
        desk.click("Undo").await;
        desk.waits("undone", "return !localStorage.getItem('order-ticket.presets').includes('Fade') && !localStorage.getItem('order-ticket.keys').includes('KeyX')").await;

        // Both work again, on a page just loaded.
        paste(&desk, &file).await;
        desk.click("See what it would change").await;
        desk.click("Apply these settings").await;
        desk.waits("there", there).await;
        desk.reload().await;
        desk.is_up().await;
        desk.waits("the second part", "return find('button', 'OCO pair') !== null").await;
        desk.js("radio('Side', 'Buy').focus()", vec![]).await;
        press_x(&desk).await;
        desk.waits("Sell by its own key", "return radio('Side', 'Sell').checked").await;
        desk.click("Presets").await;
        desk.click_on("the template".to_owned(), TEMPLATE, vec![]).await;
        desk.waits("filled in", "return find('textbox', 'Quantity').value === '3' && radio('Side', 'Buy').checked").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_broken_file_says_all_that_is_wrong_with_presets_and_keys_and_changes_nothing() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        a_template_and_a_key(&desk).await;
        let before = desk.text(STORED).await;
        open_limits(&desk).await;
        let file = r#"{"version":3,"limits":{},
            "presets":{"version":1,"colour":"red","quantities":[{"root":"ES","numbers":"1 two"},{"root":"ES","numbers":"1"}],
              "templates":[{"name":"","side":"Hold"},{"name":"A","root":"ES","contract":"ES 12-26"},7],"strategies":[{"name":"S"},{"name":"S"}]},
            "keys":{"version":1,"off":"no","keys":{"side-buy":"KeyS","fly":"KeyF","lock":"Enter","review":"Any key","flatten":3}}}"#;
        paste(&desk, file).await;
        desk.click("See what it would change").await;
        for part in [
            "presets: colour: this is not a setting.",
            "presets: quantities, 1: “two” is not a number of contracts.",
            "presets: quantities, 2: it stands there twice.",
            "presets: templates, 1: name: it must have 1 to 40 characters.",
            "presets: templates, 1: side: the ticket has no such choice.",
            "presets: templates, 2: it must be for a contract or for a root, not for both.",
            "presets: templates, 3: it must be an object.",
            "presets: strategies, 2: it stands there twice.",
            "keys: off: it must be true or false.",
            "keys: side-sell: S is the key of side-buy already.",
            "keys: fly: this is not a setting.",
            "keys: lock: Enter is needed by the fields and buttons of the page.",
            "keys: review: it must be a key such as KeyB or Shift+KeyB.",
            "keys: flatten: it must be a text.",
        ] {
            desk.waits(part, &format!("return all('alert').some((e) => norm(e.textContent).includes({}))", json!(part))).await;
        }
        assert!(!desk.is("return find('button', 'Apply these settings') !== null").await);
        assert_eq!(desk.text(STORED).await, before);

        // A file from before there were presets and keys in it leaves them alone.
        paste(&desk, r#"{"version":2,"limits":{"max_quantity":4,"duplicate_window_ms":5000}}"#).await;
        desk.click("See what it would change").await;
        changes(&desk, "Quantity per order: 10 → 4").await;
        assert!(!desk.is("return all('status').some((e) => /Fade|Key for/.test(e.textContent))").await);
        desk.click("Apply these settings").await;
        desk.waits("the limit is taken", "return find('textbox', 'Quantity per order').value === '4'").await;
        let own = |stored: &str| stored.split_once('\n').map(|(_, own)| own.to_owned());
        assert_eq!(own(&desk.text(STORED).await), own(&before));
        desk.was_quiet().await;
    });
}

/// A template of three contracts, and X for the side Sell.
async fn a_template_and_a_key(desk: &Desk) {
    desk.waits("the second part", "return find('button', 'OCO pair') !== null").await;
    desk.fill("Quantity", "3").await;
    desk.fill("Limit", "6000.00").await;
    desk.click("Presets").await;
    desk.fill("Save as", "Fade").await;
    desk.click("Save template").await;
    desk.waits("saved", "return (localStorage.getItem('order-ticket.presets') ?? '').includes('Fade')").await;
    desk.js("radio('Side', 'Buy').focus()", vec![]).await;
    desk.press("?").await;
    desk.waits("the panel", "return document.getElementById('keys')?.open === true").await;
    desk.js("all('button').find((e) => name(e).startsWith('Key for Side: Sell: ')).focus()", vec![]).await;
    desk.press("\u{e007}").await;
    desk.waits("it waits", "return all('status').some((e) => name(e).startsWith('Press the key'))").await;
    press_x(desk).await;
    desk.waits("kept", "return (localStorage.getItem('order-ticket.keys') ?? '').includes('KeyX')").await;
    desk.press("\u{e00c}").await;
    desk.waits("closed", "return document.querySelector('dialog') === null").await;
}

/// By the browser's own protocol, so that its place on the keyboard is told.
async fn press_x(desk: &Desk) {
    for down in ["keyDown", "keyUp"] {
        desk.browser.cdp("Input.dispatchKeyEvent", json!({ "type": down, "code": "KeyX", "key": "x" })).await;
    }
}
