//! `ExecutionRow`: one fill.

use super::{number, time};
use crate::json::{Fields, Object};
use order_model::{Millis, Price};

/// One fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionRow {
    /// The fill's id.
    pub id: String,
    /// The order it belongs to.
    pub order_id: String,
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// `Long` for bought, `Short` for sold.
    pub market_position: String,
    /// Contracts.
    pub quantity: u32,
    /// Price.
    pub price: Option<Price>,
    /// When.
    pub at: Option<Millis>,
}

impl ExecutionRow {
    /// Reads a row; `None` when it is no object.
    #[must_use]
    pub fn read(text: &str) -> Option<ExecutionRow> {
        let fields = Fields::parse(text).ok()?;
        let text = |name| fields.loose_text(name).unwrap_or_default();
        Some(ExecutionRow {
            id: text("id"),
            order_id: text("orderId"),
            account: text("account"),
            instrument: text("instrument"),
            market_position: text("marketPosition"),
            quantity: fields.count("quantity"),
            price: fields.some_price("price"),
            at: fields.raw("epoch").and_then(|raw| raw.parse().ok()),
        })
    }

    /// Writes the documented fields that a simulator knows.
    #[must_use]
    pub fn write(&self) -> Object {
        Object::new()
            .text("id", &self.id)
            .text("type", "NinjaTrader.Cbi.Execution")
            .raw("epoch", &time(self.at))
            .text("orderId", &self.order_id)
            .text("account", &self.account)
            .text("instrument", &self.instrument)
            .text("instrumentType", "Future")
            .text("marketPosition", &self.market_position)
            .raw("price", &number(self.price))
            .integer("quantity", i64::from(self.quantity))
    }
}
