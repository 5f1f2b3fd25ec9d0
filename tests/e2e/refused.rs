//! Answers that say no, and answers that say nothing: refused or unknown exactly as the outcome table has it.

use crate::desk::{Desk, Way};
use crate::lost::ready_with_limit;
use crate::venue::config;
use crate::ways::{by, run};
use crosstrade::ErrorShape;

/// The fault, what is shown, and how many orders the venue then has.
struct Case(&'static str, &'static str, u64);

const CASES: [Case; 11] = [
    Case("place:refuse-plain:next1", "refused", 0),
    Case("place:refuse-coded:next1", "refused", 0),
    Case("place:status-401:next1", "refused", 0),
    Case("place:status-403:next1", "refused", 0),
    Case("place:status-408:next1", "unknown", 0),
    Case("place:status-500:next1", "unknown", 0),
    Case("place:status-502:next1", "unknown", 0),
    Case("place:malformed:next1", "unknown", 1),
    Case("place:accept-status-408:next1", "unknown", 1),
    Case("place:accept-status-503:next1", "unknown", 1),
    Case("place:status-429:next1", "refused", 0),
];

#[test]
fn each_answer_is_read_as_the_table_says_and_the_venue_agrees() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        let mut placed = 0;
        for Case(fault, shown, orders) in CASES {
            // Reads are slow, so that "unknown" can be seen before the order is found.
            desk.venue.faults(&[fault, "read:delay-700:always"]);
            desk.place().await;
            placed += orders;
            desk.outcome(if orders == 1 { "working" } else { shown }).await;
            desk.showed(&["sending", shown]).await;
            assert_eq!(desk.venue.placed(), placed, "{fault} by {:?}", desk.way);
            desk.venue.faults(&[]);
            forget_attempts(&desk).await;
        }
    });
}

/// A status without a body that says so is a refusal or not by its number; inside a reply there is only the body.
#[test]
fn a_503_that_names_its_reason_is_unknown_by_rest_and_refused_by_socket() {
    by(&Way::GATEWAY, async |desk: Desk| {
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:status-503:next1"]);
        desk.place().await;
        desk.outcome(if desk.way == Way::GatewayRest { "unknown" } else { "refused" }).await;
        desk.venue.stays_at(0).await;
    });
}

#[test]
fn a_400_in_the_plain_shape_of_the_api_page_is_a_refusal_with_its_words() {
    run(async {
        let mut config = config();
        config.practice.switches.error_shape = ErrorShape::Plain;
        let desk = Desk::open_with(Way::GatewayRest, config).await;
        ready_with_limit(&desk).await;
        desk.venue.faults(&["place:refuse:next1"]);
        desk.place().await;
        let said = desk.outcome("refused").await;
        assert!(said.contains("Refused.") && said.contains("Invalid request"), "{said}");
        desk.venue.stays_at(0).await;
    });
}

/// As if this browser had never sent: the next case begins without an unknown order.
async fn forget_attempts(desk: &Desk) {
    let forget = "Object.keys(localStorage).filter((k) => k.includes('.attempt.')).forEach((k) => localStorage.removeItem(k))";
    desk.js(forget, vec![]).await;
    desk.reload().await;
    desk.is_up().await;
    desk.fill("Limit", "6000.00").await;
}

// FINDING 8 of the first run: every connection thought that the whole budget was its own.
#[test]
fn a_trader_in_a_hurry_stays_within_the_rate_limit() {
    run(async {
        let config = order_ticket_gateway::Config {
            practice: practice_exchange::Config { rate: Some(practice_exchange::Rate::default()), ..config().practice },
            ..config()
        };
        let desk = Desk::open_with(Way::GatewayRest, config).await;
        desk.send_at_once().await;
        for price in ["6000.00", "6000.25", "6000.50", "6000.75", "6001.00"] {
            desk.fill("Limit", price).await;
            desk.place().await;
            desk.row(0, "working").await;
        }
        assert_eq!(desk.venue.placed(), 5);
        // No 429, which the console would name.
        desk.was_quiet().await;
    });
}
