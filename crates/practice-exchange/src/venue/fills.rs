//! Matching: which waiting order gets how many contracts at what price, and what follows from a fill.
//!
//! Each order sees the displayed size by itself and takes from it once a move, because it is tried when it comes to wait
//! and then at each move only; orders do not compete with each other, as
//! in NT8's own simulator. A fill is at the other side of the market and never worse than the limit.

use super::atm::Protection;
use super::{Execution, Venue};
use crate::position::Position;
use crosstrade::{OrderState, ServerFrame};

impl Venue {
    /// The order waits for the market, and is tried against it at once.
    pub(super) fn rest(&mut self, number: u64) {
        let Some(listing) = self.orders.get(number).map(|order| order.terms.listing) else { return };
        match self.waiting.iter_mut().find(|(at, _)| *at == listing) {
            Some((_, waiting)) => waiting.push(number),
            None => self.waiting.push((listing, vec![number])),
        }
        self.try_fill(number);
    }

    /// The market has moved: every waiting order is tried, in the order they came to wait.
    pub(super) fn match_waiting(&mut self, listing: usize) {
        let waiting = self.waiting.iter().find(|(at, _)| *at == listing).map(|(_, waiting)| waiting.clone());
        for number in waiting.unwrap_or_default() {
            self.try_fill(number);
        }
    }

    pub(super) fn try_fill(&mut self, number: u64) {
        let Some(order) = self.orders.get(number).filter(|order| !order.state.is_final()) else { return };
        if !self.hours.is_open(self.now) {
            return;
        }
        let (kind, side) = (order.terms.kind, order.terms.side);
        let Some(quote) = self.listings.get(order.terms.listing).and_then(|listing| listing.source.at(self.now)) else { return };
        if !order.triggered {
            if !kind.is_triggered(side, quote) {
                return;
            }
            if kind.stop().is_some() {
                // Void while a cancel is on its way, which a triggered stop may still outrun.
                self.set_state(number, OrderState::Working);
            }
        }
        let Some(order) = self.orders.get_mut(number) else { return };
        order.triggered = true;
        let Some(ticks) = kind.fill_price(side, quote) else { return };
        let contracts = order.remaining().min(self.displayed);
        self.fill(number, contracts, ticks);
    }

    fn fill(&mut self, number: u64, contracts: u32, ticks: i64) {
        let Some(order) = self.orders.get_mut(number) else { return };
        order.filled = order.filled.saturating_add(contracts);
        order.cost += i128::from(ticks) * i128::from(contracts);
        let terms = &order.terms;
        let (account, listing, side, is_full) = (terms.account, terms.listing, terms.side, order.remaining() == 0);
        let protection = terms.strategy.clone().filter(|_| !order.is_leg()).map(|strategy| Protection {
            account,
            listing,
            side,
            contracts,
            ticks,
            strategy,
            owner: number,
        });
        let execution =
            Execution { number: self.next_fill, order_id: order.id.clone(), account, listing, side, contracts, ticks, at: self.now };
        self.next_fill += 1;
        let state = if is_full { OrderState::Filled } else { OrderState::PartFilled };
        // A change on its way keeps its state through a part filled, as a cancel does.
        let changing = !is_full && self.orders.get(number).is_some_and(|order| order.change.is_some());
        if changing || !self.set_state(number, state) {
            // The state is as it was; the count is news all the same.
            self.tell_order(number);
        }
        let at = (account, listing);
        match self.positions.iter_mut().find(|(of, _)| *of == at) {
            Some((_, position)) => position.apply(side, contracts, ticks),
            None => {
                let mut position = Position::default();
                position.apply(side, contracts, ticks);
                self.positions.push((at, position));
            }
        }
        self.tell_fill(&execution);
        self.executions.push_back(execution);
        if is_full {
            self.end(number);
        } else {
            self.resolve_group(number);
        }
        if let Some(protection) = protection {
            self.protect(&protection);
        }
    }

    fn tell_fill(&mut self, execution: &Execution) {
        if !self.watched {
            return;
        }
        let at = (execution.account, execution.listing);
        let position = self.positions.iter().find(|(of, _)| *of == at).and_then(|(_, position)| self.position_row(at, position));
        let execution = self.execution_row(execution).map(ServerFrame::ExecutionUpdate);
        self.news.extend(execution.into_iter().chain(position.map(ServerFrame::PositionUpdate)));
    }
}
