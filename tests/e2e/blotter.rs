//! The blotter: orders are found, changed, cancelled and replaced where they are listed, by pointer and by keys.

use crate::access::{bring_axe, look, nothing};
use crate::desk::{Desk, Way};
use crate::lost::{like_it, ready_with_limit};
use crate::positions::line_says;
use crate::venue::price;
use crate::wait::until;
use crate::ways::{by, run};
use crosstrade::OrderState;
use serde_json::json;

const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DELETE: &str = "\u{e017}";
const END: &str = "\u{e010}";

/// Rows of the blotter in sight and around.
const LINES: &str = "const lines = () => [...document.querySelectorAll('[role=grid] [data-order-id]')];";

/// A working limit order of one contract, in the blotter too; its id.
async fn working(desk: &Desk) -> String {
    ready_with_limit(desk).await;
    desk.place().await;
    let id = desk.row(0, "working").await.id;
    listed(desk, &id, "Working").await;
    id
}

async fn listed(desk: &Desk, id: &str, words: &str) {
    let script =
        format!("{LINES} return lines().some((e) => e.dataset.orderId === {} && norm(e.innerText).includes({}))", json!(id), json!(words));
    desk.waits(&format!("{id} is listed as {words}"), &script).await;
}

/// Clicks a button in the row of an order.
async fn press(desk: &Desk, id: &str, verb: &str) {
    let script = format!(
        "{LINES} return [...(lines().find((e) => e.dataset.orderId === arguments[0])?.querySelectorAll('button') ?? [])].filter(seen).find((e) => name(e).startsWith(arguments[1])) ?? null"
    );
    desk.click_on(format!("{verb} of {id}"), &script, vec![json!(id), json!(verb)]).await;
}

#[test]
fn price_and_quantity_are_changed_in_place_and_only_what_differs_is_sent() {
    by(&Way::GATEWAY, async |desk: Desk| {
        let id = working(&desk).await;
        press(&desk, &id, "Change").await;
        desk.waits("nothing differs", "return find('button', 'Nothing differs yet')?.getAttribute('aria-disabled') === 'true'").await;
        desk.fill("New limit", "6001.00").await;
        desk.click("Change to · limit 6001.00").await;
        until("the price is changed", async || desk.venue.order(&id).limit == Some(price("6001"))).await;
        assert_eq!(desk.venue.order(&id).quantity, 1);
        listed(&desk, &id, "6001.00").await;
        listed(&desk, &id, "Working").await;
        let row = "const row = norm(orders()[0].innerText); return row.includes('6001.00') && row.includes('sent as Buy 1 ES')";
        desk.waits("this session's row says what it is and what it was", row).await;
        press(&desk, &id, "Change").await;
        desk.fill("New quantity", "2").await;
        desk.click("Change to 2").await;
        until("the quantity is changed", async || desk.venue.order(&id).quantity == 2).await;
        let said = "return all('status').some((e) => /^Working\\. Buy 1 ES.*changed to 2 LIMIT 6001\\.00/.test(norm(e.innerText)))";
        desk.waits("and the ticket's own line", said).await;
        assert_eq!(desk.venue.order(&id).limit, Some(price("6001")));
        assert_eq!(desk.venue.placed(), 1, "a change is no new order");
        desk.was_quiet().await;
    });
}

#[test]
fn what_the_rules_stop_is_said_under_its_field_and_not_sent() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        let id = working(&desk).await;
        press(&desk, &id, "Change").await;
        for (label, text) in [("New limit", "6000.10"), ("New limit", "x"), ("New limit", ""), ("New quantity", "99")] {
            desk.fill("New limit", "6000.00").await;
            desk.fill("New quantity", "1").await;
            desk.fill(label, text).await;
            desk.waits(text, &format!("return find('textbox', '{label}').getAttribute('aria-invalid') === 'true'")).await;
            assert!(desk.is(&format!("return described(find('textbox', '{label}')).length > 0")).await, "{label} {text:?} says why");
            assert!(desk.is(&format!("return find('textbox', '{label}').value === {}", json!(text))).await, "typed text stays");
            let off = "return find('button', 'Change')?.getAttribute('aria-disabled') === 'true'";
            assert!(desk.is(off).await, "{label} {text:?}");
        }
        desk.press(ENTER).await;
        desk.venue.stays_at(1).await;
        assert_eq!((desk.venue.order(&id).limit, desk.venue.order(&id).quantity), (Some(price("6000")), 1));
        desk.click("Back").await;
        desk.waits("the grid has the focus", "return document.activeElement?.getAttribute('role') === 'grid'").await;
    });
}

#[test]
fn cancel_and_replace_ends_the_order_and_its_successor_is_followed() {
    by(&Way::GATEWAY, async |desk: Desk| {
        let id = working(&desk).await;
        press(&desk, &id, "Change").await;
        desk.fill("New limit", "6002.00").await;
        desk.waits(
            "it can be replaced",
            "const e = find('button', 'Cancel and replace'); return e !== null && !e.hasAttribute('aria-disabled')",
        )
        .await;
        desk.click("Cancel and replace").await;
        until("the old one is cancelled", async || desk.venue.order(&id).state == OrderState::Cancelled).await;
        let row = desk.row(0, "working").await;
        assert_ne!(row.id, id);
        assert_eq!(desk.venue.order(&row.id).limit, Some(price("6002")));
        listed(&desk, &row.id, "6002.00").await;
        assert_eq!(desk.venue.placed(), 2);
        desk.was_quiet().await;
    });
}

#[test]
fn a_refused_change_says_so_until_it_is_dismissed() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        let id = working(&desk).await;
        desk.venue.faults(&["change:refuse-coded:next1"]);
        press(&desk, &id, "Change").await;
        desk.fill("New limit", "6001.00").await;
        desk.click("Change to · limit 6001.00").await;
        // Ids are cut where they are read, and whole where they are looked up.
        let short = format!("{}…", id.get(..8).unwrap());
        line_says(&desk, &format!("Change of order {short} on Sim101: refused")).await;
        let whole = format!("return [...document.querySelectorAll('.log li [title]')].some((e) => e.title.includes({}))", json!(id));
        assert!(desk.is(&whole).await, "{}", desk.shows().await);
        assert_eq!(desk.venue.order(&id).limit, Some(price("6000")));
        desk.click(&format!("Dismiss: Change of order {id}")).await;
        listed(&desk, &id, "Working").await;
    });
}

#[test]
fn by_keys_alone_an_order_is_found_changed_and_cancelled() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        let first = working(&desk).await;
        desk.fill("Limit", "5999.00").await;
        desk.place().await;
        let second = desk.row(0, "working").await.id;
        listed(&desk, &second, "Working").await;
        desk.js("document.querySelector('[role=grid]').focus()", vec![]).await;
        desk.press(DOWN).await;
        desk.press(DOWN).await;
        let chosen = "const id = document.activeElement.getAttribute('aria-activedescendant'); return document.getElementById(id)?.dataset.orderId ?? ''";
        assert_eq!(desk.text(chosen).await, first, "newest first");
        desk.press(UP).await;
        assert_eq!(desk.text(chosen).await, second);
        desk.press(ENTER).await;
        desk.waits("the first price has the focus", "return name(document.activeElement) === 'New limit'").await;
        desk.press(UP).await;
        desk.waits("a tick more", "return document.activeElement.value === '5999.25'").await;
        desk.press(ENTER).await;
        until("the price is changed", async || desk.venue.order(&second).limit == Some(price("5999.25"))).await;
        desk.waits("the grid has the focus", "return document.activeElement?.getAttribute('role') === 'grid'").await;
        desk.press(ENTER).await;
        desk.waits("the editor again", "return name(document.activeElement) === 'New limit'").await;
        desk.press(ESCAPE).await;
        desk.waits("the grid has the focus", "return document.activeElement?.getAttribute('role') === 'grid'").await;
        listed(&desk, &second, "Working").await;
        desk.press(DELETE).await;
        until("it is cancelled", async || desk.venue.order(&second).state == OrderState::Cancelled).await;
        assert!(!desk.venue.order(&first).state.is_final(), "only the chosen one");
        desk.waits(
            "it has left the list of working orders",
            "return document.querySelectorAll('[role=grid] [data-order-id]').length === 1",
        )
        .await;
        assert!(desk.is("return document.activeElement?.getAttribute('role') === 'grid'").await);
        desk.choose("Orders listed", "Done").await;
        listed(&desk, &second, "Cancelled").await;
        desk.was_quiet().await;
    });
}

#[test]
fn the_legs_of_a_strategy_stand_below_their_entry() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        desk.send_at_once().await;
        desk.choose("Type", "Market").await;
        crate::rules::open_more(&desk).await;
        desk.fill("ATM strategy", "Scalp 8-12").await;
        desk.place().await;
        desk.row(0, "filled").await;
        desk.choose("Orders listed", "All").await;
        let script = format!(
            "{LINES} return lines().map((e) => norm(e.innerText)).map((t) => t.includes('Entry') ? 'E' : t.includes('Scalp 8-12') ? 'L' : '?').join('') === 'ELL'"
        );
        desk.waits("the entry, then its legs", &script).await;
    });
}

#[test]
fn of_a_thousand_orders_only_those_in_sight_are_made() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        for _ in 0..1000 {
            desk.venue.place_natively(&like_it());
        }
        desk.waits("all are counted", "return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '1001'").await;
        let made = "return document.querySelectorAll('[role=grid] [data-order-id]').length";
        assert!(desk.js(made, vec![]).await.as_u64().unwrap() < 100);
        desk.js("document.querySelector('[role=grid]').focus()", vec![]).await;
        desk.press(END).await;
        let last = "const id = document.activeElement.getAttribute('aria-activedescendant'); const e = id && document.getElementById(id); \
             if (!e || e.getAttribute('aria-rowindex') !== '1001') return false; \
             const box = e.getBoundingClientRect(), grid = document.activeElement.getBoundingClientRect(); \
             return box.top >= grid.top && box.bottom <= grid.bottom + 1";
        desk.waits("the last is in sight", last).await;
        assert!(desk.js(made, vec![]).await.as_u64().unwrap() < 100);
        desk.was_quiet().await;
    });
}

#[test]
fn the_blotter_and_its_editor_have_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = Desk::open(Way::GatewaySocket).await;
        let id = working(&desk).await;
        bring_axe(&desk).await;
        look(&desk, "the blotter", &mut found).await;
        press(&desk, &id, "Change").await;
        desk.fill("New limit", "6000.10").await;
        desk.waits("a finding", "return find('textbox', 'New limit').getAttribute('aria-invalid') === 'true'").await;
        look(&desk, "its editor", &mut found).await;
        desk.press(ESCAPE).await;
        desk.venue.faults(&["cancel:refuse-coded:next1"]);
        press(&desk, &id, "Cancel").await;
        line_says(&desk, "refused").await;
        desk.choose("Orders listed", "All").await;
        look(&desk, "a refused cancel", &mut found).await;
        nothing(&found);
    });
}
