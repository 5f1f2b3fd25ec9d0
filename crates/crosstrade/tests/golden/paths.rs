//! Paths and arguments that mean nothing, and what their senders are told.

use crate::file::golden;
use crosstrade::{Fields, Request};

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
        ("POST", "/v1/api/accounts/Sim101/orders/plce", "/v1/api/accounts/{account}/orders/place"),
        ("POST", "/v1/api/accounts/Sim101/orders/Place", "/v1/api/accounts/{account}/orders/place"),
        ("POST", "/v1/api/accounts/Sim101/orders/flat_place", "/v1/api/accounts/{account}/orders/flatplace"),
        ("PUT", "/v1/api/accounts/Sim101/orders/cancle", "/v1/api/accounts/{account}/orders/cancel"),
        ("POST", "/v1/api/accounts/Sim101/orders/cancel-and-bracket", "/v1/api/accounts/{account}/orders/cancel_and_bracket"),
        ("POST", "/v1/api/accounts/Sim101/orders/1/chnge", "/v1/api/accounts/{account}/orders/{orderId}/change"),
        ("POST", "/v1/api/accounts/Sim101/orders/1/replce", "/v1/api/accounts/{account}/orders/{orderId}/replace"),
        ("POST", "/v1/api/accounts/Sim101/positions/clse", "/v1/api/accounts/{account}/positions/close"),
        ("POST", "/v1/api/accounts/Sim101/flatten", "/v1/api/accounts/{account}/positions/flatten"),
        ("POST", "/v1/api/accounts/Sim101/positions/revers", "/v1/api/accounts/{account}/positions/reverse"),
        ("GET", "/v1/api/accounts/Sim101/strategy", "/v1/api/accounts/{account}/strategies"),
        ("GET", "/v1/api/atm_templates", "/v1/api/atm-templates"),
        ("POST", "/v1/api/orders/cancell", "/v1/api/accounts/{account}/orders/cancel"),
        ("POST", "/v1/api/position/flatten", "/v1/api/accounts/{account}/positions/flatten"),
        ("GET", "/v1/api/bars", "/v1/api/market/bars"),
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
        (
            "wrong method of an order, whose id is no word of the API",
            Request::from_http("POST", "/v1/api/accounts/Sim101/orders/cb1fc8d4", "", ""),
        ),
        ("wrong method of a change", Request::from_http("GET", "/v1/api/accounts/Sim101/orders/1/change", "", "")),
        ("wrong method of a close", Request::from_http("PUT", "/v1/api/accounts/Sim101/positions/close", "", "")),
        ("wrong method of a cancel of all", Request::from_http("GET", "/v1/api/accounts/Sim101/orders/cancel", "", "")),
        ("bars by GET", Request::from_http("GET", "/v1/api/market/bars", "instrument=ES", "")),
        ("wrong method of an order", Request::from_http("PUT", "/v1/api/accounts/Sim101/orders/1", "", "")),
        ("wrong method of a cancel", Request::from_http("GET", "/v1/api/accounts/Sim101/orders/1/cancel", "", "")),
        ("wrong method of a list", Request::from_http("POST", "/v1/api/accounts/Sim101/positions", "", "")),
        ("wrong method before a missing parameter", Request::from_http("POST", "/v1/api/market/quote", "", "")),
        ("an empty body counts as an object without fields", Request::from_http("POST", place, "", " ")),
        ("no JSON", Request::from_http("POST", place, "", "instrument=ES")),
        ("a quote of nothing", Request::from_http("GET", "/v1/api/market/quote", "", "")),
        ("an unknown RPC", Request::from_rpc("Teleport", "{}")),
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
