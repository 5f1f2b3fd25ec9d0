//! The rules of the page, run on what clients place: the same `check`, so that no program gets further than a person.
//!
//! A blocked request still goes through the exchange's door, with something in it that no exchange takes, so that rate
//! limit, delays and faults strike it like any other; only the exchange's own words about it are then replaced by the finding's.

use crosstrade::{BracketBody, ChangeBody, ErrorBody, Fields, PlaceBody, Request};
use order_model::{Context, Environment, Limits, Millis, check};

/// Limits that hold for everybody who comes through this gateway.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) max_quantity: u32,
}

/// A request that the rules block.
#[derive(Debug)]
pub(crate) struct Blocked {
    /// What goes to the exchange in its place: the same call, which changes nothing.
    pub(crate) stand_in: Request,
    /// Why.
    pub(crate) error: ErrorBody,
}

impl Rules {
    /// The finding that blocks a request: for whatever places an order the first one of the order, for a change or a
    /// bracket the one of its quantity. What only gets out is never blocked.
    pub(crate) fn block(self, request: &Request, now: Millis) -> Option<Blocked> {
        let (stand_in, error) = match request {
            Request::PlaceOrder { account, body } => {
                (Request::PlaceOrder { account: account.clone(), body: no_order(0)? }, self.block_place(account, body, now)?)
            }
            Request::FlatPlace { account, body } => {
                (Request::FlatPlace { account: account.clone(), body: no_order(0)? }, self.block_place(account, body, now)?)
            }
            Request::ReversePosition { account, body } => {
                (Request::ReversePosition { account: account.clone(), body: no_order(0)? }, self.block_place(account, body, now)?)
            }
            Request::ReplaceOrder { account, order_id, body } => {
                let stand_in = Request::ReplaceOrder { account: account.clone(), order_id: order_id.clone(), body: no_order(0)? };
                (stand_in, self.block_place(account, body, now)?)
            }
            Request::ChangeOrder { account, order_id, body } => {
                let error = self.block_place(account, &no_order(body.quantity?)?, now)?;
                let body = ChangeBody::default();
                (Request::ChangeOrder { account: account.clone(), order_id: order_id.clone(), body }, error)
            }
            Request::CancelAndBracket { account, body } => {
                let error = self.block_place(account, &no_order(body.quantity)?, now)?;
                let body = BracketBody { instrument: String::new(), ..body.clone() };
                (Request::CancelAndBracket { account: account.clone(), body }, error)
            }
            Request::CancelOrder { .. }
            | Request::CancelOrders { .. }
            | Request::CancelAllOrders
            | Request::ClosePosition { .. }
            | Request::Flatten { .. }
            | Request::FlattenEverything { .. }
            | Request::GetOrder { .. }
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
            | Request::GetBars { .. } => return None,
        };
        Some(Blocked { stand_in, error })
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

/// A market order of so many contracts: with none, an order that no exchange takes.
fn no_order(contracts: u32) -> Option<PlaceBody> {
    let text = format!(r#"{{"instrument":"ES 12-26","action":"BUY","orderType":"MARKET","quantity":{contracts},"timeInForce":"DAY"}}"#);
    PlaceBody::read(&Fields::parse(&text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "/v1/api/accounts/Sim101";
    const RULES: Rules = Rules { max_quantity: 100 };

    fn blocked(path: &str, body: &str) -> Option<Blocked> {
        RULES.block(&Request::from_http("POST", &format!("{ACCOUNT}/{path}"), "", body).ok()?, 0)
    }

    fn code(path: &str, body: &str) -> Option<String> {
        blocked(path, body).map(|blocked| blocked.error.error)
    }

    #[test]
    fn the_first_block_of_whatever_places_an_order_is_named() {
        for path in ["orders/place", "orders/flatplace", "orders/1/replace", "positions/reverse"] {
            let code = |rest: &str| code(path, &format!(r#"{{"instrument":"MES 12-25","action":"BUY","timeInForce":"DAY",{rest}}}"#));
            assert_eq!(code(r#""orderType":"MARKET","quantity":1"#), None, "the page's own sample");
            assert_eq!(code(r#""orderType":"MARKET","quantity":1,"stopPrice":0"#), None, "its commented lines");
            assert_eq!(code(r#""orderType":"LIMIT","quantity":1"#).as_deref(), Some("limit_missing"));
            assert_eq!(code(r#""orderType":"LIMIT","quantity":1,"limitPrice":5500.1"#).as_deref(), Some("limit_off_tick"));
            assert_eq!(code(r#""orderType":"MARKET","quantity":101"#).as_deref(), Some("quantity_over_limit"));
            assert_eq!(code(r#""orderType":"MARKET","quantity":"1""#), None, "left to the exchange, which names the field");
        }
    }

    #[test]
    fn a_change_or_bracket_gets_no_further_than_the_limit() {
        let bracket = |quantity: u32| format!(r#"{{"instrument":"ES","action":"BUY","quantity":{quantity},"stopLoss":1}}"#);
        assert_eq!(code("orders/1/change", r#"{"quantity":100}"#), None);
        assert_eq!(code("orders/1/change", r#"{"limitPrice":1.1}"#), None, "left to the exchange, which knows the order");
        assert_eq!(code("orders/1/change", r#"{"quantity":101}"#).as_deref(), Some("quantity_over_limit"));
        assert_eq!(code("orders/cancel_and_bracket", &bracket(100)), None);
        assert_eq!(code("orders/cancel_and_bracket", &bracket(101)).as_deref(), Some("quantity_over_limit"));
    }

    /// No exchange does anything about a stand-in, and it is struck by the same faults.
    #[test]
    fn what_stands_in_changes_nothing() {
        let order = r#"{"instrument":"ES","action":"BUY","orderType":"MARKET","quantity":101,"timeInForce":"DAY"}"#;
        for (path, body) in [
            ("orders/place", order),
            ("orders/flatplace", order),
            ("orders/held/replace", order),
            ("positions/reverse", order),
            ("orders/held/change", r#"{"quantity":101}"#),
            ("orders/cancel_and_bracket", r#"{"instrument":"ES","action":"BUY","quantity":101,"stopLoss":1}"#),
        ] {
            let mut exchange = practice_exchange::Exchange::new(practice_exchange::Config::default(), 0);
            let held = order.replace("101", "1").replace('}', r#","orderId":"held"}"#);
            exchange.http("POST", &format!("{ACCOUNT}/orders/place"), &held, 0);
            let before = exchange.venue().orders();
            let blocked = blocked(path, body).unwrap();
            let answer = exchange.request(&blocked.stand_in, 0);
            assert_eq!(answer.status, Some(400), "{path}: {}", answer.body);
            assert_eq!(exchange.venue().orders(), before, "{path}");
            assert_eq!(blocked.stand_in.api(), Request::from_http("POST", &format!("{ACCOUNT}/{path}"), "", body).unwrap().api());
        }
    }

    #[test]
    fn what_gets_out_is_never_blocked() {
        for (path, body) in [
            ("orders/1/cancel", ""),
            ("orders/cancel", ""),
            ("positions/close", r#"{"instrument":"ES","quantity":1000}"#),
            ("positions/flatten", ""),
        ] {
            assert!(blocked(path, body).is_none(), "{path}");
        }
        assert!(RULES.block(&Request::ListAccounts, 0).is_none());
    }
}
