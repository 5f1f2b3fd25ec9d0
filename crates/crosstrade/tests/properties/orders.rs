//! What `check` lets pass is what the server reads: no transport changes an order.

use crate::drawn::{context, order, text};
use crosstrade::{ClientFrame, Dialect, Fields, HttpRequest, PlaceBody, Request};
use order_model::{Order, Price, check};
use proptest::option::of;
use proptest::prelude::*;

/// The server's way: bytes to request, request to draft, draft through the same rules.
fn read_back(request: &Request) -> Option<Order> {
    let Request::PlaceOrder { account, body } = request else { panic!("a place request") };
    check(&body.to_draft(account), &context()).order
}

proptest! {
    #[test]
    fn an_order_arrives_by_rest_as_it_was_checked((_, order) in order(), id in of(text()), dialect in proptest::sample::select(&[Dialect::Rest, Dialect::Socket][..])) {
        let body = PlaceBody::of(&order, dialect, id.as_deref());
        prop_assert_eq!(body.order_id(), id.as_deref());
        let account = order.account().to_string();
        let HttpRequest { method, target, body: sent } = Request::PlaceOrder { account: account.clone(), body }.to_http();
        prop_assert_eq!(&target, &Request::place_target(&account));
        let arrived = Request::from_http(method.as_str(), &target, "", &sent.unwrap()).unwrap();
        prop_assert_eq!(read_back(&arrived), Some(order));
    }

    #[test]
    fn an_order_arrives_by_socket_as_it_was_checked((_, order) in order(), id in text()) {
        let account = order.account().to_string();
        let request = Request::PlaceOrder { account, body: PlaceBody::of(&order, Dialect::Socket, None) };
        let frame = ClientFrame::rpc(&id, &request).to_text();
        let ClientFrame::Rpc { id: arrived, api, args } = ClientFrame::parse(&frame).unwrap() else { panic!("an RPC") };
        prop_assert_eq!(arrived, id);
        let read = Request::from_rpc(&api, &args).unwrap();
        prop_assert_eq!(&read, &request);
        prop_assert_eq!(read_back(&read), Some(order));
    }

    /// Whatever reads our JSON with floating point sees the same price, and only the prices that the kind has.
    #[test]
    fn a_reader_with_doubles_sees_the_same_prices((_, order) in order()) {
        let body = Request::PlaceOrder { account: "a".into(), body: PlaceBody::of(&order, Dialect::Rest, None) }.to_http().body.unwrap();
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        let double = |key: &str| value.get(key).map(|number| Price::parse_json(&number.as_f64().unwrap().to_string()).unwrap());
        prop_assert_eq!(double("limitPrice"), order.kind().limit());
        prop_assert_eq!(double("stopPrice"), order.kind().stop());
        prop_assert_eq!(value["quantity"].as_u64(), Some(u64::from(order.quantity().get())));
        prop_assert_eq!(value.get("ocoId").is_some(), order.oco_id().is_some());
        prop_assert_eq!(value.get("strategy").is_some(), order.strategy().is_some());
        prop_assert!(value.get("orderId").is_none() && value.get("account").is_none());
    }

    /// The form's draft and the wire's draft are the same order, though not the same text.
    #[test]
    fn the_order_of_the_fields_does_not_matter((_, order) in order()) {
        let body = Request::PlaceOrder { account: "a".into(), body: PlaceBody::of(&order, Dialect::Rest, Some("x")) }.to_http().body.unwrap();
        // Sorted by key, as a reader that keeps no order would write it again; prices would pass through doubles, so take them raw.
        let fields = Fields::parse(&body).unwrap();
        let keys = ["action", "instrument", "limitPrice", "ocoId", "orderId", "orderType", "quantity", "stopPrice", "strategy", "timeInForce"];
        let mut sorted = crosstrade::Object::new();
        for key in keys.iter().rev() {
            if let Some(raw) = fields.raw(key) {
                sorted = sorted.raw(key, raw);
            }
        }
        let again = PlaceBody::read(&Fields::parse(&sorted.end()).unwrap()).unwrap();
        prop_assert_eq!(again, PlaceBody::read(&fields).unwrap());
    }
}
