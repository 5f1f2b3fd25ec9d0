//! The bytes of every request beside the plain place, by REST and as RPC frames.

use crate::file::{golden, http, rpc};
use crate::orders::{draft, order};
use crosstrade::{BracketBody, ChangeBody, ClosePart, Dialect, Fraction, MarketPosition, PeriodType, PlaceBody, Request};
use order_model::{Action, Price};

pub(crate) const ACCOUNTS: [&str; 9] =
    ["Sim101", "DEMO 123", "Playback!101", "a/b", "Größe", "100%", "a?b=c&d#e+f", "\"quoted\\\"", "~tilde-dash_dot."];

const ID: &str = "cb1fc8d4e1a84d29ae38fea964aaac8c";

fn own(text: &str) -> String {
    text.to_owned()
}

fn p(text: &str) -> Option<Price> {
    Price::parse(text).ok()
}

fn reads() -> Vec<(String, Request)> {
    let (account, order_id) = (own("Sim101"), own(ID));
    let es = own("ES 12-26");
    let bars = |period_type, days_back, limit| Request::GetBars { instrument: own("ES 12-26"), period_type, period: 5, days_back, limit };
    let mut all = vec![
        (own("one order"), Request::GetOrder { account: account.clone(), order_id: order_id.clone() }),
        (own("status"), Request::OrderStatus { account: account.clone(), order_id }),
        (own("an order whose id needs encoding"), Request::GetOrder { account: account.clone(), order_id: own("a/b c") }),
        (own("all orders"), Request::ListOrders { account: account.clone(), active_only: false }),
        (own("active orders"), Request::ListOrders { account: account.clone(), active_only: true }),
        (own("executions"), Request::ListExecutions { account: account.clone(), lookback_s: None }),
        (own("executions of 15 minutes"), Request::ListExecutions { account: account.clone(), lookback_s: Some(900) }),
        (own("positions"), Request::ListPositions { account: account.clone() }),
        (own("strategies"), Request::ListStrategies { account: account.clone() }),
        (own("accounts"), Request::ListAccounts),
        (own("one account"), Request::GetAccount { account }),
        (own("ATM templates"), Request::ListAtmTemplates),
        (own("one quote"), Request::GetQuote { instruments: vec![es.clone()] }),
        (own("two quotes"), Request::GetQuote { instruments: vec![es.clone(), own("6E 12-26")] }),
        (own("the session"), Request::MarketInfo { instrument: es }),
    ];
    for account in ACCOUNTS {
        all.push((format!("account {account}"), Request::ListPositions { account: account.to_owned() }));
    }
    for (kind, days_back, limit) in [
        (PeriodType::Minute, Some(2), Some(500)),
        (PeriodType::Day, Some(30), None),
        (PeriodType::Week, None, Some(5_000)),
        (PeriodType::Month, None, None),
        (PeriodType::Year, None, None),
    ] {
        all.push((format!("bars by the {}", kind.as_str()), bars(kind, days_back, limit)));
    }
    all
}

fn operations(dialect: Dialect) -> Vec<(String, Request)> {
    let (account, id) = (|| own("Sim101"), || own(ID));
    let body = |own_id| PlaceBody::of(&order(&draft("Stop limit", "Day")), dialect, own_id);
    let change =
        |quantity, limit, stop| Request::ChangeOrder { account: account(), order_id: id(), body: ChangeBody { quantity, limit, stop } };
    let close = |part| Request::ClosePosition { account: account(), instrument: own("ES 12-26"), part };
    let half = p("0.5").and_then(Fraction::try_new).unwrap();
    let bracket = |action, stop_loss, take_profit| Request::CancelAndBracket {
        account: account(),
        body: BracketBody { instrument: own("ES 12-26"), action, quantity: 2, stop_loss, take_profit },
    };
    let flatten = |account, instrument, side| Request::FlattenEverything { account, instrument, side };
    [
        ("change of everything", change(Some(3), p("6020.50"), p("6015.25"))),
        ("change of the quantity", change(Some(1), None, None)),
        ("change of the limit", change(None, p("6020"), None)),
        ("change of nothing", change(None, None, None)),
        ("replace", Request::ReplaceOrder { account: account(), order_id: id(), body: body(None) }),
        (
            "replace with an own id, which RPC has no room for",
            Request::ReplaceOrder { account: account(), order_id: id(), body: body(Some("mine")) },
        ),
        ("flat, then place", Request::FlatPlace { account: account(), body: body(None) }),
        ("bracket for a long position", bracket(Action::Buy, p("5990"), p("6030.25"))),
        ("a target alone for a short position", bracket(Action::Sell, None, p("5990"))),
        ("cancel", Request::CancelOrder { account: account(), order_id: id() }),
        ("cancel in the account", Request::CancelOrders { account: account(), instrument: None }),
        ("cancel on one instrument", Request::CancelOrders { account: account(), instrument: Some(own("ES 12-26")) }),
        ("cancel everywhere", Request::CancelAllOrders),
        ("close", close(ClosePart::All)),
        ("close three", close(ClosePart::Contracts(3))),
        ("close half", close(ClosePart::Percent(half))),
        ("flatten the account", Request::Flatten { account: account(), instrument: None }),
        ("flatten one instrument", Request::Flatten { account: account(), instrument: Some(own("ES 12-26")) }),
        ("flatten everything everywhere", flatten(None, None, None)),
        ("flatten what is short in one account", flatten(Some(account()), None, Some(MarketPosition::Short))),
        ("flatten what is long in one instrument", flatten(None, Some(own("ES 12-26")), Some(MarketPosition::Long))),
        ("reverse", Request::ReversePosition { account: account(), body: body(Some("mine")) }),
    ]
    .map(|(title, request)| (own(title), request))
    .to_vec()
}

#[test]
fn every_read() {
    let all = reads();
    golden("reads_rest.txt", &all.iter().flat_map(|(title, request)| http(title, request)).collect::<Vec<_>>());
    golden("reads_rpc.txt", &all.iter().flat_map(|(title, request)| rpc(title, request)).collect::<Vec<_>>());
    assert!(all.iter().all(|(_, request)| request.is_read()));
}

#[test]
fn every_operation() {
    let by_rest: Vec<String> = operations(Dialect::Rest).iter().flat_map(|(title, request)| http(title, request)).collect();
    golden("operations_rest.txt", &by_rest);
    let by_rpc: Vec<String> = operations(Dialect::Socket).iter().flat_map(|(title, request)| rpc(title, request)).collect();
    golden("operations_rpc.txt", &by_rpc);
    assert!(operations(Dialect::Rest).iter().all(|(_, request)| !request.is_read()), "none of them is ever sent again");
}

/// The documents have several names, methods and paths for some calls.
#[test]
fn aliases_are_read() {
    let base = "/v1/api/accounts/Sim101";
    let place = r#"{"instrument":"ES","action":"Buy","orderType":"Market","quantity":1,"timeInForce":"Day"}"#;
    let same = |one: &str, other: &str, method: &str, body: &str| {
        let read = |path: &str, method: &str| Request::from_http(method, &format!("{base}{path}"), "", body).unwrap();
        assert_eq!(read(one, "POST"), read(other, method), "{one} {other}");
    };
    same("/positions/reverse", "/positions/reverseposition", "POST", place);
    same("/orders/1/change", "/orders/1/change", "PUT", r#"{"quantity":2,"strategyId":"7","limitPrice":0.0}"#);
    let args = place.replacen('{', r#"{"account":"Sim101","#, 1);
    assert_eq!(Request::from_rpc("Reverse", &args), Request::from_rpc("ReversePosition", &args));
    let args = r#"{"account":"Sim101","orderId":4711}"#;
    assert_eq!(Request::from_rpc("CancelOrder", args), Request::from_rpc("Cancel", args));
    // A replace over the WebSocket, whose `orderId` may be a number as any id.
    let Ok(Request::ReplaceOrder { order_id, body, .. }) =
        Request::from_rpc("CancelReplace", &args.replace('}', &place.replacen('{', ",", 1)))
    else {
        panic!("a replace")
    };
    assert_eq!((order_id.as_str(), body.order_id()), ("4711", None));
}

/// With filters the documents use `Flatten` for what also is `FlattenEverything`, and only that one without.
#[test]
fn a_wide_flatten_is_never_read_from_what_names_an_account_alone_or_nothing() {
    let api = |args: &str| Request::from_rpc("Flatten", args).map(|request| request.api());
    assert_eq!(api(r#"{"account":"Sim101"}"#), Ok("Flatten"));
    assert_eq!(api(r#"{"account":"Sim101","instrument":"ES"}"#), Ok("Flatten"));
    assert_eq!(api(r#"{"instrument":"ES"}"#), Ok("FlattenEverything"));
    assert_eq!(api(r#"{"account":"Sim101","marketPosition":"LONG"}"#), Ok("FlattenEverything"));
    assert_eq!(api("{}").unwrap_err().to_string(), "account is missing");
    assert_eq!(api(r#"{"marketPosition":"flat"}"#).unwrap_err().to_string(), "marketPosition must be long or short");
    assert_eq!(api(r#"{"account":7}"#).unwrap_err().to_string(), "account must be a string");
}

#[test]
fn bodies_say_what_is_wrong_with_them() {
    let read = |path: &str, method: &str, body: &str| {
        let read = Request::from_http(method, &format!("/v1/api/accounts/Sim101/{path}"), "", body);
        read.map_or_else(|error| error.to_string(), |request| request.to_http().body.unwrap_or_default())
    };
    for (path, body, says) in [
        ("positions/close", "", "instrument is missing"),
        ("positions/close", r#"{"instrument":7}"#, "instrument must be a string"),
        ("positions/close", r#"{"instrument":"ES","quantity":0}"#, "quantity must be a whole number above zero"),
        ("positions/close", r#"{"instrument":"ES","quantity":1.5}"#, "quantity must be a whole number above zero"),
        ("positions/close", r#"{"instrument":"ES","percent":0}"#, "percent must be a number above 0 and at most 1"),
        ("positions/close", r#"{"instrument":"ES","percent":50}"#, "percent must be a number above 0 and at most 1"),
        ("positions/close", r#"{"instrument":"ES","percent":"0.5"}"#, "percent must be a number above 0 and at most 1"),
        ("positions/close", r#"{"instrument":"ES","percent":50,"quantity":2}"#, r#"{"instrument":"ES","quantity":2}"#),
        ("positions/close", r#"{"instrument":"ES","percent":5e-1}"#, r#"{"instrument":"ES","percent":0.5}"#),
        ("positions/flatten", r#"{"instrument":["ES"]}"#, "instrument must be a string"),
        ("orders/cancel", r#"{"instrument":7}"#, "instrument must be a string"),
        ("orders/cancel", "7", "the body is not a JSON object"),
        ("orders/1/change", r#"{"quantity":-1}"#, "quantity must be a whole number above zero"),
        ("orders/1/change", r#"{"limitPrice":"6000"}"#, "limitPrice must be a number of at most 15 digits"),
        ("orders/1/change", r#"{"stopPrice":0.0,"limitPrice":null}"#, "{}"),
        ("orders/cancel_and_bracket", r#"{"instrument":"ES","action":"HOLD","quantity":1,"stopLoss":1}"#, "action must be Buy or Sell"),
        ("orders/cancel_and_bracket", r#"{"instrument":"ES","action":"BUY","stopLoss":1}"#, "quantity is missing"),
        (
            "orders/cancel_and_bracket",
            r#"{"instrument":"ES","action":"BUY","quantity":1,"stopLoss":0}"#,
            "stopLoss or takeProfit is missing",
        ),
        (
            "orders/cancel_and_bracket",
            r#"{"instrument":"ES","action":"buy","quantity":1,"takeProfit":6000,"delay":500}"#,
            r#"{"instrument":"ES","action":"BUY","quantity":1,"takeProfit":6000}"#,
        ),
    ] {
        assert_eq!(read(path, "POST", body), says, "{path} {body}");
    }
    let bars = |body: &str| Request::from_http("POST", "/v1/api/market/bars", "", body).map_err(|error| error.to_string());
    for (body, says) in [
        (r#"{"periodType":"minute","period":1}"#, "instrument is missing"),
        (r#"{"instrument":"ES","periodType":"renko","period":1}"#, "periodType must be minute, day, week, month or year"),
        (r#"{"instrument":"ES","periodType":"Minute","period":0}"#, "period must be a whole number above zero"),
        (r#"{"instrument":"ES","periodType":"Minute"}"#, "period is missing"),
    ] {
        assert_eq!(bars(body), Err(says.to_owned()), "{body}");
    }
    assert!(bars(r#"{"instrument":"ES","periodType":"Minute","period":1,"from":"2026-11-01"}"#).is_ok(), "other fields are tolerated");
}
