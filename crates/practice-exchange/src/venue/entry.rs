//! The door: what a place request must be, and how an order comes to be and is asked to go.

use super::Venue;
use super::atm::template;
use super::life::Step;
use crate::config::CustomId;
use crate::listing::Listing;
use crate::order::{ENTRY, Kind, Order, Terms};
use crate::random::hex_id;
use crate::refusal::Refusal;
use crosstrade::{OrderState, PlaceBody};
use order_model::{Action, Draft, Label, Millis, OrderType, Price, Quantity, TimeInForce, WordError};
use std::sync::Arc;

/// An order that can be taken.
pub(super) struct Ready {
    pub(super) terms: Terms,
    /// The caller's own id.
    id: Option<String>,
    reject_after: Option<Millis>,
}

impl Venue {
    /// Takes an order, or says at once why not.
    pub(super) fn place(&mut self, account: &str, body: &PlaceBody, late_reject: bool) -> Result<Arc<str>, Refusal> {
        let ready = self.ready(account, body, late_reject)?;
        let number = self.take(ready);
        self.plan(self.latency.submitted, number, Step::Submit);
        Ok(self.id(number))
    }

    /// Whether an order can be taken. What NT8 finds impossible only later is taken here and rejected then:
    /// a stop on the wrong side of the market, an unknown ATM template, a used OCO id.
    pub(super) fn ready(&mut self, account: &str, body: &PlaceBody, late_reject: bool) -> Result<Ready, Refusal> {
        let account = self.account(account)?;
        let draft = body.to_draft("");
        let listing = self.listing(&draft.instrument)?;
        let side = Action::parse(&draft.action).map_err(|e| word("action", &e))?;
        let order_type = OrderType::parse(&draft.order_type).map_err(|e| word("orderType", &e))?;
        let time_in_force = TimeInForce::parse(&draft.time_in_force).map_err(|e| word("timeInForce", &e))?;
        let quantity = Quantity::parse(&draft.quantity).map_err(|e| Refusal::Quantity(draft.quantity.clone(), e.to_string()))?;
        let kind = self.kind(order_type, &draft, listing)?;
        let oco_id = label("ocoId", &draft.oco_id)?;
        let strategy = label("strategy", &draft.strategy)?;
        let custom = body.order_id().map(|id| label("orderId", id)).transpose()?.flatten();
        let (id, user_data) = match (self.switches.custom_id, custom) {
            (_, None) => (None, None),
            (CustomId::Echo, Some(id)) if self.is_used(&id) => return Err(Refusal::UsedId(id)),
            (CustomId::Echo, Some(id)) => (Some(id), None),
            (CustomId::OnlyInUserData, Some(id)) => (None, strategy.as_ref().map(|_| user_data(&id))),
        };
        let reject_after = match () {
            () if late_reject => Some(self.latency.late_reject),
            () if strategy.as_deref().is_some_and(|name| template(name).is_none()) => Some(self.latency.rejected),
            () => None,
        };
        let terms = Terms { account, listing, side, quantity, kind, time_in_force, oco_id, strategy, user_data, name: ENTRY, owner: None };
        Ok(Ready { terms, id, reject_after })
    }

    /// Makes a client's order, which is not sent on yet.
    pub(super) fn take(&mut self, ready: Ready) -> u64 {
        if let Some(id) = &ready.id {
            let at = self.used_ids.partition_point(|used| used < id);
            self.used_ids.insert(at, id.clone());
        }
        self.placed += 1;
        self.make(ready)
    }

    pub(super) fn id(&self, number: u64) -> Arc<str> {
        self.orders.get(number).map_or_else(|| "".into(), |order| Arc::clone(&order.id))
    }

    /// Asks for the cancel of an order that has not ended.
    pub(super) fn cancel(&mut self, account: &str, id: &str) -> Result<(), Refusal> {
        let number = self.open_number(account, id)?;
        self.ask_to_cancel(number);
        Ok(())
    }

    /// The number of an order that has not ended.
    pub(super) fn open_number(&self, account: &str, id: &str) -> Result<u64, Refusal> {
        let account = self.account(account)?;
        let open = |number: &u64| self.orders.get(*number).is_some_and(|order| !order.state.is_final());
        self.number(account, id).filter(open).ok_or_else(|| Refusal::NotWorking(id.to_owned()))
    }

    /// Where a cancel is on its way already this changes nothing, and the answer is the same.
    pub(super) fn ask_to_cancel(&mut self, number: u64) {
        if self.set_state(number, OrderState::CancelPending) {
            self.plan(self.latency.cancel_submitted, number, Step::CancelSubmit);
        }
    }

    /// Makes an order that the venue needs by itself, and sends it on.
    pub(super) fn enter(&mut self, terms: Terms, reject_after: Option<Millis>) {
        let number = self.make(Ready { terms, id: None, reject_after });
        self.plan(self.latency.submitted, number, Step::Submit);
    }

    /// Makes the order. An OCO id whose group is resolved dooms it.
    fn make(&mut self, Ready { terms, id, reject_after }: Ready) -> u64 {
        let number = self.next_order;
        self.next_order += 1;
        let id: Arc<str> = id.unwrap_or_else(|| hex_id(self.seed, 1, number)).into();
        let mut reject_after = reject_after;
        if let Some(oco_id) = &terms.oco_id
            && !self.groups.join(terms.account, oco_id, number)
        {
            reject_after = reject_after.or(Some(self.latency.rejected));
        }
        let order = Order {
            id,
            terms,
            state: OrderState::Initialized,
            at: self.now,
            filled: 0,
            cost: 0,
            triggered: false,
            doomed: reject_after.is_some(),
            change: None,
        };
        self.orders.push(number, order);
        self.tell_order(number);
        if let Some(after) = reject_after {
            self.plan(after, number, Step::Reject);
        }
        number
    }

    pub(super) fn account(&self, name: &str) -> Result<usize, Refusal> {
        let wanted = name.trim();
        let at = self.accounts.iter().position(|account| account.eq_ignore_ascii_case(wanted));
        at.ok_or_else(|| Refusal::Account(name.to_owned()))
    }

    pub(super) fn listing(&mut self, name: &str) -> Result<usize, Refusal> {
        self.listings.resolve(name, self.now).ok_or_else(|| Refusal::Instrument(name.to_owned()))
    }

    /// The number of an account's order.
    pub(super) fn number(&self, account: usize, id: &str) -> Option<u64> {
        let number = self.orders.number(id.trim())?;
        self.orders.get(number).filter(|order| order.terms.account == account).map(|_| number)
    }

    /// A caller's id is good for one order ever, and never for one that has it already from NT8.
    fn is_used(&self, id: &str) -> bool {
        self.used_ids.binary_search_by(|used| used.as_str().cmp(id)).is_ok() || self.orders.number(id).is_some()
    }

    fn kind(&self, order_type: OrderType, draft: &Draft, listing: usize) -> Result<Kind, Refusal> {
        let listing = self.listings.get(listing).ok_or_else(|| Refusal::Instrument(draft.instrument.clone()))?;
        let limit = || price("limitPrice", &draft.limit_price, order_type, listing);
        let stop = || price("stopPrice", &draft.stop_price, order_type, listing);
        Ok(match order_type {
            OrderType::Market => Kind::Market,
            OrderType::Limit => Kind::Limit { limit: limit()? },
            OrderType::StopMarket => Kind::StopMarket { stop: stop()? },
            OrderType::StopLimit => Kind::StopLimit { stop: stop()?, limit: limit()? },
        })
    }
}

/// A price on the grid, in ticks.
pub(super) fn on_grid(field: &'static str, price: Price, listing: &Listing) -> Result<i64, Refusal> {
    let tick = listing.tick.size;
    price.ticks(tick).ok_or(Refusal::OffTick { field, price, tick })
}

/// A price that the type needs, in ticks. Prices it does not take are not looked at, as NT8 does not.
fn price(field: &'static str, text: &str, order_type: OrderType, listing: &Listing) -> Result<i64, Refusal> {
    let price = Price::parse(text).map_err(|_| Refusal::MissingPrice { field, order_type: order_type.to_string() })?;
    on_grid(field, price, listing)
}

fn word(field: &'static str, error: &WordError) -> Refusal {
    Refusal::Word { field, allowed: error.allowed, given: error.given.clone() }
}

/// An optional name; blank counts as not given, as the API page's own form has it.
fn label(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let label = Label::parse(text).map_err(|e| Refusal::Name { field, why: e.to_string() })?;
    Ok(Some(label.as_str().to_owned()))
}

/// How NT8 keeps a caller's id on an ATM order.
fn user_data(id: &str) -> String {
    let id = id.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<NinjaTrader><AutomatedTradingOrderId>{id}</AutomatedTradingOrderId></NinjaTrader>")
}
