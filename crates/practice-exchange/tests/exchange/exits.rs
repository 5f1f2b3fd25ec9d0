//! Closing, flattening, reversing, placing flat and bracketing.

use crate::desk::{Desk, answer, code, config, field, price};
use crosstrade::{ActOutcome, OrderState, PositionRow, read_list};
use practice_exchange::{Config, Latency};

const LIMIT: &str = r#""orderType":"LIMIT","limitPrice":5990"#;
const ES: &str = r#"{"instrument":"ES"}"#;

#[test]
fn a_whole_close_cancels_the_orders_of_the_instrument_first() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.hold("BUY", 3);
    let order = desk.place("BUY", 1, LIMIT);
    desk.wait(200);
    let closed = desk.act("positions/close", ES);
    let rows = read_list(&Ok(closed.clone()), "closedPositions", PositionRow::read).unwrap().rows;
    assert_eq!((rows.len(), rows[0].net, ActOutcome::of(&Ok(closed))), (1, 3, done()));
    assert_eq!(desk.state(&order), OrderState::CancelPending);
    assert_eq!(desk.exchange.venue().orders().len(), 2, "the closing order comes after the cancel");
    desk.wait(500);
    assert_eq!((desk.net(), desk.state(&order)), (0, OrderState::Cancelled));
    let row = desk.exchange.venue().orders().pop().unwrap();
    assert_eq!((row.name.as_str(), row.action.as_str(), row.quantity, row.order_type.as_str()), ("Close", "Sell", 3, "Market"));
    assert_eq!(desk.exchange.venue().placed(), 2, "what closes is no order of a client");
}

fn done() -> ActOutcome {
    ActOutcome::Done { order_ids: Vec::new(), pending: false, warning: None }
}

#[test]
fn a_part_is_closed_by_a_market_order_and_working_orders_stay() {
    for (part, net) in [
        (r#""quantity":2"#, 3),
        (r#""percent":0.5"#, 2),
        (r#""percent":0.5,"quantity":1"#, 4),
        (r#""quantity":9"#, 0),
        (r#""percent":1"#, 0),
    ] {
        let mut desk = Desk::with(1_000, &["6000"]);
        desk.hold("BUY", 5);
        let order = desk.place("BUY", 1, LIMIT);
        desk.wait(200);
        assert_eq!(desk.act("positions/close", &format!(r#"{{"instrument":"ES 12-26",{part}}}"#)).status, Some(200));
        desk.wait(500);
        let state = if net == 0 { OrderState::Cancelled } else { OrderState::Working };
        assert_eq!((desk.net(), desk.state(&order)), (net, state), "{part}");
    }
}

#[test]
fn what_cannot_be_closed_says_so_and_a_second_close_never_turns_the_position() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let nothing = desk.act("positions/close", ES);
    assert!(nothing.body.contains("No positions found for instrument 'ES 12-26'"), "{}", nothing.body);
    assert!(matches!(ActOutcome::of(&Ok(nothing)), ActOutcome::Refused { nothing_left: true, .. }));
    desk.hold("SELL", 3);
    assert_eq!(desk.act("positions/close", r#"{"instrument":"ES","quantity":2}"#).status, Some(200));
    for body in [ES, r#"{"instrument":"ES","quantity":2}"#] {
        let again = desk.act("positions/close", body);
        assert_eq!((again.status, code(&again).as_str()), (Some(400), "close_in_progress"));
        assert!(matches!(ActOutcome::of(&Ok(again)), ActOutcome::Unknown { .. }));
    }
    desk.wait(500);
    assert_eq!(desk.net(), -1);
    assert_eq!(code(&desk.act("positions/close", r#"{"instrument":"AAPL"}"#)), "invalid_instrument");
}

#[test]
fn a_flatten_is_of_one_account_one_instrument_or_one_side() {
    let build = || {
        let mut desk = Desk::with(1_000, &["6000"]);
        let market = |name: &str, side: &str| {
            format!(r#"{{"instrument":"{name}","action":"{side}","quantity":1,"orderType":"MARKET","timeInForce":"GTC"}}"#)
        };
        for (account, name, side) in [("Sim101", "ES", "BUY"), ("Sim101", "NQ", "SELL"), ("Sim102", "ES", "SELL")] {
            desk.post(&format!("/v1/api/accounts/{account}/orders/place"), &market(name, side));
        }
        desk.wait(500);
        desk.place("BUY", 1, LIMIT);
        desk.wait(200);
        desk
    };
    let all = [("Sim101", "ES 12-26"), ("Sim101", "NQ 12-26"), ("Sim102", "ES 12-26")];
    let path = "/v1/api/accounts/Sim101/positions/flatten";
    let wide = "/v1/api/positions/flatten";
    for (target, body, left, orders) in [
        (path, "", &all[2..], 0),
        (path, ES, &all[1..], 0),
        (path, r#"{"instrument":"NQ"}"#, &[all[0], all[2]][..], 1),
        (wide, "{}", &[][..], 0),
        (wide, r#"{"account":"Sim102"}"#, &all[..2], 1),
        (wide, ES, &all[1..2], 0),
        (wide, r#"{"marketPosition":"short"}"#, &all[..1], 1),
        (wide, r#"{"account":"sim101","marketPosition":"long"}"#, &all[1..], 0),
    ] {
        let mut desk = build();
        let answer = answer(desk.post(target, body));
        assert_eq!((answer.status, answer.body.contains("orderIds")), (Some(200), target == wide), "{}", answer.body);
        desk.wait(1_000);
        let rows = desk.exchange.venue().positions();
        let held: Vec<(&str, &str)> = rows.iter().map(|row| (row.account.as_str(), row.instrument.as_str())).collect();
        assert_eq!((held.as_slice(), desk.open().len()), (left, orders), "{target} {body}");
    }
}

#[test]
fn a_flatten_of_nothing_is_a_success_with_a_warning() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let answer = desk.act("positions/flatten", "");
    assert_eq!(answer.body, r#"{"closedPositions":[],"success":true,"warning":"No open positions"}"#);
    assert_eq!(desk.exchange.next_due(), None, "and there is nothing to wait for");
}

#[test]
fn however_often_and_whenever_a_flatten_is_asked_for_it_ends_flat() {
    for pause in [0, 10, 60, 100, 160, 300] {
        let mut desk = Desk::with(1_000, &["6000", "6001", "6002", "6003"]);
        desk.hold("BUY", 12);
        desk.place("SELL", 12, r#""orderType":"LIMIT","limitPrice":6001"#);
        desk.wait(700);
        for _ in 0..8 {
            assert_eq!(desk.act("positions/flatten", "").status, Some(200));
            desk.wait(pause);
        }
        desk.wait(10_000);
        assert_eq!((desk.net(), desk.open().len()), (0, 0), "every {pause} ms");
    }
}

#[test]
fn a_flatten_takes_the_legs_along_that_a_late_fill_puts_up() {
    // The entry is part filled; a move that fills more of it comes while its cancel is on its way.
    let mut desk = Desk::with(1_000, &["6000", "6000.25", "6000", "6000.25", "6000"]);
    desk.place("BUY", 12, r#""orderType":"MARKET","strategy":"Swing 20-40""#);
    desk.wait(970);
    desk.act("positions/flatten", "");
    desk.wait(5_000);
    assert_eq!((desk.net(), desk.open().len()), (0, 0));
    assert_eq!(desk.exchange.venue().executions().iter().map(|fill| fill.quantity).sum::<u32>(), 20, "five, five more, and ten back");
}

const REVERSAL: &str = r#"{"instrument":"ES 12-26","action":"SELL","quantity":2,"orderType":"MARKET","timeInForce":"DAY"}"#;

#[test]
fn a_reversal_waits_until_it_is_flat_and_needs_a_position() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let none = desk.act("positions/reverse", REVERSAL);
    assert!(none.body.contains("No positions found for instrument 'ES 12-26'"));
    assert_eq!(desk.exchange.venue().placed(), 0);
    desk.hold("BUY", 3);
    let id = field(&desk.act("positions/reverseposition", REVERSAL), "orderId");
    desk.wait(140);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Initialized, 3));
    desk.wait(20);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Initialized, 0), "flat, and the order is about to be sent on");
    desk.wait(300);
    assert_eq!((desk.state(&id), desk.net(), desk.exchange.venue().placed()), (OrderState::Filled, -2, 2));
}

#[test]
fn a_reversal_that_never_gets_flat_places_its_order_after_five_seconds_all_the_same() {
    // More than the market gives in one move, and it never moves again.
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.hold("BUY", 4);
    desk.hold("BUY", 4);
    let id = field(&desk.act("positions/reverse", REVERSAL), "orderId");
    desk.wait(4_900);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Initialized, 3), "five of eight are closed");
    desk.wait(1_500);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Filled, 1));
}

#[test]
fn a_flat_place_needs_no_position_and_can_be_cancelled_while_it_waits() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = field(&desk.act("orders/flatplace", REVERSAL), "orderId");
    desk.wait(200);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Filled, -2));
    let order = desk.place("BUY", 1, LIMIT);
    desk.wait(200);
    let id = field(&desk.act("orders/flatplace", &REVERSAL.replace("SELL", "BUY")), "orderId");
    desk.wait(50);
    assert_eq!(desk.cancel(&id).status, Some(200));
    desk.wait(6_000);
    assert_eq!((desk.net(), desk.state(&id), desk.state(&order)), (0, OrderState::Cancelled, OrderState::Cancelled));
    let refused = desk.act("orders/flatplace", &REVERSAL.replace("MARKET", "MIT"));
    assert_eq!(code(&refused), "invalid_request");
}

fn bracket(desk: &mut Desk, action: &str, quantity: u32, prices: &str) -> crosstrade::Answer {
    let body = format!(r#"{{"instrument":"ES 12-26","action":"{action}","quantity":{quantity},{prices}}}"#);
    desk.act("orders/cancel_and_bracket", &body)
}

const BOTH: &str = r#""stopLoss":5990,"takeProfit":6010"#;

#[test]
fn a_bracket_replaces_every_order_and_is_no_more_than_the_position() {
    let mut desk = Desk::with(1_000, &["6000", "6000", "6010"]);
    desk.hold("BUY", 3);
    let order = desk.place("BUY", 1, LIMIT);
    desk.wait(200);
    assert_eq!(bracket(&mut desk, "BUY", 9, BOTH).body, r#"{"success":true}"#);
    desk.wait(400);
    assert_eq!((desk.state(&order), desk.open().len()), (OrderState::Cancelled, 0), "the pair comes after a while");
    desk.wait(300);
    let leg = |name: &str, at: &str, state| (name.to_owned(), "Sell".to_owned(), 3, Some(price(at)), state);
    assert_eq!(desk.open(), [leg("Profit target", "6010", OrderState::Working), leg("Stop loss", "5990", OrderState::Accepted)]);
    desk.wait(1_500);
    assert_eq!((desk.net(), desk.open().len()), (0, 0), "one fills and the other is cancelled");
    assert_eq!(desk.exchange.venue().placed(), 2);
}

#[test]
fn a_bracket_is_not_placed_when_the_position_goes_and_is_a_straddle_when_there_was_none() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.hold("SELL", 2);
    bracket(&mut desk, "SELL", 2, r#""stopLoss":6010,"takeProfit":5990"#);
    desk.hold("BUY", 2);
    desk.wait(5_000);
    assert_eq!((desk.net(), desk.open().len()), (0, 0));
    bracket(&mut desk, "BUY", 2, BOTH);
    desk.wait(1_000);
    assert_eq!(desk.open().len(), 2, "as documented");
    assert!(desk.open().iter().all(|leg| leg.1 == "Sell" && leg.2 == 2));
    desk.act("positions/flatten", "");
    desk.wait(500);
    assert!(desk.open().is_empty());
    desk.hold("SELL", 2);
    let other = bracket(&mut desk, "BUY", 2, BOTH);
    assert_eq!((other.status, code(&other).as_str()), (Some(400), "invalid_request"));
    bracket(&mut desk, "SELL", 1, r#""takeProfit":5990"#);
    desk.wait(1_000);
    assert_eq!(desk.open().len(), 1, "a target alone");
    assert_eq!(code(&bracket(&mut desk, "SELL", 1, r#""takeProfit":5990.1"#)), "invalid_price");
}

#[test]
fn a_flatten_or_a_newer_bracket_drops_one_that_is_still_to_come() {
    let mut desk = Desk::with(1_000, &["6000"]);
    bracket(&mut desk, "BUY", 2, BOTH);
    desk.act("positions/flatten", "");
    desk.wait(2_000);
    assert!(desk.open().is_empty());
    desk.hold("BUY", 2);
    bracket(&mut desk, "BUY", 2, BOTH);
    desk.wait(100);
    bracket(&mut desk, "BUY", 1, BOTH);
    desk.wait(2_000);
    assert_eq!(desk.open().iter().map(|leg| leg.2).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_bracket_waits_for_a_close_that_is_on_its_way_and_protects_nothing_that_is_gone() {
    // Close and bracket wait for the same cancel and look for its end at different milliseconds; either may see it first.
    for cancelled in 600..650 {
        let latency = Latency { cancelled, ..Latency::default() };
        let mut desk = Desk::new(Config { latency, ..config(1_000, &["6000"]) });
        desk.hold("BUY", 2);
        desk.place("BUY", 1, LIMIT);
        desk.wait(200);
        assert_eq!(desk.act("positions/close", ES).status, Some(200));
        desk.wait(10);
        assert_eq!(bracket(&mut desk, "BUY", 2, BOTH).status, Some(200));
        desk.wait(5_000);
        assert_eq!((desk.net(), desk.open().len()), (0, 0), "a cancel after {cancelled} ms");
    }
}

#[test]
fn what_a_fault_dooms_leaves_the_position_as_it_was() {
    for (fault, tail, body) in [
        ("close:late-reject:next1", "positions/close", ES),
        ("flatten:late-reject:next1", "positions/flatten", "{}"),
        ("bracket:late-reject:next1", "orders/cancel_and_bracket", r#"{"instrument":"ES","action":"BUY","quantity":2,"stopLoss":5990}"#),
    ] {
        let mut desk = Desk::with(1_000, &["6000"]);
        desk.hold("BUY", 2);
        desk.fault(&[fault]);
        assert_eq!(desk.act(tail, body).status, Some(200));
        desk.wait(3_000);
        assert_eq!((desk.net(), desk.open().len()), (2, 0), "{fault}");
        assert_eq!(desk.exchange.venue().orders().last().unwrap().state, OrderState::Rejected);
        assert_eq!(desk.act(tail, body).status, Some(200), "and it can be asked for again");
    }
}

#[test]
fn exits_are_found_by_their_own_fault_words() {
    let place = r#"{"instrument":"ES","action":"BUY","quantity":1,"orderType":"MARKET","timeInForce":"DAY"}"#;
    for (word, tail, body) in [
        ("place", "orders/place", place),
        ("change", "orders/x/change", r#"{"quantity":1}"#),
        ("replace", "orders/x/replace", place),
        ("flat-place", "orders/flatplace", place),
        ("bracket", "orders/cancel_and_bracket", r#"{"instrument":"ES","action":"BUY","quantity":2,"stopLoss":5990}"#),
        ("cancel", "orders/x/cancel", ""),
        ("cancel", "orders/cancel", ""),
        ("close", "positions/close", ES),
        ("flatten", "positions/flatten", ""),
        ("reverse", "positions/reverse", place),
    ] {
        let mut desk = Desk::new(Config { ..config(1_000, &["6000"]) });
        desk.fault(&[&format!("{word}:status-418:always"), "any:status-419:always"]);
        assert_eq!(desk.act(tail, body).status, Some(418), "{word}");
        assert_eq!(desk.get("/v1/api/accounts").status, Some(419));
    }
}
