//! Orders that cancel each other, and the pairs that ATM strategies put up.

use crate::desk::{Desk, price};
use crosstrade::OrderState;

fn leg(action_price: &str, id: &str) -> String {
    format!(r#""orderType":"LIMIT","limitPrice":{action_price},"ocoId":"{id}""#)
}

#[test]
fn the_first_fill_cancels_the_others_even_a_part_of_one_and_within_one_move() {
    // The move to 5990 would fill all three.
    let mut desk = Desk::with(1_000, &["6000", "5990"]);
    let first = desk.place("BUY", 8, &leg("5995", "g"));
    let second = desk.place("BUY", 1, &leg("5994", "g"));
    let third = desk.place("BUY", 1, &leg("5993", "g"));
    desk.wait(1_000);
    assert_eq!((desk.state(&first), desk.row(&first).filled), (OrderState::PartFilled, 5));
    assert_eq!((desk.state(&second), desk.state(&third)), (OrderState::Cancelled, OrderState::Cancelled));
    assert_eq!(desk.net(), 5);
}

#[test]
fn a_cancel_or_reject_of_one_cancels_the_others() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let first = desk.place("BUY", 1, &leg("5995", "g"));
    let second = desk.place("BUY", 1, &leg("5994", "g"));
    desk.wait(500);
    desk.cancel(&second);
    assert_eq!(desk.state(&first), OrderState::Working);
    desk.wait(100);
    assert_eq!(desk.state(&first), OrderState::Cancelled);

    let first = desk.place("BUY", 1, &leg("5995", "h"));
    let wrong = desk.place("BUY", 1, r#""orderType":"STOPMARKET","stopPrice":5000,"ocoId":"h""#);
    desk.wait(500);
    assert_eq!((desk.state(&wrong), desk.state(&first)), (OrderState::Rejected, OrderState::Cancelled));
}

#[test]
fn a_resolved_groups_id_is_refused_for_good_in_its_account_only() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let market = desk.place("BUY", 1, r#""orderType":"MARKET","ocoId":"g""#);
    desk.wait(500);
    assert_eq!(desk.state(&market), OrderState::Filled);
    desk.wait(3_600_000);
    let late = desk.place("BUY", 1, &leg("5995", "g"));
    desk.wait(400);
    assert_eq!(desk.state(&late), OrderState::Rejected);
    let body =
        r#"{"instrument":"ES 12-26","action":"BUY","orderType":"LIMIT","limitPrice":5995,"quantity":1,"timeInForce":"GTC","ocoId":"g"}"#;
    desk.post("/v1/api/accounts/Sim102/orders/place", body);
    desk.wait(400);
    let other = desk.exchange.venue().orders().into_iter().find(|row| row.account == "Sim102").unwrap();
    assert_eq!(other.state, OrderState::Working);
}

#[test]
fn an_atm_entry_is_protected_fill_by_fill_and_one_leg_ends_the_other() {
    let mut desk = Desk::with(1_000, &["6000", "6000.25", "6003.25"]);
    let entry = desk.place("BUY", 7, r#""orderType":"MARKET","strategy":"scalp 8-12""#);
    desk.wait(900);
    let legs = |desk: &Desk| {
        let rows = desk.exchange.venue().orders().into_iter().filter(|row| row.name != "Entry");
        rows.map(|row| (row.name, row.action, row.quantity, row.stop.or(row.limit), row.state)).collect::<Vec<_>>()
    };
    let stop = |q, p, s| ("Stop1".to_owned(), "Sell".to_owned(), q, Some(price(p)), s);
    let target = |q, p, s| ("Target1".to_owned(), "Sell".to_owned(), q, Some(price(p)), s);
    assert_eq!(legs(&desk), [stop(5, "5998.25", OrderState::Accepted), target(5, "6003.25", OrderState::Working)]);
    desk.wait(900);
    assert_eq!(desk.state(&entry), OrderState::Filled);
    assert_eq!(legs(&desk).get(2..), Some(&[stop(2, "5998.5", OrderState::Accepted), target(2, "6003.5", OrderState::Working)][..]));
    let rows = desk.exchange.venue().orders();
    assert!(rows.iter().all(|row| row.strategy.is_some()), "the strategy owns entry and legs");
    assert!(rows[1].oco_id == rows[2].oco_id && rows[1].oco_id != rows[3].oco_id);
    desk.wait(200);
    let states: Vec<OrderState> = legs(&desk).into_iter().map(|leg| leg.4).collect();
    assert_eq!(states, [OrderState::Cancelled, OrderState::Filled, OrderState::Accepted, OrderState::Working]);
    assert_eq!((desk.net(), desk.exchange.venue().placed()), (2, 1));
}

#[test]
fn a_strategys_stop_that_the_market_has_passed_triggers_at_once() {
    // Filled at 6000.25 after 150 ms; the market falls through the stop before the stop is accepted.
    let mut desk = Desk::with(200, &["6000", "5990"]);
    desk.place("BUY", 1, r#""orderType":"MARKET","strategy":"Scalp 8-12""#);
    desk.wait(1_000);
    let states: Vec<OrderState> = desk.exchange.venue().orders().into_iter().map(|row| row.state).collect();
    assert_eq!(states, [OrderState::Filled, OrderState::Filled, OrderState::Cancelled]);
    assert_eq!(desk.net(), 0);
}
