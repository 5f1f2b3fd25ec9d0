//! `Position`: the open contracts of one account in one instrument, first in first out, and what closed ones earned.

use order_model::Action;
use std::collections::VecDeque;

/// Open contracts and realised profit, in ticks × contracts. Nothing is rounded: closing contracts leave at the price
/// they came in at, oldest first, and the average is that of the contracts still open.
#[derive(Debug, Default)]
pub(crate) struct Position {
    /// Contracts, negative for short.
    net: i64,
    /// What each open contract was taken at; neighbours at one price are one lot.
    lots: VecDeque<(i64, i64)>,
    /// Sum of ticks × contracts over the lots, contracts counted positive.
    cost: i128,
    realized: i128,
}

impl Position {
    pub(crate) const fn net(&self) -> i64 {
        self.net
    }

    /// Sum of ticks × contracts of the open contracts, and how many those are.
    pub(crate) fn cost(&self) -> (i128, i128) {
        (self.cost, i128::from(self.net.abs()))
    }

    pub(crate) const fn realized(&self) -> i128 {
        self.realized
    }

    /// What closing now would earn.
    pub(crate) fn unrealized(&self, market: i64) -> i128 {
        let (cost, contracts) = self.cost();
        (i128::from(market) * contracts - cost) * i128::from(self.net.signum())
    }

    /// A fill.
    pub(crate) fn apply(&mut self, side: Action, contracts: u32, ticks: i64) {
        let mut left = i64::from(contracts);
        while self.net.signum() == -side.sign() && left > 0 {
            let Some((taken_at, lot)) = self.lots.front_mut() else { break };
            let closed = left.min(*lot);
            self.realized += (i128::from(ticks) - i128::from(*taken_at)) * i128::from(closed) * i128::from(-side.sign());
            self.cost -= i128::from(*taken_at) * i128::from(closed);
            *lot -= closed;
            if *lot == 0 {
                self.lots.pop_front();
            }
            self.net += side.sign() * closed;
            left -= closed;
        }
        if left > 0 {
            match self.lots.back_mut() {
                Some((taken_at, lot)) if *taken_at == ticks => *lot += left,
                _ => self.lots.push_back((ticks, left)),
            }
            self.cost += i128::from(ticks) * i128::from(left);
            self.net += side.sign() * left;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn opens_adds_reduces_and_turns() {
        let mut position = Position::default();
        position.apply(Action::Buy, 2, 100);
        position.apply(Action::Buy, 1, 106);
        assert_eq!((position.net(), position.cost(), position.unrealized(104)), (3, (306, 3), 6));
        position.apply(Action::Sell, 2, 110);
        assert_eq!((position.net(), position.cost(), position.realized()), (1, (106, 1), 20));
        position.apply(Action::Sell, 3, 100);
        assert_eq!((position.net(), position.cost(), position.realized()), (-2, (200, 2), 14));
        assert_eq!(position.unrealized(97), 6);
        position.apply(Action::Buy, 2, 97);
        assert_eq!((position.net(), position.cost(), position.realized()), (0, (0, 0), 20));
    }

    proptest! {
        /// Realised and unrealised profit together are what the fills' cash says, whatever the order of fills.
        #[test]
        fn no_tick_is_lost(fills in proptest::collection::vec((any::<bool>(), 1_u32..9, 90_i64..110), 0..40), market in 90_i64..110) {
            let mut position = Position::default();
            let (mut net, mut cash) = (0_i64, 0_i128);
            for (buys, contracts, ticks) in fills {
                let side = if buys { Action::Buy } else { Action::Sell };
                position.apply(side, contracts, ticks);
                net += side.sign() * i64::from(contracts);
                cash -= i128::from(side.sign() * i64::from(contracts) * ticks);
            }
            prop_assert_eq!(position.net(), net);
            prop_assert_eq!(position.realized() + position.unrealized(market), cash + i128::from(net * market));
            prop_assert_eq!(position.cost().1, i128::from(position.lots.iter().map(|(_, lot)| lot).sum::<i64>()));
        }
    }
}
