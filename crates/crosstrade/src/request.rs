//! `Request`: one operation of the API, carried by REST or as an RPC frame.

use crate::json::Object;
use crate::path::encode;
use crate::place::PlaceBody;
use core::fmt;

/// An operation and its parameters. What a client sends is what a server reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Place one order.
    PlaceOrder {
        /// NT8 account name.
        account: String,
        /// The order.
        body: PlaceBody,
    },
    /// Cancel one order.
    CancelOrder {
        /// NT8 account name.
        account: String,
        /// The order's id.
        order_id: String,
    },
    /// Read one order.
    GetOrder {
        /// NT8 account name.
        account: String,
        /// The order's id.
        order_id: String,
    },
    /// Read one order's state.
    OrderStatus {
        /// NT8 account name.
        account: String,
        /// The order's id.
        order_id: String,
    },
    /// Read an account's orders.
    ListOrders {
        /// NT8 account name.
        account: String,
        /// Leave out orders that have ended.
        active_only: bool,
    },
    /// Read an account's fills.
    ListExecutions {
        /// NT8 account name.
        account: String,
        /// How far back, in seconds, 900 at most; the API's default is 320.
        lookback_s: Option<u32>,
    },
    /// Read an account's positions.
    ListPositions {
        /// NT8 account name.
        account: String,
    },
    /// Read the accounts.
    ListAccounts,
    /// Read quotes.
    GetQuote {
        /// Instruments in any form the API knows.
        instruments: Vec<String>,
    },
}

/// The HTTP methods the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Everything that changes something.
    Post,
    /// Change of an order.
    Put,
}

impl Method {
    /// The method's token.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request as HTTP carries it. `Authorization` and `Content-Type: application/json` are the sender's to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// Path and query, from `/v1/api`.
    pub target: String,
    /// The JSON body, where the operation has one.
    pub body: Option<String>,
}

impl Request {
    /// True when a repeat can do no harm. Nothing else is ever sent again.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        match self {
            Request::PlaceOrder { .. } | Request::CancelOrder { .. } => false,
            Request::GetOrder { .. }
            | Request::OrderStatus { .. }
            | Request::ListOrders { .. }
            | Request::ListExecutions { .. }
            | Request::ListPositions { .. }
            | Request::ListAccounts
            | Request::GetQuote { .. } => true,
        }
    }

    /// The request by REST.
    #[must_use]
    pub fn to_http(&self) -> HttpRequest {
        let get = |target: String| HttpRequest { method: Method::Get, target, body: None };
        let post = |target: String, body: String| HttpRequest { method: Method::Post, target, body: Some(body) };
        let order = |account: &str, id: &str, tail: &str| format!("{}/{}{tail}", orders(account), encode(id));
        match self {
            Request::PlaceOrder { account, body } => post(Request::place_target(account), body.write(Object::new()).end()),
            Request::CancelOrder { account, order_id } => post(order(account, order_id, "/cancel"), "{}".to_owned()),
            Request::GetOrder { account, order_id } => get(order(account, order_id, "")),
            Request::OrderStatus { account, order_id } => get(order(account, order_id, "/status")),
            Request::ListOrders { account, active_only: true } => get(format!("{}?activeOnly=true", orders(account))),
            Request::ListOrders { account, active_only: false } => get(orders(account)),
            Request::ListExecutions { account, lookback_s } => get(match lookback_s {
                Some(seconds) => format!("{}/executions?lookbackTime={seconds}", base(account)),
                None => format!("{}/executions", base(account)),
            }),
            Request::ListPositions { account } => get(format!("{}/positions", base(account))),
            Request::ListAccounts => get("/v1/api/accounts".to_owned()),
            Request::GetQuote { instruments } => get(format!("/v1/api/market/quote?instrument={}", encode(&instruments.join(",")))),
        }
    }

    /// Path of a place request: for a body that was written before it is sent.
    #[must_use]
    pub fn place_target(account: &str) -> String {
        format!("{}/place", orders(account))
    }

    /// The name of the RPC.
    #[must_use]
    pub const fn api(&self) -> &'static str {
        match self {
            Request::PlaceOrder { .. } => "PlaceOrder",
            Request::CancelOrder { .. } => "Cancel",
            Request::GetOrder { .. } => "GetOrder",
            Request::OrderStatus { .. } => "GetOrderStatus",
            Request::ListOrders { .. } => "ListOrders",
            Request::ListExecutions { .. } => "ListExecutions",
            Request::ListPositions { .. } => "ListPositions",
            Request::ListAccounts => "ListAccounts",
            Request::GetQuote { .. } => "GetQuote",
        }
    }

    /// The arguments of the RPC: path parameters and body fields in one object.
    #[must_use]
    pub fn args(&self) -> String {
        let account = |account: &str| Object::new().text("account", account);
        match self {
            Request::PlaceOrder { account: a, body } => body.write(account(a)).end(),
            Request::CancelOrder { account: a, order_id }
            | Request::GetOrder { account: a, order_id }
            | Request::OrderStatus { account: a, order_id } => account(a).text("orderId", order_id).end(),
            Request::ListOrders { account: a, active_only } => account(a).flag("activeOnly", *active_only).end(),
            Request::ListExecutions { account: a, lookback_s } => match lookback_s {
                Some(seconds) => account(a).integer("lookbackTime", i64::from(*seconds)).end(),
                None => account(a).end(),
            },
            Request::ListPositions { account: a } => account(a).end(),
            Request::ListAccounts => Object::new().end(),
            Request::GetQuote { instruments } => Object::new().text("instrument", &instruments.join(",")).end(),
        }
    }
}

fn base(account: &str) -> String {
    format!("/v1/api/accounts/{}", encode(account))
}

fn orders(account: &str) -> String {
    format!("{}/orders", base(account))
}
