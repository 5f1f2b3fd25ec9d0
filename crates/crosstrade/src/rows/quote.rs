//! `QuoteRow`: one quote, from a read or a `marketData` frame.

use super::{number, time};
use crate::json::{Fields, Object};
use order_model::{Millis, Price};

/// One quote, from a read or a `marketData` frame.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct QuoteRow {
    /// Canonical NT8 name.
    pub instrument: String,
    /// Best bid.
    pub bid: Option<Price>,
    /// Best ask.
    pub ask: Option<Price>,
    /// Last trade.
    pub last: Option<Price>,
    /// Price grid; only a read brings it.
    pub tick_size: Option<Price>,
    /// Currency per point; only a read brings it.
    pub point_value: Option<Price>,
    /// Whether the market is open; only a read brings it.
    pub market_open: Option<bool>,
    /// Contracts traded this session.
    pub volume: u32,
    /// When, in milliseconds; a read has seconds on the wire.
    pub at: Option<Millis>,
}

impl QuoteRow {
    /// Reads a row of a quote read, whose `epoch` is in seconds; `None` when it names no instrument.
    #[must_use]
    pub fn read(text: &str) -> Option<QuoteRow> {
        QuoteRow::read_in(text, 1_000)
    }

    /// Reads a row of a `marketData` frame, whose `epoch`, where it has one, is in milliseconds as in every frame.
    pub(crate) fn read_short(text: &str) -> Option<QuoteRow> {
        QuoteRow::read_in(text, 1)
    }

    fn read_in(text: &str, unit: Millis) -> Option<QuoteRow> {
        let fields = Fields::parse(text).ok()?;
        Some(QuoteRow {
            instrument: fields.loose_text("instrument").filter(|i| !i.is_empty())?,
            bid: fields.some_price("bid"),
            ask: fields.some_price("ask"),
            last: fields.some_price("last"),
            tick_size: fields.some_price("tickSize"),
            point_value: fields.some_price("pointValue"),
            market_open: fields.flag("isMarketOpen"),
            volume: fields.count("volume"),
            at: fields.raw("epoch").and_then(|raw| raw.parse::<Millis>().ok()).and_then(|time| time.checked_mul(unit)),
        })
    }

    /// Writes what a quote read gives.
    #[must_use]
    pub fn write(&self) -> Object {
        let open = self.market_open.map_or("null", |open| if open { "true" } else { "false" });
        self.write_short()
            .raw("tickSize", &number(self.tick_size))
            .raw("pointValue", &number(self.point_value))
            .raw("isMarketOpen", open)
            .raw("epoch", &time(self.at.map(|ms| ms / 1000)))
    }

    /// Writes what a `marketData` frame gives.
    #[must_use]
    pub fn write_short(&self) -> Object {
        Object::new()
            .text("instrument", &self.instrument)
            .raw("last", &number(self.last))
            .raw("bid", &number(self.bid))
            .raw("ask", &number(self.ask))
            .integer("volume", i64::from(self.volume))
    }
}
