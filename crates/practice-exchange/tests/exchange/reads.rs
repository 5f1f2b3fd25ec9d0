//! Reads: orders, status, executions, positions, accounts, quotes.

use crate::desk::{Desk, code, config, price};
use crosstrade::{AccountRow, ExecutionRow, IdKey, OrderRow, OrderState, PositionRow, QuoteRow, read_list, read_one};
use practice_exchange::{Config, Switches};

#[test]
fn an_order_by_its_id() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("SELL", 2, r#""orderType":"STOPLIMIT","stopPrice":5990,"limitPrice":5989.75,"ocoId":"g""#);
    desk.wait(500);
    let answer = desk.get(&format!("/v1/api/accounts/sim101/orders/{id}"));
    assert!(answer.body.contains(r#""isStopLimit":true"#) && answer.body.contains(r#""success":true"#));
    let row = read_one(&Ok(answer), OrderRow::read).unwrap();
    assert_eq!(row, desk.row(&id));
    assert_eq!((row.account.as_str(), row.state.clone(), row.action.as_str()), ("Sim101", OrderState::Accepted, "Sell"));
    assert_eq!((row.stop, row.limit, row.average), (Some(price("5990")), Some(price("5989.75")), None));
    assert_eq!(desk.get(&format!("/v1/api/accounts/Sim101/orders/{id}/status")).body, r#"{"status":"Accepted","success":true}"#);
    for other in [format!("/v1/api/accounts/Sim102/orders/{id}"), "/v1/api/accounts/Sim101/orders/nothing/status".to_owned()] {
        assert_eq!(code(&desk.get(&other)), "order_not_found", "{other}");
    }
}

#[test]
fn lists_under_either_key_and_active_only() {
    for key in [IdKey::OrderId, IdKey::Id] {
        let switches = Switches { list_id_key: key, ..Switches::default() };
        let mut desk = Desk::new(Config { switches, ..config(1_000, &["6000"]) });
        let done = desk.place("BUY", 1, r#""orderType":"MARKET""#);
        let open = desk.place("BUY", 1, r#""orderType":"LIMIT","limitPrice":5990"#);
        desk.wait(500);
        let ids = |desk: &mut Desk, target: &str| -> Vec<String> {
            let list = read_list(&Ok(desk.get(target)), "orders", OrderRow::read).unwrap();
            list.rows.into_iter().map(|row| row.id).collect()
        };
        assert_eq!(ids(&mut desk, "/v1/api/accounts/Sim101/orders"), [done, open.clone()]);
        assert_eq!(ids(&mut desk, "/v1/api/accounts/Sim101/orders?activeOnly=True"), [open]);
        assert!(ids(&mut desk, "/v1/api/accounts/Sim102/orders").is_empty());
        let text = desk.get("/v1/api/accounts/Sim101/orders").body;
        assert_eq!(text.contains(r#""orderId":null"#), key == IdKey::Id);
    }
}

#[test]
fn executions_within_the_lookback() {
    let mut desk = Desk::with(1_000, &["6000"]);
    let id = desk.place("BUY", 1, r#""orderType":"MARKET""#);
    desk.wait(321_000);
    let count = |desk: &mut Desk, query: &str| {
        let answer = desk.get(&format!("/v1/api/accounts/Sim101/executions{query}"));
        read_list(&Ok(answer), "executions", ExecutionRow::read).unwrap().rows
    };
    assert!(count(&mut desk, "").is_empty());
    let rows = count(&mut desk, "?lookbackTime=9000");
    assert_eq!((rows.len(), rows[0].order_id.clone(), rows[0].market_position.as_str()), (1, id, "Long"));
    assert_eq!(rows[0].price, Some(price("6000.25")));
    desk.wait(600_000);
    assert!(count(&mut desk, "?lookbackTime=9000").is_empty(), "900 seconds at most");
}

#[test]
fn positions_and_accounts() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.place("SELL", 3, r#""orderType":"MARKET""#);
    desk.wait(500);
    let positions = read_list(&Ok(desk.get("/v1/api/accounts/Sim101/positions")), "positions", PositionRow::read).unwrap().rows;
    assert_eq!((positions.len(), positions[0].net, positions[0].average), (1, -3, Some(price("6000"))));
    assert!(desk.get("/v1/api/accounts/Sim102/positions").body.starts_with(r#"{"positions":[]"#));
    let accounts = read_list(&Ok(desk.get("/v1/api/accounts")), "accounts", AccountRow::read).unwrap().rows;
    assert_eq!(accounts.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Sim101", "Sim102"]);
    assert!(accounts.iter().all(AccountRow::is_simulated));
    assert_eq!(code(&desk.get("/v1/api/accounts/Sim9/positions")), "invalid_account");
}

#[test]
fn one_quote_is_an_object_and_several_are_an_array() {
    let mut desk = Desk::with(1_000, &["6000"]);
    desk.wait(1_500);
    let one = desk.get("/v1/api/market/quote?instrument=ES1!");
    let row = read_one(&Ok(one), QuoteRow::read).unwrap();
    assert_eq!((row.instrument.as_str(), row.bid, row.ask), ("ES 12-26", Some(price("6000")), Some(price("6000.25"))));
    assert_eq!((row.tick_size, row.point_value, row.market_open), (Some(price("0.25")), Some(price("50")), Some(true)));
    assert_eq!(row.at, Some(crate::desk::START), "the moment of the quote, in seconds on the wire");
    let two = desk.get("/v1/api/market/quote?instrument=ES,ZN%2003-27");
    assert!(two.body.starts_with('['));
    assert_eq!(read_list(&Ok(two), "", QuoteRow::read).unwrap().rows.len(), 2);
    assert_eq!(code(&desk.get("/v1/api/market/quote?instrument=ES,NOPE")), "invalid_instrument");
    assert_eq!(code(&desk.get("/v1/api/market/quote?instrument=")), "invalid_instrument");
    assert_eq!(code(&desk.get("/v1/api/market/quote")), "invalid_request");
}
