//! `AccountBook`: one account as the last full read showed it. A full read replaces it whole.

use crosstrade::{ExecutionRow, OrderRow, PositionRow};
use order_model::Millis;

/// Orders, fills and positions of one account.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AccountBook {
    /// NT8 account name, as it was asked for.
    pub account: String,
    /// All orders the API still lists, ended ones too.
    pub orders: Vec<OrderRow>,
    /// Fills within the look-back.
    pub executions: Vec<ExecutionRow>,
    /// Open positions.
    pub positions: Vec<PositionRow>,
    /// When the read that brought all this began.
    pub read_at: Millis,
    /// True when every row could be read; else absence proves even less.
    pub complete: bool,
}

impl AccountBook {
    /// The order with this id.
    #[must_use]
    pub fn order(&self, id: &str) -> Option<&OrderRow> {
        self.orders.iter().find(|row| row.id == id)
    }

    /// Contracts filled for an order, by the fills themselves.
    #[must_use]
    pub fn filled(&self, order_id: &str) -> u32 {
        self.executions.iter().filter(|e| e.order_id == order_id).fold(0, |sum, e| sum.saturating_add(e.quantity))
    }
}
