//! What the venue answers to each request.

use super::Venue;
use crate::refusal::Refusal;
use crosstrade::list_of;
use crosstrade::{AccountRow, Answer, IdKey, Object, PlacedReply, Request};
use order_model::{Millis, Price};

/// The API's lookback for executions in seconds, when none is given and at most.
const LOOKBACK_S: (u32, u32) = (320, 900);

impl Venue {
    /// Carries a request out. `late_reject` dooms an order that it places.
    pub(crate) fn answer(&mut self, request: &Request, late_reject: bool) -> Answer {
        match self.carry_out(request, late_reject) {
            Ok(body) => Answer::http(200, body),
            Err(refusal) => refusal.to_answer(self.switches.error_shape),
        }
    }

    fn carry_out(&mut self, request: &Request, late_reject: bool) -> Result<String, Refusal> {
        match request {
            Request::PlaceOrder { account, body } => {
                let id = self.place(account, body, late_reject)?;
                Ok(PlacedReply { order_id: id.as_ref().to_owned() }.write())
            }
            Request::CancelOrder { account, order_id } => {
                self.cancel(account, order_id)?;
                Ok(PlacedReply { order_id: order_id.clone() }.write())
            }
            Request::GetOrder { account, order_id } => {
                let row = self.find(account, order_id)?;
                Ok(row.write(IdKey::OrderId).flag("success", true).end())
            }
            Request::OrderStatus { account, order_id } => {
                let row = self.find(account, order_id)?;
                Ok(Object::new().text("status", row.state.as_str()).flag("success", true).end())
            }
            Request::ListOrders { account, active_only } => {
                let account = self.account(account)?;
                let wanted = self.orders.all().filter(|o| o.terms.account == account && !(*active_only && o.state.is_final()));
                let rows = wanted.filter_map(|order| self.order_row(order)).map(|row| row.write(self.switches.list_id_key).end());
                Ok(list("orders", &list_of(rows)))
            }
            Request::ListExecutions { account, lookback_s } => {
                let account = self.account(account)?;
                let seconds = lookback_s.unwrap_or(LOOKBACK_S.0).min(LOOKBACK_S.1);
                let from = self.now.saturating_sub(Millis::from(seconds) * 1_000);
                let wanted = self.executions.iter().filter(|e| e.account == account && e.at >= from);
                let rows = wanted.filter_map(|execution| self.execution_row(execution)).map(|row| row.write().end());
                Ok(list("executions", &list_of(rows)))
            }
            Request::ListPositions { account } => {
                let account = self.account(account)?;
                let open = self.positions.iter().filter(|((a, _), position)| *a == account && position.net() != 0);
                let rows = open.filter_map(|(at, position)| self.position_row(*at, position)).map(|row| row.write().end());
                Ok(list("positions", &list_of(rows)))
            }
            Request::ListAccounts => {
                let rows = self.accounts.iter().zip(0..).map(|(name, at)| self.account_row(name, at).end());
                Ok(list("accounts", &list_of(rows)))
            }
            Request::GetQuote { instruments } => {
                let mut quotes = Vec::new();
                for name in instruments {
                    quotes.push(self.quote(name)?);
                }
                match quotes.as_slice() {
                    [] => Err(Refusal::Instrument(String::new())),
                    [single] => Ok(single.clone()),
                    several => Ok(format!("[{}]", several.join(","))),
                }
            }
            other => Err(Refusal::Unsupported(other.api())),
        }
    }

    fn find(&self, account: &str, id: &str) -> Result<crosstrade::OrderRow, Refusal> {
        let account = self.account(account)?;
        let order = self.number(account, id).and_then(|number| self.orders.get(number));
        order.and_then(|order| self.order_row(order)).ok_or_else(|| Refusal::NoOrder(id.to_owned()))
    }

    fn quote(&mut self, name: &str) -> Result<String, Refusal> {
        let at = self.listing(name)?;
        let listing = self.listings.get(at).ok_or_else(|| Refusal::Instrument(name.to_owned()))?;
        Ok(listing.row(self.now).write().end())
    }

    /// An account with what it earned, where NT8's `item` has it.
    fn account_row(&self, name: &str, at: usize) -> Object {
        let number = |price: Option<Price>| price.map_or_else(|| "0.0".to_owned(), |p| p.to_string());
        let item = Object::new()
            .raw("realizedProfitLoss", &number(self.realized(name)))
            .raw("unrealizedProfitLoss", &number(self.unrealized(at)))
            .end();
        let row = AccountRow { name: name.to_owned(), provider: "Simulator".to_owned(), connection_status: "Connected".to_owned() };
        row.write().raw("item", &item)
    }
}

fn list(key: &str, rows: &[String]) -> String {
    Object::new().list(key, rows).flag("success", true).end()
}
