//! Positions and the ways out of them: each click does one thing at the venue, and what it touches was said before.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::venue::{front, price};
use crate::wait::until;
use crate::ways::{by, run};
use serde_json::json;

/// Sends at once, and holds a position of so many contracts.
pub async fn hold(desk: &Desk, side: &str, contracts: u32) {
    desk.send_at_once().await;
    desk.choose("Side", side).await;
    desk.choose("Type", "Market").await;
    desk.fill("Quantity", &contracts.to_string()).await;
    desk.place().await;
    desk.row(0, "filled").await;
    let close = format!("Close {contracts} of {contracts} {} on Sim101", front());
    desk.waits("the position is shown", &format!("return find('button', {}) !== null", json!(close))).await;
}

/// What the exchange holds of the front contract.
pub fn net(desk: &Desk) -> i64 {
    desk.venue.positions().iter().filter(|p| p.instrument == front()).map(|p| p.net).sum()
}

/// A button of the positions, by its name without instrument and account.
async fn press(desk: &Desk, verb: &str) {
    desk.click(&format!("{verb} {} on Sim101", front())).await;
}

/// Text of the open question.
pub async fn asked(desk: &Desk) -> String {
    desk.waits("a question", "return document.querySelector('dialog[open]') !== null").await;
    desk.text("return norm(document.querySelector('dialog[open]').innerText)").await
}

/// Says yes by the button of this name, until it counts: not so soon that it could be a double click.
pub async fn yes(desk: &Desk, verb: &str) {
    until("the question is answered", async || {
        let found = desk.js(
            "const e = find('button', arguments[0]); if (scope() !== document) e?.click(); return scope() === document",
            vec![json!(verb)],
        );
        found.await == json!(true)
    })
    .await;
}

/// Waits until a line says how an act ended.
pub async fn line_says(desk: &Desk, words: &str) {
    let script = format!("return [...document.querySelectorAll('li')].some((e) => norm(e.innerText).includes({}))", json!(words));
    desk.waits(words, &script).await;
}

/// A field of a form by both names: the ticket has a field "Stop" too.
const IN_FORM: &str =
    "const inForm = (form, label) => find('textbox', label, [...document.querySelectorAll('form')].find((e) => name(e) === form)); ";

async fn fill(desk: &Desk, form: &str, label: &str, text: &str) {
    let script = [IN_FORM, "return inForm(arguments[0], arguments[1])"].concat();
    let field = desk.element(format!("{label} of {form}"), &script, vec![json!(form), json!(label)]).await;
    field.send_keys(&format!("\u{e009}a\u{e000}{text}")).await.expect("typing");
}

async fn measure(desk: &Desk, label: &str, value: &str) {
    let script = "const e = find('combobox', arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('change'))";
    desk.js(script, vec![json!(label), json!(value)]).await;
}

#[test]
fn a_part_of_a_position_is_closed_and_then_the_rest_and_never_more() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 4).await;
        press(&desk, "Close 2 of 4").await;
        until("two are left", async || net(&desk) == 2).await;
        line_says(&desk, &format!("Close of 2 {} on Sim101: done – {}: +4 → +2", front(), front())).await;
        press(&desk, "Close 1 of 2").await;
        until("one is left", async || net(&desk) == 1).await;
        press(&desk, "Close 1 of 1").await;
        until("flat", async || net(&desk) == 0).await;
        line_says(&desk, "+1 → flat").await;
        desk.waits("the page says flat", "return [...document.querySelectorAll('p')].some((e) => e.textContent.startsWith('Flat.'))").await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_close_asks_first_when_orders_do_and_back_does_nothing() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        hold(&desk, "Sell", 1).await;
        desk.settings().await;
        desk.choose("Before sending", "Ask").await;
        desk.apply().await;
        desk.is_up().await;
        let placed = desk.venue.placed();
        press(&desk, "Close 1 of 1").await;
        let question = asked(&desk).await;
        assert!(question.contains("short 1") && question.contains("Sim101"), "{question}");
        desk.click("Back").await;
        desk.waits("no question", "return document.querySelector('dialog') === null").await;
        desk.venue.stays_at(placed).await;
        assert_eq!(net(&desk), -1);
        press(&desk, "Close 1 of 1").await;
        yes(&desk, "Close 1").await;
        until("flat", async || net(&desk) == 0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_reversal_says_what_it_does_and_turns_the_position_once() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 2).await;
        press(&desk, "Reverse +2").await;
        let question = asked(&desk).await;
        for part in ["Reverse long 2", "Sell 2", "−2", "Sim101"] {
            assert!(question.contains(part), "{part:?} in {question}");
        }
        yes(&desk, "Reverse").await;
        until("it is turned", async || net(&desk) == -2).await;
        desk.row(0, "filled").await;
        desk.waits("the page shows it", &format!("return find('button', 'Reverse −2 {} on Sim101') !== null", front())).await;
        assert_eq!(desk.venue.positions().len(), 1);
        desk.was_quiet().await;
    });
}

#[test]
fn flatten_names_everything_it_touches_and_its_line_stays_until_dismissed() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 2).await;
        desk.choose("Type", "Limit").await;
        desk.fill("Limit", "6000.00").await;
        desk.place().await;
        let order = desk.row(0, "working").await.id;
        desk.click("Flatten all on Sim101").await;
        let question = asked(&desk).await;
        for part in ["Sim101", "long 2", "LIMIT 6000.00", order.as_str()] {
            assert!(question.contains(part), "{part:?} in {question}");
        }
        assert_eq!(net(&desk), 2, "nothing before the answer");
        yes(&desk, "Flatten on Sim101").await;
        until("flat", async || net(&desk) == 0).await;
        until("no order works", async || desk.venue.orders().iter().all(|row| row.state.is_final())).await;
        let said = "Flatten, all instruments on Sim101: done – flat, no working orders, 1 cancelled";
        line_says(&desk, said).await;
        desk.click("Dismiss: Flatten, all instruments").await;
        desk.waits("the line is gone", "return find('button', 'Dismiss: Flatten, all instruments') === null").await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_flatten_of_unknown_outcome_says_so_and_finds_out_by_reading() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        hold(&desk, "Buy", 1).await;
        desk.venue.faults(&["flatten:accept-status-408:next1"]);
        desk.click("Flatten all on Sim101").await;
        yes(&desk, "Flatten on Sim101").await;
        line_says(&desk, "unknown").await;
        until("flat", async || net(&desk) == 0).await;
        line_says(&desk, "flat, no working orders").await;
    });
}

#[test]
fn cancel_all_cancels_the_orders_of_one_instrument_and_leaves_the_position() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 1).await;
        desk.choose("Type", "Limit").await;
        for limit in ["6000.00", "5999.00"] {
            desk.fill("Limit", limit).await;
            desk.place().await;
            desk.row(0, "working").await;
        }
        desk.click(&format!("Cancel all {} on Sim101", front())).await;
        let question = asked(&desk).await;
        assert!(question.contains("6000.00") && question.contains("5999.00") && !question.contains("Position:"), "{question}");
        yes(&desk, "Cancel all on Sim101").await;
        line_says(&desk, "no working orders, 2 cancelled").await;
        assert_eq!(net(&desk), 1);
        assert!(desk.venue.orders().iter().all(|row| row.state.is_final()));
        desk.was_quiet().await;
    });
}

#[test]
fn a_bracket_obeys_the_rules_and_stands_in_place_of_every_order() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 2).await;
        press(&desk, "Bracket").await;
        let form = format!("Bracket of {} on Sim101", front());
        let invalid = "return inForm(arguments[0], arguments[1]).getAttribute('aria-invalid') === 'true'";
        measure(&desk, "Stop in", "Price").await;
        fill(&desk, &form, "Stop", "6020.00").await;
        until("the stop is on the wrong side", async || {
            desk.js(&[IN_FORM, invalid].concat(), vec![json!(form), json!("Stop")]).await == json!(true)
        })
        .await;
        fill(&desk, &form, "Stop", "6000.00").await;
        // The average is 6012.50.
        fill(&desk, &form, "Target", "70").await;
        let says = "return all('button').some((e) => name(e) === 'Bracket +2 · stop 6000.00 · target 6030.00' && !e.hasAttribute('aria-disabled'))";
        desk.waits("the button says it", says).await;
        desk.click("Bracket +2 · stop 6000.00 · target 6030.00").await;
        let question = asked(&desk).await;
        assert!(question.contains("long 2") && question.contains("Sim101"), "{question}");
        yes(&desk, "Bracket").await;
        line_says(&desk, &format!("Bracket of {} on Sim101: done", front())).await;
        let open = || desk.venue.orders().into_iter().filter(|row| !row.state.is_final()).collect::<Vec<_>>();
        until("stop and target work", async || open().len() == 2).await;
        assert!(open().iter().any(|row| row.stop == Some(price("6000")) && row.quantity == 2), "{:?}", open());
        assert!(open().iter().any(|row| row.limit == Some(price("6030")) && row.quantity == 2), "{:?}", open());
        desk.was_quiet().await;
    });
}

#[test]
fn the_tickets_order_is_placed_once_the_position_is_flat() {
    by(&Way::GATEWAY, async |desk: Desk| {
        hold(&desk, "Buy", 3).await;
        desk.choose("Side", "Sell").await;
        desk.fill("Quantity", "1").await;
        desk.ready().await;
        desk.click(&format!("Flat, then Sell 1 {} · MARKET · DAY", front())).await;
        let question = asked(&desk).await;
        assert!(question.contains("long 3") && question.contains("First what is held is closed. Then: Sell 1"), "{question}");
        yes(&desk, "Go flat, then place").await;
        until("one short", async || net(&desk) == -1).await;
        desk.row(0, "filled").await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_position_of_another_account_is_shown_and_closed_on_its_own_account() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        hold(&desk, "Buy", 1).await;
        measure(&desk, "Account", "Sim102").await;
        desk.waits("Sim102 is flat", "return [...document.querySelectorAll('p')].some((e) => e.textContent.startsWith('Flat.'))").await;
        let switch = "return [...document.querySelectorAll('.board label')].find((e) => norm(e.textContent) === 'All accounts')";
        desk.click_on("All accounts".to_owned(), switch, vec![]).await;
        // The button names the account it closes on, whatever the ticket says.
        press(&desk, "Close 1 of 1").await;
        until("flat", async || net(&desk) == 0).await;
        line_says(&desk, &format!("Close of {} on Sim101: done", front())).await;
        desk.was_quiet().await;
    });
}

#[test]
fn by_keys_alone_flatten_is_asked_answered_and_the_focus_is_never_lost() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        hold(&desk, "Buy", 1).await;
        desk.js("find('button', 'Flatten all on Sim101').focus()", vec![]).await;
        desk.press("\u{e007}").await;
        asked(&desk).await;
        desk.waits("the way back has the focus", "return name(document.activeElement) === 'Back'").await;
        desk.press("\u{e00c}").await;
        desk.waits("no question", "return document.querySelector('dialog') === null").await;
        desk.waits("the focus is back", "return name(document.activeElement) === 'Flatten all on Sim101'").await;
        assert_eq!(net(&desk), 1);
        desk.press("\u{e007}").await;
        asked(&desk).await;
        desk.press("\u{e004}").await;
        desk.waits("the answer has the focus", "return name(document.activeElement) === 'Flatten on Sim101'").await;
        until("Enter counts as the answer", async || {
            if desk.is("return scope() !== document").await {
                desk.press("\u{e007}").await;
            }
            desk.is("return scope() === document").await
        })
        .await;
        until("flat", async || net(&desk) == 0).await;
        assert!(desk.is("return document.activeElement !== document.body").await, "the focus is lost");

        // A row that goes takes no focus with it.
        hold(&desk, "Buy", 1).await;
        let close = format!("Close 1 of 1 {} on Sim101", front());
        desk.js("find('button', arguments[0]).focus()", vec![json!(close)]).await;
        desk.press("\u{e007}").await;
        until("flat", async || net(&desk) == 0).await;
        desk.waits("the row is gone", "return [...document.querySelectorAll('p')].some((e) => e.textContent.startsWith('Flat.'))").await;
        assert!(desk.is("return document.activeElement !== document.body").await, "the focus is lost with the row");
    });
}

#[test]
fn positions_their_forms_and_questions_have_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = Desk::open(Way::GatewaySocket).await;
        hold(&desk, "Buy", 4).await;
        bring_axe(&desk).await;
        press(&desk, "Bracket").await;
        let form = format!("Bracket of {} on Sim101", front());
        fill(&desk, &form, "Stop", "0").await;
        fill(&desk, &form, "Target", "x").await;
        let invalid = "return inForm(arguments[0], 'Target').getAttribute('aria-invalid') === 'true'";
        until("a finding", async || desk.js(&[IN_FORM, invalid].concat(), vec![json!(form)]).await == json!(true)).await;
        look(&desk, "a position with a bracket", &mut found).await;
        press(&desk, "Reverse +4").await;
        asked(&desk).await;
        look(&desk, "the question", &mut found).await;
        desk.click("Back").await;
        press(&desk, "Close 1 of 4").await;
        line_says(&desk, "+4 → +3").await;
        look(&desk, "a line of an act", &mut found).await;
        nothing(&found);
    });
}
