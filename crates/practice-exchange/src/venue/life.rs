//! An order's life between its entry and its end: the steps that time brings, and what is kept afterwards.

use super::Venue;
use crate::config::StopRest;
use crate::transition::may_follow;
use crosstrade::{OrderState, ServerFrame};
use order_model::Millis;
use std::cmp::Reverse;

/// The API's longest lookback for executions.
const LOOKBACK_MS: Millis = 900_000;

/// What time does to an order, or to a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Submit,
    Accept,
    Work,
    Reject,
    CancelSubmit,
    Cancel,
    ChangeSubmit,
    Change,
    /// The number is a deed's.
    Deed,
}

impl Venue {
    pub(super) fn plan(&mut self, after: Millis, number: u64, step: Step) {
        self.planned += 1;
        self.steps.push(Reverse((self.now.saturating_add(after), self.planned, number, step)));
    }

    /// Takes a step that is due. A step that does not fit the state the order is in by now is void.
    pub(super) fn take_step(&mut self, number: u64, step: Step) {
        match step {
            Step::Submit => {
                if self.set_state(number, OrderState::Submitted) {
                    self.plan(self.latency.accepted.saturating_sub(self.latency.submitted), number, Step::Accept);
                }
            }
            Step::Accept => self.accept(number),
            Step::Work => {
                if self.set_state(number, OrderState::Working) {
                    self.rest(number);
                }
            }
            Step::Reject => {
                if self.set_state(number, OrderState::Rejected) {
                    self.end(number);
                }
            }
            Step::CancelSubmit => {
                if self.set_state(number, OrderState::CancelSubmitted) {
                    self.plan(self.latency.cancelled.saturating_sub(self.latency.cancel_submitted), number, Step::Cancel);
                }
            }
            Step::Cancel => {
                if self.set_state(number, OrderState::Cancelled) {
                    self.end(number);
                }
            }
            Step::ChangeSubmit => {
                if self.set_state(number, OrderState::ChangeSubmitted) {
                    self.plan(self.latency.changed.saturating_sub(self.latency.change_submitted), number, Step::Change);
                }
            }
            Step::Change => self.apply_change(number),
            Step::Deed => self.attend(number),
        }
    }

    fn accept(&mut self, number: u64) {
        let Some(order) = self.orders.get(number) else { return };
        if order.doomed {
            return;
        }
        let (is_leg, is_stop) = (order.is_leg(), order.terms.kind.stop().is_some());
        let quote = self.listings.get(order.terms.listing).and_then(|listing| listing.source.at(self.now));
        let wrong_side = quote.is_some_and(|quote| order.terms.kind.is_wrong_side(order.terms.side, quote));
        // A strategy's own stop that the market has already passed triggers at once instead: the position must not stay bare.
        if wrong_side && !is_leg {
            return self.take_step(number, Step::Reject);
        }
        if !self.set_state(number, OrderState::Accepted) {
            return;
        }
        if is_stop {
            if self.switches.stop_rest == StopRest::TriggerPending {
                self.set_state(number, OrderState::TriggerPending);
            }
            self.rest(number);
        } else {
            self.plan(self.latency.working.saturating_sub(self.latency.accepted), number, Step::Work);
        }
    }

    /// Changes the state, if that may follow; says whether it did.
    pub(super) fn set_state(&mut self, number: u64, to: OrderState) -> bool {
        let Some(order) = self.orders.get_mut(number) else { return false };
        let may = may_follow(&order.state, &to);
        if may {
            order.state = to;
            self.tell_order(number);
        }
        may
    }

    /// The order is over: it fills no more, its OCO group is resolved, and it will be forgotten.
    pub(super) fn end(&mut self, number: u64) {
        let Some(order) = self.orders.get(number) else { return };
        let listing = order.terms.listing;
        if let Some((_, waiting)) = self.waiting.iter_mut().find(|(at, _)| *at == listing) {
            waiting.retain(|order| *order != number);
        }
        self.waiting.retain(|(_, waiting)| !waiting.is_empty());
        self.ended.push_back((self.now, number));
        self.resolve_group(number);
    }

    /// Resolves the group of an order that has filled or ended: the other members are cancelled in the same instant,
    /// before any other order is looked at. So never two members of a group fill.
    pub(super) fn resolve_group(&mut self, number: u64) {
        let Some(order) = self.orders.get(number) else { return };
        let Some(oco_id) = &order.terms.oco_id else { return };
        for member in self.groups.resolve(order.terms.account, oco_id, !order.is_leg()) {
            if member == number {
                continue;
            }
            self.set_state(member, OrderState::CancelPending);
            self.set_state(member, OrderState::CancelSubmitted);
            if self.set_state(member, OrderState::Cancelled) {
                self.end(member);
            }
        }
    }

    /// Forgets what is older or more than the history keeps.
    pub(super) fn forget_old(&mut self) {
        while let Some((at, number)) = self.ended.front().copied() {
            let old = self.now.saturating_sub(at) > self.history.orders_ms;
            if !old && self.ended.len() <= self.history.orders {
                break;
            }
            self.ended.pop_front();
            self.orders.remove(number);
        }
        while let Some(execution) = self.executions.front() {
            let old = self.now.saturating_sub(execution.at) > LOOKBACK_MS;
            if !old && self.executions.len() <= self.history.executions {
                break;
            }
            self.executions.pop_front();
        }
    }

    pub(super) fn tell_order(&mut self, number: u64) {
        if !self.watched {
            return;
        }
        if let Some(row) = self.orders.get(number).and_then(|order| self.order_row(order)) {
            self.news.push(ServerFrame::OrderUpdate(Box::new(row)));
        }
    }
}
