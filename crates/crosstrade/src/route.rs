//! The server's side of `Request`: from method, path and body, or from an RPC's name and arguments.

use crate::body::{BracketBody, ChangeBody, ClosePart, PlaceBody};
use crate::endpoint::{Found, find, meant, nearest};
use crate::json::{FieldError, Fields, Object};
use crate::list_of::list_of;
use crate::path::query_value;
use crate::request::Request;
use crate::words::{MarketPosition, PeriodType};

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

impl Request {
    /// Reads an HTTP request. `method` in upper case; `path` still percent-encoded; an empty body counts as `{}`.
    pub fn from_http(method: &str, path: &str, query: &str, body: &str) -> Result<Request, RouteError> {
        let not_found = |did_you_mean| RouteError::NotFound { did_you_mean };
        let Found { endpoint, account, order_id } = find(path).ok_or_else(|| not_found(nearest(path)))?;
        if !endpoint.takes(method) {
            let meant = order_id.filter(|_| endpoint.api == "GetOrder").and_then(|id| meant(method, &id));
            return Err(meant.map_or(RouteError::Method(endpoint.method.as_str()), not_found));
        }
        // A read by `GET` has no body, whatever came with it.
        let body = if method == "GET" || body.trim().is_empty() { "{}" } else { body };
        Given { account, order_id, query: Some(query), fields: Fields::parse(body)? }.request(endpoint.api)
    }

    /// Reads an RPC. `Cancel` is also taken as `CancelOrder` and `ReversePosition` as `Reverse`; the documents have both.
    pub fn from_rpc(api: &str, args: &str) -> Result<Request, RouteError> {
        let fields = Fields::parse(args)?;
        let given = |name| fields.raw(name).is_some();
        let api = match api {
            "CancelOrder" => "Cancel",
            "Reverse" => "ReversePosition",
            // The documents use the one name with filters and the other without.
            "Flatten" if given("marketPosition") || (given("instrument") && !given("account")) => "FlattenEverything",
            other => other,
        };
        Given { account: None, order_id: None, query: None, fields }.request(api)
    }
}

/// What a request has brought: texts from the path, the query of an HTTP request, a body or an RPC's arguments.
struct Given<'a> {
    account: Option<String>,
    order_id: Option<String>,
    /// `None` for an RPC, which has everything in its arguments.
    query: Option<&'a str>,
    fields: Fields<'a>,
}

impl Given<'_> {
    fn request(self, api: &str) -> Result<Request, RouteError> {
        let fields = &self.fields;
        Ok(match api {
            "PlaceOrder" => Request::PlaceOrder { account: self.account()?, body: PlaceBody::read(fields)? },
            "FlatPlace" => Request::FlatPlace { account: self.account()?, body: PlaceBody::read(fields)? },
            "ReversePosition" => Request::ReversePosition { account: self.account()?, body: PlaceBody::read(fields)? },
            "Change" => Request::ChangeOrder { account: self.account()?, order_id: self.order_id()?, body: ChangeBody::read(fields)? },
            "CancelReplace" => {
                // Over the WebSocket `orderId` is the order that is replaced.
                let body = if self.order_id.is_some() { PlaceBody::read(fields)? } else { PlaceBody::read_unnamed(fields)? };
                Request::ReplaceOrder { account: self.account()?, order_id: self.order_id()?, body }
            }
            "CancelAndBracket" => Request::CancelAndBracket { account: self.account()?, body: BracketBody::read(fields)? },
            "Cancel" => Request::CancelOrder { account: self.account()?, order_id: self.order_id()? },
            "CancelOrders" => Request::CancelOrders { account: self.account()?, instrument: fields.text("instrument")? },
            "CancelAllOrders" => Request::CancelAllOrders,
            "ClosePosition" => {
                let part = ClosePart::read(fields)?;
                Request::ClosePosition { account: self.account()?, instrument: fields.need("instrument")?, part }
            }
            "Flatten" => Request::Flatten { account: self.account()?, instrument: fields.text("instrument")? },
            "FlattenEverything" => Request::FlattenEverything {
                account: fields.text("account")?,
                instrument: fields.text("instrument")?,
                side: fields.text("marketPosition")?.map(|word| MarketPosition::read(&word)).transpose()?,
            },
            "GetOrder" => Request::GetOrder { account: self.account()?, order_id: self.order_id()? },
            "GetOrderStatus" => Request::OrderStatus { account: self.account()?, order_id: self.order_id()? },
            "ListOrders" => {
                let asked = |query| query_value(query, "activeOnly").is_some_and(|v| v.eq_ignore_ascii_case("true"));
                let active_only = self.query.map_or_else(|| fields.flag("activeOnly") == Some(true), asked);
                Request::ListOrders { account: self.account()?, active_only }
            }
            "ListExecutions" => {
                let lookback_s = match self.query {
                    Some(query) => query_value(query, "lookbackTime").and_then(|v| v.parse().ok()),
                    None => fields.integer("lookbackTime")?.and_then(|n| u32::try_from(n).ok()),
                };
                Request::ListExecutions { account: self.account()?, lookback_s }
            }
            "ListPositions" => Request::ListPositions { account: self.account()? },
            "ListStrategies" => Request::ListStrategies { account: self.account()? },
            "ListAccounts" => Request::ListAccounts,
            "GetAccount" => Request::GetAccount { account: self.account()? },
            "ListAtmTemplates" => Request::ListAtmTemplates,
            "GetQuote" => Request::GetQuote { instruments: split_list(&self.instrument()?) },
            "MarketInfo" => Request::MarketInfo { instrument: self.instrument()? },
            "GetBars" => Request::GetBars {
                instrument: fields.need("instrument")?,
                period_type: PeriodType::read(&fields.need("periodType")?)?,
                period: fields.positive("period")?.ok_or(FieldError::Missing("period"))?,
                days_back: fields.positive("daysBack")?,
                limit: fields.positive("limit")?,
            },
            other => return Err(RouteError::UnknownApi(other.to_owned())),
        })
    }

    fn account(&self) -> Result<String, FieldError> {
        self.account.clone().map_or_else(|| self.fields.need("account"), Ok)
    }

    fn order_id(&self) -> Result<String, FieldError> {
        let id = self.order_id.clone().or_else(|| self.fields.loose_text("orderId"));
        id.ok_or(FieldError::Missing("orderId"))
    }

    /// The instrument of a read, which REST has in the query.
    fn instrument(&self) -> Result<String, FieldError> {
        match self.query {
            Some(query) => query_value(query, "instrument").ok_or(FieldError::Missing("instrument")),
            None => self.fields.need("instrument"),
        }
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

fn split_list(list: &str) -> Vec<String> {
    list_of(list.split(',').map(str::trim).filter(|i| !i.is_empty()).map(str::to_owned))
}
