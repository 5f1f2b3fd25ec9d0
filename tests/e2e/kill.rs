//! The kill switch: stops, cancels, flattens, holds over a reload and in other tabs, and goes off by its phrase only.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::rules::open_limits;
use crate::venue::front;
use crate::wait::until;
use crate::ways::{by, run};
use serde_json::json;

const ENTER: &str = "\u{e007}";
const STOPPED: &str =
    "return main().getAttribute('aria-disabled') === 'true' && norm(form().textContent).includes('The kill switch is on')";

#[test]
fn it_cancels_and_flattens_on_two_accounts_and_blocks_until_the_phrase() {
    by(&Way::GATEWAY, async |desk: Desk| {
        for account in ["Sim101", "Sim102"] {
            desk.venue.place_on(account, &order("MARKET", ""));
            desk.venue.place_on(account, &order("LIMIT", r#","limitPrice":6000"#));
        }
        until("two work", async || desk.venue.working() == 2).await;
        ready_with_limit(&desk).await;
        desk.click("Kill switch…").await;
        desk.click_on("Close every position too".to_owned(), "return find('textbox', 'Close every position too')", vec![]).await;
        // What is asked about was read.
        desk.click("Stop trading…").await;
        desk.waits("asked", "return find('button', 'Stop, cancel and flatten') !== null").await;
        let asked = desk.text("return norm(scope().textContent)").await;
        assert!(asked.contains("Stop trading on Sim101, Sim102?"), "{asked}");
        assert!(asked.contains(&format!("Sim102: closes +1 {}", front())) || asked.contains("Sim102: not read yet"), "{asked}");
        desk.click("Back").await;
        assert_eq!(desk.venue.working(), 2, "a question does nothing");
        desk.click("Stop trading…").await;
        say(&desk, "Stop, cancel and flatten").await;

        until("nothing works", async || desk.venue.working() == 0).await;
        until("flat", async || desk.venue.net("Sim101") == 0 && desk.venue.net("Sim102") == 0).await;
        for account in ["Sim101", "Sim102"] {
            for what in ["Cancel of all orders, all instruments", "Flatten, all instruments"] {
                let end = format!(
                    "return [...scope().querySelectorAll('li')].some((e) => e.textContent.includes({}) && /: (done|nothing left) – /.test(e.textContent))",
                    json!(format!("{what} on {account}"))
                );
                desk.waits(&format!("the end of {what} on {account}"), &end).await;
            }
        }
        desk.click("Back").await;
        desk.waits("stopped", STOPPED).await;
        let placed = desk.venue.placed();
        desk.press_main().await;
        desk.reload().await;
        desk.is_up().await;
        desk.fill("Limit", "6000.00").await;
        desk.waits("still stopped", STOPPED).await;
        let after_flat = "const e = all('button').find((e) => name(e).startsWith('Flat, then')); return e.title.startsWith('The kill switch is on') \
             && css(e).borderTopStyle === 'dashed'";
        desk.waits("what would add risk looks off", after_flat).await;
        desk.waits("the banner", "return all('alert').some((e) => e.textContent.includes('Kill switch on'))").await;
        desk.press_main().await;
        desk.venue.stays_at(placed).await;

        desk.click("Show the kill switch").await;
        desk.fill("Type trade again to let orders go", "yes").await;
        desk.click("Let orders go").await;
        desk.waits("no", "return all('alert').some((e) => e.textContent.includes('Not the phrase'))").await;
        desk.fill("Type trade again to let orders go", "trade again").await;
        desk.press(ENTER).await;
        desk.waits("off", "return find('button', 'Stop trading…') !== null").await;
        desk.click("Back").await;
        desk.ready().await;
        assert!(!desk.is(after_flat).await);
        desk.place().await;
        desk.row(0, "working").await;
        assert_eq!(desk.venue.placed(), placed + 1);
        desk.was_quiet().await;
    });
}

#[test]
fn a_cancel_goes_out_while_it_is_on_and_another_tab_knows() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        let first = desk.client().window().await.unwrap();
        let second = desk.client().new_window(true).await.unwrap().handle;
        desk.client().switch_to_window(second.clone()).await.unwrap();
        desk.visit("").await;
        desk.is_up().await;
        desk.fill("Limit", "5999.00").await;
        desk.ready().await;
        desk.client().switch_to_window(first).await.unwrap();
        open_limits(&desk).await;
        desk.click("Stop trading…").await;
        say(&desk, "Stop and cancel").await;
        desk.click("Back").await;
        desk.waits("stopped", STOPPED).await;

        // An order by another way, cancelled from here.
        desk.venue.place_on("Sim101", &order("LIMIT", r#","limitPrice":6000"#));
        until("it works", async || desk.venue.working() == 1).await;
        open_limits(&desk).await;
        desk.click("Cancel all again…").await;
        say(&desk, "Cancel all").await;
        until("cancelled", async || desk.venue.working() == 0).await;

        desk.client().switch_to_window(second).await.unwrap();
        desk.waits("the second tab is stopped", STOPPED).await;
        desk.press_main().await;
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn by_keys_alone_and_without_a_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = Desk::open(Way::GatewaySocket).await;
        bring_axe(&desk).await;
        open_limits(&desk).await;
        desk.js("find('button', 'Stop trading…').focus()", vec![]).await;
        desk.press(ENTER).await;
        desk.waits("asked", "return find('button', 'Stop and cancel') !== null && document.activeElement.textContent === 'Back'").await;
        desk.press("\u{e004}").await;
        until("Enter counts as the answer", async || {
            if desk.is("return find('button', 'Stop and cancel') !== null").await {
                desk.press(ENTER).await;
            }
            desk.is("return find('button', 'Let orders go') !== null").await
        })
        .await;
        look(&desk, "killed, panel", &mut found).await;
        desk.press("\u{e00c}").await;
        desk.waits("closed", "return document.querySelector('dialog') === null").await;
        look(&desk, "killed", &mut found).await;
        nothing(&found);
        open_limits(&desk).await;
        desk.js("find('textbox', 'Type trade again to let orders go').focus()", vec![]).await;
        desk.press("trade again").await;
        desk.press(ENTER).await;
        desk.waits("off", "return find('button', 'Stop trading…') !== null").await;
        desk.was_quiet().await;
    });
}

fn order(kind: &str, price: &str) -> String {
    format!(r#"{{"instrument":"{}","action":"BUY","orderType":"{kind}","quantity":1,"timeInForce":"DAY"{price}}}"#, front())
}

/// Answers a question. An answer that comes too soon does not count, so it is given until taken.
pub async fn say(desk: &Desk, verb: &str) {
    let there = format!("return find('button', {}) !== null", json!(verb));
    desk.waits(verb, &there).await;
    until("the question is answered", async || {
        if desk.is(&there).await {
            desk.js("find('button', arguments[0])?.click()", vec![json!(verb)]).await;
        }
        !desk.is(&there).await
    })
    .await;
}
