//! `Order`: one order at the venue, in whole ticks.

use crate::listing::Listing;
use crate::quote::Quote;
use crosstrade::{Dialect, OrderRow, OrderState, action_word, tif_word, type_word};
use order_model::{Action, Millis, OrderType, Quantity, TimeInForce};
use std::sync::Arc;

/// The kind of an order with its prices in ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Market,
    Limit { limit: i64 },
    StopMarket { stop: i64 },
    StopLimit { stop: i64, limit: i64 },
}

impl Kind {
    pub(crate) const fn order_type(self) -> OrderType {
        match self {
            Kind::Market => OrderType::Market,
            Kind::Limit { .. } => OrderType::Limit,
            Kind::StopMarket { .. } => OrderType::StopMarket,
            Kind::StopLimit { .. } => OrderType::StopLimit,
        }
    }

    pub(crate) const fn limit(self) -> Option<i64> {
        match self {
            Kind::Limit { limit } | Kind::StopLimit { limit, .. } => Some(limit),
            Kind::Market | Kind::StopMarket { .. } => None,
        }
    }

    pub(crate) const fn stop(self) -> Option<i64> {
        match self {
            Kind::StopMarket { stop } | Kind::StopLimit { stop, .. } => Some(stop),
            Kind::Market | Kind::Limit { .. } => None,
        }
    }

    /// The same kind at other prices; those that the kind does not have are not looked at.
    pub(crate) fn moved(self, new_limit: Option<i64>, new_stop: Option<i64>) -> Kind {
        match self {
            Kind::Market => Kind::Market,
            Kind::Limit { limit } => Kind::Limit { limit: new_limit.unwrap_or(limit) },
            Kind::StopMarket { stop } => Kind::StopMarket { stop: new_stop.unwrap_or(stop) },
            Kind::StopLimit { stop, limit } => Kind::StopLimit { stop: new_stop.unwrap_or(stop), limit: new_limit.unwrap_or(limit) },
        }
    }

    /// A stop already reached by the market when it arrives, which NT8 rejects.
    pub(crate) fn is_wrong_side(self, side: Action, quote: Quote) -> bool {
        self.stop().is_some_and(|stop| match side {
            Action::Buy => stop <= quote.ask,
            Action::Sell => stop >= quote.bid,
        })
    }

    /// Whether the last trade reaches the stop. True for kinds without one.
    pub(crate) fn is_triggered(self, side: Action, quote: Quote) -> bool {
        self.stop().is_none_or(|stop| match side {
            Action::Buy => quote.last >= stop,
            Action::Sell => quote.last <= stop,
        })
    }

    /// The price one fill gets, once triggered: the other side of the market, never worse than the limit.
    pub(crate) fn fill_price(self, side: Action, quote: Quote) -> Option<i64> {
        match side {
            Action::Buy => Some(quote.ask).filter(|ask| self.limit().is_none_or(|limit| *ask <= limit)),
            Action::Sell => Some(quote.bid).filter(|bid| self.limit().is_none_or(|limit| *bid >= limit)),
        }
    }
}

/// What an order is made from.
#[derive(Debug)]
pub(crate) struct Terms {
    /// Number of the account.
    pub(crate) account: usize,
    /// Number of the contract.
    pub(crate) listing: usize,
    pub(crate) side: Action,
    pub(crate) quantity: Quantity,
    pub(crate) kind: Kind,
    pub(crate) time_in_force: TimeInForce,
    pub(crate) oco_id: Option<String>,
    pub(crate) strategy: Option<String>,
    pub(crate) user_data: Option<String>,
    /// NT8's name of the order: `Entry`, `Close`, `Stop1`, `Target1`.
    pub(crate) name: &'static str,
    /// The entry whose strategy put this order up as a leg.
    pub(crate) owner: Option<u64>,
}

/// What a change makes different, with the prices in ticks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Change {
    pub(crate) quantity: Option<Quantity>,
    pub(crate) limit: Option<i64>,
    pub(crate) stop: Option<i64>,
    /// It will be refused after all, and the order stays as it is.
    pub(crate) doomed: bool,
}

/// One order.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) id: Arc<str>,
    pub(crate) terms: Terms,
    pub(crate) state: OrderState,
    /// When it was made.
    pub(crate) at: Millis,
    pub(crate) filled: u32,
    /// Sum of ticks × contracts over the fills.
    pub(crate) cost: i128,
    /// The stop has been reached.
    pub(crate) triggered: bool,
    /// It will be rejected, and is not accepted before.
    pub(crate) doomed: bool,
    /// The change that is on its way.
    pub(crate) change: Option<Change>,
}

impl Order {
    pub(crate) fn remaining(&self) -> u32 {
        self.terms.quantity.get().saturating_sub(self.filled)
    }

    /// In the book, waiting for the market.
    pub(crate) fn is_resting(&self) -> bool {
        match self.state {
            OrderState::Working | OrderState::PartFilled | OrderState::TriggerPending => true,
            OrderState::Accepted => self.terms.kind.stop().is_some(),
            _ => false,
        }
    }

    /// Takes a change over; never fewer contracts than are filled.
    pub(crate) fn alter(&mut self, change: Change) {
        self.terms.kind = self.terms.kind.moved(change.limit, change.stop);
        let wanted = change.quantity.unwrap_or(self.terms.quantity);
        self.terms.quantity = Quantity::try_new(wanted.get().max(self.filled)).unwrap_or(wanted);
    }

    /// A leg that an ATM strategy put up by itself.
    pub(crate) fn is_leg(&self) -> bool {
        self.terms.owner.is_some()
    }

    /// An order that closes a position by a close or flatten.
    pub(crate) fn is_close(&self) -> bool {
        self.terms.name == CLOSE
    }

    /// The row that the API shows.
    pub(crate) fn row(&self, account: &str, listing: &Listing) -> OrderRow {
        let terms = &self.terms;
        let price = |ticks: Option<i64>| ticks.and_then(|ticks| listing.tick.price(ticks));
        OrderRow {
            id: self.id.as_ref().to_owned(),
            account: account.to_owned(),
            instrument: listing.name.clone(),
            action: action_word(terms.side, Dialect::Socket).to_owned(),
            order_type: type_word(terms.kind.order_type(), Dialect::Socket).to_owned(),
            state: self.state.clone(),
            quantity: terms.quantity.get(),
            filled: self.filled,
            limit: price(terms.kind.limit()),
            stop: price(terms.kind.stop()),
            average: listing.tick.average(self.cost, i128::from(self.filled)),
            time_in_force: tif_word(terms.time_in_force, Dialect::Socket).to_owned(),
            oco_id: terms.oco_id.clone(),
            at: Some(self.at),
            name: terms.name.to_owned(),
            strategy: terms.strategy.clone(),
            user_data: terms.user_data.clone(),
        }
    }
}

/// The name of an order that a client placed.
pub(crate) const ENTRY: &str = "Entry";
/// The name of an order that closes a position.
pub(crate) const CLOSE: &str = "Close";

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Buy, Sell};

    #[test]
    fn what_each_kind_gets() {
        let quote = Quote { bid: 100, ask: 101, last: 101, volume: 0, at: 0 };
        for (kind, side, wrong, triggered, price) in [
            (Kind::Market, Buy, false, true, Some(101)),
            (Kind::Market, Sell, false, true, Some(100)),
            (Kind::Limit { limit: 100 }, Buy, false, true, None),
            (Kind::Limit { limit: 101 }, Buy, false, true, Some(101)),
            (Kind::Limit { limit: 150 }, Buy, false, true, Some(101)),
            (Kind::Limit { limit: 101 }, Sell, false, true, None),
            (Kind::Limit { limit: 50 }, Sell, false, true, Some(100)),
            (Kind::StopMarket { stop: 101 }, Buy, true, true, Some(101)),
            (Kind::StopMarket { stop: 102 }, Buy, false, false, Some(101)),
            (Kind::StopMarket { stop: 100 }, Sell, true, false, Some(100)),
            (Kind::StopMarket { stop: 99 }, Sell, false, false, Some(100)),
            (Kind::StopLimit { stop: 102, limit: 100 }, Buy, false, false, None),
            (Kind::StopLimit { stop: 102, limit: 103 }, Buy, false, false, Some(101)),
        ] {
            assert_eq!(kind.is_wrong_side(side, quote), wrong, "{kind:?} {side}");
            assert_eq!(kind.is_triggered(side, quote), triggered, "{kind:?} {side}");
            assert_eq!(kind.fill_price(side, quote), price, "{kind:?} {side}");
        }
    }
}
