//! Changing, replacing and cancelling orders.

use crate::desk::{Desk, code, config, field, price};
use crosstrade::{OrderState, ServerFrame};
use practice_exchange::{ChangeVerb, Config, Delivery, StopRest, Switches};

const LIMIT: &str = r#""orderType":"LIMIT","limitPrice":5990"#;

#[test]
fn a_change_goes_through_its_states_and_counts_at_the_end() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let listener = desk.exchange.connect(desk.now);
    let id = desk.place("BUY", 2, LIMIT);
    desk.wait(500);
    desk.frames(listener);
    let answer = desk.change(&id, r#""quantity":3,"limitPrice":5995.25"#);
    assert_eq!((answer.status, field(&answer, "orderId")), (Some(200), id.clone()));
    assert_eq!((desk.state(&id), desk.row(&id).limit), (OrderState::ChangePending, Some(price("5990"))), "not yet");
    desk.wait(80);
    assert_eq!((desk.state(&id), desk.row(&id).limit, desk.row(&id).quantity), (OrderState::Working, Some(price("5995.25")), 3));
    let states: Vec<String> = desk
        .frames(listener)
        .into_iter()
        .filter_map(|frame| if let ServerFrame::OrderUpdate(row) = frame { Some(row.state.to_string()) } else { None })
        .collect();
    assert_eq!(states, ["ChangePending", "ChangeSubmitted", "Working"]);
}

#[test]
fn a_stop_goes_back_to_where_it_rests() {
    for (rest, state) in [(StopRest::Accepted, OrderState::Accepted), (StopRest::TriggerPending, OrderState::TriggerPending)] {
        let switches = Switches { stop_rest: rest, ..Switches::default() };
        let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000", "6005"]) });
        let id = desk.place("BUY", 1, r#""orderType":"STOPMARKET","stopPrice":6010"#);
        desk.wait(500);
        desk.change(&id, r#""stopPrice":6005,"limitPrice":6000"#);
        desk.wait(100);
        assert_eq!((desk.state(&id), desk.row(&id).stop, desk.row(&id).limit), (state, Some(price("6005")), None));
        desk.wait(400);
        assert_eq!(desk.state(&id), OrderState::Filled, "at the new price");
    }
}

#[test]
fn what_cannot_be_changed_says_why() {
    let mut desk = Desk::with(1_000, &["6000", "6000", "6000"]);
    let id = desk.place("BUY", 8, r#""orderType":"LIMIT","limitPrice":6000.25"#);
    desk.wait(500);
    assert_eq!((desk.state(&id), desk.row(&id).filled), (OrderState::PartFilled, 5));
    for (fields, expected, text) in [
        (r#""quantity":4"#, "invalid_quantity", "5 contracts are filled already"),
        (r#""quantity":0"#, "invalid_request", "quantity must be a whole number above zero"),
        (r#""quantity":4000000000"#, "invalid_quantity", "quantity 4000000000 refused"),
        (r#""limitPrice":6000.1"#, "invalid_price", "limitPrice 6000.1 is not a multiple of the tick size 0.25"),
        ("", "invalid_request", "quantity, limitPrice or stopPrice is missing"),
        (r#""price":6000"#, "invalid_request", "quantity, limitPrice or stopPrice is missing"),
    ] {
        let answer = desk.change(&id, fields);
        assert_eq!((answer.status, code(&answer).as_str()), (Some(400), expected), "{fields}");
        assert!(answer.body.contains(text), "{fields}: {}", answer.body);
    }
    desk.cancel(&id);
    assert_eq!(code(&desk.change(&id, r#""quantity":9"#)), "order_not_changeable");
    desk.wait(100);
    for id in [id.as_str(), "nothing"] {
        assert!(desk.change(id, r#""quantity":9"#).body.contains("not found or already terminal"));
    }
    assert_eq!((desk.net(), desk.exchange.venue().placed()), (5, 1));
}

#[test]
fn a_fill_may_outrun_a_change_at_the_old_price() {
    let mut desk = Desk::with(1_000, &["6000", "5990"]);
    let id = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5991"#);
    desk.wait(980);
    assert_eq!(desk.change(&id, r#""limitPrice":5980"#).status, Some(200));
    desk.wait(20);
    assert_eq!((desk.state(&id), desk.row(&id).limit), (OrderState::Filled, Some(price("5991"))));
    desk.wait(500);
    assert_eq!((desk.state(&id), desk.row(&id).limit, desk.net()), (OrderState::Filled, Some(price("5991")), 1));
}

#[test]
fn a_part_filled_during_a_change_keeps_it_and_a_smaller_quantity_may_complete_the_order() {
    let mut desk = Desk::with(1_000, &["6000", "5990", "5990"]);
    let id = desk.place("BUY", 8, r#""orderType":"LIMIT","limitPrice":5991"#);
    desk.wait(980);
    desk.change(&id, r#""quantity":3"#);
    desk.wait(20);
    assert_eq!((desk.state(&id), desk.row(&id).filled), (OrderState::ChangePending, 5));
    desk.wait(60);
    assert_eq!((desk.state(&id), desk.row(&id).filled, desk.row(&id).quantity), (OrderState::Filled, 5, 5));
    desk.wait(2_000);
    assert_eq!(desk.net(), 5);
}

#[test]
fn changes_in_a_row_add_up_and_a_marketable_one_fills() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, LIMIT);
    desk.wait(500);
    desk.change(&id, r#""limitPrice":5995"#);
    desk.change(&id, r#""quantity":2"#);
    desk.wait(40);
    desk.change(&id, r#""limitPrice":5998"#);
    desk.wait(40);
    assert_eq!((desk.row(&id).limit, desk.row(&id).quantity, desk.state(&id)), (Some(price("5998")), 2, OrderState::Working));
    desk.change(&id, r#""limitPrice":6000.25"#);
    desk.wait(80);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Filled, 2));
}

#[test]
fn an_order_on_its_way_is_changed_before_it_works() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, LIMIT);
    desk.wait(120);
    assert_eq!(desk.state(&id), OrderState::Accepted);
    assert_eq!(desk.change(&id, r#""limitPrice":5995"#).status, Some(200));
    assert_eq!((desk.state(&id), desk.row(&id).limit), (OrderState::Accepted, Some(price("5995"))));
    desk.wait(100);
    assert_eq!(desk.state(&id), OrderState::Working);
}

#[test]
fn a_change_of_a_stop_to_the_wrong_side_is_dropped_late_and_so_is_one_that_a_fault_dooms() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("SELL", 1, r#""orderType":"STOPMARKET","stopPrice":5990"#);
    desk.wait(500);
    assert_eq!(desk.change(&id, r#""stopPrice":6001"#).status, Some(200));
    desk.wait(100);
    assert_eq!((desk.state(&id), desk.row(&id).stop), (OrderState::Accepted, Some(price("5990"))));
    desk.fault(&["change:late-reject:next1"]);
    desk.change(&id, r#""stopPrice":5995"#);
    desk.wait(100);
    assert_eq!((desk.state(&id), desk.row(&id).stop), (OrderState::Accepted, Some(price("5990"))));
}

#[test]
fn a_cancel_outruns_a_change() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, LIMIT);
    desk.wait(500);
    desk.change(&id, r#""limitPrice":6000.25"#);
    desk.wait(40);
    desk.cancel(&id);
    desk.wait(500);
    assert_eq!((desk.state(&id), desk.net()), (OrderState::Cancelled, 0));
}

#[test]
fn the_verb_of_a_change_is_a_switch() {
    let body = r#"{"limitPrice":5995}"#;
    for (verb, posted) in [(ChangeVerb::PutOrPost, 200), (ChangeVerb::PutOnly, 405)] {
        let switches = Switches { change_verb: verb, ..Switches::default() };
        let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000"]) });
        let id = desk.place("BUY", 1, LIMIT);
        desk.wait(500);
        let target = format!("/v1/api/accounts/Sim101/orders/{id}/change");
        for (method, status) in [("POST", posted), ("PUT", 200), ("GET", 405)] {
            let Delivery::Answer(answer) = desk.exchange.http(method, &target, body, desk.now).deliver else { panic!("an answer") };
            assert_eq!(answer.status, Some(status), "{method}");
        }
    }
}

const REPLACEMENT: &str =
    r#"{"instrument":"ES 12-26","action":"BUY","quantity":2,"orderType":"LIMIT","limitPrice":5995,"timeInForce":"GTC"}"#;

#[test]
fn a_replacement_gets_a_new_id_and_never_works_beside_the_old_order() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let old = desk.place("BUY", 1, LIMIT);
    desk.wait(500);
    let answer = desk.act(&format!("orders/{old}/replace"), REPLACEMENT);
    let new = field(&answer, "orderId");
    assert_ne!(new, old);
    for _ in 0..40 {
        let working = |id: &str| desk.state(id) == OrderState::Working;
        assert!(!(working(&old) && working(&new)));
        assert_eq!(desk.get(&format!("/v1/api/accounts/Sim101/orders/{new}")).status, Some(200), "it can be read at once");
        desk.wait(10);
    }
    assert_eq!(
        (desk.state(&old), desk.state(&new), desk.row(&new).limit),
        (OrderState::Cancelled, OrderState::Working, Some(price("5995")))
    );
    assert_eq!(desk.exchange.venue().placed(), 2);
}

#[test]
fn a_replacement_of_what_has_ended_or_by_what_cannot_be_leaves_all_as_it_was() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let old = desk.place("BUY", 1, LIMIT);
    desk.wait(500);
    let refused = desk.act(&format!("orders/{old}/replace"), &REPLACEMENT.replace("5995", "5995.1"));
    assert_eq!((refused.status, code(&refused).as_str()), (Some(400), "invalid_price"));
    desk.wait(500);
    assert_eq!(desk.state(&old), OrderState::Working);
    desk.cancel(&old);
    desk.wait(500);
    for id in [old.as_str(), "nothing"] {
        let late = desk.act(&format!("orders/{id}/replace"), REPLACEMENT);
        assert!(late.body.contains("not found or already terminal"), "{}", late.body);
    }
    assert_eq!(desk.exchange.venue().placed(), 1);
}

#[test]
fn a_fill_that_outruns_the_cancel_of_a_replacement_leaves_both() {
    let mut desk = Desk::with(1_000, &["6000", "5990"]);
    let old = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5991"#);
    desk.wait(980);
    let answer = desk.act(&format!("orders/{old}/replace"), REPLACEMENT);
    desk.wait(1_000);
    assert_eq!((desk.state(&old), desk.state(&field(&answer, "orderId"))), (OrderState::Filled, OrderState::Filled));
    assert_eq!(desk.net(), 3);
}

#[test]
fn orders_are_cancelled_by_instrument_by_account_and_everywhere() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let es = desk.place("BUY", 1, LIMIT);
    let own = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5990,"orderId":"my \"own\"""#);
    let other = r#"{"instrument":"NQ 12-26","action":"BUY","quantity":1,"orderType":"LIMIT","limitPrice":10000,"timeInForce":"GTC"}"#;
    let nq = field(&desk.act("orders/place", other), "orderId");
    desk.post("/v1/api/accounts/Sim102/orders/place", other);
    desk.wait(500);
    let answer = desk.act("orders/cancel", r#"{"instrument":"es1!"}"#);
    let told = crosstrade::ActOutcome::of(&Ok(answer));
    let crosstrade::ActOutcome::Done { order_ids, .. } = told else { panic!("{told:?}") };
    assert_eq!(order_ids, [es, own]);
    desk.wait(200);
    assert_eq!(desk.open().len(), 2);
    assert!(desk.act("orders/cancel", "").body.contains(&nq));
    assert_eq!(code(&desk.act("orders/cancel", r#"{"instrument":"AAPL"}"#)), "invalid_instrument");
    desk.wait(200);
    assert_eq!(desk.open().len(), 1, "the other account's");
    desk.post("/v1/api/orders/cancelall", "{}");
    desk.wait(200);
    assert!(desk.open().is_empty());
    assert_eq!(desk.act("orders/cancel", "").body, r#"{"orderIds":[],"success":true}"#);
}
