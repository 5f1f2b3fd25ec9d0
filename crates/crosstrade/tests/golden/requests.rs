//! The bytes of every place request, by REST and as RPC frames.

use crate::file::{golden, http, rpc};
use crate::operations::ACCOUNTS;
use crate::orders::{LIVES, TYPES, draft, order};
use crosstrade::{Dialect, PlaceBody, Request};
use order_model::Draft;

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

#[test]
fn place_paths_of_odd_accounts() {
    let lines: Vec<String> = ACCOUNTS.iter().map(|account| format!("{account}\t{}", Request::place_target(account))).collect();
    golden("place_targets.txt", &lines);
}

#[test]
fn a_place_is_never_sent_again() {
    for (title, request) in places(Dialect::Rest) {
        assert!(!request.is_read(), "{title}");
    }
}
