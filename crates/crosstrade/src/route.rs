//! The server's side of `Request`: from method, path and body, or from an RPC's name and arguments.

use crate::json::{FieldError, Fields, Object};
use crate::list_of::list_of;
use crate::path::{decode, query_value};
use crate::place::PlaceBody;
use crate::request::Request;

/// Why a request cannot be read. Each maps to one documented answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// No such path: 404 with `did_you_mean`.
    #[error("no such endpoint; did you mean {did_you_mean}?")]
    NotFound {
        /// The nearest documented endpoint.
        did_you_mean: &'static str,
    },
    /// The path is there with another method: 405.
    #[error("use {0} for this endpoint")]
    Method(&'static str),
    /// An RPC name the add-on does not know.
    #[error("Unknown API command: {0}")]
    UnknownApi(String),
    /// A field is absent or of the wrong type: 400.
    #[error(transparent)]
    Field(#[from] FieldError),
}

const CANCEL: &str = "/v1/api/accounts/{account}/orders/{orderId}/cancel";

/// The documented endpoints this crate reads, for `did_you_mean`.
const ENDPOINTS: [&str; 9] = [
    "/v1/api/accounts",
    "/v1/api/accounts/{account}/orders",
    "/v1/api/accounts/{account}/orders/place",
    "/v1/api/accounts/{account}/orders/{orderId}",
    "/v1/api/accounts/{account}/orders/{orderId}/status",
    CANCEL,
    "/v1/api/accounts/{account}/executions",
    "/v1/api/accounts/{account}/positions",
    "/v1/api/market/quote",
];

impl Request {
    /// Reads an HTTP request. `method` in upper case; `path` still percent-encoded; an empty body counts as `{}`.
    pub fn from_http(method: &str, path: &str, query: &str, body: &str) -> Result<Request, RouteError> {
        let not_found = || RouteError::NotFound { did_you_mean: nearest(path) };
        let segments = segments(path).ok_or_else(not_found)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let only =
            |expected: &'static str, request: Request| if method == expected { Ok(request) } else { Err(RouteError::Method(expected)) };
        match segments.as_slice() {
            ["accounts"] => only("GET", Request::ListAccounts),
            ["accounts", a, "positions"] => only("GET", Request::ListPositions { account: (*a).to_owned() }),
            ["accounts", a, "executions"] => {
                let lookback_s = query_value(query, "lookbackTime").and_then(|v| v.parse().ok());
                only("GET", Request::ListExecutions { account: (*a).to_owned(), lookback_s })
            }
            ["accounts", a, "orders"] => {
                let active_only = query_value(query, "activeOnly").is_some_and(|v| v.eq_ignore_ascii_case("true"));
                only("GET", Request::ListOrders { account: (*a).to_owned(), active_only })
            }
            ["accounts", a, "orders", "place"] if method == "POST" => {
                let body = if body.trim().is_empty() { "{}" } else { body };
                let body = PlaceBody::read(&Fields::parse(body)?)?;
                Ok(Request::PlaceOrder { account: (*a).to_owned(), body })
            }
            ["accounts", _, "orders", "place"] => Err(RouteError::Method("POST")),
            // A form that one of the API's own pages shows; the cancel call is what is meant.
            ["accounts", _, "orders", _] if method == "DELETE" => Err(RouteError::NotFound { did_you_mean: CANCEL }),
            ["accounts", a, "orders", id] => only("GET", Request::GetOrder { account: (*a).to_owned(), order_id: (*id).to_owned() }),
            ["accounts", a, "orders", id, "status"] => {
                only("GET", Request::OrderStatus { account: (*a).to_owned(), order_id: (*id).to_owned() })
            }
            ["accounts", a, "orders", id, "cancel"] => {
                only("POST", Request::CancelOrder { account: (*a).to_owned(), order_id: (*id).to_owned() })
            }
            ["market", "quote"] if method == "GET" => {
                let list = query_value(query, "instrument").ok_or(FieldError::Missing("instrument"))?;
                Ok(Request::GetQuote { instruments: split_list(&list) })
            }
            ["market", "quote"] => Err(RouteError::Method("GET")),
            _ => Err(not_found()),
        }
    }

    /// Reads an RPC. `Cancel` is also taken as `CancelOrder`; the documents have both.
    pub fn from_rpc(api: &str, args: &str) -> Result<Request, RouteError> {
        let fields = Fields::parse(args)?;
        let need = |name: &'static str| fields.text(name)?.ok_or(FieldError::Missing(name));
        let account = || need("account");
        let order_id = || fields.loose_text("orderId").ok_or(FieldError::Missing("orderId"));
        Ok(match api {
            "PlaceOrder" => Request::PlaceOrder { account: account()?, body: PlaceBody::read(&fields)? },
            "Cancel" | "CancelOrder" => Request::CancelOrder { account: account()?, order_id: order_id()? },
            "GetOrder" => Request::GetOrder { account: account()?, order_id: order_id()? },
            "GetOrderStatus" => Request::OrderStatus { account: account()?, order_id: order_id()? },
            "ListOrders" => Request::ListOrders { account: account()?, active_only: fields.flag("activeOnly").unwrap_or(false) },
            "ListExecutions" => {
                let seconds = fields.integer("lookbackTime")?.and_then(|n| u32::try_from(n).ok());
                Request::ListExecutions { account: account()?, lookback_s: seconds }
            }
            "ListPositions" => Request::ListPositions { account: account()? },
            "ListAccounts" => Request::ListAccounts,
            "GetQuote" => Request::GetQuote { instruments: split_list(&need("instrument")?) },
            other => return Err(RouteError::UnknownApi(other.to_owned())),
        })
    }
}

impl RouteError {
    /// The HTTP status and the body of the answer.
    #[must_use]
    pub fn to_answer(&self) -> (u16, String) {
        let body = |code: &str| Object::new().flag("success", false).text("error", code).text("detail", &self.to_string());
        match self {
            RouteError::NotFound { did_you_mean } => (404, body("not_found").text("did_you_mean", did_you_mean).end()),
            RouteError::Method(_) => (405, body("method_not_allowed").end()),
            RouteError::UnknownApi(_) => (400, Object::new().text("error", &self.to_string()).end()),
            RouteError::Field(_) => (400, body("invalid_request").end()),
        }
    }
}

fn segments(path: &str) -> Option<Vec<String>> {
    let rest = path.strip_prefix("/v1/api/")?;
    rest.strip_suffix('/').unwrap_or(rest).split('/').map(decode).collect()
}

fn split_list(list: &str) -> Vec<String> {
    list_of(list.split(',').map(str::trim).filter(|i| !i.is_empty()).map(str::to_owned))
}

/// The endpoint with the fewest edits from the path, its placeholders taken as free.
fn nearest(path: &str) -> &'static str {
    let distance = |endpoint: &str| {
        let ours: Vec<&str> = path.split('/').collect();
        let theirs: Vec<&str> = endpoint.split('/').collect();
        edits(&ours, &theirs)
    };
    ENDPOINTS.iter().copied().min_by_key(|e| distance(e)).unwrap_or("/v1/api/accounts")
}

/// Edit distance over segments. A missing segment costs 3; a wrong one its own edit distance, and at most 4, so that a
/// forgotten segment counts less than a foreign one in its place.
fn edits(a: &[&str], b: &[&str]) -> usize {
    distance(a, b, 3, |x, y| if y.starts_with('{') { 1 } else { distance(&bytes(x), &bytes(y), 1, |p, q| usize::from(p != q)).min(4) })
}

fn bytes(text: &str) -> Vec<u8> {
    text.bytes().collect()
}

/// Levenshtein distance with the cost of a gap and of a replacement given.
fn distance<T>(a: &[T], b: &[T], gap: usize, replace: impl Fn(&T, &T) -> usize) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|j| j * gap).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i * gap;
        let mut left = (i + 1) * gap;
        let mut next = vec![left];
        for (y, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + replace(x, y)).min(above + gap).min(left + gap);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
