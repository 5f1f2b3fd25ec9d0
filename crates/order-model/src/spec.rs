//! `InstrumentSpec`: what a tick is and what a point is worth.

use crate::{ContractRow, Currency, Exchange, Money, Price};

/// The contract facts that pricing and risk need. A live quote brings them; the built-in table serves offline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstrumentSpec {
    /// The price grid, in the quotation unit; positive.
    pub tick_size: Price,
    /// Currency units per 1.00 of price, for one contract; positive.
    pub point_value: Price,
    /// The currency of `point_value`.
    pub currency: Currency,
    /// Where the contract is listed, when known.
    pub exchange: Option<Exchange>,
}

impl InstrumentSpec {
    /// Joins facts from a quote; `None` unless both numbers are positive.
    #[must_use]
    pub fn try_new(tick_size: Price, point_value: Price, currency: Currency) -> Option<InstrumentSpec> {
        let positive = tick_size > Price::ZERO && point_value > Price::ZERO;
        positive.then_some(InstrumentSpec { tick_size, point_value, currency, exchange: None })
    }

    /// The facts of a row of the built-in table.
    #[must_use]
    pub fn from_row(row: &ContractRow) -> Option<InstrumentSpec> {
        let tick_size = Price::try_new(row.tick.mantissa, u32::from(row.tick.scale))?;
        let point_value = Price::try_new(row.point_value.mantissa, u32::from(row.point_value.scale))?;
        let spec = InstrumentSpec::try_new(tick_size, point_value, row.currency)?;
        Some(InstrumentSpec { exchange: Some(row.exchange), ..spec })
    }

    /// The value of one tick of one contract.
    #[must_use]
    pub fn tick_value(&self) -> Option<Money> {
        Money::tick_value(self.tick_size, self.point_value, self.currency)
    }
}
