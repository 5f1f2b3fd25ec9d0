//! Answers of every kind: the API's own samples are read, ours are written to the byte.

use crate::file::{golden, sample};
use crosstrade::{
    AccountRow, Answer, ExecutionRow, Failure, Fields, IdKey, ListReply, OrderRow, OrderState, PositionRow, QuoteRow, ReplyError, Request,
    read_list, read_one,
};
use order_model::{Action, OrderKind, Price};

fn p(text: &str) -> Price {
    Price::parse(text).unwrap()
}

fn answer(name: &str) -> Result<Answer, Failure> {
    Ok(Answer::http(200, sample(name)))
}

#[test]
fn one_order() {
    let row = read_one(&answer("order_200.json"), OrderRow::read).unwrap();
    assert_eq!(row.id, "cb1fc8d4e1a84d29ae38fea964aaac8c");
    assert_eq!((row.state.clone(), row.side(), row.remaining()), (OrderState::PartFilled, Some(Action::Sell), 2));
    assert_eq!(row.kind(), Some(OrderKind::Limit { limit: p("6010.25") }));
    assert_eq!((row.stop, row.average), (None, Some(p("6010.16666666667"))), "none is 0.0; an average is rounded");
    assert_eq!((row.oco_id, row.user_data, row.strategy.as_deref(), row.at), (None, None, Some("MyAtmStrategy"), Some(1_762_180_200_123)));
    assert_eq!(row.time_in_force, "Gtc");
}

#[test]
fn lists_with_ids_under_either_key_keep_unknown_words_and_count_what_they_cannot_read() {
    let ListReply { rows, unreadable } = read_list(&answer("orders_200.json"), "orders", OrderRow::read).unwrap();
    assert_eq!(unreadable, 1);
    let [stop, odd] = rows.as_slice() else { panic!("two rows") };
    assert_eq!((stop.id.as_str(), stop.oco_id.as_deref(), stop.name.as_str()), ("412345678901", Some("oco-1"), "Stop1"));
    assert_eq!(stop.kind(), Some(OrderKind::StopMarket { stop: p("6050.5") }));
    assert_eq!((odd.state.clone(), odd.order_type.as_str()), (OrderState::Other("Parked".into()), "MIT"));
    assert_eq!((odd.side(), odd.kind(), odd.remaining(), odd.at), (Some(Action::Sell), None, 2, None));
}

#[test]
fn executions_positions_accounts_and_quotes() {
    let fills = read_list(&answer("executions_200.json"), "executions", ExecutionRow::read).unwrap();
    assert_eq!(fills.rows.len(), 1);
    assert_eq!((fills.rows[0].market_position.as_str(), fills.rows[0].price, fills.rows[0].quantity), ("Long", Some(p("6010.25")), 1));
    let positions = read_list(&answer("positions_200.json"), "positions", PositionRow::read).unwrap();
    let short = &positions.rows[0];
    assert_eq!((short.net, short.average, short.market, short.unrealized), (-2, Some(p("6010.25")), Some(p("6008")), Some(p("225"))));
    let flat = &positions.rows[1];
    assert_eq!((flat.net, flat.average, flat.unrealized), (0, None, Some(Price::ZERO)));
    let accounts = read_list(&answer("accounts_200.json"), "accounts", AccountRow::read).unwrap();
    assert_eq!(accounts.rows.iter().map(AccountRow::is_simulated).collect::<Vec<_>>(), [true, false]);
    assert_eq!(accounts.rows[1].name, "DEMO 123!/ü");
    let quote = read_list(&answer("quote_200.json"), "", QuoteRow::read).unwrap();
    let quote = &quote.rows[0];
    assert_eq!((quote.bid, quote.ask, quote.last), (Some(p("6012.25")), Some(p("6012.5")), Some(p("6012.25"))));
    assert_eq!((quote.tick_size, quote.point_value, quote.market_open), (Some(p("0.25")), Some(p("50")), Some(true)));
    assert_eq!((quote.at, quote.volume), (Some(1_773_867_114_000), 123_456), "a quote's epoch is in seconds");
    let status = Fields::parse(&sample("status_200.json")).unwrap().loose_text("status");
    assert_eq!(status.map(|word| OrderState::parse(&word)), Some(OrderState::Filled));
}

#[test]
fn rows_are_written_to_the_byte() {
    let order = OrderRow {
        id: "cb1fc8d4".into(),
        account: "Sim 101".into(),
        instrument: "ES 12-26".into(),
        action: "Sell".into(),
        order_type: "StopLimit".into(),
        state: OrderState::TriggerPending,
        quantity: 3,
        filled: 1,
        limit: Some(p("6010.25")),
        stop: Some(p("6010.5")),
        average: None,
        time_in_force: "Gtc".into(),
        oco_id: Some("oco \"1\"".into()),
        at: Some(1_762_180_200_123),
        name: "Stop1".into(),
        strategy: Some("My ATM".into()),
        user_data: Some("<NinjaTrader/>".into()),
    };
    let bare = OrderRow { at: None, oco_id: None, strategy: None, user_data: None, limit: None, stop: None, ..order.clone() };
    let fill = ExecutionRow {
        id: "e-1".into(),
        order_id: "cb1fc8d4".into(),
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        market_position: "Short".into(),
        quantity: 2,
        price: Some(p("6010.5")),
        at: Some(1_762_180_200_123),
    };
    let position = PositionRow {
        account: "Sim101".into(),
        instrument: "ES 12-26".into(),
        net: -2,
        average: Some(p("6010.25")),
        market: Some(p("6008")),
        unrealized: Some(p("-12.5")),
    };
    let account = AccountRow { name: "Sim101".into(), provider: "Simulator".into(), connection_status: "Connected".into() };
    let quote = QuoteRow {
        instrument: "ES 12-26".into(),
        bid: Some(p("6012")),
        ask: Some(p("6012.25")),
        last: None,
        tick_size: Some(p("0.25")),
        point_value: Some(p("50")),
        market_open: Some(false),
        volume: 42,
        at: Some(1_773_867_114_999),
    };
    let unknown = QuoteRow { market_open: None, at: None, ..quote.clone() };
    let rows = [
        ("order, id under orderId", order.write(IdKey::OrderId)),
        ("order, id under id", order.write(IdKey::Id)),
        ("order with nothing optional", bare.write(IdKey::OrderId)),
        ("execution", fill.write()),
        ("position", position.write()),
        ("flat", PositionRow { net: 0, average: None, ..position.clone() }.write()),
        ("account", account.write()),
        ("quote", quote.write()),
        ("quote of which little is known", unknown.write()),
        ("quote of a marketData frame", quote.write_short()),
    ];
    let lines: Vec<String> = rows.into_iter().flat_map(|(title, row)| [format!("# {title}"), row.end(), String::new()]).collect();
    golden("rows.txt", &lines);
}

/// Paths that people take, and what they are told.
#[test]
fn wrong_paths_are_answered_with_the_nearest_right_one() {
    let mut lines = Vec::new();
    for (method, path, nearest) in [
        ("POST", "/api/accounts/Sim101/orders/place", "/v1/api/accounts/{account}/orders/place"),
        ("GET", "/api/accounts", "/v1/api/accounts"),
        ("GET", "/v1/accounts", "/v1/api/accounts"),
        ("GET", "/v1/api/account", "/v1/api/accounts"),
        ("GET", "/v1/api/account/Sim101/orders", "/v1/api/accounts/{account}/orders"),
        ("GET", "/v1/api/accounts/Sim101/order", "/v1/api/accounts/{account}/orders"),
        ("POST", "/v1/api/accounts/Sim101/order/place", "/v1/api/accounts/{account}/orders/place"),
        ("POST", "/v1/api/accounts/Sim101/place", "/v1/api/accounts/{account}/orders/place"),
        ("POST", "/v1/api/accounts/DEMO%20123/orders/place/now", "/v1/api/accounts/{account}/orders/place"),
        ("POST", "/v1/api/orders/place", "/v1/api/accounts/{account}/orders/place"),
        ("DELETE", "/v1/api/accounts/Sim101/orders/cb1fc8d4", "/v1/api/accounts/{account}/orders/{orderId}/cancel"),
        ("POST", "/v1/api/accounts/Sim101/orders/cb1fc8d4/cancle", "/v1/api/accounts/{account}/orders/{orderId}/cancel"),
        ("GET", "/v1/api/accounts/Sim101/orders/cb1fc8d4/state", "/v1/api/accounts/{account}/orders/{orderId}/status"),
        ("GET", "/v1/api/accounts/Sim101/position", "/v1/api/accounts/{account}/positions"),
        ("GET", "/v1/api/accounts/Sim101/execution", "/v1/api/accounts/{account}/executions"),
        ("GET", "/v1/api/quote", "/v1/api/market/quote"),
        ("GET", "/v1/api/market/quotes", "/v1/api/market/quote"),
        ("GET", "/v1/api/accounts/%zz/orders", "/v1/api/accounts/{account}/orders"),
    ] {
        let (status, body) = Request::from_http(method, path, "", "{}").unwrap_err().to_answer();
        assert_eq!(status, 404, "{method} {path}");
        let told = Fields::parse(&body).unwrap().loose_text("did_you_mean");
        assert_eq!(told.as_deref(), Some(nearest), "{method} {path}");
        lines.extend([format!("{method} {path}"), body, String::new()]);
    }
    golden("not_found.txt", &lines);
}

#[test]
fn other_refusals_are_answered_in_the_documented_shapes() {
    let place = "/v1/api/accounts/Sim101/orders/place";
    let cases = [
        ("wrong method", Request::from_http("GET", place, "", "")),
        ("wrong method of an order", Request::from_http("PUT", "/v1/api/accounts/Sim101/orders/1", "", "")),
        ("wrong method of a cancel", Request::from_http("GET", "/v1/api/accounts/Sim101/orders/1/cancel", "", "")),
        ("wrong method of a list", Request::from_http("POST", "/v1/api/accounts/Sim101/positions", "", "")),
        ("wrong method before a missing parameter", Request::from_http("POST", "/v1/api/market/quote", "", "")),
        ("an empty body counts as an object without fields", Request::from_http("POST", place, "", " ")),
        ("no JSON", Request::from_http("POST", place, "", "instrument=ES")),
        ("a quote of nothing", Request::from_http("GET", "/v1/api/market/quote", "", "")),
        ("an unknown RPC", Request::from_rpc("FlatPlace", "{}")),
        ("an RPC without an account", Request::from_rpc("ListOrders", "{}")),
        ("an RPC without an order id", Request::from_rpc("Cancel", r#"{"account":"Sim101"}"#)),
        ("an RPC with a number for an account", Request::from_rpc("GetOrder", r#"{"account":1}"#)),
        ("an RPC whose arguments are no object", Request::from_rpc("PlaceOrder", "[]")),
    ];
    let lines: Vec<String> = cases
        .into_iter()
        .flat_map(|(title, result)| {
            let (status, body) = result.unwrap_err().to_answer();
            [format!("# {title}"), format!("{status} {body}"), String::new()]
        })
        .collect();
    golden("refusals.txt", &lines);
}

#[test]
fn a_read_that_brings_nothing_says_whether_to_read_again() {
    let read = |answer: Answer| read_list(&Ok(answer), "orders", OrderRow::read).map(|list| list.rows.len());
    let coded = |code: &str| format!(r#"{{"success":false,"error":"{code}"}}"#);
    for (answer, again) in [
        (Answer::http(408, coded("x")), true),
        (Answer::http(429, sample("rate_429.json")), true),
        (Answer::http(500, "<html>"), true),
        (Answer::http(503, coded("temporarily_disabled")), true),
        (Answer::http(200, "<html>"), true),
        (Answer::http(200, r#"{"success":true}"#), true),
        (Answer::http(302, ""), true),
        (Answer::http(401, coded("invalid_bearer")), false),
        (Answer::http(403, ""), false),
        (Answer::http(404, coded("not_found")), false),
        (Answer::http(400, sample("cancel_400.json")), false),
        (Answer::http(200, coded("invalid_account")), false),
        (Answer::rpc(coded("rate_limited")), true),
        (Answer::rpc(coded("invalid_account")), false),
    ] {
        let error = read(answer.clone()).unwrap_err();
        assert_eq!(error.may_retry(), again, "{answer:?}: {error}");
    }
    let busy = Answer { retry_after_ms: Some(1_500), ..Answer::http(429, sample("rate_429.json")) };
    assert_eq!(read(busy), Err(ReplyError::Busy { said: "Rate limit exceeded".into(), retry_after_ms: Some(1_500) }));
    let error = |failure| read_list(&Err(failure), "orders", OrderRow::read).unwrap_err();
    for failure in [Failure::TimedOut, Failure::NotSent("closed".into()), Failure::Lost("x".into())] {
        assert!(error(failure).may_retry());
    }
    for (body, rows) in [("[]", 0), (r#" [{"id":"1"}]"#, 1), (r#"{"orders":[{"orderId":4711}],"success":true}"#, 1)] {
        assert_eq!(read(Answer::http(200, body)), Ok(rows), "{body}");
    }
}
