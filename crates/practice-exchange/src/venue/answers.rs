//! What the venue answers to each request.

use super::Venue;
use super::atm::ATM_TEMPLATES;
use super::exits::Swept;
use crate::bars::{Wanted, bars};
use crate::refusal::Refusal;
use crosstrade::{Answer, IdKey, Object, PlacedReply, Request, TemplateRow, list_of};
use order_model::Millis;

/// The API's lookback for executions in seconds, when none is given and at most.
const LOOKBACK_S: (u32, u32) = (320, 900);

impl Venue {
    /// Carries a request out. `late_reject` dooms an order that it places.
    pub(crate) fn answer(&mut self, request: &Request, late_reject: bool) -> Answer {
        match self.carry_out(request, late_reject) {
            Ok(body) => {
                self.effects += u64::from(!request.is_read());
                Answer::http(200, body)
            }
            Err(refusal) => refusal.to_answer(self.switches.error_shape),
        }
    }

    fn carry_out(&mut self, request: &Request, late_reject: bool) -> Result<String, Refusal> {
        match request {
            Request::PlaceOrder { account, body } => {
                let id = self.place(account, body, late_reject)?;
                Ok(placed(&id))
            }
            Request::ChangeOrder { account, order_id, body } => {
                self.change(account, order_id, body, late_reject)?;
                Ok(PlacedReply { order_id: order_id.clone() }.write())
            }
            Request::ReplaceOrder { account, order_id, body } => Ok(placed(&self.replace(account, order_id, body, late_reject)?)),
            Request::FlatPlace { account, body } => Ok(placed(&self.place_flat(account, body, false, late_reject)?)),
            Request::ReversePosition { account, body } => Ok(placed(&self.place_flat(account, body, true, late_reject)?)),
            Request::CancelAndBracket { account, body } => {
                self.bracket(account, body, late_reject)?;
                Ok(Object::new().flag("success", true).end())
            }
            Request::CancelOrder { account, order_id } => {
                self.cancel(account, order_id)?;
                Ok(PlacedReply { order_id: order_id.clone() }.write())
            }
            Request::CancelOrders { account, instrument } => {
                let account = self.account(account)?;
                let listing = instrument.as_deref().map(|name| self.listing(name)).transpose()?;
                let ids = self.cancel_all(account, listing);
                Ok(Object::new().texts("orderIds", &ids).flag("success", true).end())
            }
            Request::CancelAllOrders => {
                let mut ids = Vec::new();
                for account in 0..self.accounts.len() {
                    ids.extend(self.cancel_all(account, None));
                }
                Ok(Object::new().texts("orderIds", &ids).flag("success", true).end())
            }
            Request::ClosePosition { account, instrument, part } => {
                let closed = self.close(account, instrument, *part, late_reject)?;
                Ok(list("closedPositions", &list_of(closed.iter().map(|row| row.write().end()))))
            }
            Request::Flatten { account, instrument } => {
                let account = self.account(account)?;
                let listing = instrument.as_deref().map(|name| self.listing(name)).transpose()?;
                Ok(swept(&self.flatten(account, listing, None, late_reject), false))
            }
            Request::FlattenEverything { account, instrument, side } => {
                let only = account.as_deref().map(|name| self.account(name)).transpose()?;
                let listing = instrument.as_deref().map(|name| self.listing(name)).transpose()?;
                let mut all = Swept::default();
                for account in (0..self.accounts.len()).filter(|at| only.is_none_or(|only| only == *at)) {
                    let more = self.flatten(account, listing, *side, late_reject);
                    all.cancelled.extend(more.cancelled);
                    all.closed.extend(more.closed);
                }
                Ok(swept(&all, true))
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
                let rows = (0..self.accounts.len()).map(|at| self.account_detail(at).write().end());
                Ok(list("accounts", &list_of(rows)))
            }
            Request::GetAccount { account } => {
                let account = self.account(account)?;
                Ok(self.account_detail(account).write().flag("success", true).end())
            }
            Request::ListStrategies { account } => {
                let account = self.account(account)?;
                Ok(list("strategies", &list_of(self.strategies(account).iter().map(|row| row.write().end()))))
            }
            Request::ListAtmTemplates => {
                let rows = ATM_TEMPLATES.iter().map(|template| TemplateRow { name: template.name.to_owned() }.write().end());
                Ok(list("templates", &list_of(rows)))
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
            Request::MarketInfo { instrument } => {
                let at = self.listing(instrument)?;
                let listing = self.listings.get(at).ok_or_else(|| Refusal::Instrument(instrument.clone()))?;
                Ok(self.hours.info(&listing.name, self.now).write().raw("timestamp", &self.now.to_string()).flag("success", true).end())
            }
            Request::GetBars { instrument, period_type, period, days_back, limit } => {
                let at = self.listing(instrument)?;
                let listing = self.listings.get(at).ok_or_else(|| Refusal::Instrument(instrument.clone()))?;
                let wanted = Wanted { kind: *period_type, period: *period, days_back: *days_back, limit: *limit };
                let rows = list_of(bars(listing, wanted, self.now).iter().map(|row| row.write().end()));
                Ok(Object::new()
                    .text("instrument", &listing.name)
                    .text("periodType", period_type.as_str())
                    .integer("period", i64::from(*period))
                    .integer("count", i64::try_from(rows.len()).unwrap_or(i64::MAX))
                    .list("bars", &rows)
                    .end())
            }
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
        Ok(listing.row(self.now, self.hours).write().end())
    }
}

fn placed(id: &str) -> String {
    PlacedReply { order_id: id.to_owned() }.write()
}

/// What a flatten says. The ids stand only in the answer of the wide form, as documented.
fn swept(swept: &Swept, wide: bool) -> String {
    let closed = list_of(swept.closed.iter().map(|row| row.write().end()));
    let object = Object::new();
    let object = if wide { object.texts("orderIds", &swept.cancelled) } else { object };
    let object = object.list("closedPositions", &closed).flag("success", true);
    if closed.is_empty() { object.text("warning", "No open positions").end() } else { object.end() }
}

fn list(key: &str, rows: &[String]) -> String {
    Object::new().list(key, rows).flag("success", true).end()
}
