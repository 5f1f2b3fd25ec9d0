//! The rules of the page, run on what clients place: the same `check`, so that no program gets further than a person.
//!
//! A blocked order still goes through the exchange's door, as an order of no contracts, so that rate limit, delays and
//! faults strike it like any other; only the exchange's own words about it are then replaced by the finding's.

use crosstrade::{ErrorBody, PlaceBody, Request};
use order_model::{Context, Environment, Limits, Millis, check};

/// An order that no exchange takes, in place of one that the rules block.
pub(crate) const NO_ORDER: &str = r#"{"instrument":"ES 12-26","action":"BUY","orderType":"MARKET","quantity":0,"timeInForce":"DAY"}"#;

/// Limits that hold for everybody who comes through this gateway.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) max_quantity: u32,
}

impl Rules {
    /// The finding that blocks an HTTP request, when it is an order that can be read.
    pub(crate) fn block_http(self, method: &str, target: &str, body: &str, now: Millis) -> Option<ErrorBody> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        self.block(Request::from_http(method, path, query, body).ok()?, now)
    }

    /// The same for an RPC; with the account it is for.
    pub(crate) fn block_rpc(self, api: &str, args: &str, now: Millis) -> Option<(String, ErrorBody)> {
        let request = Request::from_rpc(api, args).ok()?;
        let Request::PlaceOrder { account, .. } = &request else { return None };
        Some((account.clone(), self.block(request, now)?))
    }

    fn block(self, request: Request, now: Millis) -> Option<ErrorBody> {
        match request {
            Request::PlaceOrder { account, body } => self.block_place(&account, &body, now),
            _ => None,
        }
    }

    fn block_place(self, account: &str, body: &PlaceBody, now: Millis) -> Option<ErrorBody> {
        // No calendar: a practice market has none, and the API page's own sample names a contract of the past.
        let context = Context {
            now,
            today: None,
            environment: Environment::Practice,
            limits: Limits { max_quantity: Some(self.max_quantity), ..Limits::default() },
            ..Context::default()
        };
        let checked = check(&body.to_draft(account), &context);
        let finding = checked.blocking().next()?;
        Some(ErrorBody::new(finding.code.as_str().replace('.', "_"), finding.message()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "/v1/api/accounts/Sim101/orders/place";

    fn code(body: &str) -> Option<String> {
        Rules { max_quantity: 100 }.block_http("POST", PLACE, body, 0).map(|error| error.error)
    }

    #[test]
    fn the_first_block_is_named() {
        let body = |rest: &str| format!(r#"{{"instrument":"MES 12-25","action":"BUY","timeInForce":"DAY",{rest}}}"#);
        assert_eq!(code(&body(r#""orderType":"MARKET","quantity":1"#)), None, "the page's own sample");
        assert_eq!(code(&body(r#""orderType":"MARKET","quantity":1,"stopPrice":0"#)), None, "its commented lines");
        assert_eq!(code(&body(r#""orderType":"LIMIT","quantity":1"#)).as_deref(), Some("limit_missing"));
        assert_eq!(code(&body(r#""orderType":"LIMIT","quantity":1,"limitPrice":5500.1"#)).as_deref(), Some("limit_off_tick"));
        assert_eq!(code(&body(r#""orderType":"MARKET","quantity":101"#)).as_deref(), Some("quantity_over_limit"));
        assert_eq!(code(&body(r#""orderType":"MARKET","quantity":"1""#)), None, "left to the exchange, which names the field");
    }

    #[test]
    fn nothing_but_orders_is_looked_at() {
        assert_eq!(Rules { max_quantity: 1 }.block_http("GET", "/v1/api/accounts", "", 0), None);
        assert_eq!(Rules { max_quantity: 1 }.block_rpc("GetQuote", r#"{"instrument":"ES"}"#, 0), None);
        let args = format!(r#"{{"account":"Sim101",{}"#, NO_ORDER.trim_start_matches('{'));
        let (account, error) = Rules { max_quantity: 1 }.block_rpc("PlaceOrder", &args, 0).unwrap();
        assert_eq!((account.as_str(), error.error.as_str()), ("Sim101", "quantity_form"));
    }
}
