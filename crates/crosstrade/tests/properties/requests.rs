//! Every request comes back from its own encoding, by HTTP and by RPC.

use crate::drawn::{price, some_text, text};
use crosstrade::{ClientFrame, Fields, HttpRequest, Object, PlaceBody, Request};
use proptest::option::of;
use proptest::prelude::*;

/// A body of any words: a server reads it before anyone knows whether they mean something.
fn body() -> impl Strategy<Value = PlaceBody> {
    let texts = (text(), text(), text(), text());
    (texts, any::<i64>(), of(price()), of(price()), of(text()), of(text()), of(text())).prop_map(
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
    some_text().prop_filter("a path of its own", |id| !["place", "cancel"].contains(&id.as_str()))
}

fn request() -> impl Strategy<Value = Request> {
    let one = || (text(), order_id());
    let names = proptest::collection::vec("[A-Z0-9]{1,4}( [0-9]{2}-[0-9]{2})?|[^, \\s][^,]{0,8}[^, \\s]", 0..4);
    prop_oneof![
        3 => (text(), body()).prop_map(|(account, body)| Request::PlaceOrder { account, body }),
        1 => one().prop_map(|(account, order_id)| Request::CancelOrder { account, order_id }),
        1 => one().prop_map(|(account, order_id)| Request::GetOrder { account, order_id }),
        1 => one().prop_map(|(account, order_id)| Request::OrderStatus { account, order_id }),
        1 => (text(), any::<bool>()).prop_map(|(account, active_only)| Request::ListOrders { account, active_only }),
        1 => (text(), of(any::<u32>())).prop_map(|(account, lookback_s)| Request::ListExecutions { account, lookback_s }),
        1 => text().prop_map(|account| Request::ListPositions { account }),
        1 => Just(Request::ListAccounts),
        1 => names.prop_map(|instruments| Request::GetQuote { instruments }),
    ]
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
        prop_assert_eq!(body.is_some(), !request.is_read(), "a read has no body");
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

    /// No text in an account's or order's place reaches another endpoint.
    #[test]
    fn names_never_change_the_endpoint(account in text(), order_id in order_id()) {
        let target = Request::CancelOrder { account, order_id }.to_http().target;
        prop_assert_eq!(target.matches('/').count(), 7, "{}", target);
        prop_assert!(target.ends_with("/cancel") && !target.contains('?'));
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
        6 => proptest::sample::select(&["v1", "api", "accounts", "Sim101", "orders", "place", "cancel", "status", "positions", "market", "quote", "executions", "", ".", ".."][..])
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
    ];
    prop_oneof![5 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => text()]
}

fn arguments() -> impl Strategy<Value = String> {
    let value = || proptest::sample::select(&["1", "-1.5", "1e999", "true", "null", "\"x\"", "\"ES 12-26\"", "[]", "{}", "[1,\"a\"]"][..]);
    let keys =
        ["account", "orderId", "instrument", "activeOnly", "lookbackTime", "action", "quantity", "orderType", "timeInForce", "limitPrice"];
    let fields = proptest::collection::vec((proptest::sample::select(keys.to_vec()), value()), 0..8);
    prop_oneof![
        6 => fields.prop_map(|fields| fields.iter().fold(Object::new(), |object, (key, value)| object.raw(key, value)).end()),
        1 => text(),
    ]
}
