//! The client's side of `Request`: method, path and body, or an RPC's arguments.

use crate::endpoint::Endpoint;
use crate::json::Object;
use crate::path::{encode, segment};
use crate::request::{HttpRequest, Method, Request};
use crate::words::Dialect;

impl Request {
    /// The request by REST.
    #[must_use]
    pub fn to_http(&self) -> HttpRequest {
        // Every name of an RPC is in the table; a test goes through all.
        let (method, path) = Endpoint::of(self.api()).map_or((Method::Get, ""), |endpoint| (endpoint.method, endpoint.path));
        let mut target = String::new();
        for part in path.split('/').skip(1) {
            target.push('/');
            match part {
                "{account}" => target.push_str(&segment(self.account().unwrap_or_default())),
                "{orderId}" => target.push_str(&segment(self.order_id().unwrap_or_default())),
                word => target.push_str(word),
            }
        }
        let body = match method {
            Method::Get => {
                self.query(&mut target);
                None
            }
            Method::Post | Method::Put => Some(self.fields(Object::new(), Dialect::Rest).end()),
        };
        HttpRequest { method, target, body }
    }

    /// Path of a place request: for a body that was written before it is sent.
    #[must_use]
    pub fn place_target(account: &str) -> String {
        format!("/v1/api/accounts/{}/orders/place", segment(account))
    }

    /// The arguments of the RPC: path parameters and body fields in one object.
    #[must_use]
    pub fn args(&self) -> String {
        let path = Object::new().maybe_text("account", self.account()).maybe_text("orderId", self.order_id());
        self.fields(path, Dialect::Socket).end()
    }

    /// The account on the path.
    fn account(&self) -> Option<&str> {
        match self {
            Request::PlaceOrder { account, .. }
            | Request::ChangeOrder { account, .. }
            | Request::ReplaceOrder { account, .. }
            | Request::FlatPlace { account, .. }
            | Request::CancelAndBracket { account, .. }
            | Request::CancelOrder { account, .. }
            | Request::CancelOrders { account, .. }
            | Request::ClosePosition { account, .. }
            | Request::Flatten { account, .. }
            | Request::ReversePosition { account, .. }
            | Request::GetOrder { account, .. }
            | Request::OrderStatus { account, .. }
            | Request::ListOrders { account, .. }
            | Request::ListExecutions { account, .. }
            | Request::ListPositions { account }
            | Request::ListStrategies { account }
            | Request::GetAccount { account } => Some(account),
            Request::CancelAllOrders
            | Request::FlattenEverything { .. }
            | Request::ListAccounts
            | Request::ListAtmTemplates
            | Request::GetQuote { .. }
            | Request::MarketInfo { .. }
            | Request::GetBars { .. } => None,
        }
    }

    /// The order's id on the path.
    fn order_id(&self) -> Option<&str> {
        match self {
            Request::ChangeOrder { order_id, .. }
            | Request::ReplaceOrder { order_id, .. }
            | Request::CancelOrder { order_id, .. }
            | Request::GetOrder { order_id, .. }
            | Request::OrderStatus { order_id, .. } => Some(order_id),
            _ => None,
        }
    }

    /// Appends the parameters of a `GET`.
    fn query(&self, target: &mut String) {
        let mut put = |name: &str, value: &str| {
            for part in ["?", name, "=", value] {
                target.push_str(part);
            }
        };
        match self {
            Request::ListOrders { active_only: true, .. } => put("activeOnly", "true"),
            Request::ListExecutions { lookback_s: Some(seconds), .. } => put("lookbackTime", &seconds.to_string()),
            Request::GetQuote { instruments } => put("instrument", &encode(&instruments.join(","))),
            Request::MarketInfo { instrument } => put("instrument", &encode(instrument)),
            _ => {}
        }
    }

    /// Appends the fields beside the path's: a body's, or what a `GET` has as its query.
    fn fields(&self, object: Object, dialect: Dialect) -> Object {
        match self {
            Request::ReplaceOrder { body, .. } if dialect == Dialect::Socket => body.write_unnamed(object),
            Request::PlaceOrder { body, .. }
            | Request::ReplaceOrder { body, .. }
            | Request::FlatPlace { body, .. }
            | Request::ReversePosition { body, .. } => body.write(object),
            Request::ChangeOrder { body, .. } => body.write(object),
            Request::CancelAndBracket { body, .. } => body.write(object, dialect),
            Request::CancelOrders { instrument, .. } | Request::Flatten { instrument, .. } => {
                object.maybe_text("instrument", instrument.as_deref())
            }
            Request::ClosePosition { instrument, part, .. } => part.write(object.text("instrument", instrument)),
            Request::FlattenEverything { account, instrument, side } => object
                .maybe_text("account", account.as_deref())
                .maybe_text("instrument", instrument.as_deref())
                .maybe_text("marketPosition", side.map(|side| side.as_str())),
            Request::ListOrders { active_only, .. } => object.flag("activeOnly", *active_only),
            Request::ListExecutions { lookback_s, .. } => object.maybe_count("lookbackTime", *lookback_s),
            Request::GetQuote { instruments } => object.text("instrument", &instruments.join(",")),
            Request::MarketInfo { instrument } => object.text("instrument", instrument),
            Request::GetBars { instrument, period_type, period, days_back, limit } => object
                .text("instrument", instrument)
                .text("periodType", period_type.as_str())
                .integer("period", i64::from(*period))
                .maybe_count("daysBack", *days_back)
                .maybe_count("limit", *limit),
            Request::CancelAllOrders
            | Request::CancelOrder { .. }
            | Request::GetOrder { .. }
            | Request::OrderStatus { .. }
            | Request::ListPositions { .. }
            | Request::ListStrategies { .. }
            | Request::ListAccounts
            | Request::GetAccount { .. }
            | Request::ListAtmTemplates => object,
        }
    }
}
