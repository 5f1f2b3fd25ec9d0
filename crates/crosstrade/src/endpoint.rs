//! The documented endpoints as one table, which both directions read: which RPC is which method on which path.

use crate::nearest::{edits, typos};
use crate::path::decode;
use crate::request::Method;

/// One endpoint.
#[derive(Debug)]
pub(crate) struct Endpoint {
    /// The RPC's name.
    pub(crate) api: &'static str,
    pub(crate) method: Method,
    /// The path; `{account}` and `{orderId}` stand for one segment each.
    pub(crate) path: &'static str,
}

macro_rules! endpoints {
    ($($api:literal $method:ident $path:literal)+) => {
        /// Paths of fixed words before those with an id in the same place, which would take the word for an id; the path
        /// that is written before one that is only read.
        const ENDPOINTS: &[Endpoint] = &[$(Endpoint { api: $api, method: Method::$method, path: $path }),+];
    };
}

endpoints! {
    "ListAccounts" Get "/v1/api/accounts"
    "GetAccount" Get "/v1/api/accounts/{account}"
    "ListOrders" Get "/v1/api/accounts/{account}/orders"
    "PlaceOrder" Post "/v1/api/accounts/{account}/orders/place"
    "FlatPlace" Post "/v1/api/accounts/{account}/orders/flatplace"
    "CancelOrders" Post "/v1/api/accounts/{account}/orders/cancel"
    "CancelAndBracket" Post "/v1/api/accounts/{account}/orders/cancel_and_bracket"
    "GetOrder" Get "/v1/api/accounts/{account}/orders/{orderId}"
    "GetOrderStatus" Get "/v1/api/accounts/{account}/orders/{orderId}/status"
    "Cancel" Post "/v1/api/accounts/{account}/orders/{orderId}/cancel"
    "Change" Put "/v1/api/accounts/{account}/orders/{orderId}/change"
    "CancelReplace" Post "/v1/api/accounts/{account}/orders/{orderId}/replace"
    "CancelAllOrders" Post "/v1/api/orders/cancelall"
    "ListExecutions" Get "/v1/api/accounts/{account}/executions"
    "ListPositions" Get "/v1/api/accounts/{account}/positions"
    "ClosePosition" Post "/v1/api/accounts/{account}/positions/close"
    "Flatten" Post "/v1/api/accounts/{account}/positions/flatten"
    "ReversePosition" Post "/v1/api/accounts/{account}/positions/reverseposition"
    "ReversePosition" Post "/v1/api/accounts/{account}/positions/reverse"
    "FlattenEverything" Post "/v1/api/positions/flatten"
    "ListStrategies" Get "/v1/api/accounts/{account}/strategies"
    "ListAtmTemplates" Get "/v1/api/atm-templates"
    "GetQuote" Get "/v1/api/market/quote"
    "MarketInfo" Get "/v1/api/market/info"
    "GetBars" Post "/v1/api/market/bars"
}

/// A path that is one of the table's, and the texts in the places it leaves free.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) account: Option<String>,
    pub(crate) order_id: Option<String>,
}

impl Endpoint {
    /// The endpoint of an RPC.
    pub(crate) fn of(api: &str) -> Option<&'static Endpoint> {
        ENDPOINTS.iter().find(|endpoint| endpoint.api == api)
    }

    /// True for the methods that the documents have; the newest also change an order by `POST`.
    pub(crate) fn takes(&self, method: &str) -> bool {
        method == self.method.as_str() || (self.method == Method::Put && method == "POST")
    }

    fn matched(&'static self, path: &str) -> Option<Found> {
        let mut found = Found { endpoint: self, account: None, order_id: None };
        let (mut theirs, mut ours) = (path.split('/'), self.path.split('/'));
        loop {
            match (theirs.next(), ours.next()) {
                (None, None) => return Some(found),
                (Some(text), Some("{account}")) => found.account = Some(decode(text)?),
                (Some(text), Some("{orderId}")) => found.order_id = Some(decode(text)?),
                (Some(text), Some(word)) if text == word || decode(text)? == word => {}
                _ => return None,
            }
        }
    }
}

/// The endpoint at a path that is still percent-encoded; one slash at its end does not matter.
pub(crate) fn find(path: &str) -> Option<Found> {
    let path = path.strip_suffix('/').unwrap_or(path);
    ENDPOINTS.iter().find_map(|endpoint| endpoint.matched(path))
}

/// The path with the fewest edits, its placeholders taken as free. Nobody who mistypes is led to a call that touches
/// every account.
pub(crate) fn nearest(path: &str) -> &'static str {
    let parts: Vec<&str> = path.split('/').collect();
    let cost = |endpoint: &&Endpoint| edits(&parts, &endpoint.path.split('/').collect::<Vec<_>>());
    let narrow = |endpoint: &&Endpoint| !matches!(endpoint.api, "CancelAllOrders" | "FlattenEverything");
    ENDPOINTS.iter().filter(narrow).min_by_key(cost).map_or("/v1/api/accounts", |endpoint| endpoint.path)
}

/// What somebody means who does not read at `orders/{orderId}`: a word of the API that is misspelt, or the call that
/// cancels, which one of the API's own pages shows as `DELETE`.
pub(crate) fn meant(method: &str, id: &str) -> Option<&'static str> {
    if method == "DELETE" {
        return Endpoint::of("Cancel").map(|endpoint| endpoint.path);
    }
    let folder = Endpoint::of("ListOrders")?.path;
    let words = ENDPOINTS.iter().filter_map(|endpoint| Some((endpoint.path, endpoint.path.strip_prefix(folder)?.strip_prefix('/')?)));
    words.filter(|(_, word)| !word.starts_with('{') && typos(id, word) <= 2).min_by_key(|(_, word)| typos(id, word)).map(|(path, _)| path)
}
