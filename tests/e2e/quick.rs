//! Quick orders, pairs, size by risk and presets: each click is exactly its order at the venue, and what fills the ticket
//! never sends.

use crate::access::{look, nothing, open};
use crate::desk::{Desk, Way};
use crate::venue::{Venue, config, front, price};
use crate::wait::until;
use crate::ways::{by, run};
use crosstrade::{OrderRow, OrderState};
use order_model::{Action, OrderKind};
use practice_exchange::RecordedQuote;
use serde_json::json;

/// Waits until the second part is there.
async fn with_tools(desk: &Desk) {
    desk.waits("the quick buttons", "return find('button', 'OCO pair') !== null").await;
}

async fn ready(desk: &Desk) {
    desk.send_at_once().await;
    with_tools(desk).await;
}

/// The order that the venue took last.
fn newest(venue: &Venue, before: &[OrderRow]) -> OrderRow {
    let orders = venue.orders();
    orders.into_iter().find(|row| before.iter().all(|old| old.id != row.id)).expect("a new order")
}

#[test]
fn each_quick_button_puts_exactly_its_order_at_the_venue() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        let (bid, ask) = (price("6012.25"), price("6012.50"));
        let six = [
            ("Buy 1 @ bid 6012.25", Action::Buy, OrderKind::Limit { limit: bid }),
            ("Sell 1 @ ask 6012.50", Action::Sell, OrderKind::Limit { limit: ask }),
            ("Buy 1 @ market", Action::Buy, OrderKind::Market),
            ("Sell 1 @ market", Action::Sell, OrderKind::Market),
            ("Buy 1 @ ask 6012.50", Action::Buy, OrderKind::Limit { limit: ask }),
            ("Sell 1 @ bid 6012.25", Action::Sell, OrderKind::Limit { limit: bid }),
        ];
        let typed = desk.label().await;
        for (sent, (words, action, kind)) in (1..).zip(six) {
            let before = desk.venue.orders();
            desk.waits(
                words,
                &format!("return find('button', {0}) !== null && !find('button', {0}).hasAttribute('aria-disabled')", json!(words)),
            )
            .await;
            desk.click(words).await;
            desk.venue.takes(sent).await;
            let order = newest(&desk.venue, &before);
            assert_eq!((order.side(), order.kind(), order.quantity), (Some(action), Some(kind), 1), "{words}");
            assert_eq!(order.instrument, front());
            until("the order is in the list", async || u64::try_from(desk.rows().await.len()) == Ok(sent)).await;
        }
        assert_eq!(desk.label().await, typed, "the ticket is as it was typed");
        desk.was_quiet().await;
    });
}

#[test]
fn a_quick_order_asks_first_while_that_is_set_and_back_sends_nothing() {
    by(&Way::GATEWAY, async |desk: Desk| {
        with_tools(&desk).await;
        desk.click("Sell 1 @ market").await;
        desk.waits("the question", "return document.querySelector('dialog[open]') !== null").await;
        let asked = desk.text("return norm(document.querySelector('dialog[open]').textContent)").await;
        let whole = format!("Sell 1 {} · MARKET · DAY", front());
        assert!(asked.contains(&whole) && asked.contains("Account: Sim101") && asked.contains("Position: 0 → −1"), "{asked}");
        desk.click("Back").await;
        desk.waits("closed", "return document.querySelector('dialog') === null").await;
        desk.venue.stays_at(0).await;
        desk.click("Sell 1 @ market").await;
        until("the answer counts", async || {
            let _ = desk.js("find('button', 'Send to practice')?.click()", vec![]).await;
            desk.is("return document.querySelector('dialog') === null").await
        })
        .await;
        desk.venue.takes(1).await;
        desk.row(0, "filled").await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_blocked_quick_button_says_why_and_sends_nothing() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready(&desk).await;
        desk.fill("Quantity", "99").await;
        let off = "return find('button', 'Buy 99 @ market')?.getAttribute('aria-disabled') === 'true' && find('button', 'Buy 99 @ market').title !== ''";
        desk.waits("it is off", off).await;
        desk.click("Buy 99 @ market").await;
        desk.waits("it says why", "return all('status').some((e) => name(e).startsWith('Not sent:'))").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

/// A pair of stops around the market.
async fn pair(desk: &Desk, buy: &str, sell: &str) {
    if !desk.is("return find('textbox', 'Buy at') !== null").await {
        desk.click("OCO pair").await;
        // All of it is in sight: nothing stands over its last button.
        let seen = "const b = [...document.querySelectorAll('.tool-part button')].pop(), { x, y, width, height } = b.getBoundingClientRect(); \
             return b.contains(document.elementFromPoint(x + width / 2, y + height / 2))";
        desk.waits("the pair is in sight", seen).await;
    }
    desk.fill("Buy at", buy).await;
    desk.fill("Sell at", sell).await;
}

const SEND: &str = "Send pair: Buy 1 and Sell 1";

#[test]
fn a_pair_is_two_orders_with_one_id_of_which_one_cancel_ends_both() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        pair(&desk, "6015.00", "6005.00").await;
        let words = "return norm(document.getElementById('pair-says')?.textContent)";
        until("both in words", async || {
            let said = desk.text(words).await;
            said.contains("STOP 6015.00") && said.contains("STOP 6005.00")
        })
        .await;
        desk.click(SEND).await;
        desk.waits("both taken", "return all('status').some((e) => name(e).startsWith('Both sides were taken'))").await;
        desk.venue.takes(2).await;
        let orders = desk.venue.orders();
        let ids: Vec<_> = orders.iter().map(|row| row.oco_id.clone()).collect();
        assert!(ids.len() == 2 && ids[0].is_some() && ids[0] == ids[1], "{ids:?}");
        desk.row(0, "working").await;
        let newest = "return [...orders()[0].querySelectorAll('button')].find((e) => name(e).startsWith('Cancel')) ?? null";
        desk.click_on("Cancel".to_owned(), newest, vec![]).await;
        for at in [0, 1] {
            let row = desk.row(at, "cancelled").await;
            assert_eq!(desk.venue.order(&row.id).state, OrderState::Cancelled);
        }
        // The next pair has another id.
        pair(&desk, "6016.00", "6004.00").await;
        desk.click(SEND).await;
        desk.venue.takes(4).await;
        let fresh = desk.venue.orders().into_iter().filter(|row| row.oco_id != ids[0]).count();
        assert_eq!(fresh, 2);
        desk.was_quiet().await;
    });
}

/// The market moves through the buy a while after the page has opened.
#[test]
fn a_fill_of_one_side_cancels_the_other() {
    run(async {
        let mut config = config();
        let since = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap();
        let at = u64::try_from(since.as_millis()).unwrap() + 30_000;
        let (bid, ask) = (price("6016.00"), price("6016.25"));
        config.practice.market.tape.push(RecordedQuote { at, instrument: front(), bid, ask, last: bid });
        let desk = Desk::open_with(Way::GatewaySocket, config).await;
        ready(&desk).await;
        pair(&desk, "6015.00", "6005.00").await;
        desk.click(SEND).await;
        desk.venue.takes(2).await;
        let sell = desk.row(0, "cancelled").await;
        let buy = desk.row(1, "filled").await;
        assert_eq!(desk.venue.order(&buy.id).state, OrderState::Filled);
        assert_eq!(desk.venue.order(&sell.id).state, OrderState::Cancelled);
        let news = "return all('status').some((e) => /^Filled\\. Buy .* at 6016\\.25/.test(norm(e.innerText)))";
        desk.waits("the fill is the news, with its price", news).await;
        desk.was_quiet().await;
    });
}

#[test]
fn a_refused_or_unknown_first_side_sends_no_second() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        for (fault, said, orders) in [
            ("place:refuse-plain:next1", "The sell was not sent.", 0),
            ("place:malformed:next1", "It is not known whether the buy exists", 1),
        ] {
            desk.venue.faults(&[fault, "read:delay-700:always"]);
            pair(&desk, "6015.00", "6005.00").await;
            desk.waits("it can be sent", &format!("return !find('button', {})?.hasAttribute('aria-disabled')", json!(SEND))).await;
            desk.click(SEND).await;
            desk.waits(said, &format!("return all('status').some((e) => name(e).includes({}))", json!(said))).await;
            desk.venue.stays_at(orders).await;
            desk.venue.faults(&[]);
        }
    });
}

#[test]
fn a_refused_second_side_leaves_the_first_and_says_so() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        pair(&desk, "6015.00", "6005.00").await;
        // The first is taken and its answer takes its time; before that comes, the venue begins to refuse.
        desk.venue.faults(&["place:delay-1500:next1"]);
        desk.click(SEND).await;
        desk.venue.takes(1).await;
        desk.venue.faults(&["place:refuse-plain:next1"]);
        desk.waits("it is said", "return all('status').some((e) => name(e).startsWith('Only the buy was taken. The sell does not exist'))")
            .await;
        desk.venue.stays_at(1).await;
        desk.venue.faults(&[]);
        // The half that stands is one click from being taken back.
        desk.click("Cancel the side that works").await;
        let buy = desk.row(1, "cancelled").await;
        assert_eq!(desk.venue.order(&buy.id).state, OrderState::Cancelled);
    });
}

#[test]
fn size_by_risk_offers_a_number_and_never_sets_it_by_itself() {
    by(&Way::GATEWAY, async |desk: Desk| {
        with_tools(&desk).await;
        desk.fill("Limit", "6004.00").await;
        desk.click("Size by risk").await;
        desk.fill("Stop-loss at", "6000.00").await;
        desk.fill("Risk", "500").await;
        desk.waits("two contracts", "return find('button', 'Quantity 2') !== null").await;
        assert!(desk.is("return find('textbox', 'Quantity').value === '1'").await);
        desk.click("Quantity 2").await;
        desk.waits("in the ticket", "return find('textbox', 'Quantity').value === '2'").await;
        desk.fill("Risk", "100").await;
        desk.waits(
            "none",
            "return all('status').some((e) => name(e).includes('One contract would risk 200.00 USD; you would risk 100.00 USD'))",
        )
        .await;
        desk.choose("Risk in", "% of cash").await;
        desk.fill("Risk", "1").await;
        desk.waits("of the cash", "return all('button').some((e) => /^Quantity [0-9]+$/.test(name(e)))").await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn templates_survive_a_reload_and_never_send() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready(&desk).await;
        desk.choose("Side", "Sell").await;
        desk.fill("Quantity", "3").await;
        desk.fill("Limit", "6020.50").await;
        desk.click("Presets").await;
        desk.fill("Save as", "Fade").await;
        desk.click("Save template").await;
        desk.fill("Quantities, ES", "1 4 8").await;
        desk.click("Set").await;
        desk.waits("the numbers", "return find('button', '8') !== null && find('button', '10') === null").await;
        desk.reload().await;
        desk.is_up().await;
        with_tools(&desk).await;
        desk.waits("the numbers again", "return find('button', '8') !== null").await;
        assert!(desk.label().await.starts_with("Buy 1 "), "{}", desk.label().await);
        desk.click("Presets").await;
        let template = "return all('button').find((e) => name(e).includes('Fade') && !name(e).startsWith('Delete')) ?? null";
        desk.click_on("the template".to_owned(), template, vec![]).await;
        desk.waits("filled in", &format!("return norm(main().textContent) === 'Sell 3 {} · LIMIT 6020.50 · DAY'", front())).await;
        desk.venue.stays_at(0).await;
        desk.was_quiet().await;
    });
}

#[test]
fn names_of_strategies_come_from_the_api() {
    by(&Way::GATEWAY, async |desk: Desk| {
        with_tools(&desk).await;
        crate::rules::open_more(&desk).await;
        let names = "return [...(document.getElementById(find('textbox', 'ATM strategy').getAttribute('list'))?.children ?? [])].some((e) => e.value === 'Scalp 8-12')";
        desk.js("find('textbox', 'ATM strategy').focus()", vec![]).await;
        desk.waits("the names", names).await;
        desk.was_quiet().await;
    });
}

#[test]
fn what_comes_later_moves_nothing_on_the_ticket() {
    run(async {
        let desk = Desk::open_with(Way::GatewaySocket, config()).await;
        with_tools(&desk).await;
        desk.waits("its style", "return css(find('button', 'OCO pair')).borderTopWidth === '0px'").await;
        // What is reserved, for a finger or for a mouse, is what comes.
        let fits =
            "const e = document.querySelector('.quick-place'); return e.getBoundingClientRect().height === parseFloat(css(e).minBlockSize)";
        for width in [1440, 768, 320] {
            desk.browser.resize(width, 900).await;
            assert!(desk.is(fits).await, "the reserved place, {width} px");
        }
    });
}

#[test]
fn quick_orders_and_tools_have_no_barrier() {
    run(async {
        let mut found = Vec::new();
        let desk = open().await;
        with_tools(&desk).await;
        pair(&desk, "6000.10", "6005.00").await;
        look(&desk, "pair with findings", &mut found).await;
        desk.click("Size by risk").await;
        desk.fill("Risk", "500").await;
        look(&desk, "size by risk", &mut found).await;
        desk.click("Presets").await;
        desk.fill("Save as", "A name").await;
        desk.click("Save template").await;
        look(&desk, "presets", &mut found).await;
        desk.fill("Quantity", "99").await;
        desk.click("Buy 99 @ market").await;
        look(&desk, "blocked", &mut found).await;
        desk.fill("Quantity", "1").await;
        desk.click("Buy 1 @ market").await;
        desk.waits("the question", "return document.querySelector('dialog[open]') !== null").await;
        look(&desk, "the question", &mut found).await;
        nothing(&found);
    });
}
