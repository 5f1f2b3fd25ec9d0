//! What an account has, and the strategies that run in it.

use super::Venue;
use crate::number::amount;
use crosstrade::{AccountDetail, AccountRow, StrategyRow};

/// What every account begins with, in millionths of a dollar: NT8's own simulator begins with as much.
const CASH: i128 = 100_000_000_000;

impl Venue {
    /// An account with its money; it has no limits.
    pub(super) fn account_detail(&self, at: usize) -> AccountDetail {
        let name = self.accounts.get(at).cloned().unwrap_or_default();
        let (realized, unrealized) = (self.realized_micros(at), self.unrealized_micros(at));
        let cash = realized.and_then(|earned| earned.checked_add(CASH));
        let worth = cash.zip(unrealized).and_then(|(cash, open)| cash.checked_add(open));
        AccountDetail {
            account: AccountRow { name, provider: "Simulator".to_owned(), connection_status: "Connected".to_owned() },
            cash: cash.and_then(amount),
            realized: realized.and_then(amount),
            unrealized: unrealized.and_then(amount),
            net_liquidation: worth.and_then(amount),
            // There is no margin here, so everything is free.
            buying_power: worth.and_then(amount),
            daily_loss_limit: None,
            max_order_size: None,
            max_position_size: None,
        }
    }

    /// The ATM strategies that live: their entry still works, or one of their legs does.
    pub(super) fn strategies(&self, account: usize) -> Vec<StrategyRow> {
        let mut rows: Vec<StrategyRow> = Vec::new();
        for (number, order) in self.open_orders(account, None) {
            let Some(name) = &order.terms.strategy else { continue };
            let id = (order.terms.owner.unwrap_or(number) + 1).to_string();
            if rows.iter().all(|row| row.id != id) {
                rows.push(StrategyRow { id, name: name.clone(), display_name: name.clone() });
            }
        }
        rows
    }
}
