//! `Request`: one operation of the API, carried by REST or as an RPC frame.

use crate::body::{BracketBody, ChangeBody, ClosePart, PlaceBody};
use crate::words::{MarketPosition, PeriodType};
use core::fmt;

/// An operation and its parameters. What a client sends is what a server reads. `account` is always NT8's account name,
/// `order_id` an order's id in any form the API knows, `instrument` an instrument in any form it knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields that every variant has are described above")]
pub enum Request {
    /// Place one order.
    PlaceOrder { account: String, body: PlaceBody },
    /// Change an order that has not ended.
    ChangeOrder { account: String, order_id: String, body: ChangeBody },
    /// Cancel an order and place another in its stead, which gets a new id. By REST the body may carry an own id for it.
    ReplaceOrder { account: String, order_id: String, body: PlaceBody },
    /// Make the position flat, then place an order.
    FlatPlace { account: String, body: PlaceBody },
    /// Cancel every order on an instrument and place a stop and a target as an OCO pair. Without a position the API places
    /// the pair as an entry on either side of the market.
    CancelAndBracket { account: String, body: BracketBody },
    /// Cancel one order.
    CancelOrder { account: String, order_id: String },
    /// Cancel the orders of an account, on one instrument or, without one, all of them.
    CancelOrders { account: String, instrument: Option<String> },
    /// Cancel every order in every account. For servers: no client of this product sends it, because it names nothing that
    /// it touches.
    CancelAllOrders,
    /// Close a position or a part of it.
    ClosePosition { account: String, instrument: String, part: ClosePart },
    /// Close the positions of an account, on one instrument or all of them.
    Flatten { account: String, instrument: Option<String> },
    /// Close every position that fits the filters. Without filters that is everything everywhere, so this is for servers:
    /// no client of this product sends it.
    FlattenEverything { account: Option<String>, instrument: Option<String>, side: Option<MarketPosition> },
    /// Close a position and place an order on the other side. The API waits about five seconds for the close, then places
    /// the order in any case.
    ReversePosition { account: String, body: PlaceBody },
    /// Read one order.
    GetOrder { account: String, order_id: String },
    /// Read one order's state.
    OrderStatus { account: String, order_id: String },
    /// Read an account's orders; `active_only` leaves out those that have ended.
    ListOrders { account: String, active_only: bool },
    /// Read an account's fills of the last `lookback_s` seconds, 900 at most; the API's default is 320.
    ListExecutions { account: String, lookback_s: Option<u32> },
    /// Read an account's positions.
    ListPositions { account: String },
    /// Read the strategies that run in an account.
    ListStrategies { account: String },
    /// Read the accounts.
    ListAccounts,
    /// Read one account with its money and limits.
    GetAccount { account: String },
    /// Read the names of the ATM templates. The path is known from client code only; the RPC's name is an inference.
    ListAtmTemplates,
    /// Read quotes.
    GetQuote { instruments: Vec<String> },
    /// Read whether an instrument trades now and for how long.
    MarketInfo { instrument: String },
    /// Read bars of `period` times the type's length, of the last `days_back` days, `limit` at most (5 000 is the API's most).
    GetBars { instrument: String, period_type: PeriodType, period: u32, days_back: Option<u32>, limit: Option<u32> },
}

/// The HTTP methods the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Everything that changes something, and the read of bars.
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
    /// True when a repeat can do no harm. Nothing else is ever sent again. The method does not tell: a read of bars is a
    /// `POST`.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        match self {
            Request::PlaceOrder { .. }
            | Request::ChangeOrder { .. }
            | Request::ReplaceOrder { .. }
            | Request::FlatPlace { .. }
            | Request::CancelAndBracket { .. }
            | Request::CancelOrder { .. }
            | Request::CancelOrders { .. }
            | Request::CancelAllOrders
            | Request::ClosePosition { .. }
            | Request::Flatten { .. }
            | Request::FlattenEverything { .. }
            | Request::ReversePosition { .. } => false,
            Request::GetOrder { .. }
            | Request::OrderStatus { .. }
            | Request::ListOrders { .. }
            | Request::ListExecutions { .. }
            | Request::ListPositions { .. }
            | Request::ListStrategies { .. }
            | Request::ListAccounts
            | Request::GetAccount { .. }
            | Request::ListAtmTemplates
            | Request::GetQuote { .. }
            | Request::MarketInfo { .. }
            | Request::GetBars { .. } => true,
        }
    }

    /// The name of the RPC.
    #[must_use]
    pub const fn api(&self) -> &'static str {
        match self {
            Request::PlaceOrder { .. } => "PlaceOrder",
            Request::ChangeOrder { .. } => "Change",
            Request::ReplaceOrder { .. } => "CancelReplace",
            Request::FlatPlace { .. } => "FlatPlace",
            Request::CancelAndBracket { .. } => "CancelAndBracket",
            Request::CancelOrder { .. } => "Cancel",
            Request::CancelOrders { .. } => "CancelOrders",
            Request::CancelAllOrders => "CancelAllOrders",
            Request::ClosePosition { .. } => "ClosePosition",
            Request::Flatten { .. } => "Flatten",
            Request::FlattenEverything { .. } => "FlattenEverything",
            Request::ReversePosition { .. } => "ReversePosition",
            Request::GetOrder { .. } => "GetOrder",
            Request::OrderStatus { .. } => "GetOrderStatus",
            Request::ListOrders { .. } => "ListOrders",
            Request::ListExecutions { .. } => "ListExecutions",
            Request::ListPositions { .. } => "ListPositions",
            Request::ListStrategies { .. } => "ListStrategies",
            Request::ListAccounts => "ListAccounts",
            Request::GetAccount { .. } => "GetAccount",
            Request::ListAtmTemplates => "ListAtmTemplates",
            Request::GetQuote { .. } => "GetQuote",
            Request::MarketInfo { .. } => "MarketInfo",
            Request::GetBars { .. } => "GetBars",
        }
    }
}
