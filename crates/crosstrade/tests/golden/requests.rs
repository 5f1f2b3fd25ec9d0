//! The bytes of every request, by REST and as RPC frames.

use crate::file::golden;
use crate::orders::{LIVES, TYPES, draft, order};
use crosstrade::{ClientFrame, Dialect, HttpRequest, PlaceBody, Request};
use order_model::Draft;

/// Title, request line and body: three lines a request, and a blank one.
fn http(title: &str, request: &Request) -> [String; 4] {
    let HttpRequest { method, target, body } = request.to_http();
    [format!("# {title}"), format!("{method} {target}"), body.unwrap_or_else(|| "(no body)".into()), String::new()]
}

fn rpc(title: &str, request: &Request) -> [String; 3] {
    [format!("# {title}"), ClientFrame::rpc("req-1", request).to_text(), String::new()]
}

/// Every type, life and set of optional fields.
fn places(dialect: Dialect) -> Vec<(String, Request)> {
    let mut all = Vec::new();
    for order_type in TYPES {
        for life in LIVES {
            for (extras, oco, strategy, order_id) in [
                ("bare", "", "", None),
                ("OCO", "oco-1", "", None),
                ("ATM", "", "MyAtmStrategy", None),
                ("OCO, ATM and own id", "oco-1", "MyAtmStrategy", Some("0f8c5a2e9b7d4c61a3e0d2f1b4c59687")),
            ] {
                let draft = Draft { oco_id: oco.into(), strategy: strategy.into(), ..draft(order_type, life) };
                let body = PlaceBody::of(&order(&draft), dialect, order_id);
                all.push((format!("{order_type}, {life}, {extras}"), Request::PlaceOrder { account: "Sim101".into(), body }));
            }
        }
    }
    all
}

#[test]
fn place_by_rest() {
    let lines: Vec<String> = places(Dialect::Rest).iter().flat_map(|(title, request)| http(title, request)).collect();
    golden("place_rest.txt", &lines);
}

#[test]
fn place_by_rpc() {
    let lines: Vec<String> = places(Dialect::Socket).iter().flat_map(|(title, request)| rpc(title, request)).collect();
    golden("place_rpc.txt", &lines);
}

type Change = fn(&mut Draft);

/// Numbers as JSON has them, text as JSON escapes it.
#[test]
fn place_with_odd_values() {
    let with = |change: Change| {
        let mut draft = Draft { action: "Sell".into(), instrument: "XYZ 12-26".into(), ..draft("Limit", "Day") };
        change(&mut draft);
        let body = PlaceBody::of(&order(&draft), Dialect::Rest, None);
        Request::PlaceOrder { account: draft.account, body }
    };
    let cases: [(&str, Change); 9] = [
        ("a whole price has no point", |d| d.limit_price = "5500.00".into()),
        ("a small price has no exponent", |d| d.limit_price = "0.000000000000001".into()),
        ("a price below zero", |d| d.limit_price = "-37.63".into()),
        ("fifteen digits", |d| d.limit_price = "123456789.123456".into()),
        ("the largest quantity", |d| d.quantity = "2147483647".into()),
        ("an OCO id with quotes, a backslash and a slash", |d| d.oco_id = r#"a"b\c/d"#.into()),
        ("a strategy with an umlaut and an emoji", |d| d.strategy = "Größe 🎯".into()),
        ("blanks around every field are not sent", |d| {
            d.limit_price = " 5500.5 ".into();
            d.oco_id = " oco ".into();
            d.strategy = " atm ".into();
        }),
        ("an instrument in the exchange's code is sent in NT8's form", |d| {
            d.instrument = "esz6".into();
        }),
    ];
    let lines: Vec<String> = cases.into_iter().flat_map(|(title, change)| http(title, &with(change))).collect();
    golden("place_odd.txt", &lines);
}

const ACCOUNTS: [&str; 9] =
    ["Sim101", "DEMO 123", "Playback!101", "a/b", "Größe", "100%", "a?b=c&d#e+f", "\"quoted\\\"", "~tilde-dash_dot."];

fn others() -> Vec<(String, Request)> {
    let own = |text: &str| text.to_owned();
    let (account, order_id) = (own("Sim101"), own("cb1fc8d4e1a84d29ae38fea964aaac8c"));
    let mut all = vec![
        (own("cancel"), Request::CancelOrder { account: account.clone(), order_id: order_id.clone() }),
        (own("one order"), Request::GetOrder { account: account.clone(), order_id: order_id.clone() }),
        (own("status"), Request::OrderStatus { account: account.clone(), order_id }),
        (own("an order whose id needs encoding"), Request::GetOrder { account: account.clone(), order_id: own("a/b c") }),
        (own("all orders"), Request::ListOrders { account: account.clone(), active_only: false }),
        (own("active orders"), Request::ListOrders { account: account.clone(), active_only: true }),
        (own("executions"), Request::ListExecutions { account: account.clone(), lookback_s: None }),
        (own("executions of 15 minutes"), Request::ListExecutions { account: account.clone(), lookback_s: Some(900) }),
        (own("positions"), Request::ListPositions { account }),
        (own("accounts"), Request::ListAccounts),
        (own("one quote"), Request::GetQuote { instruments: vec![own("ES 12-26")] }),
        (own("two quotes"), Request::GetQuote { instruments: vec![own("ES 12-26"), own("6E 12-26")] }),
    ];
    for account in ACCOUNTS {
        all.push((format!("account {account}"), Request::ListPositions { account: account.to_owned() }));
    }
    all
}

#[test]
fn every_other_request_by_rest() {
    let lines: Vec<String> = others().iter().flat_map(|(title, request)| http(title, request)).collect();
    golden("others_rest.txt", &lines);
}

#[test]
fn every_other_request_by_rpc() {
    let lines: Vec<String> = others().iter().flat_map(|(title, request)| rpc(title, request)).collect();
    golden("others_rpc.txt", &lines);
}

#[test]
fn place_paths_of_odd_accounts() {
    let lines: Vec<String> = ACCOUNTS.iter().map(|account| format!("{account}\t{}", Request::place_target(account))).collect();
    golden("place_targets.txt", &lines);
}

#[test]
fn only_place_and_cancel_are_never_sent_again() {
    for (title, request) in others() {
        assert_eq!(request.is_read(), title != "cancel", "{title}");
    }
    for (title, request) in places(Dialect::Rest) {
        assert!(!request.is_read(), "{title}");
    }
}
