//! Changes: what of an order may become different, and when it does.

use super::Venue;
use super::entry::on_grid;
use super::life::Step;
use crate::config::StopRest;
use crate::order::Change;
use crate::refusal::Refusal;
use crosstrade::{ChangeBody, OrderState};
use order_model::{Price, Quantity};

impl Venue {
    /// Asks for the change of an order that has not ended. A fill may outrun it, at the old price.
    pub(super) fn change(&mut self, account: &str, id: &str, body: &ChangeBody, late_reject: bool) -> Result<(), Refusal> {
        let number = self.open_number(account, id)?;
        let wanted = self.wanted(number, body, late_reject)?;
        let Some(order) = self.orders.get_mut(number) else { return Ok(()) };
        match order.state {
            OrderState::CancelPending | OrderState::CancelSubmitted => return Err(Refusal::Leaving(id.to_owned())),
            // The change that is under way takes this one along; of two prices the later counts.
            OrderState::ChangePending | OrderState::ChangeSubmitted => {
                let before = order.change.unwrap_or_default();
                order.change = Some(Change {
                    quantity: wanted.quantity.or(before.quantity),
                    limit: wanted.limit.or(before.limit),
                    stop: wanted.stop.or(before.stop),
                    doomed: wanted.doomed,
                });
            }
            _ if order.is_resting() => {
                order.change = Some(wanted);
                self.set_state(number, OrderState::ChangePending);
                self.plan(self.latency.change_submitted, number, Step::ChangeSubmit);
            }
            // It has not reached the book yet, and goes there as it is now.
            _ => {
                if !wanted.doomed {
                    order.alter(wanted);
                }
                self.tell_order(number);
            }
        }
        Ok(())
    }

    fn wanted(&self, number: u64, body: &ChangeBody, late_reject: bool) -> Result<Change, Refusal> {
        if body.is_empty() {
            return Err(Refusal::Missing("quantity, limitPrice or stopPrice"));
        }
        let Some(order) = self.orders.get(number) else { return Err(Refusal::Missing("the order")) };
        let Some(listing) = self.listings.get(order.terms.listing) else { return Err(Refusal::Missing("the instrument")) };
        let quantity = body.quantity.map(|contracts| {
            let known = Quantity::try_new(contracts);
            known.ok_or_else(|| Refusal::Quantity(contracts.to_string(), "too many".to_owned()))
        });
        let quantity = quantity.transpose()?;
        if quantity.is_some_and(|wanted| wanted.get() < order.filled) {
            return Err(Refusal::BelowFilled(order.filled));
        }
        let ticks = |field, price: Option<Price>| price.map(|price| on_grid(field, price, listing)).transpose();
        let (limit, stop) = (ticks("limitPrice", body.limit)?, ticks("stopPrice", body.stop)?);
        Ok(Change { quantity, limit, stop, doomed: late_reject })
    }

    /// The change counts from now on, unless a cancel has come in between. One to the wrong side of the market is dropped, and
    /// the order stays as it was.
    pub(super) fn apply_change(&mut self, number: u64) {
        let Some(order) = self.orders.get_mut(number) else { return };
        let Some(change) = order.change.take().filter(|_| order.state == OrderState::ChangeSubmitted) else { return };
        let quote = self.listings.get(order.terms.listing).and_then(|listing| listing.source.at(self.now));
        let kind = order.terms.kind.moved(change.limit, change.stop);
        let wrong_side = !order.triggered && quote.is_some_and(|quote| kind.is_wrong_side(order.terms.side, quote));
        if !change.doomed && !wrong_side {
            order.alter(change);
        }
        let is_full = order.remaining() == 0;
        let state = match () {
            () if is_full => OrderState::Filled,
            () if order.filled > 0 => OrderState::PartFilled,
            () if order.terms.kind.stop().is_none() || order.triggered => OrderState::Working,
            () if self.switches.stop_rest == StopRest::TriggerPending => OrderState::TriggerPending,
            () => OrderState::Accepted,
        };
        self.set_state(number, state);
        if is_full {
            self.end(number);
        } else {
            self.try_fill(number);
        }
    }
}
