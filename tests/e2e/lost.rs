//! Answers that never come: shown as unknown, found by reading, never sent again.

use crate::desk::{Desk, Way};
use crate::venue::config;
use crate::ways::by;

/// A read takes a while, so that what is shown before it can be seen.
const SLOW_READS: &str = "read:delay-1000:always";

#[test]
fn an_answer_lost_after_the_order_was_taken_is_unknown_and_then_found() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:accept-drop:next1", SLOW_READS]);
        desk.place().await;
        let row = desk.row(0, "working").await;
        desk.showed(&["sending", "unknown", "working"]).await;
        assert_eq!(desk.venue.orders().iter().map(|o| o.id.clone()).collect::<Vec<_>>(), [row.id], "found by its order");
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn a_line_that_breaks_after_the_order_was_taken_leaves_it_unknown_until_it_is_found() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:accept-disconnect:next1", SLOW_READS]);
        desk.place().await;
        desk.row(0, "working").await;
        desk.showed(&["sending", "unknown", "working"]).await;
        desk.venue.stays_at(1).await;
    });
}

#[test]
fn an_order_lost_on_its_way_is_never_sent_again_and_the_trader_may_say_that_it_was_not_placed() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:drop:next1"]);
        desk.place().await;
        desk.outcome("unknown").await;
        let waits = "return described(main()).includes('Finding out what became of an earlier order')";
        desk.waits("nothing can be sent meanwhile", waits).await;
        desk.press_main().await;
        desk.waits("nothing was found", "return norm(document.body.innerText).includes('It probably never arrived')").await;
        desk.venue.stays_at(0).await;
        // Until the trader's word the same order is a question.
        desk.waits("the duplicate rule", "return norm(form().textContent).includes('Stopped: The same order was sent')").await;
        desk.click("It was not placed").await;
        desk.row(0, "declared").await;
        desk.place().await;
        desk.row(0, "working").await;
        desk.venue.stays_at(1).await;
        assert_eq!(desk.rows().await.len(), 2);
    });
}

#[test]
fn a_server_killed_before_its_answer_leaves_the_order_unknown_and_nothing_is_queued() {
    by(&Way::GATEWAY, async |mut desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:delay-5000:next1"]);
        desk.place().await;
        desk.venue.takes(1).await;
        desk.venue.kill().await;
        desk.outcome("unknown").await;
        let down = match desk.way {
            Way::GatewayRest => "return line() === 'Reads fail' && all('alert').length > 0",
            _ => {
                "return ['Disconnected', 'Reconnecting'].includes(line()) && all('alert').some((e) => name(e).includes('nothing is queued'))"
            }
        };
        desk.waits("it is said that the line is down", down).await;
        desk.waits("nothing can be sent", "return main().getAttribute('aria-disabled') === 'true'").await;
        desk.press_main().await;
        assert_eq!(desk.rows().await.len(), 1);

        // A new process knows neither the order nor the cookie of the old one's page.
        desk.venue.start_again(config()).await;
        // FINDING 1: the page must get in again by itself, or say that it has to be loaded again.
        let again = "return line() === 'Connected' || norm(document.body.innerText).toLowerCase().includes('reload')";
        desk.waits("it gets in again, or says how", again).await;
        desk.reload().await;
        desk.is_up().await;
        desk.row(0, "unknown").await;
        desk.venue.stays_at(0).await;
    });
}

#[test]
fn a_reload_while_sending_finds_the_order_again() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:delay-5000:next1", SLOW_READS]);
        desk.place().await;
        desk.venue.takes(1).await;
        desk.reload().await;
        let row = desk.row(0, "working").await;
        desk.showed(&["unknown", "working"]).await;
        assert_eq!(desk.venue.order(&row.id).instrument, crate::venue::front());
        desk.venue.stays_at(1).await;
        assert_eq!(desk.rows().await.len(), 1);
        // And it stays found.
        desk.reload().await;
        desk.row(0, "working").await;
    });
}

#[test]
fn two_orders_alike_are_shown_and_the_trader_says_which_is_his() {
    by(&[Way::GatewaySocket], async |desk: Desk| {
        ready_with_limit(&desk).await;
        // The first reads fail, so that the other order is there before one succeeds.
        desk.venue.faults(&["place:accept-status-408:next1", "read:status-503:next6"]);
        desk.place().await;
        desk.venue.takes(1).await;
        desk.venue.place_natively(&like_it());
        desk.waits("both are shown", "return all('button').filter((e) => name(e) === 'This is my order').length === 2").await;
        desk.showed(&["unknown"]).await;
        desk.click("This is my order").await;
        let row = desk.row(0, "working").await;
        assert!(desk.venue.orders().iter().any(|order| order.id == row.id));
        desk.venue.stays_at(2).await;
    });
}

#[test]
fn with_an_own_order_id_there_is_no_doubt_among_orders_alike() {
    by(&Way::GATEWAY, async |desk: Desk| {
        desk.settings().await;
        desk.choose("Own order id", "On").await;
        desk.apply().await;
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:accept-disconnect:next1", SLOW_READS]);
        desk.place().await;
        desk.venue.takes(1).await;
        desk.venue.place_natively(&like_it());
        let row = desk.row(0, "working").await;
        desk.showed(&["sending", "unknown", "working"]).await;
        assert_eq!(desk.venue.orders()[0].id, row.id, "the first is the trader's");
        assert_eq!(row.id.len(), 32);
        desk.venue.stays_at(2).await;
    });
}

/// A limit order below the market, ready to be sent: it works and stays.
pub async fn ready_with_limit(desk: &Desk) {
    desk.send_at_once().await;
    desk.fill("Limit", "6000.00").await;
    desk.ready().await;
}

/// The order of [`ready_with_limit`] as a native program places it.
pub fn like_it() -> String {
    let instrument = crate::venue::front();
    format!(r#"{{"instrument":"{instrument}","action":"BUY","orderType":"LIMIT","limitPrice":6000,"quantity":1,"timeInForce":"DAY"}}"#)
}
