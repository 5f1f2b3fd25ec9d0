//! Every request comes back from its own encoding, by HTTP and by RPC.

use crate::drawn::{price, some_text, text};
use crosstrade::{
    BracketBody, ChangeBody, ClientFrame, ClosePart, Fields, Fraction, HttpRequest, MarketPosition, Object, PeriodType, PlaceBody, Request,
};
use order_model::{Action, Price};
use proptest::option::of;
use proptest::prelude::*;

/// A body of any words: a server reads it before anyone knows whether they mean something.
fn body() -> impl Strategy<Value = PlaceBody> {
    body_with(of(text()).boxed())
}

fn body_with(own_id: BoxedStrategy<Option<String>>) -> impl Strategy<Value = PlaceBody> {
    let texts = (text(), text(), text(), text());
    (texts, any::<i64>(), of(price()), of(price()), of(text()), of(text()), own_id).prop_map(
        |((instrument, action, order_type, life), quantity, limit, stop, oco, strategy, id)| {
            let json = Object::new()
                .text("instrument", &instrument)
                .text("action", &action)
                .text("orderType", &order_type)
                .integer("quantity", quantity)
                .text("timeInForce", &life)
                .maybe_price("limitPrice", limit)
                .maybe_price("stopPrice", stop)
                .maybe_text("ocoId", oco.as_deref())
                .maybe_text("strategy", strategy.as_deref())
                .maybe_text("orderId", id.as_deref())
                .end();
            PlaceBody::read(&Fields::parse(&json).unwrap()).unwrap()
        },
    )
}

/// An id that is no word of the API's own paths.
fn order_id() -> impl Strategy<Value = String> {
    let words = ["place", "cancel", "flatplace", "cancel_and_bracket"];
    some_text().prop_filter("a path of its own", move |id| !words.contains(&id.as_str()))
}

fn request() -> impl Strategy<Value = Request> {
    let one = || (some_text(), order_id());
    let names = proptest::collection::vec("[A-Z0-9]{1,4}( [0-9]{2}-[0-9]{2})?|[^, \\s][^,]{0,8}[^, \\s]", 0..4);
    let old = prop_oneof![
        3 => (some_text(), body()).prop_map(|(account, body)| Request::PlaceOrder { account, body }),
        1 => one().prop_map(|(account, order_id)| Request::CancelOrder { account, order_id }),
        1 => one().prop_map(|(account, order_id)| Request::GetOrder { account, order_id }),
        1 => one().prop_map(|(account, order_id)| Request::OrderStatus { account, order_id }),
        1 => (some_text(), any::<bool>()).prop_map(|(account, active_only)| Request::ListOrders { account, active_only }),
        1 => (some_text(), of(any::<u32>())).prop_map(|(account, lookback_s)| Request::ListExecutions { account, lookback_s }),
        1 => some_text().prop_map(|account| Request::ListPositions { account }),
        1 => Just(Request::ListAccounts),
        1 => names.prop_map(|instruments| Request::GetQuote { instruments }),
    ];
    // Boxed: the draws of so many kinds at once are more than a test's stack holds.
    prop_oneof![old.boxed(), operation().boxed(), other_read().boxed()]
}

fn operation() -> impl Strategy<Value = Request> {
    let one = || (some_text(), order_id());
    let change = (of(1_u32..), of(price()), of(price())).prop_map(|(quantity, limit, stop)| ChangeBody { quantity, limit, stop });
    let exits = prop_oneof![(price(), of(price())).prop_map(|(a, b)| (Some(a), b)), price().prop_map(|b| (None, Some(b)))];
    let side = prop_oneof![Just(MarketPosition::Long), Just(MarketPosition::Short)];
    let bracket = (text(), proptest::sample::select(Action::ALL), 1_u32.., exits).prop_map(|(instrument, action, quantity, exits)| {
        let (stop_loss, take_profit) = exits;
        BracketBody { instrument, action, quantity, stop_loss, take_profit }
    });
    let fraction =
        (1_i64..=1_000_000_000_000_000).prop_map(|n| Fraction::try_new(Price::try_new(n.min(999_999_999_999_999), 15).unwrap()).unwrap());
    let part = prop_oneof![Just(ClosePart::All), (1_u32..).prop_map(ClosePart::Contracts), fraction.prop_map(ClosePart::Percent)];
    prop_oneof![
        (one(), change).prop_map(|((account, order_id), body)| Request::ChangeOrder { account, order_id, body }),
        (one(), body_with(Just(None).boxed())).prop_map(|((account, order_id), body)| Request::ReplaceOrder { account, order_id, body }),
        (some_text(), body()).prop_map(|(account, body)| Request::FlatPlace { account, body }),
        (some_text(), body()).prop_map(|(account, body)| Request::ReversePosition { account, body }),
        (some_text(), bracket).prop_map(|(account, body)| Request::CancelAndBracket { account, body }),
        (some_text(), of(text())).prop_map(|(account, instrument)| Request::CancelOrders { account, instrument }),
        Just(Request::CancelAllOrders),
        (some_text(), text(), part).prop_map(|(account, instrument, part)| Request::ClosePosition { account, instrument, part }),
        (some_text(), of(text())).prop_map(|(account, instrument)| Request::Flatten { account, instrument }),
        (of(text()), of(text()), of(side)).prop_map(|(account, instrument, side)| Request::FlattenEverything { account, instrument, side }),
    ]
}

fn other_read() -> impl Strategy<Value = Request> {
    let kind = proptest::sample::select(PeriodType::ALL);
    prop_oneof![
        some_text().prop_map(|account| Request::ListStrategies { account }),
        some_text().prop_map(|account| Request::GetAccount { account }),
        Just(Request::ListAtmTemplates),
        text().prop_map(|instrument| Request::MarketInfo { instrument }),
        (text(), kind, 1_u32.., of(1_u32..), of(1_u32..)).prop_map(|(instrument, period_type, period, days_back, limit)| {
            Request::GetBars { instrument, period_type, period, days_back, limit }
        }),
    ]
}

/// Any text at all, and those that mean something in a path.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![text(), proptest::sample::select(&["", " ", ".", "..", "%2e%2e", "a/..", "\\..", "..;"][..]).prop_map(str::to_owned)]
}

fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

proptest! {
    #[test]
    fn by_http(request in request()) {
        let HttpRequest { method, target, body } = request.to_http();
        prop_assert!(target.starts_with("/v1/api/"));
        prop_assert!(target.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'"' | b'\\')), "{}", target);
        prop_assert_eq!(body.is_some(), method.as_str() != "GET");
        prop_assert!(request.is_read() || body.is_some(), "what changes something is never a GET");
        let (path, query) = split(&target);
        let read = Request::from_http(method.as_str(), path, query, body.as_deref().unwrap_or(""));
        prop_assert_eq!(read.as_ref(), Ok(&request), "{} {}", method, target);
        // The same with a slash at the end, which some clients add.
        prop_assert_eq!(Request::from_http(method.as_str(), &format!("{path}/"), query, body.as_deref().unwrap_or("")), Ok(request));
    }

    #[test]
    fn by_rpc(request in request(), id in text()) {
        let text = ClientFrame::rpc(&id, &request).to_text();
        prop_assert!(!text.contains(['\n', '\r']), "one line a frame");
        let Ok(ClientFrame::Rpc { id: read, api, args }) = ClientFrame::parse(&text) else { panic!("{text}") };
        prop_assert_eq!(read, id);
        prop_assert_eq!(Request::from_rpc(&api, &args), Ok(request));
    }

    #[test]
    fn a_replacement_has_an_own_id_by_rest_alone(account in some_text(), order_id in order_id(), body in body_with(some_text().prop_map(Some).boxed())) {
        let request = Request::ReplaceOrder { account, order_id, body };
        let HttpRequest { target, body: sent, .. } = request.to_http();
        let read = Request::from_http("POST", &target, "", &sent.unwrap());
        prop_assert_eq!(read.as_ref(), Ok(&request));
        let Request::ReplaceOrder { order_id, body, .. } = Request::from_rpc(request.api(), &request.args()).unwrap() else { panic!("a replace") };
        let Request::ReplaceOrder { order_id: sent, .. } = request else { panic!("a replace") };
        prop_assert_eq!((order_id, body.order_id()), (sent, None));
    }

    /// No text in an account's or order's place reaches another endpoint.
    #[test]
    fn names_never_change_the_endpoint(account in name(), order_id in name()) {
        let target = Request::CancelOrder { account: account.clone(), order_id }.to_http().target;
        prop_assert_eq!(target.matches('/').count(), 7, "{}", target);
        prop_assert!(target.ends_with("/cancel") && !target.contains('?'));
        let flatten = Request::Flatten { account, instrument: None }.to_http().target;
        for target in [target, flatten] {
            // What browsers take out of a path, and what servers take for one slash.
            let parts = || target.split('/').skip(1);
            prop_assert!(parts().all(|part| !matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "" | "." | "..")), "{}", target);
        }
    }

    #[test]
    fn any_method_path_query_and_body_are_answered(method in "[A-Z]{0,7}", path in paths(), query in text(), body in text()) {
        if let Err(error) = Request::from_http(&method, &path, &query, &body) {
            let (status, body) = error.to_answer();
            prop_assert!((400..=405).contains(&status));
            prop_assert!(crosstrade::ErrorBody::read(&body).is_some(), "{}", body);
        }
    }

    #[test]
    fn any_rpc_is_answered(api in apis(), args in arguments()) {
        if let Err(error) = Request::from_rpc(&api, &args) {
            let (status, body) = error.to_answer();
            prop_assert!((400..=405).contains(&status));
            prop_assert!(crosstrade::ErrorBody::read(&body).is_some(), "{}", body);
        }
    }
}

fn paths() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        6 => proptest::sample::select(&["v1", "api", "accounts", "Sim101", "orders", "place", "cancel", "status", "change", "replace", "close", "flatten", "reverse", "bars", "info", "cancelall", "positions", "market", "quote", "executions", "", ".", ".."][..])
            .prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "%[0-9a-zA-Z€]{0,2}",
    ];
    prop_oneof![
        3 => proptest::collection::vec(segment.clone(), 0..7).prop_map(|parts| format!("/v1/api/{}", parts.join("/"))),
        1 => proptest::collection::vec(segment, 0..9).prop_map(|parts| parts.join("/")),
        1 => any::<String>(),
    ]
}

fn apis() -> impl Strategy<Value = String> {
    let known = [
        "PlaceOrder",
        "Cancel",
        "CancelOrder",
        "GetOrder",
        "GetOrderStatus",
        "ListOrders",
        "ListExecutions",
        "ListPositions",
        "ListAccounts",
        "GetQuote",
        "Change",
        "CancelReplace",
        "CancelOrders",
        "CancelAllOrders",
        "ClosePosition",
        "Flatten",
        "FlattenEverything",
        "Reverse",
        "ReversePosition",
        "FlatPlace",
        "CancelAndBracket",
        "GetAccount",
        "ListStrategies",
        "ListAtmTemplates",
        "MarketInfo",
        "GetBars",
    ];
    prop_oneof![5 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => text()]
}

fn arguments() -> impl Strategy<Value = String> {
    let value = || proptest::sample::select(&["1", "-1.5", "1e999", "true", "null", "\"x\"", "\"ES 12-26\"", "[]", "{}", "[1,\"a\"]"][..]);
    let keys = [
        "account",
        "orderId",
        "instrument",
        "activeOnly",
        "lookbackTime",
        "action",
        "quantity",
        "orderType",
        "timeInForce",
        "limitPrice",
        "percent",
        "stopLoss",
        "takeProfit",
        "marketPosition",
        "periodType",
        "period",
        "daysBack",
        "limit",
    ];
    let fields = proptest::collection::vec((proptest::sample::select(keys.to_vec()), value()), 0..8);
    prop_oneof![
        6 => fields.prop_map(|fields| fields.iter().fold(Object::new(), |object, (key, value)| object.raw(key, value)).end()),
        1 => text(),
    ]
}
