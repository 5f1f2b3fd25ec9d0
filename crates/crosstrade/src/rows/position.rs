//! `PositionRow`: one position.

use super::number;
use crate::json::{Fields, Object};
use order_model::Price;

/// One position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Account name.
    pub account: String,
    /// Canonical NT8 name.
    pub instrument: String,
    /// Contracts, negative for short.
    pub net: i64,
    /// Average entry price.
    pub average: Option<Price>,
    /// The market's price.
    pub market: Option<Price>,
    /// Profit or loss if closed now, in the account's currency.
    pub unrealized: Option<Price>,
}

impl PositionRow {
    /// Reads a row; `None` when it is no object, its side is no word of NT8's or its quantity no count, because a guess at
    /// the sign could double a loss, and a guess at zero would hide a position.
    #[must_use]
    pub fn read(text: &str) -> Option<PositionRow> {
        let fields = Fields::parse(text).ok()?;
        let side = fields.loose_text("marketPosition")?;
        let quantity = fields.whole("quantity").map(i64::from);
        let net = match side.to_ascii_lowercase().as_str() {
            "long" => quantity?,
            "short" => -quantity?,
            "flat" => 0,
            _ => return None,
        };
        Some(PositionRow {
            account: fields.loose_text("account").unwrap_or_default(),
            instrument: fields.loose_text("instrument").unwrap_or_default(),
            net,
            average: fields.some_price("averagePrice"),
            market: fields.some_price("marketPrice"),
            unrealized: fields.number("unrealizedProfitLoss"),
        })
    }

    /// Writes the documented fields.
    #[must_use]
    pub fn write(&self) -> Object {
        let side = match self.net.signum() {
            1 => "Long",
            -1 => "Short",
            _ => "Flat",
        };
        Object::new()
            .text("type", "NinjaTrader.Cbi.Position")
            .text("account", &self.account)
            .text("instrument", &self.instrument)
            .text("instrumentType", "Future")
            .text("marketPosition", side)
            .integer("quantity", self.net.saturating_abs())
            .raw("averagePrice", &number(self.average))
            .raw("marketPrice", &number(self.market))
            .raw("unrealizedProfitLoss", &number(self.unrealized))
    }
}
